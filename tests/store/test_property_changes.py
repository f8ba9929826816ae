"""What a user may change in a property, what is refused and why, and that values are kept."""

import pytest

from core.errors import StoreError
from core.store.properties import (
    UNIQUE_LIMIT,
    create_property,
    free_name,
    new_property,
    read_object_type,
)
from core.store.property_changes import (
    allow_repeats,
    archive_property,
    change_texts,
    require_unique,
    restore_property,
    why_not_archived,
)
from core.store.stored_properties import (
    StoredProperty,
    count_values,
    list_properties,
    read_property,
)
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def custom(desk: Desk, label: str = "Badge", kind: str = "text", **fields) -> StoredProperty:
    name = create_property(desk.cursor, "contacts", new_property(label, kind, **fields)).name
    return stored(desk, name)


def stored(desk: Desk, name: str, object_type: str = "contacts") -> StoredProperty:
    return read_property(desk.cursor, object_type, name)


def version(desk: Desk) -> int:
    return desk.store.counter(desk.cursor, "version")


# Creating


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["名前", "年齢", "住所"], ["p_", "p_2", "p_3"]),
        (["Shoe size", "Shoe-size!", "shoe (size)"], ["shoe_size", "shoe_size_2", "shoe_size_3"]),
        (["E" * 100, "e" * 100 + "!"], ["e" * 100, "e" * 90 + "_2"]),
        (["Createdate!", "Email?"], ["createdate_2", "email_2"]),
    ],
)
def test_the_proposed_name_is_free(desk: Desk, labels, names):
    made = []
    for label in labels:
        name = free_name(desk.cursor, "contacts", label)
        made.append(custom(desk, label, name=name).prop.name)
    assert made == names


def test_the_name_of_an_archived_property_is_not_free(desk: Desk):
    archive_property(desk.cursor, custom(desk))
    assert free_name(desk.cursor, "contacts", "Badge") == "badge_2"
    with pytest.raises(StoreError, match="already and is archived") as raised:
        custom(desk)
    assert raised.value.hint.startswith("Restore that property")


@pytest.mark.parametrize("kind", ["url", "date", "select", "booleancheckbox", "currency"])
def test_only_some_kinds_can_be_unique(kind):
    with pytest.raises(StoreError, match="cannot be unique"):
        new_property("Badge", kind, options=("A",), unique=True)


def test_an_object_has_ten_unique_properties_at_most(desk: Desk):
    made = [custom(desk, f"Badge {n}", unique=True) for n in range(UNIQUE_LIMIT)]
    with pytest.raises(StoreError, match="10 unique properties already"):
        custom(desk, "One more", unique=True)
    create_property(desk.cursor, "deals", new_property("Badge", "text", unique=True))
    plain = custom(desk, "One more")
    with pytest.raises(StoreError, match="10 unique properties already"):
        require_unique(desk.cursor, plain)
    archive_property(desk.cursor, made[0])
    require_unique(desk.cursor, plain)
    with pytest.raises(StoreError, match="10 unique properties already"):
        restore_property(desk.cursor, stored(desk, "badge_0"))
    allow_repeats(desk.cursor, plain)
    restore_property(desk.cursor, stored(desk, "badge_0"))
    assert read_object_type(desk.cursor, "contacts").property("badge_0").unique


# Texts


def test_label_and_description_change_and_the_plan_is_stale_only_for_a_label(desk: Desk):
    before = version(desk)
    change_texts(desk.cursor, stored(desk, "city"), "City", " Where they live.\nNot work. ")
    assert version(desk) == before
    change_texts(desk.cursor, stored(desk, "city"), " Home \n town ", "")
    prop = stored(desk, "city").prop
    assert (prop.label, prop.description) == ("Home town", "")
    assert version(desk) == before + 1


@pytest.mark.parametrize(
    ("name", "label", "description", "message"),
    [
        ("city", " ", "", "label is empty"),
        ("city", "x" * 101, "", "longer than 100"),
        ("city", "City", "x" * 1001, "longer than 1,000"),
        ("city", "first NAME", "", "The property firstname has this label already"),
        ("createdate", "Made", "", "fills this property by itself"),
    ],
)
def test_texts_that_cannot_be(desk: Desk, name, label, description, message):
    with pytest.raises(StoreError, match=message):
        change_texts(desk.cursor, stored(desk, name), label, description)


def test_a_label_that_is_there_twice_already_may_stay(desk: Desk):
    twice = custom(desk, "Twin")
    desk.cursor.execute("update store.properties set label = 'Twin' where name = 'city'")
    change_texts(desk.cursor, twice, "TWIN", "New text")
    assert stored(desk, "twin").prop.description == "New text"


# Archiving


def test_an_archived_property_keeps_its_values_and_is_offered_nowhere(desk: Desk):
    badge = custom(desk)
    record = desk.add("contacts", firstname="Ada", badge="A-1")
    before = version(desk)
    archive_property(desk.cursor, badge)
    assert read_object_type(desk.cursor, "contacts").property("badge") is None
    assert stored(desk, "badge").is_archived
    assert desk.record(record)["badge"] == "A-1"
    restore_property(desk.cursor, stored(desk, "badge"))
    assert read_object_type(desk.cursor, "contacts").property("badge") == badge.prop
    assert version(desk) == before + 2


def test_restoring_what_is_there_does_nothing(desk: Desk):
    before = version(desk)
    restore_property(desk.cursor, custom(desk))
    assert version(desk) == before


def test_an_archived_property_is_not_edited(desk: Desk):
    archive_property(desk.cursor, custom(desk))
    with pytest.raises(StoreError, match="It is archived"):
        change_texts(desk.cursor, stored(desk, "badge"), "Other", "")


@pytest.mark.parametrize(
    ("object_type", "name", "reason"),
    [
        ("contacts", "email", "A contact is found by it."),
        ("contacts", "firstname", "A new contact may need it."),
        ("contacts", "hs_object_id", "fills this property by itself"),
        ("deals", "dealstage", "A new deal may need it."),
        ("calls", "hs_call_title", "A call is named by it."),
        ("contacts", "city", None),
        ("deals", "amount", None),
    ],
)
def test_a_default_property_is_archived_where_nothing_rests_on_it(
    desk: Desk, object_type, name, reason
):
    found = stored(desk, name, object_type)
    said = why_not_archived(read_object_type(desk.cursor, object_type), found)
    assert said == reason if reason is None else reason in said
    if reason:
        with pytest.raises(StoreError, match="Property not archived"):
            archive_property(desk.cursor, found)
    else:
        archive_property(desk.cursor, found)
        assert stored(desk, name, object_type).is_archived


def test_records_are_imported_and_read_without_an_archived_property(desk: Desk):
    for name in ("city", "hs_legal_basis", "hs_analytics_source_data_1", "lifecyclestage"):
        archive_property(desk.cursor, stored(desk, name))
    result = desk.run("email,phone\nada@example.com,+31 6 12345678\n")
    assert result.actions == ["created"]


# Unique


def test_unique_on_and_off(desk: Desk):
    badge = custom(desk)
    desk.add("contacts", badge="A")
    desk.add("contacts", badge="B")
    desk.add("contacts")
    desk.add("contacts")
    before = version(desk)
    require_unique(desk.cursor, badge)
    assert stored(desk, "badge").prop.unique
    require_unique(desk.cursor, stored(desk, "badge"))
    assert version(desk) == before + 1
    allow_repeats(desk.cursor, stored(desk, "badge"))
    assert not stored(desk, "badge").prop.unique
    assert version(desk) == before + 2


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("text", "B A A A", "1 value is in more than one record: 'A' is in 3."),
        ("text", "B A A B B", "2 values are in more than one record: 'B' is in 3."),
        ("number", "1 2.5 2.5", "1 value is in more than one record: '2.5' is in 2."),
    ],
)
def test_repeated_values_are_counted_with_an_example(desk: Desk, kind, values, message):
    badge = custom(desk, kind=kind)
    for value in values.split():
        desk.add("contacts", badge=value)
    with pytest.raises(StoreError) as raised:
        require_unique(desk.cursor, badge)
    assert raised.value.message == message
    assert not stored(desk, "badge").prop.unique


def test_a_default_property_and_other_kinds_stay_as_they_are(desk: Desk):
    for found in (stored(desk, "city"), custom(desk, "Born", "date")):
        with pytest.raises(StoreError, match="cannot be unique"):
            require_unique(desk.cursor, found)
    with pytest.raises(StoreError, match="default property"):
        allow_repeats(desk.cursor, stored(desk, "email"))


# Reading


def test_values_are_counted_in_records(desk: Desk):
    custom(desk)
    desk.add("contacts", firstname="Ada", badge="A")
    desk.add("contacts", firstname="Bob")
    counts = count_values(desk.cursor, "contacts", ["firstname", "badge", "city"])
    assert counts == {"firstname": 2, "badge": 1, "city": 0}
    assert count_values(desk.cursor, "contacts", []) == {}


def test_every_property_of_every_object_has_a_type_people_know(desk: Desk):
    kinds = {each.type_label for each in list_properties(desk.cursor, "contacts")}
    assert {"Single-line text", "Dropdown select", "Owner", "Single checkbox"} <= kinds


def test_a_property_that_is_not_there_is_a_message(desk: Desk):
    with pytest.raises(StoreError, match="no property with the internal name 'x'"):
        stored(desk, "x")
