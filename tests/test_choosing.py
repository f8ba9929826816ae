"""What other objects, files or modes make of a recipe, and one without its mapping."""

from dataclasses import replace

import pytest

from core.property_types import Formats
from core.read import ReadOptions
from core.recipe import CommonColumn, Fix, ImportedFile, ImportedObject, Recipe
from core.recipe.choosing import rechosen, swapped, without_mapping, without_unmapped
from core.recipe.fixes import TRIM
from core.recipe.model import ColumnMapping
from core.vocabulary import load_object_types

KINDS = load_object_types()
MAPPED = ImportedFile(columns=(ColumnMapping(1, "Email", "email", "contacts"),))
ALONE = replace(Recipe.of("contacts"), files=(MAPPED,))
TWO = Recipe(
    (ImportedObject("contacts", "UPSERT", "email", 1), ImportedObject("companies", file=2)),
    (MAPPED, ImportedFile()),
    CommonColumn(("Company", "Company"), "companies"),
)


def chosen(recipe: Recipe, *names: str, files: int = 1, language: str = "en") -> Recipe:
    kinds = [KINDS[name] for name in names]
    return rechosen(recipe, kinds, files, {"contacts": "UPDATE", "notes": "UPDATE"}, language)


def test_another_mode_keeps_the_mapping() -> None:
    recipe = chosen(ALONE, "contacts")
    assert recipe.files == ALONE.files
    assert recipe.objects[0].mode == "UPDATE"


@pytest.mark.parametrize(
    "names, files, language",
    [(("companies",), 1, "en"), (("contacts", "notes"), 1, "en"), (("contacts",), 1, "nl")],
)
def test_other_objects_or_another_language_mean_another_mapping(
    names: tuple[str, ...], files: int, language: str
) -> None:
    recipe = chosen(ALONE, *names, files=files, language=language)
    assert recipe.object_types == names
    assert recipe.files == (ImportedFile(),) * files


def test_what_cannot_be_updated_is_only_created() -> None:
    assert [o.mode for o in chosen(ALONE, "contacts", "notes").objects] == ["UPDATE", "CREATE"]


def test_a_second_file_has_the_second_object() -> None:
    recipe = chosen(ALONE, "contacts", "companies", files=2)
    assert [(o.object_type, o.file) for o in recipe.objects] == [("contacts", 1), ("companies", 2)]
    assert len(recipe.files) == 2


def test_swapped_files_stay_swapped_and_lose_what_hung_on_them() -> None:
    recipe = swapped(TWO)
    assert [(o.object_type, o.file, o.key) for o in recipe.objects] == [
        ("companies", 1, None),
        ("contacts", 2, None),
    ]
    assert (recipe.files, recipe.common) == ((ImportedFile(), ImportedFile()), None)
    assert chosen(recipe, "contacts", "companies", files=2).object_types == (
        "companies",
        "contacts",
    )


def test_one_file_of_two_forgets_the_common_column() -> None:
    recipe = chosen(TWO, "contacts", "companies", files=1)
    assert (len(recipe.files), recipe.common, recipe.objects[0].key) == (1, None, None)


def test_without_its_mapping_only_objects_modes_and_reading_are_left() -> None:
    objects = (
        ImportedObject("contacts", "UPDATE", "email", create_list=True),
        ImportedObject("companies", "CREATE", file=2),
    )
    read = ReadOptions(delimiter=";")
    decided = replace(MAPPED, read=read, formats=Formats(), fixes=(Fix(TRIM, "Email"),))
    settings = {"name": "fair", "language": "nl", "consent": True}
    recipe = replace(TWO, objects=objects, files=(decided, MAPPED), associate_by_domain=True)
    assert without_mapping(replace(recipe, **settings)) == Recipe(
        (ImportedObject("contacts", "UPDATE"), ImportedObject("companies", "CREATE", file=2)),
        (ImportedFile(read), ImportedFile()),
        **settings,
    )


def test_what_is_unmapped_in_a_file_is_left_out_and_all_else_stays() -> None:
    mapped = ColumnMapping(1, "Email", "email")
    open_one, other = ColumnMapping(2, "Company"), ColumnMapping(3, "Colour")
    name = ColumnMapping(1, "Company", "name")
    files = (ImportedFile(columns=(mapped, open_one, other)), ImportedFile(columns=(name, other)))
    recipe = without_unmapped(replace(TWO, files=files).settled(), 1)
    assert [column.ignored for column in recipe.files[0].columns] == [False, False, True]
    assert recipe.unmapped(1) == []
    assert [column.header for column in recipe.unmapped(2)] == ["Colour"]
