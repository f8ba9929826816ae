"""Columns that name labels: they are added to what a row associates, and never take one away."""

import pytest

from core.store.associations import create_label
from tests.engine.importing import Desk
from tests.engine.several import import_table, links


def known(desk: Desk) -> None:
    """Contact 1 works at company 2; labels, single and paired, of every kind of pair."""
    desk.add("contacts", email="ada@x.com")
    desk.add("companies", name="Acme", domain="acme.example")
    desk.cursor.execute("insert into store.associations values (279, 1, 2, null, null)")
    create_label(desk.cursor, "contacts", "companies", "Billing")
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    create_label(desk.cursor, "contacts", "contacts", "Friend")
    create_label(desk.cursor, "contacts", "contacts", "Manager", "Report")
    create_label(desk.cursor, "companies", "contacts", "Advisor")


HEADER = "contacts.email,companies.domain,contacts~companies\n"
PLAIN = ("a@x.com", "Acme", None)
# Rows -> associations and labels of contact a, issues.
COLUMNS = {
    "a single label": (["a@x.com,acme.example,Billing"], ["Billing"], []),
    "letters and blanks do not matter": (["a@x.com,acme.example, BILLING "], ["Billing"], []),
    "a pair by the text of one side": (["a@x.com,acme.example,employer"], ["Employer"], []),
    "a pair by the text of the other side": (["a@x.com,acme.example,Employee"], ["Employer"], []),
    "a label that was made from the other side": (
        ["a@x.com,acme.example,Advisor"],
        ["Advisor"],
        [],
    ),
    "the primary company": (["a@x.com,acme.example,Primary"], ["Primary"], []),
    "several": (
        ["a@x.com,acme.example,Billing; Employer;;billing"],
        ["Billing", "Employer"],
        [],
    ),
    "several in several rows": (
        ["a@x.com,acme.example,Billing", "a@x.com,acme.example,Employer"],
        ["Billing", "Employer"],
        [],
    ),
    "none": (["a@x.com,acme.example,"], [], []),
    "one that is not there": (
        ["a@x.com,acme.example,Boss;Billing"],
        ["Billing"],
        ["ASSOCIATION_LABEL_NOT_FOUND"],
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_labels_are_added_to_the_association_of_the_row(desk: Desk, name: str) -> None:
    rows, labels, codes = COLUMNS[name]
    known(desk)
    table = HEADER + "\n".join(rows) + "\n"
    done = import_table(desk, table)
    found = [link for link in links(desk) if link[0] == "a@x.com"]
    assert sorted(found, key=str) == sorted([PLAIN, *((*PLAIN[:2], n) for n in labels)], key=str)
    assert (done.links, done.codes) == ((1, len(labels)), codes)
    assert import_table(desk, table).links == (0, 0)


def test_labels_that_are_there_stay(desk: Desk) -> None:
    known(desk)
    import_table(desk, HEADER + "ada@x.com,acme.example,Billing\n")
    done = import_table(desk, HEADER + "ada@x.com,acme.example,Employer\n")
    assert done.links == (0, 1)
    assert [label for _, _, label in links(desk)] == [None, "Billing", "Employer"]


@pytest.mark.parametrize(
    "row", [",acme.example,Billing", "a@x.com,,Billing", "a@,acme.example,Billing"]
)
def test_a_label_without_two_records_is_an_issue_where_a_record_is_imported(
    desk: Desk, row: str
) -> None:
    known(desk)
    done = import_table(desk, HEADER + row + "\n")
    imported = done["contacts"].actions == ["created"]
    assert ("NO_ASSOCIATION_TO_LABEL" in done.codes) == imported
    assert len(links(desk)) == 1


def test_with_three_objects_the_label_is_for_the_pair_it_names(desk: Desk) -> None:
    known(desk)
    import_table(
        desk,
        "contacts.email,companies.domain,deals.dealname,deals.dealstage,companies~deals\n"
        "a@x.com,acme.example,Big,closedwon,Primary\n",
    )
    assert [link for link in links(desk) if link[2]] == [("Acme", "Big", "Primary")]


def test_a_label_of_the_records_a_column_names(desk: Desk) -> None:
    known(desk)
    import_table(
        desk,
        "contacts.email,contacts>companies.domain,contacts~companies\na@x.com,acme.example,billing\n",
    )
    assert ("a@x.com", "Acme", "Billing") in links(desk)


# Label of contact a, who names contact b -> what is kept: from, to, what ``to`` is to ``from``.
AMONG_CONTACTS = {
    "Friend": {frozenset(("a@x.com", "b@x.com"))},
    "Manager": ("a@x.com", "b@x.com", "Manager"),
    "Report": ("b@x.com", "a@x.com", "Manager"),
}


@pytest.mark.parametrize("text", AMONG_CONTACTS)
@pytest.mark.parametrize("rows", [("{a}", "{b}"), ("{b}", "{a}")])
def test_between_contacts_a_label_says_what_the_other_is(
    desk: Desk, text: str, rows: tuple[str, str]
) -> None:
    """In either order of the rows, and so of the Record IDs."""
    known(desk)
    lines = [row.format(a=f"a@x.com,b@x.com,{text}", b="b@x.com,,") for row in rows]
    header = "contacts.email,contacts>contacts.email,contacts~contacts\n"
    done = import_table(desk, header + "\n".join(lines) + "\n")
    assert (done.links, done.codes) == ((1, 1), [])
    (made,) = [link for link in links(desk) if link[2]]
    expected = AMONG_CONTACTS[text]
    assert made == expected if isinstance(expected, tuple) else frozenset(made[:2]) in expected
    assert import_table(desk, header + "\n".join(lines) + "\n").links == (0, 0)


def test_two_files_have_labels_in_either(desk: Desk) -> None:
    known(desk)
    people = "contacts.email,companies.domain,contacts~companies\n"
    firms = "companies.domain,companies.name,companies~contacts\n"
    done = import_table(
        desk,
        people + "a@x.com,acme.example,Billing\nb@x.com,x.com,\n",
        firms + "acme.example,Acme,\nx.com,X,employee\n",
        objects=("contacts", "companies"),
        common=("companies.domain", "companies"),
    )
    assert [link for link in links(desk) if link[2]] == [
        ("a@x.com", "Acme", "Billing"),
        ("b@x.com", "X", "Employer"),
    ]
    assert done.codes == []
