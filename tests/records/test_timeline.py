"""The activities of a record: their order, what is shown of them, and texts that are HTML."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from core.records.shown import local
from core.records.timeline import (
    ACTIVITIES,
    BODY_LENGTH,
    PAGE_ROWS,
    Activity,
    HandEdit,
    count_edits,
    read_activities,
    read_body,
    readable,
)
from core.store.owners import add_owner
from core.store.properties import read_object_type
from core.store.property_changes import archive_property
from core.store.stored_properties import read_property
from core.vocabulary import load_object_types
from tests.editing.by_hand import back, edit
from tests.engine.importing import Desk
from tests.engine.several import import_table

CALLS = (
    "contacts.email,calls.hs_call_title,calls.hs_timestamp,calls.hs_call_body,"
    "calls.hs_call_status,calls.hs_call_disposition,calls.hs_call_duration,calls.hubspot_owner_id\n"
    "ada@a.example,First,2026-01-05 10:00,<p>Dear <b>Ada</b></p>,COMPLETED,Connected,95000,"
    "olga@a.example\n"
    "ada@a.example,Second,2026-03-05 10:00,,MISSED,,800,\n"
    "bob@a.example,Other,2026-02-05 10:00,,,,,\n"
)
NOTES = "contacts.email,notes.hs_timestamp,notes.hs_note_body\nada@a.example,2026-02-05,Likes tea\n"
TASKS = (
    "contacts.email,tasks.hs_task_subject,tasks.hs_timestamp,tasks.hs_task_status\n"
    "ada@a.example,Write,2026-04-01 09:00,NOT_STARTED\n"
)


@pytest.fixture
def ada(desk: Desk) -> int:
    """A contact with two calls, a note and a task; her Record ID."""
    add_owner(desk.cursor, "olga@a.example", "Olga", "Owner")
    import_table(desk, CALLS, name="Calls")
    import_table(desk, NOTES, name="Notes")
    import_table(desk, TASKS, name="Tasks")
    held = desk.by_id("contacts").items()
    return next(each for each, record in held if record["email"] == "ada@a.example")


def activities(desk: Desk, record_id: int, kinds: Sequence[str], page: int = 1) -> list[Activity]:
    objects = [read_object_type(desk.cursor, name) for name in kinds]
    found = read_activities(desk.cursor, record_id, objects, page)
    return [each for each in found if isinstance(each, Activity)]


def shown(desk: Desk, record_id: int, *kinds: str) -> dict[str, Activity]:
    found = activities(desk, record_id, kinds or ACTIVITIES)
    return {each.title or each.kind.name: each for each in found}


def test_the_newest_is_first_whatever_its_kind(desk: Desk, ada: int):
    assert list(shown(desk, ada)) == ["Write", "Second", "notes", "First"]
    assert list(shown(desk, ada, "calls", "tasks")) == ["Write", "Second", "First"]
    assert shown(desk, ada, "contacts") == shown(desk, 99) == {}


def test_one_without_a_date_is_the_last(desk: Desk, ada: int):
    note = desk.add("notes", hs_note_body="Undated")
    desk.cursor.execute(
        "insert into store.associations values (201, ?, ?, null, null)", [ada, note]
    )
    last = activities(desk, ada, ACTIVITIES)[-1]
    assert (last.at, last.body, last.origin) == (None, "Undated", None)


def test_a_call_has_its_state_facts_and_owner(desk: Desk, ada: int):
    call = shown(desk, ada)["First"]
    assert call.at and local(call.at) == datetime(2026, 1, 5, 10)
    assert call.states == ("Completed", "Connected")
    assert ("Call duration", "1 min 35 s") in call.facts
    assert call.owner == "Olga Owner"
    assert (call.body, call.cut) == ("Dear Ada", False)
    second = shown(desk, ada)["Second"]
    assert (second.states, second.owner, second.body) == (("Missed",), None, "")
    assert ("Call duration", "1 s") in second.facts


def test_an_activity_says_which_import_made_it(desk: Desk, ada: int):
    origins = {name: each.origin for name, each in shown(desk, ada).items()}
    assert {name: (each.import_name, each.row_number) for name, each in origins.items()} == {
        "First": ("Calls", 2),
        "Second": ("Calls", 3),
        "notes": ("Notes", 2),
        "Write": ("Tasks", 2),
    }


def test_a_note_has_no_title_but_a_text(desk: Desk, ada: int):
    note = shown(desk, ada)["notes"]
    assert (note.title, note.body, note.states) == ("", "Likes tea", ())


@pytest.mark.parametrize("name", ACTIVITIES)
def test_every_kind_of_activity_can_be_read(desk: Desk, name):
    kind = load_object_types()[name]
    ada = desk.add("contacts", firstname="Ada")
    made = desk.add(name, hs_timestamp=datetime(2026, 1, 1))
    link = desk.cursor.execute(
        "select association_type_id from store.association_types "
        "where from_object_type = 'contacts' and to_object_type = ?",
        [name],
    ).fetchall()[0][0]
    desk.cursor.execute(
        "insert into store.associations values (?, ?, ?, null, null)", [link, ada, made]
    )
    [activity] = activities(desk, ada, [name])
    assert (activity.kind.name, activity.record_id, activity.title) == (name, made, "")
    assert (activity.body, activity.cut, activity.states, activity.facts) == ("", False, (), ())
    assert read_body(desk.cursor, kind, made) == read_body(desk.cursor, kind, 99) == ""


def test_an_archived_property_is_left_out(desk: Desk, ada: int):
    for name in ("hs_call_status", "hs_call_body"):
        archive_property(desk.cursor, read_property(desk.cursor, "calls", name))
    call = activities(desk, ada, ["calls"])[-1]
    assert (call.title, call.body, call.states) == ("First", "", ("Connected",))


def test_many_are_paged(desk: Desk):
    ada = desk.add("contacts", firstname="Ada")
    for sql in (
        "insert into store.notes (hs_object_id, hs_note_body, hs_timestamp) "
        "select 100 + n, n, timestamp '2026-01-01' + to_days(n::integer) from range(45) as t(n)",
        f"insert into store.associations select 201, {ada}, 100 + n, 1, 1 from range(45) as t(n)",
    ):
        desk.cursor.execute(sql)
    pages = [activities(desk, ada, ACTIVITIES, page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [PAGE_ROWS, PAGE_ROWS, 5, 0]
    assert [each.body for page in pages for each in page] == [str(n) for n in range(44, -1, -1)]


# Texts


@pytest.mark.parametrize(
    ("text", "short"),
    [("word " * 100, "word " * 55 + "word"), ("x" * 300, "x" * BODY_LENGTH), ("a\n\n b", "a\nb")],
)
def test_a_long_text_is_cut_between_words_and_there_when_asked_for(desk: Desk, text, short):
    ada, note = desk.add("contacts"), desk.add("notes", hs_note_body=text)
    desk.cursor.execute(
        "insert into store.associations values (201, ?, ?, null, null)", [ada, note]
    )
    [activity] = activities(desk, ada, ["notes"])
    assert (activity.body, activity.cut) == (short, len(text) > BODY_LENGTH)
    assert read_body(desk.cursor, activity.kind, note) == text.strip()


def test_a_text_with_much_markup_is_cut_where_it_was_not_read(desk: Desk):
    text = f"<p>Hello</p><p style='{'x' * 5000}'>End</p>"
    ada, note = desk.add("contacts"), desk.add("notes", hs_note_body=text)
    desk.cursor.execute(
        "insert into store.associations values (201, ?, ?, null, null)", [ada, note]
    )
    [activity] = activities(desk, ada, ["notes"])
    assert (activity.body, activity.cut) == ("Hello", True)
    assert read_body(desk.cursor, activity.kind, note) == "Hello\n\nEnd"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("two\n lines ", "two\n lines"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\nc"),
        ("<div>Tom &amp; Jerry</div>", "Tom & Jerry"),
        ("Tom &amp; Jerry\nagain", "Tom & Jerry\nagain"),
        ("<style>p {}</style><b>x</b><script>y</script>", "x"),
        ("mail Ada <ada@example.com>, 1 < 2 > 0", "mail Ada <ada@example.com>, 1 < 2 > 0"),
        ("<p>mail Ada <ada@example.com></p>", "mail Ada <ada@example.com>"),
        ("<p>not closed, 1 <b", "not closed, 1 <b"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_is_read_as_plain_text(text, read):
    assert readable(text) == read


def test_edits_by_hand_are_among_them(desk: Desk, ada: int):
    kinds = [read_object_type(desk.cursor, name) for name in ACTIVITIES]
    contacts = read_object_type(desk.cursor, "contacts")
    assert count_edits(desk.cursor, ada) == 0
    edit(desk, ada, city="Goes", lastname="Lovelace")
    for number in range(PAGE_ROWS):
        edit(desk, ada, zip=str(number))
    assert count_edits(desk.cursor, ada) == PAGE_ROWS + 1
    pages = [read_activities(desk.cursor, ada, kinds, page, contacts) for page in (1, 2)]
    together = [each for page in pages for each in page]
    assert len(pages[0]) == PAGE_ROWS and len(together) == PAGE_ROWS + 1 + len(shown(desk, ada))
    [oldest] = read_activities(desk.cursor, ada, [], 2, contacts)
    assert oldest in together and isinstance(oldest, HandEdit) and oldest.holds
    told = [(change.property_name, change.old, change.new) for change in oldest.changes]
    assert told == [("lastname", None, "Lovelace"), ("city", None, "Goes")]
    back(desk, 1)
    [again] = read_activities(desk.cursor, ada, [], 2, contacts)
    assert isinstance(again, HandEdit) and not again.holds
