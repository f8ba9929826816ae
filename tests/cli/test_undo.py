"""``python -m core undo``: exit codes, what it prints, what it leaves."""

import pytest

from core.editing import edit_record
from core.store import Store
from core.store.changing import changing
from tests.cli.conftest import Shell

CONTACTS = ("--object", "contacts")


def records(run: Shell) -> list[str]:
    """The exported contacts."""
    run("export", *CONTACTS, run.folder / "out.csv")
    return (run.folder / "out.csv").read_text("utf-8-sig").splitlines()


def test_an_import_is_taken_back(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    assert len(records(run)) == 3
    told = run("undo", 1)
    assert (told.code, told.line["undo_id"], told.line["state"]) == (0, 1, "DONE")
    assert (told.line["import_id"], told.line["import_state"]) == (1, "REVERTED")
    assert told.line["counters"]["objects"]["contacts"]["removed"] == 2
    assert told.line["kept"] == []
    assert "2 records removed" in told.messages
    assert len(records(run)) == 1
    assert run("history").line["imports"][0]["state"] == "REVERTED"


def test_a_dry_run_says_the_same_and_writes_nothing(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    looked = run("undo", 1, "--dry-run", *CONTACTS, "--json")
    assert (looked.code, looked.line["state"]) == (0, "DRY_RUN")
    assert looked.line["import_state"] == "DONE"
    assert len(records(run)) == 3
    assert run("undo", 1).line["counters"] == looked.line["counters"]


def test_what_stays_is_listed_and_ends_with_1(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    later = run.write("later.csv", "Email,First name\nada@example.com,Augusta\n")
    run("import", later, *CONTACTS)
    told = run("undo", 1)
    assert told.code == 1
    [kept] = told.line["kept"]
    assert (kept["what"], kept["reason"]) == ("RECORD", "RECORD_CHANGED")
    assert (kept["message"], kept["by_import"]) == ("The record was changed since", 2)
    assert len(records(run)) == 2


def test_what_was_edited_by_hand_is_listed(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    store = Store(run.store)
    try:
        with changing(store) as cursor:
            [(ada,)] = cursor.execute(
                "select hs_object_id from store.contacts where firstname = 'Ada'"
            ).fetchall()
            edit_record(cursor, "contacts", ada, {"city": "Goes"})
    finally:
        store.close()
    for arguments in ((1, "--dry-run"), (1,)):
        told = run("undo", *arguments)
        assert told.code == 1
        [kept] = told.line["kept"]
        assert (kept["reason"], kept["record_id"]) == ("RECORD_EDITED", ada)
        assert kept["message"] == "The record was edited by hand since"
        assert "by_import" not in kept
    assert len(records(run)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("7",), "There is no import 7"),
        (("1", "--object", "deals"), "not about deals"),
    ],
)
def test_refused(run: Shell, arguments: tuple[str, ...], said: str) -> None:
    run("import", run.people, *CONTACTS)
    told = run("undo", *arguments)
    assert (told.code, told.lines) == (2, [])
    assert said in told.messages
    again = run("undo", 1), run("undo", 1)
    assert [each.code for each in again] == [0, 2]
    assert "Undone already" in again[1].messages


def test_a_store_that_is_not_there_is_not_made(run: Shell) -> None:
    nowhere = run.folder / "nowhere.duckdb"
    assert run("undo", 1, "--store", nowhere).code == 2
    assert not nowhere.exists()
