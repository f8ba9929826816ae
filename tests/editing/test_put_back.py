"""An edit by hand is taken back: exactly, but for what was changed since, which is told."""

import pytest

from core.errors import StoreError
from core.records import ByHand, Origin, read_record, record_history
from core.store.pipeline_changes import add_pipeline, remove_stage
from core.store.pipelines import list_pipelines
from core.store.properties import read_object_type
from core.store.property_changes import archive_property
from core.store.recycle_bin import delete_records, purge_all
from core.store.stage_drafts import StageDraft
from core.store.stored_properties import read_property
from tests.editing.by_hand import back, edit, last_edit
from tests.engine.importing import Desk
from tests.engine.undoing import differences, kept, state, undo

# What an edit adds to, whether or not it is taken back.
EDITS = ("edits", "edited_cells")


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.add("contacts", email="ada@example.com", firstname="Ada", city="Goes")
    desk.add("contacts", email="bob@example.com", hs_lastmodifieddate="2021-01-01 10:11:12.123456")
    return desk


def held(desk: Desk) -> dict[str, list]:
    """The store without the journal of edits."""
    return {name: rows for name, rows in state(desk).items() if name not in EDITS}


def stays(done) -> list[tuple[str, str]]:
    return [(each.label, each.reason) for each in done.kept]


def test_an_edit_goes_back_to_the_moment_of_its_last_change(people: Desk):
    before, version = held(people), people.store.counter(people.cursor, "version")
    edit(people, 2, city="Goes", email="robert@example.com", firstname="Bob")
    done = back(people, 1)
    assert [prop.name for prop in done.restored] == ["city", "email", "firstname"]
    assert done.kept == ()
    assert differences(before, held(people)) == {}
    assert people.store.counter(people.cursor, "version") == version + 2
    with pytest.raises(StoreError, match="put back already"):
        back(people, 1)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_edits_of_other_properties_go_back_in_any_order(people: Desk, order):
    before = held(people)
    edit(people, 2, city="Goes")
    edit(people, 2, zip="4461")
    for edit_id in order:
        back(people, edit_id)
    assert differences(before, held(people)) == {}


def test_what_was_edited_again_stays(people: Desk):
    edit(people, 1, city="Delft", zip="1")
    edit(people, 1, city="Lisse")
    done = back(people, 1)
    assert [prop.name for prop in done.restored] == ["zip"]
    assert stays(done) == [("City", "the value was changed since.")]
    assert people.record(1)["city"] == "Lisse"
    back(people, 2)
    before = people.record(1)
    assert [prop.name for prop in back(people, 1).restored] == ["city"]
    assert people.record(1)["city"] == "Goes"
    assert people.record(1)["hs_lastmodifieddate"] != before["hs_lastmodifieddate"]


def test_changed_back_and_forth_is_changed(people: Desk):
    edit(people, 1, city="Delft")
    edit(people, 1, city="Goes")
    edit(people, 1, city="Delft")
    with pytest.raises(StoreError, match="Nothing put back: City: the value was changed since"):
        back(people, 1)


def test_what_a_later_import_wrote_stays_until_that_is_undone(people: Desk):
    before = held(people)
    edit(people, 1, city="Delft")
    done = people.run("email,city\nada@example.com,Lisse\n")
    with pytest.raises(StoreError, match="changed since"):
        back(people, 1)
    undo(people, done.import_id)
    back(people, 1)
    assert differences(before, held(people)) == {}


def test_a_later_import_of_another_value_does_not_matter(people: Desk):
    before = held(people)
    edit(people, 2, city="Delft")
    done = people.run("email,firstname\nbob@example.com,Robert\n")
    back(people, 1)
    assert people.record(2)["firstname"] == "Robert"
    undo(people, done.import_id)
    assert differences(before, held(people)) == {}


def test_a_secondary_email_changes_places_again(people: Desk):
    people.also_known_as(1, "augusta@example.com")
    nobody = people.add("contacts", firstname="No email")
    people.also_known_as(nobody, "some@example.com")
    before = held(people)
    edit(people, 1, email="augusta@example.com")
    edit(people, nobody, email="some@example.com")
    assert people.secondary_emails(nobody) == []
    back(people, 1)
    back(people, 2)
    assert differences(before, held(people)) == {}
    edit(people, 1, email="augusta@example.com")
    people.cursor.execute("delete from store.identifiers where record_id = 1")
    with pytest.raises(StoreError, match="secondary email was changed since"):
        back(people, 3)


def test_a_value_that_another_record_has_by_now_does_not_come_back(people: Desk):
    edit(people, 1, email="augusta@example.com", city="Delft")
    edit(people, 2, email="ada@example.com")
    done = back(people, 1)
    assert stays(done) == [
        (
            "Email",
            "ada@example.com (Record ID 2) has the old value now, and no two may.",
        )
    ]
    assert people.record(1)["city"] == "Goes"


def test_what_every_record_needs_stays(people: Desk):
    nameless = people.add("contacts", email="only@example.com")
    edit(people, nameless, firstname="Only")
    edit(people, nameless, email="")
    with pytest.raises(StoreError, match="First Name: a contact needs a value"):
        back(people, 1)


def test_pipeline_and_stage_go_back_together(desk: Desk):
    made = add_pipeline(
        desk.cursor, "deals", "Second", [StageDraft("One", 0.5), StageDraft("2", 1)]
    )
    usual = list_pipelines(desk.cursor, "deals")[0]
    first, second = (stage.value for stage in made.stages)
    deal = desk.add("deals", dealname="D", dealstage=usual.stages[0].value, pipeline=usual.value)
    before = held(desk)
    edit(desk, deal, "deals", dealstage=first)
    back(desk, 1)
    assert differences(before, held(desk)) == {}
    edit(desk, deal, "deals", dealstage=first, dealname="E")
    edit(desk, deal, "deals", dealstage=second)
    done = back(desk, 2)
    assert [prop.name for prop in done.restored] == ["dealname"]
    assert len(done.kept) == 2
    remove_stage(desk.cursor, "deals", first)
    with pytest.raises(StoreError, match="stage of before is not there any more"):
        back(desk, 3)


def test_an_archived_property_and_a_record_that_is_gone(people: Desk):
    edit(people, 1, city="Delft")
    archive_property(people.cursor, read_property(people.cursor, "contacts", "city"))
    with pytest.raises(StoreError, match="city: the property is archived"):
        back(people, 1)
    delete_records(people.cursor, "contacts", [1])
    with pytest.raises(StoreError, match="Record not found"):
        back(people, 1)
    with pytest.raises(StoreError, match="no such edit"):
        back(people, 99)


def test_a_purged_record_leaves_no_edits(people: Desk):
    edit(people, 1, city="Delft")
    edit(people, 2, city="Delft")
    delete_records(people.cursor, "contacts", [1])
    purge_all(people.cursor)
    for table in EDITS:
        rows = people.cursor.execute(f"select record_id from store.{table}").fetchall()
        assert rows == [(2,)]


# What the record says


def test_a_record_says_what_was_typed(people: Desk):
    done = people.run("email,city,zip\nada@example.com,Delft,1\n")
    edit(people, 1, city="Lisse", zip="")
    record = read_record(people.cursor, "contacts", 1)
    values = {value.prop.name: value for value in record.values}
    for name in ("city", "zip"):
        origin = values[name].origin
        assert isinstance(origin, ByHand) and origin.by and origin.put_back_at is None
    kind = read_object_type(people.cursor, "contacts")
    told = [
        (change.property_name, change.old, change.new, type(change.origin))
        for change in record_history(people.cursor, kind, 1)
    ]
    assert told == [
        ("city", "Delft", "Lisse", ByHand),
        ("zip", "1", None, ByHand),
        ("city", "Goes", "Delft", Origin),
        ("zip", None, "1", Origin),
    ]
    back(people, last_edit(people))
    values = {v.prop.name: v for v in read_record(people.cursor, "contacts", 1).values}
    origin = values["city"].origin
    assert isinstance(origin, Origin) and origin.import_id == done.import_id
    history = record_history(people.cursor, kind, 1)
    assert history[0].origin.put_back_at and len(history) == 4


# Undo of an import


def test_an_undo_keeps_and_lists_what_was_edited(people: Desk):
    result = people.run(
        "email,firstname,city\nada@example.com,Augusta,Delft\nnew@example.com,New,Delft\n"
        "other@example.com,Other,\n"
    )
    new = result.rows[3].record_id
    edit(people, 1, city="Lisse", phone="112")
    edit(people, new, city="")
    done = undo(people, result.import_id)
    assert kept(people, done) == [
        ("CELL", 1, "city", "VALUE_EDITED"),
        ("RECORD", new, None, "RECORD_EDITED"),
    ]
    left = people.record(1)
    assert (left["firstname"], left["city"], left["phone"]) == ("Ada", "Lisse", "112")
    assert set(people.by_id("contacts")) == {1, 2, new}


def test_of_an_edit_and_a_later_import_the_last_is_the_reason(people: Desk):
    result = people.run("email,city\nada@example.com,Delft\nnew@example.com,Delft\n")
    edit(people, 1, city="Lisse")
    edit(people, result.rows[3].record_id, city="Lisse")
    people.run("email,city\nada@example.com,Axel\nnew@example.com,Axel\n")
    done = undo(people, result.import_id)
    assert [row[3] for row in kept(people, done)] == ["VALUE_CHANGED", "RECORD_CHANGED"]


def test_an_edit_that_was_put_back_keeps_nothing(people: Desk):
    before = state(people)
    result = people.run("email,city\nada@example.com,Delft\nnew@example.com,Delft\n")
    edit(people, 1, city="Lisse")
    edit(people, result.rows[3].record_id, city="Lisse")
    back(people, 1)
    back(people, 2)
    done = undo(people, result.import_id)
    assert kept(people, done) == []
    gone = differences({k: v for k, v in before.items() if k not in EDITS}, held(people))
    assert gone == {}
    rows = people.cursor.execute("select record_id from store.edits").fetchall()
    assert rows == [(1,)], "of a record that went, no edit is kept"


def test_what_stays_is_undone_later_once_the_edit_is_put_back(people: Desk):
    before = held(people)
    result = people.run("email,city\nbob@example.com,Delft\nnew@example.com,Delft\n")
    edit(people, 2, city="Lisse")
    edit(people, result.rows[3].record_id, city="Lisse")
    undo(people, result.import_id)
    back(people, 1)
    back(people, 2)
    undo(people, result.import_id)
    assert differences(before, held(people)) == {}


def test_an_edit_of_something_else_remembers_the_moment_before_the_import(people: Desk):
    before = held(people)
    result = people.run("email,city\nbob@example.com,Delft\n")
    edit(people, 2, zip="4461")
    assert kept(people, undo(people, result.import_id)) == []
    back(people, 1)
    assert differences(before, held(people)) == {}


def test_an_edit_from_before_the_import_is_no_reason(people: Desk):
    edit(people, 1, city="Delft")
    before = state(people)
    result = people.run("email,city\nada@example.com,Lisse\n")
    assert kept(people, undo(people, result.import_id)) == []
    assert differences(before, state(people)) == {}
