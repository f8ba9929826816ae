"""Imports of several objects at the pages, in one file or in two."""

from collections.abc import Callable, Mapping

from core.recipe import Recipe, recipe_from_json
from tests.pages.visitor import UPLOAD, Visitor


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


def choose_shape(visitor: Visitor, shape: str) -> Visitor:
    """Says what is in the file, at the page that an import begins with."""
    return visitor.open(UPLOAD).set("segmented_control", "What is in the file?", shape)


def assert_each_step_is_there(
    another_visitor: Callable[[], Visitor], import_id: int, titles: Mapping[str, str], name: str
) -> None:
    """Opens the pages of an import by their address, each in a browser of its own."""
    for page, title in titles.items():
        assert another_visitor().open(page, import_id).title == f"{title}: {name}"
