"""Cells of single rows that were edited: what is imported, and what recipes and templates say."""

import json

import pytest

from core.engine.edited_cells import edits, failed_rows
from core.engine.parts import parts_of
from core.engine.progress import Progress
from core.engine.run import plan_import
from core.engine.templates.fit_fixes import fit_fixes
from core.errors import RecipeError
from core.recipe import Fix, recipe_from_json
from core.recipe import fixes as kinds
from core.store.imports import read_import, save_recipe
from core.store.templates import read_template, save_template
from tests.engine.importing import Desk

TABLE = "email,firstname,phone\na@example.com,Ada,1\nno email, Bob ,\nx@,,none\nno email,Cy,\n"


def edit(row: int, header: str, value: str, text: str) -> Fix:
    return Fix(kinds.EDIT_CELL, header, value, text, row=row)


def test_an_edit_changes_one_cell_of_one_row(desk: Desk) -> None:
    fixes = (edit(3, "email", "no email", "b@example.com"), edit(3, "firstname", "Bob", ""))
    result = desk.run(TABLE, fixes=fixes)
    assert result.actions == ["created", "created", "failed", "failed"]
    assert desk.records("contacts", "email", "firstname") == [
        ("a@example.com", "Ada"),
        ("b@example.com", None),
    ]


def test_the_text_of_the_file_stays(desk: Desk) -> None:
    import_id = desk.draft(TABLE, fixes=(edit(3, "email", "no email", "b@example.com"),))
    cells = desk.cursor.execute(f"select c1 from work_{import_id}.source order by row_number")
    assert [row[0] for row in cells.fetchall()] == ["a@example.com", "no email", "x@", "no email"]


def test_edits_and_other_fixes_count_in_their_order(desk: Desk) -> None:
    first = edit(2, "firstname", "Ada", "eve")
    upper = Fix(kinds.UPPER_CASE, "firstname")
    desk.run("email,firstname\na@example.com,Ada\n", fixes=(first, upper))
    desk.run("email,firstname\nb@example.com,Ada\n", fixes=(upper, first))
    assert desk.records("contacts", "firstname") == [("EVE",), ("eve",)]


def test_failed_rows_say_what_is_wrong_and_show_their_cells(desk: Desk) -> None:
    import_id = desk.draft(TABLE, fixes=(Fix(kinds.UPPER_CASE, "firstname"),))
    plan_import(desk.store, desk.cursor, import_id, Progress())
    part = parts_of(desk.store, desk.cursor, read_import(desk.cursor, import_id))[0]
    rows = failed_rows(desk.cursor, part, [1, 2], 0, 2)
    assert [row.row_number for row in rows] == [3, 4]
    assert rows[0].problems == [("INVALID_EMAIL", 1, "no email")]
    assert rows[0].cells == {1: "no email", 2: " BOB "}
    codes = [(code, index) for code, index, _ in rows[1].problems]
    assert codes == [("INVALID_EMAIL", 1), ("FAILED_VALIDATION", 3)]
    assert [row.row_number for row in failed_rows(desk.cursor, part, [1], 2, 2)] == [5]


def test_a_later_edit_takes_the_place_of_the_earlier(desk: Desk) -> None:
    import_id = desk.draft(TABLE)
    recipe, catalog = read_import(desk.cursor, import_id).recipe, f"work_{import_id}"
    for text in ("b@", " b@example.com "):
        fixes = edits(desk.cursor, catalog, recipe.files[0], {(3, 1): text, (4, 2): "Dee"})
        recipe = recipe.with_file(1, fixes=fixes)
    assert recipe.files[0].fixes == (
        edit(3, "email", "no email", "b@example.com"),
        edit(4, "firstname", "", "Dee"),
    )
    save_recipe(desk.cursor, import_id, recipe)
    counters = plan_import(desk.store, desk.cursor, import_id, Progress()).counters
    assert (counters.created, counters.failed) == (2, 2)


def test_a_recipe_carries_edits(desk: Desk) -> None:
    fix = edit(3, "email", "no email", "b@example.com")
    recipe = read_import(desk.cursor, desk.draft(TABLE, fixes=(fix,))).recipe
    again = recipe_from_json(json.loads(json.dumps(recipe.to_json())))
    assert again.files[0].fixes == (fix,)


@pytest.mark.parametrize(
    "fix",
    [
        edit(3, "email", "bob@example.com", "b@example.com"),
        edit(9, "email", "no email", "b@example.com"),
        edit(3, "email", "", "b@example.com"),
    ],
)
def test_an_edit_of_another_file_is_refused(desk: Desk, fix: Fix) -> None:
    with pytest.raises(RecipeError, match=f"edits row {fix.row} of the column 'email'"):
        desk.draft(TABLE, fixes=(fix,))


@pytest.mark.parametrize("fields", [{"header": "email"}, {"row": 3}, {"header": "email", "row": 0}])
def test_an_edit_without_its_cell_is_no_recipe(fields: dict[str, object]) -> None:
    fix = {"kind": kinds.EDIT_CELL, "replacement": "x"} | fields
    with pytest.raises(RecipeError, match="'header' of its column and its 'row'"):
        recipe_from_json({"object_type": "contacts", "fixes": [fix]})


def test_templates_leave_edits_out(desk: Desk) -> None:
    kept = Fix(kinds.TRIM, "email")
    fixes = (edit(3, "email", "no email", "b@example.com"), kept)
    recipe = read_import(desk.cursor, desk.draft(TABLE, fixes=fixes)).recipe
    template_id = save_template(desk.cursor, "Fair", recipe)
    assert read_template(desk.cursor, template_id).recipe.files[0].fixes == (kept,)
    assert fit_fixes(fixes, {"email": "email"}, ["email"]) == (kept,)
