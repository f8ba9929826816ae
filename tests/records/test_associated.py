"""The records a record is associated with, as seen from it, and where that came from."""

import pytest

from core.records import View, find_records, read_table
from core.records.associated import (
    PAGE_ROWS,
    AssociatedPage,
    associable_objects,
    associated_name,
    count_associated,
    key_properties,
    read_associated,
)
from core.store.associations import allow_association, create_label
from core.store.object_drafts import ObjectDraft, PropertyDraft
from core.store.object_types import create_object
from core.store.properties import create_property, new_property, read_object_type
from core.vocabulary import load_object_types
from tests.engine.importing import Desk
from tests.engine.several import import_table

FAIR = (
    "contacts.email,contacts.firstname,companies.name,companies.domain,contacts~companies\n"
    "ada@acme.example,Ada,Acme,acme.example,Works for;Advises\n"
    "bob@acme.example,Bob,Acme,acme.example,\n"
    "cy@beta.example,Cy,Beta,beta.example,Advises\n"
)


@pytest.fixture
def fair(desk: Desk) -> Desk:
    """Three contacts of two companies; one is with its company by two labels."""
    create_label(desk.cursor, "contacts", "companies", "Works for", "Employee")
    create_label(desk.cursor, "contacts", "companies", "Advises")
    import_table(desk, FAIR, name="Fair")
    return desk


def found(desk: Desk, object_type: str, name: str) -> int:
    """The Record ID of a record by its name."""
    column = {"contacts": "firstname", "deals": "dealname"}.get(object_type, "name")
    held = desk.by_id(object_type).items()
    return next(record_id for record_id, record in held if record[column] == name)


def associated(desk: Desk, record_id: int, other: str, page: int = 1) -> AssociatedPage:
    return read_associated(desk.cursor, record_id, read_object_type(desk.cursor, other), page)


def names(page: AssociatedPage) -> list[str]:
    return [each.name for each in page.records]


def test_records_are_counted_by_object(fair: Desk):
    assert count_associated(fair.cursor, found(fair, "companies", "Acme")) == {"contacts": 2}
    assert count_associated(fair.cursor, found(fair, "contacts", "Ada")) == {"companies": 1}
    assert count_associated(fair.cursor, 99) == {}


def test_labels_say_what_the_other_record_is(fair: Desk):
    from_ada = associated(fair, found(fair, "contacts", "Ada"), "companies")
    assert [each.labels for each in from_ada.records] == [("Advises", "Works for")]
    from_acme = associated(fair, found(fair, "companies", "Acme"), "contacts")
    assert [(each.name, each.labels) for each in from_acme.records] == [
        ("Ada", ("Advises", "Employee")),
        ("Bob", ()),
    ]


def test_a_record_is_shown_by_its_name_id_and_key_properties(fair: Desk):
    page = associated(fair, found(fair, "contacts", "Ada"), "companies")
    assert [prop.name for prop in page.keys] == ["domain", "city"]
    [acme] = page.records
    assert (acme.name, acme.values) == ("Acme", ("acme.example", None))
    assert acme.record_id == found(fair, "companies", "Acme")


def test_values_are_shown_by_their_labels(desk: Desk):
    import_table(
        desk,
        "contacts.email,deals.dealname,deals.pipeline,deals.dealstage,deals.amount\n"
        "ada@acme.example,Pilot,default,appointmentscheduled,12.5\n",
    )
    [deal] = associated(desk, found(desk, "contacts", None), "deals").records
    assert deal.values == ("Appointment Scheduled", 12.5)


def test_an_association_says_which_import_and_row_made_it(fair: Desk):
    acme = found(fair, "companies", "Acme")
    import_table(
        fair,
        "contacts.email,companies.domain,contacts~companies\n"
        "bob@acme.example,acme.example,Works for\n"
        "cy@beta.example,acme.example,\n",
        name="Later",
    )
    page = associated(fair, acme, "contacts")
    assert {
        each.name: (each.origin.import_name, each.origin.file_name, each.origin.row_number)
        for each in page.records
    } == {"Ada": ("Fair", "1.csv", 2), "Bob": ("Fair", "1.csv", 3), "Cy": ("Later", "1.csv", 3)}


def test_an_association_that_no_import_made_has_no_origin(fair: Desk):
    ada, dee = found(fair, "contacts", "Ada"), fair.add("companies", name="Dee")
    fair.cursor.execute("insert into store.associations values (279, ?, ?, null, null)", [ada, dee])
    page = associated(fair, ada, "companies")
    assert {each.name: each.origin is None for each in page.records} == {"Acme": False, "Dee": True}


def test_companies_are_seen_from_both_sides(desk: Desk):
    import_table(
        desk,
        "companies.name,companies.domain,companies>companies.domain=Parent company\n"
        "Group,group.example,\n"
        "Shop,shop.example,group.example\n"
        "Plant,plant.example,group.example\n",
    )
    group, shop = found(desk, "companies", "Group"), found(desk, "companies", "Shop")
    assert count_associated(desk.cursor, group) == {"companies": 2}
    below = associated(desk, group, "companies").records
    assert [(each.name, each.labels) for each in below] == [
        ("Plant", ("Child company",)),
        ("Shop", ("Child company",)),
    ]
    above = associated(desk, shop, "companies").records
    assert [(each.name, each.labels) for each in above] == [("Group", ("Parent company",))]


def test_contacts_are_associated_without_a_direction(desk: Desk):
    import_table(
        desk,
        "contacts.email,contacts.firstname,contacts>contacts.email\n"
        "ada@a.example,Ada,bob@a.example\n"
        "bob@a.example,Bob,\n",
    )
    for one, other in (("Ada", "Bob"), ("Bob", "Ada")):
        record_id = found(desk, "contacts", one)
        assert count_associated(desk.cursor, record_id) == {"contacts": 1}
        assert names(associated(desk, record_id, "contacts")) == [other]


def many(desk: Desk, number: int) -> int:
    """A company with contacts N1, N2 ...; its id."""
    acme = desk.add("companies", name="Acme")
    for sql in (
        f"insert into store.contacts (hs_object_id, firstname) "
        f"select 1000 + n, 'N' || n from range(1, {number} + 1) as t(n)",
        f"insert into store.associations "
        f"select 279, 1000 + n, {acme}, null, null from range(1, {number} + 1) as t(n)",
    ):
        desk.cursor.execute(sql)
    return acme


def test_many_are_paged_by_name_with_the_labelled_ones_first(desk: Desk):
    acme = many(desk, 60)
    desk.cursor.execute(f"insert into store.associations values (1, 1042, {acme}, null, null)")
    pages = [names(associated(desk, acme, "contacts", page)) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [PAGE_ROWS, PAGE_ROWS, 10, 0]
    rest = sorted(f"N{n}" for n in range(1, 61) if n != 42)
    assert [name for page in pages for name in page] == ["N42", *rest]
    assert count_associated(desk.cursor, acme) == {"contacts": 60}


def test_a_record_without_a_name_comes_by_its_identifier(desk: Desk):
    import_table(
        desk,
        "contacts.email,contacts.lastname,companies.domain\n"
        "zoe@a.example,Abel,a.example\nbob@a.example,,a.example\nyan@a.example,Cole,a.example\n",
    )
    [acme] = desk.by_id("companies")
    page = associated(desk, acme, "contacts")
    assert names(page) == ["Abel", "bob@a.example", "Cole"]


@pytest.mark.parametrize("name", load_object_types())
def test_every_object_has_key_properties(name):
    kind = load_object_types()[name]
    keys = key_properties(kind)
    assert 1 <= len(keys) <= 2
    assert not {prop.name for prop in keys} & set(kind.primary_display)


def test_records_of_an_object_of_the_users_own_are_shown(desk: Desk):
    draft = ObjectDraft("Boat", "Boats", PropertyDraft("Name"), associated=("contacts",))
    kind = create_object(desk.cursor, draft)
    create_property(desk.cursor, kind.name, new_property("Length", "number"))
    create_property(desk.cursor, kind.name, new_property("Hull number", "text", unique=True))
    own = read_object_type(desk.cursor, kind.name)
    assert key_properties(own)[0].name == "hull_number"
    ada = desk.add("contacts", firstname="Ada")
    boat = desk.add(kind.name, **{own.primary_display[0]: "Sea Gull", "hull_number": "H1"})
    link = allow_association(desk.cursor, kind.name, "contacts")
    desk.cursor.execute(
        "insert into store.associations values (?, ?, ?, null, null)",
        [link.association_type_id, boat, ada],
    )
    [shown] = associated(desk, ada, kind.name).records
    assert (shown.name, shown.values[0]) == ("Sea Gull", "H1")
    assert names(associated(desk, boat, "contacts")) == ["Ada"]


def test_what_can_be_associated_is_in_the_order_of_the_objects(desk: Desk):
    possible = [kind.name for kind in associable_objects(desk.cursor, "deals")]
    assert possible[:5] == ["contacts", "companies", "deals", "tickets", "line_items"]
    assert {"calls", "tasks"} <= set(possible)


def test_any_record_with_associations_is_named(fair: Desk):
    assert associated_name(fair.cursor, found(fair, "companies", "Acme")) == "Acme"
    assert associated_name(fair.cursor, found(fair, "contacts", "Cy")) == "Cy"
    assert associated_name(fair.cursor, fair.add("contacts", firstname="Dee")) is None


def test_a_view_is_narrowed_to_what_is_associated(fair: Desk):
    kind = read_object_type(fair.cursor, "contacts")
    view = View("contacts", associated_with=found(fair, "companies", "Acme"))
    assert view.narrowed
    shown = find_records(fair.cursor, kind, view)
    assert shown.count == 2
    assert read_table(fair.cursor, kind, [], shown).names == ["Ada", "Bob"]
    searched = View("contacts", associated_with=view.associated_with, search="bob")
    assert find_records(fair.cursor, kind, searched).count == 1
    assert find_records(fair.cursor, kind, View("contacts", associated_with=99)).count == 0
