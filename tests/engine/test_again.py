"""An import once more: the same files and decisions as a new draft."""

import pytest

from core.engine.again import open_again
from core.engine.draft import stage_draft
from core.engine.original_files import original_file
from core.engine.progress import Progress
from core.engine.run import plan_import
from core.errors import FileError, StoreError
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store.imports import list_imports, read_import
from tests.engine.importing import Desk
from tests.engine.several import import_table

OBJECTS = ("contacts", "companies")
COMMON = ("Firm", "companies.domain", "companies")
TABLE = "email,city\nada@example.com,Bonn\nbob@,Bern\n"


def test_what_an_import_would_change_now(desk: Desk) -> None:
    fix = Fix(kinds.EDIT_CELL, "email", "bob@", "bob@example.com", row=3)
    first = desk.run(TABLE, fixes=(fix,), mode="UPSERT").import_id
    desk.cursor.execute("update store.contacts set city = 'Rome' where email = 'ada@example.com'")
    again = open_again(desk.store, desk.cursor, first)
    stage_draft(desk.store, desk.cursor, again, Progress())
    counters = plan_import(desk.store, desk.cursor, again, Progress()).counters
    assert (counters.created, counters.updated, counters.unchanged) == (0, 1, 1)
    draft = read_import(desk.cursor, again)
    assert (draft.name, draft.state, draft.file_names) == ("test again", "DRAFT", ["test.csv"])
    assert draft.recipe.files == read_import(desk.cursor, first).recipe.files


def test_two_files_come_back_both(desk: Desk) -> None:
    tables = (
        "contacts.email,Firm\nada@example.com,acme.example.com\n",
        "companies.domain\nacme.example.com\n",
    )
    done = import_table(desk, *tables, objects=OBJECTS, common=COMMON)
    again = open_again(desk.store, desk.cursor, done["contacts"].import_id)
    stage_draft(desk.store, desk.cursor, again, Progress())
    plan = plan_import(desk.store, desk.cursor, again, Progress())
    assert plan.counters.unchanged == 2
    assert plan.associations.associations == 0


def test_a_draft_does_not_run_again(desk: Desk) -> None:
    with pytest.raises(StoreError, match="has not run yet"):
        open_again(desk.store, desk.cursor, desk.draft(TABLE))


def test_without_the_file_no_draft_is_left(desk: Desk) -> None:
    tables = (
        "contacts.email,Firm\nada@example.com,acme.example.com\n",
        "companies.domain\nacme.example.com\n",
    )
    done = import_table(desk, *tables, objects=OBJECTS, common=COMMON)
    first = done["contacts"].import_id
    original_file(desk.store, first, 2).unlink()
    with pytest.raises(FileError, match="gone"):
        open_again(desk.store, desk.cursor, first)
    assert [each.import_id for each in list_imports(desk.cursor)] == [first]
