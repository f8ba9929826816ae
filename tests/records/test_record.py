"""How values look, what records are called, where values came from."""

from datetime import datetime

import pytest

from core.errors import StoreError
from core.records import count_by_object, default_columns, read_record, record_history
from core.records.shown import Shower, grouped, local, record_name
from core.store.owners import add_owner
from core.store.properties import create_property, new_property, read_object_type
from core.store.property_changes import archive_property
from core.store.stored_properties import read_property
from core.vocabulary import load_object_types
from tests.engine.importing import Desk

CONTACTS, DEALS = (load_object_types()[name] for name in ("contacts", "deals"))


def shown(desk: Desk, object_type, name: str, value):
    return Shower(desk.cursor).text(object_type.property(name), value)


# Values


@pytest.mark.parametrize(
    ("number", "plain", "money"),
    [
        (0.0, "0", "0"),
        (-0.5, "-0.5", "-0.50"),
        (1234567.0, "1,234,567", "1,234,567"),
        (1234.5, "1,234.5", "1,234.50"),
        (1234.125, "1,234.125", "1,234.125"),
        (1e-9, "1e-09", "1e-09"),
        (1e22, "1e+22", "1e+22"),
        (123456789012345.0, "123,456,789,012,345", "123,456,789,012,345"),
    ],
)
def test_numbers_have_groups(number, plain, money):
    assert (grouped(number), grouped(number, money=True)) == (plain, money)


def test_values_are_shown_as_people_call_them(desk: Desk):
    owner = add_owner(desk.cursor, "ada@example.com", "Ada", "L")
    assert shown(desk, CONTACTS, "hubspot_owner_id", str(owner)) == "Ada L"
    assert shown(desk, CONTACTS, "hubspot_owner_id", "99") == "99"
    assert shown(desk, CONTACTS, "lifecyclestage", "marketingqualifiedlead") == (
        "Marketing Qualified Lead"
    )
    assert shown(desk, CONTACTS, "lifecyclestage", "gone") == "gone"
    assert shown(desk, CONTACTS, "hs_buying_role", "BUDGET_HOLDER;gone") == "Budget Holder, gone"
    assert shown(desk, CONTACTS, "hs_email_optout", True) == "Yes"
    assert shown(desk, CONTACTS, "hs_email_optout", False) == "No"
    assert shown(desk, DEALS, "amount", 1234.5) == "1,234.50"
    assert shown(desk, CONTACTS, "firstname", None) is None


def test_owners_with_the_same_name_are_told_apart(desk: Desk):
    for email in ("a@example.com", "b@example.com"):
        add_owner(desk.cursor, email, "Ada", "L")
    add_owner(desk.cursor, "c@example.com", "", "")
    assert list(Shower(desk.cursor).owners.values()) == [
        "Ada L (a@example.com)",
        "Ada L (b@example.com)",
        "c@example.com",
    ]


def test_moments_at_the_ends_of_the_calendar_are_shown():
    assert local(datetime.max) in (datetime.max, local(datetime.max))
    assert local(datetime(2026, 1, 1, 12)).year == 2026


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"firstname": "Ada", "lastname": "L", "email": "a@b.c"}, "Ada L"),
        ({"firstname": None, "lastname": " L\n M "}, "L M"),
        ({"firstname": None, "email": "a@b.c"}, "a@b.c"),
        ({}, "Contact 7"),
        ({"firstname": "x" * 200}, "x" * 79 + "…"),
    ],
)
def test_a_record_is_called_by_what_it_has(values, name):
    assert record_name(CONTACTS, {"hs_object_id": 7} | values) == name


# Origins


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """A contact made by import 1, row 3, and changed by import 2, row 2."""
    create_property(desk.cursor, "contacts", new_property("Born", "date"))
    desk.run(
        "email,firstname,born\nx@example.com,X,\nada@example.com,Ada,2001-02-03\n", name="First"
    )
    desk.run("email,born,lifecyclestage\nada@example.com,2002-02-03,customer\n", name="Second")
    return desk


def ada(desk: Desk) -> int:
    return next(
        r["hs_object_id"] for r in desk.by_id("contacts").values() if r["firstname"] == "Ada"
    )


def test_each_value_says_where_it_came_from(twice: Desk):
    record = read_record(twice.cursor, "contacts", ada(twice))
    values = {value.prop.name: value for value in record.values}
    assert record.name == "Ada"
    first, second = values["firstname"].origin, values["born"].origin
    assert first and second
    assert (first.import_name, first.file_name, first.row_number) == ("First", "test.csv", 3)
    assert (second.import_name, second.row_number) == ("Second", 2)
    assert (values["born"].stored, values["born"].shown) == ("2002-02-03", "2002-02-03")
    assert values["lifecyclestage"].shown == "Customer"
    assert values["city"].origin is None and values["city"].shown is None
    assert values["createdate"].origin is None
    assert record.creation == first
    assert record.created and record.modified and record.modified >= record.created


def test_the_history_is_newest_first_and_in_words(twice: Desk):
    kind = read_object_type(twice.cursor, "contacts")
    history = record_history(twice.cursor, kind, ada(twice))
    changes = [(change.property_name, change.old, change.new) for change in history]
    assert ("born", "2001-02-03", "2002-02-03") in changes
    assert ("lifecyclestage", None, "Customer") in changes or (
        "lifecyclestage",
        "Lead",
        "Customer",
    ) in changes
    assert [change.origin.import_name for change in history] == ["Second"] * len(history)


def test_journalled_text_is_shown_by_type(desk: Desk):
    create_property(desk.cursor, "contacts", new_property("Worth", "currency"))
    text = "email,worth,closedate\na@example.com,{},{}\n"
    for worth, day in (("1000.5", "2026-01-01"), ("2000", "2026-01-02")):
        desk.run(text.format(worth, day))
    [record_id] = desk.by_id("contacts")
    kind = read_object_type(desk.cursor, "contacts")
    changes = {
        c.property_name: (c.old, c.new) for c in record_history(desk.cursor, kind, record_id)
    }
    assert changes["worth"] == ("1,000.50", "2,000")
    days = [local(datetime(2026, 1, day)).strftime("%Y-%m-%d %H:%M") for day in (1, 2)]
    assert changes["closedate"] == tuple(days)


def test_groups_put_what_is_filled_first(twice: Desk):
    groups = read_record(twice.cursor, "contacts", ada(twice)).groups()
    assert next(iter(groups)) == "Contact information"
    assert list(groups)[-1] == "Custom properties"
    for values in groups.values():
        filled = [value.shown is not None for value in values]
        assert filled == sorted(filled, reverse=True)
    assert sum(map(len, groups.values())) == len(CONTACTS.properties) + 1


def test_a_record_that_no_import_made_has_no_origins(desk: Desk):
    record_id = desk.add("contacts", firstname="Ada")
    record = read_record(desk.cursor, "contacts", record_id)
    assert record.creation is None
    assert all(value.origin is None for value in record.values)


def test_an_unknown_record_or_object_is_a_clear_error(desk: Desk):
    with pytest.raises(StoreError, match="no contact with the Record ID 5"):
        read_record(desk.cursor, "contacts", 5)
    with pytest.raises(StoreError, match="no object 'x'"):
        read_record(desk.cursor, "x", 5)


# Tables


def test_all_objects_are_counted(desk: Desk):
    desk.add("deals", dealname="x")
    assert count_by_object(desk.cursor) == dict.fromkeys(load_object_types(), 0) | {"deals": 1}


@pytest.mark.parametrize("name", load_object_types())
def test_every_object_has_usual_columns(desk: Desk, name):
    kind = load_object_types()[name]
    columns = default_columns(desk.cursor, kind)
    assert 1 <= len(columns) <= 8 and len(set(columns)) == len(columns)
    assert all(kind.property(column) for column in columns)
    assert not set(columns) & set(kind.primary_display)


def test_an_archived_property_is_no_column(desk: Desk):
    done = desk.run("email,city\na@example.com,Bern\n")
    archive_property(desk.cursor, read_property(desk.cursor, "contacts", "city"))
    kind = read_object_type(desk.cursor, "contacts")
    assert "city" not in default_columns(desk.cursor, kind)
    assert default_columns(desk.cursor, kind, done.import_id) == ["email"]
    [(record_id,)] = desk.records("contacts", "hs_object_id")
    record = read_record(desk.cursor, "contacts", record_id)
    assert "city" not in [value.prop.name for value in record.values]


def test_the_records_of_an_import_show_what_it_mapped(desk: Desk):
    done = desk.run("email,zip,firstname\na@example.com,0123,A\n")
    assert default_columns(desk.cursor, CONTACTS, done.import_id) == ["email", "zip"]
