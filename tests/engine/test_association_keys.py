"""Columns that name the records to associate with: of another object, or of the same one."""

from dataclasses import replace

import pytest

from tests.engine.importing import Desk
from tests.engine.several import import_files, import_table, links, recipe_of

ADA = "ada@acme.example"


def known(desk: Desk) -> None:
    """Contact 1 with a secondary email, companies 2 (a domain), 3 and 4 (one name), deal 5."""
    desk.add("contacts", email=ADA, firstname="Ada")
    desk.also_known_as(1, "ada@home.example")
    desk.add("companies", name="Acme", domain="acme.example")
    desk.add("companies", name="Twin")
    desk.add("companies", name="Twin")
    desk.add("deals", dealname="Big", dealstage="closedwon")


# What is shown -> table, associations, issues.
COLUMNS = {
    "a domain": (
        "contacts.email,contacts>companies.domain\na@x.com,www.Acme.example\n",
        [("a@x.com", "Acme", None)],
        [],
    ),
    "a name": (
        "contacts.email,contacts>companies.name\na@x.com,ACME\n",
        [("a@x.com", "Acme", None)],
        [],
    ),
    "a Record ID": (
        "contacts.email,contacts>companies.hs_object_id\na@x.com,2\n",
        [("a@x.com", "Acme", None)],
        [],
    ),
    "a Record ID as a spreadsheet writes it": (
        "contacts.email,contacts>companies.hs_object_id\na@x.com,2.0\n",
        [("a@x.com", "Acme", None)],
        [],
    ),
    "an email": (
        "companies.name,companies>contacts.email\nX,ADA@acme.example\n",
        [(ADA, "X", None)],
        [],
    ),
    "a secondary email": (
        "companies.name,companies>contacts.email\nX,ada@home.example\n",
        [(ADA, "X", None)],
        [],
    ),
    "several, parted by semicolons": (
        "contacts.email,contacts>companies.hs_object_id\na@x.com,2; 3 ;;2\n",
        [("a@x.com", "Acme", None), ("a@x.com", "Twin", None)],
        [],
    ),
    "none": ("contacts.email,contacts>companies.domain\na@x.com,\n", [], []),
    "one that is not there": (
        "contacts.email,contacts>companies.domain\na@x.com,x.com;acme.example\n",
        [("a@x.com", "Acme", None)],
        ["ASSOCIATION_RECORD_NOT_FOUND"],
    ),
    "one that is no domain": (
        "contacts.email,contacts>companies.domain\na@x.com,none\n",
        [],
        ["ASSOCIATION_RECORD_NOT_FOUND"],
    ),
    "an unknown Record ID": (
        "contacts.email,contacts>companies.hs_object_id\na@x.com,99\n",
        [],
        ["UNKNOWN_ASSOCIATION_RECORD_ID"],
    ),
    "the Record ID of another object": (
        "contacts.email,contacts>companies.hs_object_id\na@x.com,5\n",
        [],
        ["UNKNOWN_ASSOCIATION_RECORD_ID"],
    ),
    "what several records have": (
        "contacts.email,contacts>companies.name\na@x.com,Twin\n",
        [],
        ["AMBIGUOUS_ASSOCIATION_RECORD"],
    ),
    "with a label": (
        "contacts.email,contacts>companies.domain=Primary\na@x.com,acme.example\n",
        [("a@x.com", "Acme", None), ("a@x.com", "Acme", "Primary")],
        [],
    ),
    "a record of a row that fails": (
        "contacts.email,contacts>companies.domain\na@,acme.example\n",
        [],
        ["INVALID_EMAIL"],
    ),
    "two objects beside a row's own": (
        "contacts.email,contacts>companies.domain,contacts>deals.dealname\n"
        "a@x.com,acme.example,big\n",
        [("a@x.com", "Acme", None), ("a@x.com", "Big", None)],
        [],
    ),
    "beside the records of the row": (
        "contacts.email,deals.dealname,deals.dealstage,deals>companies.domain\n"
        "a@x.com,New,closedwon,acme.example\n",
        [("Acme", "New", None), ("a@x.com", "New", None)],
        [],
    ),
    "a note, which cannot be alone": (
        "notes.hs_note_body,notes.hs_timestamp,notes>contacts.email\n"
        f"Called,2024-04-03,{ADA}\nLost,2024-04-03,x@x.com\n",
        [(ADA, "Called", None)],
        ["ASSOCIATION_RECORD_NOT_FOUND", "FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS"],
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_what_a_column_names_is_associated(desk: Desk, name: str) -> None:
    table, found, codes = COLUMNS[name]
    known(desk)
    done = import_table(desk, table)
    assert links(desk) == found
    assert done.codes == codes


PARENT, CHILD = "Parent company", "Child company"
# Table of companies -> associations; the label says what the second is to the first.
SAME_OBJECT = {
    "a parent in the store, by domain": (
        "companies.name,companies.domain,companies>companies.domain=Parent company\n"
        "Sub,sub.example,acme.example\n",
        [("Acme", "Sub", None), ("Acme", "Sub", CHILD)],
    ),
    "a child in the store, by domain": (
        "companies.name,companies.domain,companies>companies.domain=Child company\n"
        "Holding,holding.example,acme.example\n",
        [("Acme", "Holding", None), ("Holding", "Acme", CHILD)],
    ),
    "a parent by Record ID": (
        "companies.name,companies>companies.hs_object_id=parent COMPANY\nSub,2\n",
        [("Acme", "Sub", None), ("Acme", "Sub", CHILD)],
    ),
    "a parent that comes later in the same file": (
        "companies.name,companies.domain,companies>companies.domain=Parent company\n"
        "Sub,sub.example,top.example\nTop,top.example,\n",
        [("Sub", "Top", None), ("Top", "Sub", CHILD)],
    ),
    "a whole line of them": (
        "companies.name,companies.domain,companies>companies.domain=Parent company\n"
        "A,a.example,b.example\nB,b.example,c.example\nC,c.example,\n",
        [("A", "B", None), ("B", "A", CHILD), ("B", "C", None), ("C", "B", CHILD)],
    ),
    "both ways at once": (
        "companies.name,companies.domain,companies>companies.domain=Parent company,"
        "companies>companies.name=Child company\n"
        "Sub,sub.example,top.example,\nTop,top.example,,Sub\n",
        [("Sub", "Top", None), ("Top", "Sub", CHILD)],
    ),
    "without a label": (
        "companies.name,companies.domain,companies>companies.domain\nSub,sub.example,acme.example\n",
        [("Acme", "Sub", None)],
    ),
}


@pytest.mark.parametrize("name", SAME_OBJECT)
def test_companies_have_parents_and_children(desk: Desk, name: str) -> None:
    table, found = SAME_OBJECT[name]
    known(desk)
    done = import_table(desk, table)
    assert links(desk) == found
    assert done.codes == []
    if "companies.domain" in table:
        assert import_table(desk, table).links == (0, 0)


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("contacts.email,contacts>contacts.email\na@x.com,b@x.com\nb@x.com,\n", "b@x.com"),
        ("contacts.email,contacts>contacts.email\na@x.com,b@x.com\nb@x.com,a@x.com\n", "b@x.com"),
        (f"contacts.email,contacts>contacts.email\na@x.com,{ADA}\n", ADA),
        ("contacts.email,contacts>contacts.hs_object_id\na@x.com,1\n", ADA),
        ("contacts.email,contacts>contacts.email\na@x.com,ada@home.example\n", ADA),
    ],
)
def test_contacts_are_associated_with_contacts_once(desk: Desk, table: str, found: str) -> None:
    known(desk)
    assert import_table(desk, table).links == (1, 0)
    assert {frozenset(link[:2]) for link in links(desk)} == {frozenset(("a@x.com", found))}
    assert import_table(desk, table).links == (0, 0)


def test_a_column_left_out_associates_nothing(desk: Desk) -> None:
    known(desk)
    table = "contacts.email,contacts>companies.domain\na@x.com,acme.example\n"
    recipe = recipe_of((table,))
    left_out = replace(recipe.files[0].columns[1], ignored=True)
    import_files(desk, recipe.with_column(left_out), table)
    assert links(desk) == []


def test_what_the_import_makes_is_known_to_its_columns(desk: Desk) -> None:
    """A deal names the company that another row of the file creates."""
    done = import_table(
        desk,
        "companies.name,companies.domain,deals.dealname,deals.dealstage,deals>companies.domain\n"
        "X,x.com,,,\n,,Big,closedwon,X.com\n",
    )
    assert links(desk) == [("X", "Big", None)] and done.codes == []


def test_a_record_is_not_associated_with_itself(desk: Desk) -> None:
    known(desk)
    done = import_table(
        desk,
        "companies.name,companies.domain,companies>companies.domain=Parent company\n"
        "Acme,acme.example,acme.example\nNew,new.example,new.example\n",
    )
    assert (links(desk), done.codes) == ([], ["ASSOCIATED_WITH_ITSELF"] * 2)
