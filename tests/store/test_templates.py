"""Templates: saved by name, what can be repeated of a recipe, and their files."""

import json

import pytest

from core.errors import RecipeError, StoreError
from core.property_types import Formats
from core.read import ReadOptions
from core.recipe import ColumnMapping, Recipe
from core.store.template_files import read_template_file, template_file
from core.store.templates import (
    add_template,
    delete_template,
    note_use,
    read_template,
    read_templates,
    rename_template,
    repeatable,
    save_template,
)
from tests.engine.importing import Desk, open_desk

RECIPE = Recipe.of(
    "contacts",
    mode="UPDATE",
    key="email",
    create_list=True,
    read=ReadOptions(delimiter=";"),
    columns=(
        ColumnMapping(1, "E-Mail", "email", dont_overwrite=True),
        ColumnMapping(2, "Notiz", ignored=True),
    ),
    formats=Formats("MONTH_DAY_YEAR"),
    language="de",
    name="Fair",
    consent=True,
    legal_basis="Not applicable",
)


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def test_all_is_remembered_but_the_name_and_the_consent(desk: Desk):
    saved = read_template(desk.cursor, save_template(desk.cursor, " My  fair ", RECIPE))
    assert saved.name == "My fair"
    assert saved.recipe == repeatable(RECIPE)
    assert (saved.recipe.name, saved.recipe.consent, saved.recipe.legal_basis) == ("", False, None)
    assert saved.recipe.files == RECIPE.files and saved.recipe.objects == RECIPE.objects
    assert (saved.import_id, saved.import_name, saved.used_at) == (None, None, None)


def test_a_template_says_which_import_it_is_of(desk: Desk):
    done = desk.run("email\na@example.com\n", name="Fair 2026")
    save_template(desk.cursor, "Fairs", RECIPE, done.import_id)
    [saved] = read_templates(desk.cursor)
    assert (saved.import_id, saved.import_name) == (done.import_id, "Fair 2026")


def test_a_taken_name_is_refused_or_replaced(desk: Desk):
    first = save_template(desk.cursor, "Fair", RECIPE)
    with pytest.raises(StoreError, match="There is a template FAIR already"):
        save_template(desk.cursor, "FAIR", RECIPE)
    other = Recipe.of("contacts", columns=(ColumnMapping(1, "Mail", "email"),))
    assert save_template(desk.cursor, "FAIR", other, overwrite=True) == first
    [saved] = read_templates(desk.cursor)
    assert (saved.name, saved.recipe) == ("FAIR", other)
    assert save_template(desk.cursor, "New", other, overwrite=True) != first


@pytest.mark.parametrize(
    ("name", "said"), [(" \n ", "The name is empty"), ("x" * 201, "longer than 200 characters")]
)
def test_names_that_cannot_be(desk: Desk, name, said):
    with pytest.raises(StoreError, match=said):
        save_template(desk.cursor, name, RECIPE)
    known = save_template(desk.cursor, "Fair", RECIPE)
    with pytest.raises(StoreError, match=said):
        rename_template(desk.cursor, known, name)


def test_a_recipe_without_columns_is_refused(desk: Desk):
    with pytest.raises(StoreError, match="No column is mapped"):
        save_template(desk.cursor, "Fair", Recipe.of("contacts"))


def test_renaming_and_deleting(desk: Desk):
    one, two = (save_template(desk.cursor, name, RECIPE) for name in ("One", "Two"))
    rename_template(desk.cursor, one, "one")
    with pytest.raises(StoreError, match="There is a template Two already"):
        rename_template(desk.cursor, one, "Two")
    delete_template(desk.cursor, two)
    assert [each.name for each in read_templates(desk.cursor)] == ["one"]
    with pytest.raises(StoreError, match=f"There is no template {two}"):
        rename_template(desk.cursor, two, "Three")
    assert save_template(desk.cursor, "Three", RECIPE) > two


def test_the_last_use_is_noted(desk: Desk):
    one = save_template(desk.cursor, "One", RECIPE)
    note_use(desk.cursor, one)
    assert read_template(desk.cursor, one).used_at is not None


# Files


def test_a_template_comes_back_from_its_file(desk: Desk):
    saved = read_template(desk.cursor, save_template(desk.cursor, "Mässe", RECIPE))
    name, recipe = read_template_file("any.json", template_file(saved))
    assert (name, recipe) == ("Mässe", saved.recipe)
    again = read_template(desk.cursor, add_template(desk.cursor, name, recipe))
    assert (again.name, again.recipe) == ("Mässe (2)", saved.recipe)


def test_a_bare_recipe_is_named_after_its_file():
    short = {"object_type": "contacts", "columns": [{"column": 1, "header": "Mail"}]}
    name, recipe = read_template_file("next fair.json", json.dumps(short).encode())
    assert name == "next fair"
    assert recipe.files[0].columns[0].header == "Mail"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "is no text in UTF-8"),
        (b"{oops", "is no JSON: .* in line 1"),
        (b"[" * 100_000, "nested too deeply|is no JSON"),
        (b"[1]", "is no JSON object"),
        (b"{}", "lacks 'object_type'"),
        (b'{"rowcall_template": 2, "recipe": {}}', "has format 2; this Rowcall reads 1"),
        (b'{"rowcall_template": 1}', "is not a JSON object: None"),
        (b'{"object_type": "contacts"}', "says nothing about any column"),
        (b'{"object_type": "contacts", "mode": "X"}', "Unknown mode"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content, said):
    with pytest.raises(RecipeError, match=said):
        read_template_file("some.json", content)
