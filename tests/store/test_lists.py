"""Static lists: names stay apart, members are the records of a file or of a view, records stay."""

import pytest

from core.errors import StoreError
from core.records import View, view_condition
from core.store.lists import (
    add_found,
    create_list,
    delete_list,
    list_name,
    lists_of,
    make_list,
    members_mark,
    read_list,
    read_lists,
    remove_found,
    rename_list,
)
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def members(desk: Desk, list_id: int) -> list[int]:
    rows = desk.cursor.execute(
        "select record_id from store.list_members where list_id = ? order by record_id", [list_id]
    ).fetchall()
    return [row[0] for row in rows]


# Made by an import


def test_a_taken_name_gets_a_number(desk: Desk):
    ids = [create_list(desk.cursor, name, "contacts", 1) for name in ("Fair", "Fair", "FAIR")]
    assert [list_name(desk.cursor, each) for each in ids] == ["Fair", "Fair (2)", "FAIR (3)"]
    assert list_name(desk.cursor, 99) is None


def test_a_list_holds_each_record_of_the_file_once(desk: Desk):
    known = desk.add("contacts", email="a@example.com", firstname="A")
    text = "email,firstname\na@example.com,A\nb@example.com,B\nB@example.com,B\nnot an email,C\n"
    desk.run(text, create_list=True)
    ids = {row[0] for row in desk.records("contacts", "hs_object_id")}
    assert known in ids
    assert members(desk, 1) == sorted(ids)


def test_a_list_tells_which_import_made_it(desk: Desk):
    done = desk.run("email\na@example.com\n", create_list=True, name="Fair")
    make_list(desk.cursor, "Mine", "deals")
    mine, fair = read_lists(desk.cursor)
    assert (mine.name, mine.object_type, mine.import_id, mine.import_name, mine.members) == (
        "Mine", "deals", None, None, 0,
    )  # fmt: skip
    assert (fair.import_id, fair.import_name, fair.members) == (done.import_id, "Fair", 1)
    assert read_lists(desk.cursor, "deals") == [mine]
    assert read_list(desk.cursor, fair.list_id) == fair


# Made by hand


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (" \n", "The name is empty"),
        ("x" * 201, "longer than 200"),
        (" fAIR ", "a list fAIR already"),
    ],
)
def test_names_that_cannot_be(desk: Desk, name, message):
    make_list(desk.cursor, "Fair", "contacts")
    other = make_list(desk.cursor, " Other \t list", "contacts")
    assert list_name(desk.cursor, other) == "Other list"
    with pytest.raises(StoreError, match=message):
        make_list(desk.cursor, name, "deals")
    with pytest.raises(StoreError, match=message):
        rename_list(desk.cursor, other, name)
    assert len(read_lists(desk.cursor)) == 2


def test_a_list_is_renamed_also_in_letter_case_only(desk: Desk):
    list_id = make_list(desk.cursor, "Fair", "contacts")
    rename_list(desk.cursor, list_id, "FAIR")
    assert list_name(desk.cursor, list_id) == "FAIR"


@pytest.mark.parametrize(
    "action",
    [
        lambda cursor: read_list(cursor, 9),
        lambda cursor: rename_list(cursor, 9, "x"),
        lambda cursor: add_found(cursor, 9),
        lambda cursor: remove_found(cursor, 9),
    ],
)
def test_a_list_that_is_gone_is_a_message(desk: Desk, action):
    with pytest.raises(StoreError, match="There is no list 9"):
        action(desk.cursor)


def test_deleting_a_list_leaves_its_records_and_its_number_unused(desk: Desk):
    desk.run("email\na@example.com\n", create_list=True)
    other = make_list(desk.cursor, "Other", "contacts")
    add_found(desk.cursor, other)
    delete_list(desk.cursor, 1)
    assert len(desk.records("contacts", "email")) == 1
    assert [each.list_id for each in read_lists(desk.cursor)] == [other]
    assert (members(desk, 1), len(members(desk, other))) == ([], 1)
    delete_list(desk.cursor, other)
    assert make_list(desk.cursor, "New", "contacts") == other + 1
    delete_list(desk.cursor, 99)


def test_numbers_go_on_behind_lists_of_an_earlier_version(desk: Desk):
    desk.cursor.execute("insert into store.lists values (7, 'Old', 'contacts', now(), null)")
    assert make_list(desk.cursor, "New", "contacts") == 8
    assert make_list(desk.cursor, "Next", "contacts") == 9


# Members


def test_the_records_of_a_view_are_added_once_and_taken_out(desk: Desk):
    ada = desk.add("contacts", firstname="Ada", city="Bern")
    bob = desk.add("contacts", firstname="Bob", city="Bern")
    cy = desk.add("contacts", firstname="Cy", city="Bonn")
    desk.add("deals", dealname="Ada's")
    list_id = make_list(desk.cursor, "Some", "contacts")
    empty = members_mark(desk.cursor, list_id)
    bern = view_condition(desk.cursor, View("contacts", search="bern"))
    before = desk.store.counter(desk.cursor, "version")
    assert add_found(desk.cursor, list_id, *bern) == 2
    assert add_found(desk.cursor, list_id, *bern) == 0
    assert add_found(desk.cursor, list_id, "hs_object_id = $id", {"id": cy}) == 1
    assert members(desk, list_id) == [ada, bob, cy]
    full = members_mark(desk.cursor, list_id)
    inside = view_condition(desk.cursor, View("contacts", search="bob", list_id=list_id))
    assert remove_found(desk.cursor, list_id, *inside) == 1
    assert remove_found(desk.cursor, list_id, *inside) == 0
    assert members(desk, list_id) == [ada, cy]
    assert len({empty, full, members_mark(desk.cursor, list_id)}) == 3
    assert desk.store.counter(desk.cursor, "version") == before
    assert lists_of(desk.cursor, ada) == [list_id]
    assert lists_of(desk.cursor, bob) == []
    assert len(desk.records("contacts", "hs_object_id")) == 3


def test_an_import_goes_on_making_lists_beside_those_made_by_hand(desk: Desk):
    make_list(desk.cursor, "test", "contacts")
    desk.run("email\na@example.com\n", create_list=True)
    assert [(each.list_id, each.members) for each in read_lists(desk.cursor)] == [(2, 1), (1, 0)]
