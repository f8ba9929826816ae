"""Static lists: names stay apart, members are the records of the file."""

import pytest

from core.store.lists import create_list, list_name
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def test_a_taken_name_gets_a_number(desk: Desk):
    ids = [create_list(desk.cursor, "Fair", "contacts", 1) for _ in range(3)]
    assert [list_name(desk.cursor, each) for each in ids] == ["Fair", "Fair (2)", "Fair (3)"]
    assert list_name(desk.cursor, 99) is None


def test_a_list_holds_each_record_of_the_file_once(desk: Desk):
    known = desk.add("contacts", email="a@example.com", firstname="A")
    text = "email,firstname\na@example.com,A\nb@example.com,B\nB@example.com,B\nnot an email,C\n"
    desk.run(text, create_list=True)
    members = desk.cursor.execute(
        "select record_id from store.list_members where list_id = 1"
    ).fetchall()
    ids = {row[0] for row in desk.records("contacts", "hs_object_id")}
    assert known in ids
    assert sorted(row[0] for row in members) == sorted(ids)
