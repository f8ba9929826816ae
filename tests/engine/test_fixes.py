"""Fixes: what each does to the values, in their order; the file and its rows stay as they are."""

from typing import Any

import pytest

from core.engine.changed_fixes import with_fix
from core.engine.fix_sample import sample_of_fix
from core.engine.parts import parts_of
from core.engine.profile import read_profile
from core.engine.suggestions import suggestions
from core.errors import RecipeError
from core.recipe import ColumnMapping, Fix, Recipe
from core.recipe import fixes as kinds
from core.store.imports import read_import
from core.store.owners import add_owner
from core.store.properties import create_property, new_property
from tests.engine.importing import Desk, Result


def fixed(desk: Desk, table: str, *fixes: Fix, made: dict[str, str] | None = None) -> Result:
    """Imports contacts with fixes; ``made`` maps the columns that fixes make."""
    import_id = desk.draft(table)
    recipe = read_import(desk.cursor, import_id).recipe
    columns = recipe.files[0].columns
    more = [
        ColumnMapping(len(columns) + place, header, name, object_type="contacts")
        for place, (header, name) in enumerate((made or {}).items(), start=1)
    ]
    recipe = recipe.with_file(1, fixes=fixes, columns=(*columns, *more))
    return desk.run(table, fixes=fixes, columns=recipe.files[0].columns)


SPLIT = Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last"))
CHANGES = [
    (Fix(kinds.REPLACE_VALUE, "city", "Pariss", "Paris"), " Pariss ", "Paris"),
    (Fix(kinds.REPLACE_VALUE, "city", "Paris", "Rome"), "Pariss", "Pariss"),
    (Fix(kinds.EMPTY_VALUE, "city", "n/a"), "n/a", None),
    (Fix(kinds.TRIM, "city"), " New   York ", "New York"),
    (Fix(kinds.UPPER_CASE, "city"), "Köln", "KÖLN"),
    (Fix(kinds.LOWER_CASE, "city"), "KÖLN", "köln"),
    (Fix(kinds.TITLE_CASE, "city"), "saint-étienne D'OR", "Saint-Étienne D'Or"),
    (Fix(kinds.FIND_AND_REPLACE, "city", ".", "-"), "a.b.c", "a-b-c"),
    (Fix(kinds.REGEX_REPLACE, "city", r"\s*\(.*\)$", ""), "Bern (CH)", "Bern"),
    (Fix(kinds.DEFAULT_VALUE, "city", replacement="Delft"), "", "Delft"),
    (Fix(kinds.DEFAULT_VALUE, "city", replacement="Delft"), "Bonn", "Bonn"),
    (Fix(kinds.REPLACE_VALUE, "city", "it's", 'it\'s "so"'), "it's", 'it\'s "so"'),
    (Fix(kinds.UPPER_CASE, "city", off=True), "Bonn", "Bonn"),
    (Fix(kinds.UPPER_CASE, "no such column", off=True), "Bonn", "Bonn"),
]


@pytest.mark.parametrize(("fix", "before", "after"), CHANGES)
def test_a_fix_changes_what_is_imported(desk: Desk, fix: Fix, before: str, after: Any) -> None:
    text = '"' + before.replace('"', '""') + '"'
    fixed(desk, f"email,city\na@example.com,{text}\n", fix)
    assert desk.records("contacts", "city") == [(after,)]


def test_fixes_are_applied_in_their_order(desk: Desk) -> None:
    upper = Fix(kinds.UPPER_CASE, "city")
    rome = Fix(kinds.REPLACE_VALUE, "city", "PARIS", "Rome")
    fixed(desk, "email,city\na@example.com,paris\n", upper, rome)
    fixed(desk, "email,city\nb@example.com,paris\n", rome, upper)
    assert desk.records("contacts", "city") == [("Rome",), ("PARIS",)]


def test_what_a_value_became_is_not_replaced_again(desk: Desk) -> None:
    swap = (
        Fix(kinds.REPLACE_VALUE, "city", "a", "b"),
        Fix(kinds.REPLACE_VALUE, "city", "b", "a"),
    )
    fixed(desk, "email,city\na@example.com,a\nb@example.com,b\n", *swap)
    assert desk.records("contacts", "city") == [("b",), ("a",)]


@pytest.mark.parametrize(
    ("fix", "name", "made"),
    [
        (
            Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last")),
            "Ada  King Noel",
            ("Ada", "King Noel"),
        ),
        (Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last")), "Ada", ("Ada", None)),
        (
            Fix(kinds.SPLIT_COLUMN, "city", ",", made=("First", "Last")),
            "King, Ada",
            ("King", "Ada"),
        ),
        (Fix(kinds.SPLIT_COLUMN, "city", ",", made=("First", "Last")), "King", ("King", None)),
    ],
)
def test_a_column_is_split(desk: Desk, fix: Fix, name: str, made: tuple[str, str]) -> None:
    table = f'email,city\na@example.com,"{name}"\n'
    fixed(desk, table, fix, made={"First": "firstname", "Last": "lastname"})
    assert desk.records("contacts", "firstname", "lastname", "city") == [(*made, name)]


@pytest.mark.parametrize(
    ("fix", "made"),
    [
        (Fix(kinds.JOIN_COLUMNS, "city", other="zip", replacement=", ", made=("M",)), "Bern, 3000"),
        (Fix(kinds.DOMAIN_OF_EMAIL, "email", made=("M",)), "example.com"),
        (Fix(kinds.CONSTANT, value="Fair 2026", made=("M",)), "Fair 2026"),
    ],
)
def test_a_column_is_made(desk: Desk, fix: Fix, made: str) -> None:
    table = "email,city,zip\na@Example.com,Bern,3000\n"
    fixed(desk, table, fix, made={"M": "message"})
    assert desk.records("contacts", "message") == [(made,)]


def test_a_new_column_can_be_changed_in_turn(desk: Desk) -> None:
    split = Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last"))
    upper = Fix(kinds.UPPER_CASE, "Last")
    made = {"First": "firstname", "Last": "lastname"}
    fixed(desk, "email,city\na@example.com,Ada King\n", split, upper, made=made)
    assert desk.records("contacts", "firstname", "lastname") == [("Ada", "KING")]


def test_skipped_rows_are_skipped_with_the_reason(desk: Desk) -> None:
    fix = Fix(kinds.SKIP_ROWS, "city", "test")
    result = fixed(desk, "email,city\na@example.com,test\na@example.com,Bern\nno,test\n", fix)
    assert result.actions == ["skipped", "created", "skipped"]
    assert result.reasons == ["ROW_LEFT_OUT", None, "ROW_LEFT_OUT"]
    assert result.issues == []
    assert desk.records("contacts", "city") == [("Bern",)]


def test_a_value_accepted_as_it_is_is_kept(desk: Desk) -> None:
    result = fixed(
        desk, "email,phone\na@example.com, ask Ada \n", Fix(kinds.ACCEPT_VALUE, "phone", "ask Ada")
    )
    assert result.issues == []
    assert desk.records("contacts", "phone") == [("ask Ada",)]


def test_a_fix_of_the_key_matches_and_merges(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    fix = Fix(kinds.REPLACE_VALUE, "email", "ada(at)example.com", "ada@example.com")
    result = fixed(desk, "email,city\nada(at)example.com,Bern\n", fix)
    assert result.actions == ["updated"]
    assert desk.record(ada)["city"] == "Bern"


SUGGESTED = [
    ("select", "Germnay", "Germany"),
    ("select", "xyz", None),
    ("checkbox", "Germnay;France", "Germany;France"),
    ("email", "ada@gmial.com,", "ada@gmail.com"),
    ("email", "ada@example.com ::: bob@example.com", "ada@example.com"),
    ("email", "ada@example.com; bob@example.com", "ada@example.com"),
    ("email", "ada ::: bob@example.com", None),
    ("email", "Ada King <ada@example.com>", "ada@example.com"),
    ("email", "ada (at) example.com", "ada@example.com"),
    ("email", "nobody", None),
    ("owner", "Grace Hoper", "grace@example.com"),
    ("date", "2026/31/12", None),
    ("date", "12/31/2026", "2026-12-31"),
    ("number", "EUR 12", "12"),
    ("phonenumber", "none", None),
]


@pytest.mark.parametrize(("kind", "value", "wanted"), SUGGESTED)
def test_what_a_value_probably_means(desk: Desk, kind: str, value: str, wanted: str | None) -> None:
    add_owner(desk.cursor, "grace@example.com", "Grace", "Hopper")
    name = "hubspot_owner_id"
    if kind != "owner":
        options = ("Germany", "France", "Spain") if kind in ("select", "checkbox") else ()
        made = new_property("Thing", kind, options=options)
        name = create_property(desk.cursor, "contacts", made).name
    text = '"' + value.replace('"', '""') + '"'
    import_id = desk.draft(f"email,{name}\na@example.com,{text}\n")
    part = parts_of(desk.store, desk.cursor, read_import(desk.cursor, import_id))[0]
    column = next(c for c in part.columns if c.prop.name == name)
    found = suggestions(desk.cursor, column, part.formats, [value])
    assert found.get(value) == wanted


def staged(desk: Desk, table: str) -> tuple[str, Recipe]:
    """A staged file's catalog and recipe."""
    import_id = desk.draft(table)
    return f"work_{import_id}", read_import(desk.cursor, import_id).recipe


def test_a_fix_that_makes_columns_adds_them_with_their_profile(desk: Desk) -> None:
    catalog, recipe = staged(desk, "email,city\na@example.com,Ada King\nb@example.com,Bo\n")
    split = Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last"))
    changed = with_fix(desk.cursor, catalog, recipe, 1, split)
    assert [(c.column, c.header) for c in changed.files[0].columns[2:]] == [
        (3, "First"),
        (4, "Last"),
    ]
    profile = {p.index: p for p in read_profile(desk.cursor, catalog)}
    assert (profile[3].filled, profile[3].samples) == (2, ["Ada", "Bo"])
    assert (profile[4].filled, profile[4].samples) == (1, ["King"])


def test_what_a_fix_would_do_is_shown_before(desk: Desk) -> None:
    catalog, recipe = staged(desk, "email,city\na@example.com,bern\nb@example.com,BONN\n")
    shown = sample_of_fix(desk.cursor, catalog, recipe.files[0], Fix(kinds.UPPER_CASE, "city"))
    assert shown == [{"Before": "bern", "After": "BERN"}]


WRONG = [
    (Fix(kinds.REGEX_REPLACE, "city", "("), "no regular expression"),
    (Fix(kinds.REGEX_REPLACE, "city", "(a)", r"\2"), "and '.a.' has 1"),
    (Fix(kinds.FIND_AND_REPLACE, "city", ""), "not said what to find"),
    (Fix(kinds.DEFAULT_VALUE, "city"), "value is empty"),
    (Fix(kinds.CONSTANT, value="x", made=("",)), "empty or taken"),
    (Fix(kinds.SPLIT_COLUMN, "city", made=("First", "EMAIL")), "'EMAIL'"),
    (Fix(kinds.SPLIT_COLUMN, "city", made=("First", "first")), "'first'"),
]


@pytest.mark.parametrize(("fix", "said"), WRONG)
def test_a_fix_that_cannot_be_is_refused(desk: Desk, fix: Fix, said: str) -> None:
    catalog, recipe = staged(desk, "email,city\na@example.com,bern\n")
    with pytest.raises(RecipeError, match=said):
        with_fix(desk.cursor, catalog, recipe, 1, fix)
    with pytest.raises(RecipeError, match=said):
        sample_of_fix(desk.cursor, catalog, recipe.files[0], fix)


def test_made_columns_survive_staging_again(desk: Desk) -> None:
    table = "email,city\na@example.com,Ada King\n"
    catalog, recipe = staged(desk, table)
    split = Fix(kinds.SPLIT_COLUMN, "city", made=("First", "Last"))
    changed = with_fix(desk.cursor, catalog, recipe, 1, split)
    import_id = desk.draft(table, fixes=(split,), columns=changed.files[0].columns)
    kept = read_import(desk.cursor, import_id).recipe.files[0]
    assert [c.header for c in kept.columns] == ["email", "city", "First", "Last"]
    assert {p.index for p in read_profile(desk.cursor, f"work_{import_id}")} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("fix", "said"),
    [
        (Fix(kinds.TRIM, "Emial"), "no column 'Emial'"),
        (Fix(kinds.REGEX_REPLACE, "city", "("), "no regular expression"),
        (Fix(kinds.REGEX_REPLACE, "city", "", "x"), "not said what to find"),
    ],
)
def test_a_recipe_with_a_fix_that_cannot_be_is_refused(desk: Desk, fix: Fix, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        desk.run("email,city\na@example.com,bern\n", fixes=(fix,))
