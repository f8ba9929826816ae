"""A recipe survives JSON, and what cannot be is refused by the field that is wrong."""

import json
from typing import Any

import pytest

from core.errors import RecipeError
from core.property_types import Formats
from core.read import ReadOptions
from core.recipe import (
    ColumnMapping,
    CommonColumn,
    Fix,
    ImportedFile,
    ImportedObject,
    NewValue,
    Recipe,
    recipe_from_json,
)
from core.recipe.fixes import REPLACE_VALUE, SPLIT_COLUMN, halves_of
from core.recipe.model import ASSOCIATION_KEYS

MAPPED = (
    ColumnMapping(1, "Email", "email", confidence=0.9, reason="Same name"),
    ColumnMapping(2, "First", "firstname", dont_overwrite=True),
    ColumnMapping(3, "Junk", ignored=True),
    ColumnMapping(4, "Other"),
)
WHOLE = Recipe.of(
    "contacts",
    mode="UPDATE",
    language="de",
    name="Fair",
    read=ReadOptions(encoding="cp1252", delimiter=";", header_row=3),
    columns=MAPPED,
    formats=Formats("MONTH_DAY_YEAR", "1.234,56", "Europe/Amsterdam"),
    key="email",
    create_list=True,
    fixes=(
        Fix(REPLACE_VALUE, "Email", "ada(at)example.com", "ada@example.com", off=True),
        Fix(SPLIT_COLUMN, "Other", made=("Given name", "Family name")),
    ),
    consent=True,
    legal_basis="Not applicable",
    source="qr-code-scanner",
    new_values=(NewValue("contacts", "lifecyclestage", "lead"),),
)


TWO_FILES = Recipe(
    (
        ImportedObject("contacts", key="email"),
        ImportedObject("companies", mode="CREATE", file=2, create_list=True),
    ),
    (
        ImportedFile(columns=MAPPED),
        ImportedFile(
            columns=(
                ColumnMapping(1, "Company", "name", object_type="companies"),
                ColumnMapping(
                    2,
                    "Parent",
                    "domain",
                    object_type="companies",
                    column_type=ASSOCIATION_KEYS,
                    to_object_type="companies",
                    label="Parent company",
                ),
            )
        ),
    ),
    common=CommonColumn(("Other", "Company"), "companies"),
    language="fr",
    name="Both",
    consent=True,
    legal_basis="Not applicable",
    associate_by_domain=True,
    source="device-contacts",
    new_values=(NewValue("companies", "city", "Delft"),),
).settled()


@pytest.mark.parametrize(
    "recipe", [WHOLE, Recipe.of("deals"), TWO_FILES], ids=["whole", "empty", "two files"]
)
def test_a_recipe_survives_json(recipe: Recipe) -> None:
    assert recipe_from_json(json.loads(json.dumps(recipe.to_json()))) == recipe


def test_whole_says_something_for_every_field() -> None:
    empty = Recipe.of("deals")
    pairs = [(WHOLE, empty), (WHOLE.objects[0], empty.objects[0]), (WHOLE.files[0], empty.files[0])]
    same = [
        name
        for said, silent in pairs
        for name in said.__dataclass_fields__
        if getattr(said, name) == getattr(silent, name)
    ]
    assert same == ["common", "associate_by_domain", "file"]
    same = [n for n in Recipe.__dataclass_fields__ if getattr(TWO_FILES, n) == getattr(empty, n)]
    assert same == []


def test_a_partial_recipe_leaves_the_rest_to_the_defaults() -> None:
    made = recipe_from_json({"object_type": "deals", "formats": {"date_order": "YEAR_MONTH_DAY"}})
    assert made == Recipe.of("deals", formats=Formats(date_order="YEAR_MONTH_DAY"))


COLUMN = {"column": 1, "header": "Email", "property_name": "email"}
CONTACTS = {"object_type": "contacts"}
LABEL = {
    "column": 1,
    "header": "Role",
    "column_type": "FLEXIBLE_ASSOCIATION_LABEL",
    "to_object_type": "companies",
}

WRONG: list[tuple[Any, str]] = [
    ([], "not a JSON object"),
    ("contacts", "not a JSON object"),
    (None, "not a JSON object"),
    ({}, "'object_type'"),
    ({"objects": "contacts"}, "'objects'"),
    ({"object_type": 5}, "'object_type'"),
    ({"object_type": "contacts", "mode": "DELETE"}, "'DELETE'"),
    ({"object_type": "contacts", "mode": ["UPSERT"]}, "'mode'"),
    ({"object_type": "contacts", "consent": "yes"}, "'consent'"),
    ({"object_type": "contacts", "key": 1}, "'key'"),
    ({"object_type": "contacts", "read": [1]}, "'read'"),
    ({"object_type": "contacts", "read": {"skip": 1}}, "'skip'"),
    ({"object_type": "contacts", "read": {"header_row": "1"}}, "'header_row'"),
    ({"object_type": "contacts", "formats": {"date_order": "DMY"}}, "'DMY'"),
    ({"object_type": "contacts", "formats": {"number_format": "1_000"}}, "'1_000'"),
    ({"object_type": "contacts", "formats": {"time_zone": "Mars/Olympus"}}, "'Mars/Olympus'"),
    ({"object_type": "contacts", "formats": {"time_zone": "localtime"}}, "'localtime'"),
    ({"object_type": "contacts", "formats": 5}, "'formats'"),
    ({"object_type": "contacts", "columns": 5}, "not a list"),
    ({"object_type": "contacts", "fixes": [{"kind": "MAGIC"}]}, "'MAGIC'"),
    ({"object_type": "contacts", "fixes": [{"kind": "TRIM", "made": [5]}]}, "headers: [5]"),
    ({"object_type": "contacts", "fixes": [{"header": "Email"}]}, "lacks 'kind'"),
    ({"object_type": "contacts", "columns": "ab"}, "not a list"),
    ({"object_type": "contacts", "columns": [5]}, "A column"),
    ({"object_type": "contacts", "columns": [{"header": "Email"}]}, "lacks 'column'"),
    ({"object_type": "contacts", "columns": [{"column": 1}]}, "lacks 'header'"),
    ({"object_type": "contacts", "columns": [COLUMN | {"column": "1 or 1"}]}, "'1 or 1'"),
    ({"object_type": "contacts", "columns": [COLUMN | {"column": True}]}, "'column'"),
    ({"object_type": "contacts", "columns": [COLUMN | {"column": 0}]}, "count from 1"),
    ({"object_type": "contacts", "columns": [COLUMN | {"property": "email"}]}, "'property'"),
    ({"object_type": "contacts", "columns": [COLUMN, COLUMN | {"column": 2}]}, "'email'"),
    (
        {"object_type": "contacts", "columns": [COLUMN, COLUMN | {"property_name": "phone"}]},
        "each once",
    ),
    ({"objects": []}, "lacks 'objects'"),
    ({"objects": ["contacts"]}, "An object is not a JSON object"),
    ({"objects": [CONTACTS, CONTACTS]}, "there twice"),
    ({"objects": [CONTACTS | {"mode": "MERGE"}]}, "'MERGE'"),
    ({"objects": [CONTACTS | {"file": 2}]}, "no file 2 for contacts"),
    ({"objects": [CONTACTS | {"file": 0}]}, "no file 0 for contacts"),
    ({"objects": [CONTACTS | {"file": "1"}]}, "'file'"),
    ({"objects": [CONTACTS], "files": [{}, {}, {}]}, "3 files"),
    ({"objects": [CONTACTS], "files": {}} | {"common": 5}, "'common'"),
    ({"objects": [CONTACTS], "common": {"headers": ["A"], "object_type": "contacts"}}, "'headers'"),
    (
        {"objects": [CONTACTS], "common": {"headers": ["A", "B"], "object_type": "deals"}},
        "'deals' is not among the objects",
    ),
    (
        {"objects": [CONTACTS], "files": [{"columns": [COLUMN | {"object_type": "deals"}]}]},
        "'deals', which is not among the objects of its file",
    ),
    (
        {
            "objects": [CONTACTS, {"object_type": "companies", "file": 2}],
            "files": [{"columns": [LABEL | {"object_type": "companies"}]}, {}],
        },
        "'companies', which is not among the objects of its file",
    ),
    ({"objects": [CONTACTS], "files": [{"columns": [LABEL | {"column_type": "KEY"}]}]}, "'KEY'"),
]


@pytest.mark.parametrize(("data", "named"), WRONG)
def test_what_is_wrong_with_a_recipe_is_named(data, named) -> None:
    with pytest.raises(RecipeError) as raised:
        recipe_from_json(data)
    assert named in raised.value.message
    assert "__init__" not in raised.value.message


def test_a_property_goes_to_one_column_only() -> None:
    with pytest.raises(RecipeError, match="'Email' is mapped to this property already"):
        WHOLE.with_column(ColumnMapping(2, "First", "email"))
    assert (
        WHOLE.with_column(ColumnMapping(4, "Other", "lastname")).files[0].columns[3].property_name
    )
    assert WHOLE.with_column(ColumnMapping(1, "Email")).column_of("contacts", "email") is None


def test_mapped_ignored_and_unmapped_columns_are_told_apart() -> None:
    assert [column.header for column in WHOLE.columns_of("contacts")] == ["Email", "First"]
    assert [column.header for column in WHOLE.files[0].columns if column.unmapped] == ["Other"]


def test_what_is_undecided_is_said() -> None:
    assert WHOLE.undecided == ["Map or leave out every column."]
    decided = WHOLE.with_column(ColumnMapping(4, "Other", ignored=True))
    assert decided.undecided == []
    assert len(Recipe.of("contacts").undecided) == 3
    assert len(Recipe.of("deals", name="Deals").undecided) == 1


@pytest.mark.parametrize(
    ("header", "headers", "made"),
    [
        ("Full name", ["Full name", "City"], ("First name", "Last name")),
        ("Full name", ["Full name", "LAST NAME"], ("Full name 1", "Full name 2")),
        ("Place", ["Place"], ("Place 1", "Place 2")),
    ],
)
def test_the_parts_of_a_split_column_have_usual_names_that_are_not_taken(
    header: str, headers: list[str], made: tuple[str, str]
) -> None:
    assert halves_of(header, headers) == made
