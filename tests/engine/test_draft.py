"""A draft: the file kept and staged, a mapping proposed or that of a recipe fitted to it."""

import io
from dataclasses import replace

import pytest

from core.engine.draft import drop_draft, open_draft, set_file, stage_draft
from core.engine.original_files import original_file
from core.engine.progress import Progress
from core.engine.run import ImportedAlready, plan_import, run_import
from core.error_file import OWN_HEADERS
from core.errors import FileError, RecipeError, StoreError
from core.property_types import Formats
from core.recipe import ColumnMapping, Recipe, recipe_from_json
from core.store.imports import ImportGone, read_import, save_files, save_recipe
from tests.engine.importing import PLAIN, Desk

TABLE = b"Email,First name,Closed,Revenue\nada@example.com,Ada,13/04/2024,5\n"


def staged(desk: Desk, content: bytes, recipe: Recipe):
    import_id = open_draft(desk.store, desk.cursor, recipe, "file.csv", io.BytesIO(content))
    return stage_draft(desk.store, desk.cursor, import_id, Progress())


def mapped(recipe: Recipe) -> list[tuple[int, str, str | None]]:
    return [(c.column, c.header, c.property_name) for c in recipe.files[0].columns]


def test_a_recipe_without_columns_is_mapped_automatically_and_keeps_its_choices(desk: Desk) -> None:
    chosen = Formats("YEAR_MONTH_DAY", "1.234,56", "Europe/Amsterdam")
    wanted = Recipe.of("contacts", mode="UPDATE", formats=chosen, key="email", name="April")
    draft = staged(desk, TABLE, wanted)
    assert mapped(draft.recipe)[:2] == [(1, "Email", "email"), (2, "First name", "firstname")]
    contacts = draft.recipe.imported("contacts")
    assert (contacts.mode, contacts.key) == ("UPDATE", "email")
    assert (draft.recipe.files[0].formats, draft.recipe.name) == (chosen, "April")


def test_a_draft_is_named_by_its_file(desk: Desk) -> None:
    assert staged(desk, TABLE, Recipe.of("contacts")).name == "file"


def test_the_columns_of_a_recipe_are_found_by_their_headers(desk: Desk) -> None:
    columns = (
        ColumnMapping(1, "Given", "firstname", dont_overwrite=True),
        ColumnMapping(2, "Junk", ignored=True),
        ColumnMapping(3, "Mail", "email"),
    )
    recipe = Recipe.of("contacts", columns=columns, read=PLAIN)
    draft = staged(desk, b"Mail,Other,Given\nada@example.com,x,Ada\n", recipe)
    assert mapped(draft.recipe) == [
        (1, "Mail", "email"),
        (2, "Other", None),
        (3, "Given", "firstname"),
    ]
    assert draft.recipe.files[0].columns[2].dont_overwrite
    assert draft.recipe.files[0].columns[1].unmapped
    run_import(desk.store, desk.cursor, draft.import_id, Progress())
    assert desk.records("contacts", "email", "firstname") == [("ada@example.com", "Ada")]


def test_a_mapped_header_that_is_missing_is_named(desk: Desk) -> None:
    columns = (ColumnMapping(1, "Mail", "email"), ColumnMapping(2, "Given", "firstname"))
    recipe = Recipe.of("contacts", columns=columns, read=PLAIN)
    with pytest.raises(RecipeError, match=r"no column 'Given'.* Mail, given"):
        staged(desk, b"Mail,given\nada@example.com,Ada\n", recipe)


def test_headers_that_occur_twice_are_told_apart(desk: Desk) -> None:
    columns = (ColumnMapping(1, "Mail", "email"), ColumnMapping(2, "Mail (2)", "work_email"))
    recipe = Recipe.of("contacts", columns=columns, read=PLAIN)
    draft = staged(desk, b"Mail,Mail\nada@example.com,grace@example.com\n", recipe)
    run_import(desk.store, desk.cursor, draft.import_id, Progress())
    found = desk.records("contacts", "email", "work_email")
    assert found == [("ada@example.com", "grace@example.com")]


def test_staging_again_keeps_what_the_user_mapped(desk: Desk) -> None:
    draft = staged(desk, TABLE, Recipe.of("contacts"))
    changed = draft.recipe.with_column(
        replace(draft.recipe.files[0].columns[1], property_name="lastname")
    )
    save_recipe(desk.cursor, draft.import_id, changed)
    again = stage_draft(desk.store, desk.cursor, draft.import_id, Progress())
    assert again.recipe.files[0].columns[1].property_name == "lastname"


def test_the_recipe_of_a_finished_import_runs_again(desk: Desk) -> None:
    first = staged(desk, TABLE, Recipe.of("contacts"))
    run_import(desk.store, desk.cursor, first.import_id, Progress())
    recipe = recipe_from_json(read_import(desk.cursor, first.import_id).recipe.to_json())
    second = staged(desk, TABLE, recipe)
    assert second.recipe == recipe
    assert run_import(desk.store, desk.cursor, second.import_id, Progress()).counters.unchanged == 1


def test_the_file_is_kept_as_it_was_uploaded(desk: Desk) -> None:
    draft = staged(desk, TABLE, Recipe.of("contacts"))
    assert original_file(desk.store, draft.import_id).read_bytes() == TABLE
    assert draft.file_size == len(TABLE)


def test_a_dropped_draft_leaves_nothing(desk: Desk) -> None:
    before = desk.everything()
    draft = staged(desk, TABLE, Recipe.of("contacts"))
    folder = desk.store.folder(draft.import_id)
    assert {path.name for path in folder.iterdir()} >= {"original.csv", "work.duckdb"}
    drop_draft(desk.store, desk.cursor, draft.import_id)
    assert not folder.exists()
    assert desk.everything() == before
    with pytest.raises(StoreError, match="no import"):
        read_import(desk.cursor, draft.import_id)
    # Its number does not come back: another window may still have its address.
    assert staged(desk, TABLE, Recipe.of("contacts")).import_id == draft.import_id + 1


def test_a_finished_import_is_not_dropped(desk: Desk) -> None:
    draft = staged(desk, TABLE, Recipe.of("contacts"))
    run_import(desk.store, desk.cursor, draft.import_id, Progress())
    drop_draft(desk.store, desk.cursor, draft.import_id)
    assert desk.state(draft.import_id) == "DONE"
    assert original_file(desk.store, draft.import_id).read_bytes() == TABLE


def test_a_finished_import_is_not_decided_anew(desk: Desk) -> None:
    done = staged(desk, TABLE, Recipe.of("contacts"))
    run_import(desk.store, desk.cursor, done.import_id, Progress())
    kept = desk.cursor.execute("from store.imports").fetchall()
    store, cursor, number = desk.store, desk.cursor, done.import_id
    for change in (
        lambda: save_recipe(cursor, number, replace(done.recipe, name="Other")),
        lambda: save_files(cursor, number, ["other.csv"], 1),
        lambda: set_file(store, cursor, number, 1, "other.csv", io.BytesIO(b"Email\n")),
        lambda: stage_draft(store, cursor, number, Progress()),
    ):
        with pytest.raises(ImportGone, match="has been started"):
            change()
    with pytest.raises(ImportedAlready):
        plan_import(store, cursor, number, Progress())
    assert desk.cursor.execute("from store.imports").fetchall() == kept
    assert original_file(store, number).read_bytes() == TABLE


def test_a_file_that_was_deleted_is_said_to_be_gone(desk: Desk) -> None:
    draft = staged(desk, TABLE, Recipe.of("contacts"))
    original_file(desk.store, draft.import_id).unlink()
    with pytest.raises(FileError, match="gone"):
        stage_draft(desk.store, desk.cursor, draft.import_id, Progress())


def test_an_error_file_is_read_without_what_it_adds(desk: Desk) -> None:
    result = desk.run("email,firstname\nno email,Ada\n")
    path = desk.store.folder(result.import_id) / "failed.csv"
    text = path.read_text("utf-8-sig").replace("no email,Ada", "ada@example.com,Ada")
    draft = staged(desk, text.encode(), Recipe.of("contacts"))
    columns = draft.recipe.files[0].columns
    assert [c.header for c in columns if c.ignored] == list(OWN_HEADERS)
    assert [c.property_name for c in columns if not c.ignored] == ["email", "firstname"]
