"""Options of a property: added, renamed, ordered, removed; and what a file could not tell apart."""

import pytest

from core.errors import StoreError
from core.store.properties import create_property, new_property, read_object_type
from core.store.property_changes import archive_property
from core.store.property_options import (
    WantedOption,
    change_options,
    has_fixed_options,
    in_order,
)
from core.store.stored_properties import StoredProperty, count_options, read_property
from core.vocabulary import Option
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        for label, kind in (("Size", "select"), ("Tags", "checkbox")):
            prop = new_property(label, kind, options=("S", "M", "L"))
            create_property(made.cursor, "contacts", prop)
        yield made


def stored(desk: Desk, name: str = "size", object_type: str = "contacts") -> StoredProperty:
    return read_property(desk.cursor, object_type, name)


def change(desk: Desk, *wanted: str, name: str = "size") -> list[tuple[str, str]]:
    """``S=Small`` keeps the option S under the label Small, ``XL`` is new."""
    options = [
        WantedOption(*each.split("=")) if "=" in each else WantedOption(None, each)
        for each in wanted
    ]
    change_options(desk.cursor, stored(desk, name), options)
    return [(each.value, each.label) for each in stored(desk, name).prop.options]


def test_options_are_renamed_ordered_added_and_removed(desk: Desk):
    before = desk.store.counter(desk.cursor, "version")
    assert change(desk, "L=Large", "S=S", " extra  large ") == [
        ("L", "Large"), ("S", "S"), ("extra large", "extra large"),
    ]  # fmt: skip
    assert desk.store.counter(desk.cursor, "version") == before + 1


def test_a_file_may_name_the_new_label_and_the_old_value(desk: Desk):
    change(desk, "S=Small", "M=M", "L=L", "XL")
    result = desk.run("email,size\na@x.com,small\nb@x.com,s\nc@x.com,xl\nd@x.com,XXL\n")
    assert [row[0] for row in desk.records("contacts", "size")] == ["S", "S", "XL", None]
    assert result.codes == ["INVALID_ENUMERATION_OPTION"]


@pytest.mark.parametrize("name", ["size", "tags"])
def test_an_option_that_records_have_is_not_removed(desk: Desk, name):
    desk.add("contacts", size="S", tags="S;M")
    desk.add("contacts", size="S", tags="S")
    desk.add("contacts", size="M", tags="M;S")
    with pytest.raises(StoreError) as raised:
        change(desk, "L=L", name=name)
    counts = {"size": "S (2), M (1)", "tags": "S (3), M (2)"}[name]
    assert raised.value.message == f"Records have what would be removed: {counts}."
    change(desk, "S=S", "M=M", name=name)


def test_options_are_counted_in_records(desk: Desk):
    desk.add("contacts", size="S", tags="S;M")
    desk.add("contacts", tags="M")
    assert count_options(desk.cursor, stored(desk)) == {"S": 1}
    assert count_options(desk.cursor, stored(desk, "tags")) == {"S": 1, "M": 2}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ([], "needs options"),
        (["S=S", " "], "An option has no label"),
        (["S= "], "An option has no label"),
        (["S=S", "s"], "s also means the option S"),
        (["S=Small", "M=small"], "Small also means the option M"),
        (["S=Small", "M=M", "s"], "s also means the option S"),
        (["S=S", "a;b"], "a;b holds a semicolon"),
        (["S=" + "x" * 3001], "longer than 3,000"),
        (["X=X"], "Somebody changed these options"),
        (["S=S", "S=S"], "Somebody changed these options"),
    ],
)
def test_options_that_cannot_be(desk: Desk, wanted, message):
    before = stored(desk)
    with pytest.raises(StoreError, match=message):
        change(desk, *wanted)
    assert stored(desk) == before


def test_multiple_checkboxes_have_a_thousand_options_at_most(desk: Desk):
    many = [f"Option {number}" for number in range(1001)]
    with pytest.raises(StoreError, match="more than 1,000 options"):
        change(desk, *many, name="tags")
    assert len(change(desk, *many)) == 1001


@pytest.mark.parametrize(
    ("object_type", "name"),
    [("contacts", "hs_marketable_status"), ("deals", "hs_analytics_source")],
)
def test_options_that_mean_more_are_renamed_only(desk: Desk, object_type, name):
    found = stored(desk, name, object_type)
    assert has_fixed_options(found)
    same = [WantedOption(each.value, each.label) for each in found.prop.options]
    for wanted in (same[1:], [*same, WantedOption(None, "New")]):
        with pytest.raises(StoreError, match="cannot be added or removed"):
            change_options(desk.cursor, found, wanted)
    renamed = [WantedOption(same[0].value, "First of all"), *same[1:]]
    change_options(desk.cursor, found, renamed)
    first = read_object_type(desk.cursor, object_type).property(name).options[0]
    assert first == Option(same[0].value, "First of all", found.prop.options[0].metadata)


def test_default_options_can_be_the_users_own(desk: Desk):
    found = stored(desk, "hs_lead_status")
    assert not has_fixed_options(found)
    same = [WantedOption(each.value, each.label) for each in found.prop.options]
    change_options(desk.cursor, found, [WantedOption(None, "Hot"), *same[1:]])
    assert stored(desk, "hs_lead_status").prop.options[0] == Option("Hot", "Hot")


@pytest.mark.parametrize(
    ("object_type", "name"),
    [
        ("deals", "dealstage"), ("deals", "pipeline"), ("tickets", "hs_pipeline"),
        ("tickets", "hs_pipeline_stage"),
    ],
)  # fmt: skip
def test_pipelines_and_stages_are_not_changed_as_options(desk: Desk, object_type, name):
    found = stored(desk, name, object_type)
    options = [WantedOption(each.value, f"New {each.label}") for each in found.prop.options]
    with pytest.raises(StoreError, match="settings of their own"):
        change_options(desk.cursor, found, options)


@pytest.mark.parametrize("name", ["hs_object_source_label", "size"])
def test_read_only_and_archived_properties_keep_their_options(desk: Desk, name):
    if name == "size":
        archive_property(desk.cursor, stored(desk))
    options = [WantedOption(each.value, "x") for each in stored(desk, name).prop.options]
    with pytest.raises(StoreError, match=r"by itself|is archived"):
        change_options(desk.cursor, stored(desk, name), options)


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ("1 2 3 4", "abcd"),
        ("1 2 1 4", "cabd"),
        ("1 1 3 4", "bacd"),
        ("3 2 3 4", "bcad"),
        ("4 2 3 4", "bcda"),
        ("9 2 3 4", "bcda"),
        ("- 2 3 4", "bcda"),
        ("0 2 3 0", "adbc"),
        ("x 4 3 4", "cdb"),
        ("x 2 3 2", "dbc"),
        ("1 2 3 4 1", "eabcd"),
        ("1 2 3 4 -", "abcde"),
        ("1 - 3 4 -", "acdbe"),
    ],
)
def test_an_option_moves_to_the_place_it_wants(places, order):
    """``x`` is removed, ``-`` goes to the end; the fifth is new."""
    options = [Option(letter, letter) for letter in "abcd"]
    wanted = [
        WantedOption(
            letter if letter in "abcd" else None, letter, None if place == "-" else int(place)
        )
        for letter, place in zip("abcde", places.split(), strict=False)
        if place != "x"
    ]
    assert "".join(each.label for each in in_order(options, wanted)) == order
