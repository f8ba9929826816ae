"""Undo by examples: every kind of value, what stays and why, all or nothing."""

from pathlib import Path

import pytest

from core.engine.progress import Progress
from core.engine.run import recover, run_import
from core.errors import Cancelled, StoreError
from core.store.associations import create_label
from core.store.bin_restore import restore_records
from core.store.imports import delete_import, read_import
from core.store.lists import add_found, create_list
from core.store.properties import create_property, new_property
from core.store.recycle_bin import delete_records
from core.store.undos import list_undos, read_undo, undos_of
from core.undo.plan import kept_rows
from core.undo.run import (
    UNDO_PHASES,
    kept_file,
    open_undo,
    plan_undo,
    run_undo,
    undo_import,
)
from core.undo.standing import Standing
from tests.engine.importing import Desk
from tests.engine.several import import_table
from tests.engine.test_commit import Stopping
from tests.engine.undoing import differences, kept, plan_of, stands, state, undo

TABLE = "email,firstname,city\nada@x.com,Augusta,London\nnew@x.com,New,\n"
KINDS = {
    "text": ("plain", "'='", " x "),
    "textarea": ('a "quote"', "two lines", "ü; ,"),
    "number": ("0.1", "1e-7", "123456789012345"),
    "currency": ("-0.5", "12.3", "1e20"),
    "date": ("1999-12-31", "1000-01-01", "2024-02-29"),
    "datetime": ("2024-03-31 02:30:00.123", "1900-01-01 00:00:00", "2024-12-31 23:59:59.999"),
    "booleancheckbox": ("true", "false", "true"),
    "phonenumber": ("+31 6 1", "112", "0"),
    "url": ("example.com", "https://x.org/?q=1", "a.nl"),
}


@pytest.fixture
def known(desk: Desk) -> Desk:
    desk.add("contacts", email="ada@x.com", firstname="Ada", createdate="2020-01-01 00:00:00.5")
    desk.add("contacts", email="bob@x.com", hs_lastmodifieddate="2021-01-01 10:11:12.123456")
    return desk


def edit(desk: Desk, record_id: int, **values: str) -> None:
    """A change by hand."""
    sets = ", ".join(f"{name} = ?" for name in values)
    desk.cursor.execute(
        f"update store.contacts set {sets}, hs_lastmodifieddate = now() at time zone 'UTC' "
        "where hs_object_id = ?",
        [*values.values(), record_id],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_value_comes_back(desk: Desk, kind: str) -> None:
    name = create_property(desk.cursor, "contacts", new_property("Custom", kind)).name
    for place, value in enumerate([*KINDS[kind], None, None]):
        desk.add("contacts", email=f"p{place}@x.com", **{name: value})
    before = state(desk)
    new = {"number": "7", "currency": "7", "date": "2001-01-01", "datetime": "2001-01-01"}
    value = new.get(kind, "no" if kind == "booleancheckbox" else "https://new.com/112345")
    rows = "".join(f"p{place}@x.com,{value}\n" for place in range(5))
    result = desk.run(f"email,{name}\n{rows}")
    assert result.counters.updated >= 3
    done = undo(desk, result.import_id)
    assert differences(before, state(desk)) == {}
    assert kept(desk, done) == []


def test_empty_text_is_not_null(known: Desk) -> None:
    known.add("contacts", email="e@x.com", firstname="", city=None)
    before = state(known)
    result = known.run("email,firstname,city\ne@x.com,Eve,Goes\n")
    assert result.counters.changed_cells == 2
    undo(known, result.import_id)
    assert state(known) == before


def test_options_come_back(known: Desk) -> None:
    known.add("contacts", email="c@x.com", hs_buying_role="BLOCKER", lifecyclestage="lead")
    before = state(known)
    result = known.run("email,hs_buying_role,lifecyclestage\nc@x.com,;Champion,customer\n")
    undo(known, result.import_id)
    assert state(known) == before


def test_a_secondary_email_that_became_the_primary_one_goes_back(known: Desk) -> None:
    known.also_known_as(2, "robert@x.com")
    nobody = known.add("contacts", firstname="No email")
    known.also_known_as(nobody, "some@x.com")
    before = state(known)
    result = known.run(f"hs_object_id,email\n2,robert@x.com\n{nobody},some@x.com\n")
    assert known.secondary_emails(2) == ["bob@x.com"]
    assert known.secondary_emails(nobody) == []
    undo(known, result.import_id)
    assert differences(before, state(known)) == {}


def test_secondary_emails_that_changed_since_hold_the_email(known: Desk) -> None:
    known.also_known_as(2, "robert@x.com")
    result = known.run("hs_object_id,email\n2,robert@x.com\n")
    known.cursor.execute("delete from store.identifiers")
    done = undo(known, result.import_id)
    assert kept(known, done) == [("CELL", 2, "email", "VALUE_CHANGED")]
    assert known.record(2)["email"] == "robert@x.com"


def test_an_email_that_somebody_else_has_by_now_does_not_come_back(known: Desk) -> None:
    first = known.run("hs_object_id,email\n1,augusta@x.com\n")
    known.run("email\nada@x.com\n")
    done = undo(known, first.import_id)
    assert kept(known, done) == [("CELL", 1, "email", "VALUE_TAKEN")]
    assert known.record(1)["email"] == "augusta@x.com"


def test_values_that_move_on_in_a_row_stay_together(known: Desk) -> None:
    """1 waits for a value that 2 holds, and 2 cannot let go of it."""
    first = known.run("hs_object_id,email\n1,other@x.com\n")
    second = known.run("hs_object_id,email\n2,ada@x.com\n")
    known.run("email\nbob@x.com\n")
    assert kept(known, undo(known, second.import_id)) == [("CELL", 2, "email", "VALUE_TAKEN")]
    assert kept(known, undo(known, first.import_id)) == [("CELL", 1, "email", "VALUE_TAKEN")]


def test_what_was_changed_back_and_forth_is_changed(known: Desk) -> None:
    first = known.run("email,city\nada@x.com,Goes\n")
    known.run("email,city\nada@x.com,Delft\n")
    known.run("email,city\nada@x.com,Goes\n")
    assert kept(known, undo(known, first.import_id)) == [("CELL", 1, "city", "VALUE_CHANGED")]


def test_disjoint_imports_can_be_undone_in_any_order(known: Desk) -> None:
    before = state(known)
    first = known.run("email,city\nada@x.com,Goes\n")
    second = known.run("email,firstname\nada@x.com,Augusta\n")
    undo(known, first.import_id)
    assert known.record(1)["firstname"] == "Augusta"
    undo(known, second.import_id)
    assert differences(before, state(known)) == {}


def test_what_stays_can_be_undone_later(known: Desk) -> None:
    before = state(known)
    first = known.run(TABLE)
    second = known.run("email,city\nada@x.com,Delft\nnew@x.com,Lisse\n")
    done = undo(known, first.import_id)
    assert kept(known, done) == [
        ("CELL", 1, "city", "VALUE_CHANGED"),
        ("RECORD", first.rows[3].record_id, None, "RECORD_CHANGED"),
    ]
    [cell, _] = kept_rows(known.cursor, kept_file(known.store, done.import_id, done.undo_id))
    assert (cell["old_value"], cell["new_value"], cell["now_value"]) == (None, "London", "Delft")
    assert (cell["by_import"], cell["import_name"]) == (second.import_id, "test")
    assert cell["message"] == "The value was changed since"
    assert stands(known, first.import_id) == Standing(records=1, values=1)
    undo(known, second.import_id)
    rest = undo(known, first.import_id)
    assert kept(known, rest) == []
    assert stands(known, first.import_id) == Standing()
    assert differences(before, state(known)) == {}
    with pytest.raises(StoreError, match="Undone already"):
        undo_import(known.store, known.cursor, first.import_id, (), Progress())


def test_what_stayed_and_was_deleted_since_does_not_stand(known: Desk) -> None:
    first = known.run(TABLE)
    known.run("email,city\nada@x.com,Delft\nnew@x.com,Lisse\n")
    assert stands(known, first.import_id) is None
    undo(known, first.import_id)
    new = first.rows[3].record_id
    assert new is not None
    delete_records(known.cursor, "contacts", [1])
    assert stands(known, first.import_id) == Standing(records=1)
    delete_records(known.cursor, "contacts", [new])
    assert stands(known, first.import_id) == Standing()
    restore_records(known.cursor, [1])
    assert stands(known, first.import_id) == Standing(values=1)


def test_an_association_stands_with_the_record_that_stayed(desk: Desk) -> None:
    done = import_table(desk, "contacts.email,companies.domain\na@x.com,x.com\n")
    import_id = done.objects["contacts"].import_id
    [(company,)] = desk.records("companies", "hs_object_id")
    desk.cursor.execute(
        "update store.companies set hs_lastmodifieddate = '2035-01-01' where hs_object_id = ?",
        [company],
    )
    undo(desk, import_id, "companies")
    assert stands(desk, import_id) == Standing(records=1, associations=1)
    undo(desk, import_id)
    assert stands(desk, import_id) == Standing(records=1)


def test_a_record_deleted_since_is_told(known: Desk) -> None:
    result = known.run(TABLE)
    known.cursor.execute("delete from store.contacts")
    done = undo(known, result.import_id)
    assert {row[3] for row in kept(known, done)} == {"RECORD_DELETED"}
    assert plan_of(done).objects["contacts"].removed == 0


def test_a_record_put_into_a_list_stays(known: Desk) -> None:
    result = known.run(TABLE)
    mine = create_list(known.cursor, "Mine", "contacts", None)
    add_found(known.cursor, mine, "email = 'new@x.com'")
    done = undo(known, result.import_id)
    assert kept(known, done) == [("RECORD", result.rows[3].record_id, None, "RECORD_LISTED")]
    assert known.record(1)["firstname"] == "Ada"


def test_a_list_that_got_members_keeps_only_those(known: Desk) -> None:
    result = known.run(TABLE, create_list=True, name="Fair")
    [(list_id,)] = known.cursor.execute("select list_id from store.lists").fetchall()
    add_found(known.cursor, list_id, "email = 'bob@x.com'")
    done = undo(known, result.import_id)
    assert kept(known, done) == [("LIST", None, None, "MEMBERS_ADDED")]
    assert known.cursor.execute("from store.list_members").fetchall() == [(list_id, 2)]
    assert known.cursor.execute("select name from store.lists").fetchall() == [("Fair",)]


def test_a_record_associated_since_stays_with_its_links(desk: Desk) -> None:
    first = import_table(desk, "contacts.email,companies.domain\na@x.com,acme.com\n")
    import_table(desk, "contacts.email,deals.dealname,deals.dealstage\na@x.com,One,closedwon\n")
    done = undo(desk, first["contacts"].import_id)
    made = first["contacts"].rows[2].record_id
    assert kept(desk, done) == [("RECORD", made, None, "RECORD_ASSOCIATED")]
    assert not desk.by_id("companies")
    assert len(desk.cursor.execute("from store.associations").fetchall()) == 1
    assert desk.by_id("contacts") and desk.by_id("deals")


def test_an_association_labeled_since_stays(desk: Desk) -> None:
    desk.add("contacts", email="a@x.com")
    desk.add("companies", domain="acme.com")
    table = "contacts.email,companies.domain\na@x.com,acme.com\n"
    create_label(desk.cursor, "contacts", "companies", "Decision maker")
    first = import_table(desk, table)
    label = "contacts.email,companies.domain,contacts~companies\na@x.com,acme.com,Decision maker\n"
    second = import_table(desk, label)
    assert second.links == (0, 1)
    done = undo(desk, first["contacts"].import_id)
    assert [row[3] for row in kept(desk, done)] == ["ASSOCIATION_LABELED"]
    assert len(desk.cursor.execute("from store.associations").fetchall()) == 2


def test_a_product_that_a_line_item_names_stays(desk: Desk) -> None:
    products = desk.run("name,price\nPen,2\nInk,3\n", "products")
    pen = products.rows[2].record_id
    desk.add("line_items", name="Pen", hs_product_id=float(pen))
    done = undo(desk, products.import_id)
    assert kept(desk, done) == [("RECORD", pen, None, "RECORD_NAMED")]
    assert set(desk.by_id("products")) == {pen}


def test_one_object_at_a_time(desk: Desk) -> None:
    made = import_table(desk, "contacts.email,companies.domain\na@x.com,acme.com\n")
    import_id = made["contacts"].import_id
    undo(desk, import_id, "contacts")
    after = read_import(desk.cursor, import_id)
    assert (after.state, after.undone) == ("DONE", ["contacts"])
    assert not desk.by_id("contacts") and desk.by_id("companies")
    undo(desk, import_id, "companies")
    assert read_import(desk.cursor, import_id).state == "REVERTED"
    assert [each.object_types for each in list_undos(desk.cursor)] == [["companies"], ["contacts"]]


# All or nothing


def test_the_dry_run_writes_nothing(known: Desk) -> None:
    result = known.run(TABLE, create_list=True)
    before = known.everything()
    plan = plan_undo(known.store, known.cursor, result.import_id, (), Progress())
    assert known.everything() == before
    contacts = plan.objects["contacts"]
    assert (contacts.removed, contacts.restored, contacts.cells) == (1, 1, 2)
    assert (plan.lists, plan.members, plan.kept) == (1, 2, 0)


def test_an_undo_tells_who_when_and_what(known: Desk) -> None:
    result = known.run(TABLE)
    done = undo(known, result.import_id)
    [listed] = list_undos(known.cursor)
    assert listed == done == undos_of(known.cursor, result.import_id)[0]
    assert listed.done_by and listed.finished_at and listed.object_types == ["contacts"]
    assert set(listed.seconds) >= set(UNDO_PHASES) - {"Finishing", "Saving"}
    moved = known.cursor.execute(
        "select import_id, record_id, property, old_value, new_value from store.undone_changes "
        "order by property"
    ).fetchall()
    assert moved == [
        (result.import_id, 1, "city", None, "London"),
        (result.import_id, 1, "firstname", "Ada", "Augusta"),
    ]


def test_an_undone_import_is_neither_run_nor_forgotten(known: Desk) -> None:
    result = known.run(TABLE)
    undo(known, result.import_id)
    before = known.everything()
    assert not delete_import(known.cursor, result.import_id)
    with pytest.raises(Exception):  # noqa: B017  whatever says so, nothing happens
        run_import(known.store, known.cursor, result.import_id, Progress())
    assert known.everything() == before
    assert known.state(result.import_id) == "REVERTED"


def test_a_draft_has_nothing_to_undo(known: Desk) -> None:
    import_id = known.draft(TABLE)
    with pytest.raises(StoreError, match="Nothing to undo"):
        plan_undo(known.store, known.cursor, import_id, (), Progress())


def test_an_object_that_the_import_is_not_about(known: Desk) -> None:
    result = known.run(TABLE)
    with pytest.raises(StoreError, match="not about deals"):
        plan_undo(known.store, known.cursor, result.import_id, ["deals"], Progress())


def test_a_store_that_changed_since_the_dry_run_is_refused(known: Desk) -> None:
    result = known.run(TABLE)
    opened = open_undo(known.store, known.cursor, result.import_id, (), Progress())
    known.run("email,city\nada@x.com,Delft\n")
    before = state(known)
    with pytest.raises(StoreError, match="The store has changed"):
        run_undo(known.store, known.cursor, opened.undo_id, Progress())
    assert state(known) == before
    assert read_undo(known.cursor, opened.undo_id).state == "FAILED"
    assert known.state(result.import_id) == "DONE"


@pytest.mark.parametrize("phase", [name for name in UNDO_PHASES if name != "Saving"])
@pytest.mark.parametrize(
    ("at_end", "crash"), [(False, False), (True, True)], ids=["cancelled", "crashed"]
)
def test_an_undo_that_ends_early_changes_nothing(
    known: Desk, phase: str, at_end: bool, crash: bool
) -> None:
    before = state(known)
    result = known.run(TABLE, create_list=True)
    after = state(known)
    opened = open_undo(known.store, known.cursor, result.import_id, (), Progress())
    with pytest.raises(RuntimeError if crash else Cancelled):
        run_undo(known.store, known.cursor, opened.undo_id, Stopping(phase, at_end, crash))
    assert state(known) == after
    assert known.state(result.import_id) == "DONE"
    ended = read_undo(known.cursor, opened.undo_id)
    assert ended.state == ("FAILED" if crash else "CANCELED")
    run_undo(known.store, known.cursor, opened.undo_id, Progress())
    assert differences(before, state(known)) == {}


def test_an_undo_that_ran_when_rowcall_stopped_is_interrupted(known: Desk) -> None:
    result = known.run(TABLE)
    opened = open_undo(known.store, known.cursor, result.import_id, (), Progress())
    known.cursor.execute("update store.undos set state = 'PROCESSING'")
    recover(known.store)
    assert read_undo(known.cursor, opened.undo_id).state == "INTERRUPTED"
    run_undo(known.store, known.cursor, opened.undo_id, Progress())
    assert known.state(result.import_id) == "REVERTED"


def test_without_the_file_of_the_outcome_a_list_just_goes(known: Desk) -> None:
    result = known.run(TABLE, create_list=True)
    Path(known.store.outcome_file(result.import_id, "contacts")).unlink()
    undo(known, result.import_id)
    assert known.cursor.execute("from store.lists").fetchall() == []
