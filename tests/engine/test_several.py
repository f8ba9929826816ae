"""Several objects in one file: each row's records are made or found, and associated."""

import pytest

from core.recipe import Recipe, recipe_from_json
from core.store.object_drafts import ObjectDraft, PropertyDraft
from core.store.object_types import create_object
from tests.engine.importing import Desk
from tests.engine.several import import_files, import_table, links


def several(*object_types: str) -> Recipe:
    """A recipe of several objects in one file, to be mapped automatically."""
    return recipe_from_json({"objects": [{"object_type": name} for name in object_types]})


TRADE_SHOW = (
    "Email,First name,Company name,Company domain name\n"
    "ada@acme.example,Ada,Acme,acme.example\n"
    "bob@acme.example,Bob,Acme,acme.example\n"
    "cy@example.org,Cy,,\n"
    "no email,Di,Beta,beta.example\n"
)


def test_a_file_is_mapped_by_itself_and_its_records_are_associated(desk: Desk) -> None:
    plan = import_files(desk, several("contacts", "companies"), TRADE_SHOW).plan
    contacts, companies = plan.objects["contacts"], plan.objects["companies"]
    assert (contacts.created, contacts.failed) == (3, 1)
    assert (companies.created, companies.skipped, companies.failed) == (2, 2, 0)
    assert plan.associations.associations == 2
    assert links(desk) == [("ada@acme.example", "Acme", None), ("bob@acme.example", "Acme", None)]


def test_the_same_file_again_associates_nothing_new(desk: Desk) -> None:
    import_files(desk, several("contacts", "companies"), TRADE_SHOW)
    again = import_files(desk, several("contacts", "companies"), TRADE_SHOW).plan
    assert (again.counters.created, again.counters.updated) == (0, 0)
    assert again.associations.associations == 0


def known(desk: Desk) -> None:
    """Contact 1 with a secondary email, companies 2 (a domain), 3 and 4 (one name)."""
    desk.add("contacts", email="ada@acme.example", firstname="Ada")
    desk.also_known_as(1, "ada@home.example")
    desk.add("companies", name="Acme", domain="acme.example")
    desk.add("companies", name="Twin")
    desk.add("companies", name="Twin")


CREATED, UPDATED, SAME, SKIPPED, FAILED = "created", "updated", "unchanged", "skipped", "failed"

# What is shown -> the rows under "contacts.email,companies.name,companies.domain", what becomes of
# the contacts and of the companies, and the pairs that are associated.
ROWS = {
    "new records": (["a@x.com,X,x.com"], [CREATED], [CREATED], [("a@x.com", "X")]),
    "known records": (
        ["ada@acme.example,Acme,acme.example"],
        [SAME],
        [SAME],
        [("ada@acme.example", "Acme")],
    ),
    "a known company found by its web address": (
        ["a@x.com,,https://www.Acme.example/about"],
        [CREATED],
        [SAME],
        [("a@x.com", "Acme")],
    ),
    "a known company found by its name, whatever its letters": (
        ["a@x.com,ACME,"],
        [CREATED],
        [SAME],
        [("a@x.com", "Acme")],
    ),
    "a contact found by a secondary email keeps its primary one": (
        ["ada@home.example,Acme,"],
        [SAME],
        [SAME],
        [("ada@acme.example", "Acme")],
    ),
    "one company in many rows": (
        ["a@x.com,X,x.com", "b@x.com,X,x.com", "c@x.com,X,x.com"],
        [CREATED] * 3,
        [SKIPPED, SKIPPED, CREATED],
        [("a@x.com", "X"), ("b@x.com", "X"), ("c@x.com", "X")],
    ),
    "one company in many rows by its name alone": (
        ["a@x.com,X,", "b@x.com,x,"],
        [CREATED] * 2,
        [SKIPPED, CREATED],
        [("a@x.com", "x"), ("b@x.com", "x")],
    ),
    "one company whose domain is not in every row": (
        ["a@x.com,X,", "b@x.com,X,x.com", "c@x.com,x,"],
        [CREATED] * 3,
        [SKIPPED, SKIPPED, CREATED],
        [("a@x.com", "x"), ("b@x.com", "x"), ("c@x.com", "x")],
    ),
    "a name that two domains share says of neither": (
        ["a@x.com,X,x.com", "b@x.com,X,x.org", "c@x.com,X,"],
        [CREATED] * 3,
        [CREATED, CREATED, FAILED],
        [("a@x.com", "X"), ("b@x.com", "X")],
    ),
    "a name that two known companies share": (
        ["a@x.com,Twin,"],
        [CREATED],
        [FAILED],
        [],
    ),
    "a name that a known company and a new one share": (
        ["a@x.com,Acme,acme.org", "b@x.com,Acme,"],
        [CREATED] * 2,
        [CREATED, FAILED],
        [("a@x.com", "Acme")],
    ),
    "one contact in two companies": (
        ["a@x.com,X,x.com", "a@x.com,Y,y.com"],
        [SKIPPED, CREATED],
        [CREATED, CREATED],
        [("a@x.com", "X"), ("a@x.com", "Y")],
    ),
    "a row without a company": (["a@x.com,,"], [CREATED], [SKIPPED], []),
    "a row without a contact": ([",X,x.com"], [SKIPPED], [CREATED], []),
    "a contact that fails is not associated": (["a@,X,x.com"], [FAILED], [CREATED], []),
    "a company that fails is not associated": (["a@x.com,X,none"], [CREATED], [FAILED], []),
    "the same row twice": (
        ["a@x.com,X,x.com", "a@x.com,X,x.com"],
        [SKIPPED, CREATED],
        [SKIPPED, CREATED],
        [("a@x.com", "X")],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_becomes_of_the_records_of_a_row(desk: Desk, name: str) -> None:
    rows, contacts, companies, pairs = ROWS[name]
    known(desk)
    table = "contacts.email,companies.name,companies.domain\n" + "\n".join(rows) + "\n"
    done = import_table(desk, table)
    assert (done["contacts"].actions, done["companies"].actions) == (contacts, companies)
    assert links(desk) == [(*pair, None) for pair in pairs]
    assert done.links == (len(pairs), 0)
    again = import_table(desk, table)
    assert again.links == (0, 0) and CREATED not in again["companies"].actions
    assert links(desk) == [(*pair, None) for pair in pairs]


# Modes of contacts and companies -> what becomes of their rows, and the pairs associated.
KNOWN, MIXED, NEW = ("ada@acme.example", "Acme"), ("b@x.com", "Acme"), ("b@x.com", "X")
MODES = {
    ("UPSERT", "UPSERT"): (
        [UPDATED, SKIPPED, CREATED],
        [SKIPPED, UPDATED, CREATED],
        [KNOWN, MIXED, NEW],
    ),
    ("UPSERT", "CREATE"): (
        [UPDATED, SKIPPED, CREATED],
        [SKIPPED, SKIPPED, CREATED],
        [KNOWN, MIXED, NEW],
    ),
    ("UPSERT", "UPDATE"): (
        [UPDATED, SKIPPED, CREATED],
        [SKIPPED, UPDATED, SKIPPED],
        [KNOWN, MIXED],
    ),
    ("CREATE", "UPDATE"): (
        [SKIPPED, SKIPPED, CREATED],
        [SKIPPED, UPDATED, SKIPPED],
        [KNOWN, MIXED],
    ),
    ("UPDATE", "CREATE"): ([UPDATED, SKIPPED, SKIPPED], [SKIPPED, SKIPPED, CREATED], [KNOWN]),
}


@pytest.mark.parametrize("modes", MODES)
def test_each_object_has_a_mode_of_its_own(desk: Desk, modes: tuple[str, str]) -> None:
    """A known record that is left as it is because the import only creates is associated."""
    contacts, companies, pairs = MODES[modes]
    known(desk)
    done = import_table(
        desk,
        "contacts.email,contacts.lastname,companies.domain,companies.name,companies.city\n"
        "ada@acme.example,King,acme.example,,Rome\n"
        "b@x.com,New,acme.example,,Paris\n"
        "b@x.com,New,x.com,X,Bonn\n",
        modes={"contacts": modes[0], "companies": modes[1]},
    )
    assert (done["contacts"].actions, done["companies"].actions) == (contacts, companies)
    assert [link[:2] for link in links(desk)] == pairs
    city = desk.record(2, "companies")["city"]
    assert city == (None if modes[1] == "CREATE" else "Paris")


# What is shown -> table, what becomes of the contacts, the emails of contact 1 afterwards (primary,
# secondary), and its companies.
IDENTIFIERS = {
    "a Record ID overrules the email": (
        "contacts.hs_object_id,contacts.email,companies.name\n1,new@x.com,Acme\n",
        [UPDATED],
        ("new@x.com", ["ada@home.example"]),
        ["Acme"],
    ),
    "a secondary email beside the Record ID becomes the primary one": (
        "contacts.hs_object_id,contacts.email,companies.name\n1,ada@home.example,Acme\n",
        [UPDATED],
        ("ada@home.example", ["ada@acme.example"]),
        ["Acme"],
    ),
    "a secondary email alone only finds its contact": (
        "contacts.email,contacts.firstname,companies.name\nada@home.example,Augusta,Acme\n",
        [UPDATED],
        ("ada@acme.example", ["ada@home.example"]),
        ["Acme"],
    ),
    "a blank Record ID creates": (
        "contacts.hs_object_id,contacts.firstname,companies.name\n,Bob,Acme\n",
        [CREATED],
        ("ada@acme.example", ["ada@home.example"]),
        [],
    ),
    "an unknown Record ID is an issue": (
        "contacts.hs_object_id,contacts.firstname,companies.name\n99,Bob,Acme\n",
        [FAILED],
        ("ada@acme.example", ["ada@home.example"]),
        [],
    ),
    "the Record ID of a company is none of a contact": (
        "contacts.hs_object_id,contacts.firstname,companies.name\n2,Bob,Acme\n",
        [FAILED],
        ("ada@acme.example", ["ada@home.example"]),
        [],
    ),
    "primary and secondary email of one contact in two rows": (
        "contacts.email,companies.name\nada@acme.example,Acme\nada@home.example,New\n",
        [SKIPPED, SAME],
        ("ada@acme.example", ["ada@home.example"]),
        ["Acme", "New"],
    ),
    "a value of another contact is no identifier of a new one": (
        "contacts.hs_object_id,contacts.email,companies.name\n,ada@acme.example,Acme\n",
        [SAME],
        ("ada@acme.example", ["ada@home.example"]),
        ["Acme"],
    ),
}


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_how_contacts_are_found_beside_companies(desk: Desk, name: str) -> None:
    table, actions, emails, companies = IDENTIFIERS[name]
    known(desk)
    done = import_table(desk, table)
    assert done["contacts"].actions == actions
    assert (desk.record(1)["email"], desk.secondary_emails(1)) == emails
    assert [other for one, other, _ in links(desk) if one == emails[0]] == companies


def test_the_key_of_each_object_is_chosen(desk: Desk) -> None:
    badge = desk.unique_property()
    code = desk.unique_property("Code", object_type="companies")
    desk.add("contacts", email="ada@x.com", **{badge: "A1"})
    desk.add("companies", name="Acme", domain="acme.example", **{code: "C1"})
    done = import_table(
        desk,
        "contacts.badge,contacts.email,companies.code,companies.domain\n"
        "A1,new@x.com,C1,new.example\n",
        keys={"contacts": badge, "companies": code},
    )
    assert (done["contacts"].actions, done["companies"].actions) == ([UPDATED], [UPDATED])
    assert (desk.record(1)["email"], desk.record(2, "companies")["domain"]) == (
        "new@x.com",
        "new.example",
    )
    assert links(desk) == [("new@x.com", "Acme", None)]


def test_a_value_of_another_record_fails_its_row_only_for_its_object(desk: Desk) -> None:
    code = desk.unique_property("Code", object_type="companies")
    desk.add("companies", name="Acme", domain="acme.example", **{code: "C1"})
    done = import_table(
        desk, "contacts.email,companies.domain,companies.code\na@x.com,new.example,C1\n"
    )
    assert (done["contacts"].actions, done["companies"].actions) == ([CREATED], [FAILED])
    assert done.codes == ["DUPLICATE_UNIQUE_PROPERTY_VALUE"] and links(desk) == []


def test_three_objects_are_associated_with_one_another(desk: Desk) -> None:
    done = import_table(
        desk,
        "contacts.email,companies.name,deals.dealname,deals.dealstage\n"
        "a@x.com,X,Big,Closed won\n"
        "b@x.com,X,Small,\n"
        "c@x.com,,,\n",
    )
    assert done["deals"].reasons == [None, "MISSING_REQUIRED_PROPERTY", "NO_VALUES_FOR_OBJECT"]
    assert links(desk) == [
        ("X", "Big", None),
        ("a@x.com", "Big", None),
        ("a@x.com", "X", None),
        ("b@x.com", "X", None),
    ]
    pairs = done.plan.associations.pairs
    assert {(p.from_object_type, p.to_object_type): p.associations for p in pairs} == {
        ("companies", "deals"): 1,
        ("contacts", "companies"): 2,
        ("contacts", "deals"): 1,
    }


def test_values_that_a_record_has_are_kept_where_asked(desk: Desk) -> None:
    known(desk)
    import_table(
        desk,
        "contacts.email,contacts.firstname,companies.domain,companies.name,companies.city\n"
        "ada@acme.example,Augusta,acme.example,ACME,Rome\n",
        keep=("companies.name", "companies.city"),
    )
    assert desk.record(1)["firstname"] == "Augusta"
    company = desk.record(2, "companies")
    assert (company["name"], company["city"]) == ("Acme", "Rome")


def test_a_list_of_each_object_that_asks_for_one(desk: Desk) -> None:
    import_table(
        desk,
        "contacts.email,companies.name\na@x.com,X\nb@x.com,X\n",
        lists=("contacts", "companies"),
    )
    members = desk.cursor.execute(
        "select l.object_type, count(*) from store.lists as l "
        "join store.list_members as m on m.list_id = l.list_id group by all order by all"
    ).fetchall()
    assert members == [("companies", 1), ("contacts", 2)]


def test_the_legal_basis_goes_to_contacts_only(desk: Desk) -> None:
    done = import_table(
        desk,
        "contacts.email,companies.name\na@x.com,X\n,Y\n",
        legal_basis="Not applicable",
    )
    assert done["contacts"].actions == [CREATED, SKIPPED]
    assert desk.records("contacts", "hs_legal_basis") == [("Not applicable",)]


def test_the_order_of_the_objects_does_not_matter(desk: Desk) -> None:
    import_table(
        desk,
        "contacts.email,companies.name\na@x.com,X\n",
        objects=("companies", "contacts"),
    )
    assert links(desk) == [("a@x.com", "X", None)]


def test_an_object_of_the_users_own_beside_contacts(desk: Desk) -> None:
    draft = ObjectDraft(
        "Car",
        "Cars",
        PropertyDraft("Plate", unique=True),
        name="cars",
        associated=("contacts",),
    )
    name = create_object(desk.cursor, draft).name
    table = f"contacts.email,{name}.plate\na@x.com,AB-1\nb@x.com,AB-1\n"
    done = import_table(desk, table)
    assert done[name].actions == [SKIPPED, CREATED] and done.links == (2, 0)
    assert import_table(desk, table).links == (0, 0)
