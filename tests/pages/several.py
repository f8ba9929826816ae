"""Imports of several objects at the pages, in one file or in two."""

import io
from collections.abc import Callable, Mapping

from core.engine.draft import open_draft, set_file, stage_draft
from core.engine.progress import Progress
from core.recipe import Recipe, recipe_from_json
from core.recipe.choosing import without_unmapped
from core.store.imports import read_import, save_recipe
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from tests.pages.visitor import UPLOAD, Visitor, planned


def recipe_of(*object_types: str, name: str = "show", files: int = 1, **modes: str) -> Recipe:
    """A recipe of several objects, ready for the dry run but for its mapping; in two files each
    object has one."""
    objects = [
        {
            "object_type": kind,
            "mode": modes.get(kind, "CREATE" if kind == "notes" else "UPSERT"),
            "file": min(place, files),
        }
        for place, kind in enumerate(object_types, start=1)
    ]
    return recipe_from_json(
        {"objects": objects, "files": [{}] * files, "name": name, "consent": True}
    )


def staged_in_two(one: bytes, other: bytes, recipe: Recipe) -> int:
    """Two files read and mapped, without the pages; the import's id."""
    store, cursor = open_store(), new_cursor()
    import_id = open_draft(store, cursor, recipe, "people.csv", io.BytesIO(one))
    set_file(store, cursor, import_id, 2, "firms.csv", io.BytesIO(other))
    stage_draft(store, cursor, import_id, Progress())
    return import_id


def planned_without_unmapped(import_id: int) -> int:
    """The same import after its dry run, with everything left out that is not mapped."""
    cursor = new_cursor()
    recipe = read_import(cursor, import_id).recipe
    for number in range(1, len(recipe.files) + 1):
        recipe = without_unmapped(recipe, number)
    save_recipe(cursor, import_id, recipe)
    return planned(import_id)


def choose_shape(visitor: Visitor, shape: str) -> Visitor:
    """Says what is in the file, at the page that an import begins with."""
    return visitor.open(UPLOAD).set("segmented_control", "What is in the file?", shape)


def assert_each_step_is_there(
    another_visitor: Callable[[], Visitor], import_id: int, titles: Mapping[str, str], name: str
) -> None:
    """Opens the pages of an import by their address, each in a browser of its own."""
    for page, title in titles.items():
        assert another_visitor().open(page, import_id).title == f"{title}: {name}"
