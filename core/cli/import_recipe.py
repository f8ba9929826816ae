"""The recipe that ``python -m core import`` is asked to carry out: one in a file, and what the
command line says over it. Called by import_command.py."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.cli.reading import reading_options
from core.errors import RecipeError
from core.recipe import CommonColumn, Recipe, recipe_from_json
from core.store.template_files import unwrapped


def asked_recipe(parsed: argparse.Namespace) -> Recipe:
    """Raises RecipeError for what contradicts itself, the recipe or the number of files."""
    recipe = _from_file(parsed) if parsed.recipe else _from_objects(parsed)
    if len(recipe.files) != len(parsed.files):
        raise RecipeError(
            "Another number of files",
            f"The recipe is for {len(recipe.files)} and {len(parsed.files)} are given.",
            "Give as many files as the recipe has, in its order.",
        )
    if parsed.mode:
        for name in recipe.object_types:
            recipe = recipe.with_object(name, mode=parsed.mode)
    for key in parsed.key or []:
        recipe = _with_key(recipe, key)
    if parsed.language:
        recipe = replace(recipe, language=parsed.language)
    if parsed.common_key and not parsed.common:
        raise RecipeError(
            "The common column is not said",
            "--common-key says whose key it is, but not which column.",
            "Add --common with its header.",
        )
    if parsed.common:
        recipe = _with_common(recipe, parsed.common, parsed.common_key)
    if parsed.associate_by_domain:
        recipe = replace(recipe, associate_by_domain=True)
    given = reading_options(parsed).to_json()
    for number, file in enumerate(recipe.files, start=1):
        recipe = recipe.with_file(number, read=replace(file.read, **given))
    return recipe


def _from_file(parsed: argparse.Namespace) -> Recipe:
    """The recipe of ``--recipe``: a bare one, or a template that was exported."""
    data = unwrapped(parsed.recipe.name, _read_json(parsed.recipe))
    if not isinstance(data, dict):
        raise RecipeError("Not a recipe", f"The template {parsed.recipe} has no recipe.")
    if parsed.objects and "objects" in data:
        raise RecipeError(
            "The objects are said twice",
            "The recipe says them, so --object cannot.",
            "Leave --object out, or change the recipe.",
        )
    if parsed.objects:
        data["object_type"] = parsed.objects[0]
    if "object_type" not in data and "objects" not in data:
        raise _no_object()
    return recipe_from_json(data)


def _from_objects(parsed: argparse.Namespace) -> Recipe:
    """One file of all objects, or a file an object."""
    if not parsed.objects:
        raise _no_object()
    files = len(parsed.files)
    if files > 1 and files != len(parsed.objects):
        raise RecipeError(
            "Not a file an object",
            f"{files} files and {len(parsed.objects)} objects were given.",
            "Give two objects for two files, in the same order.",
        )
    objects = [
        {"object_type": name, "file": number if files > 1 else 1}
        for number, name in enumerate(parsed.objects, start=1)
    ]
    return recipe_from_json({"objects": objects, "files": [{}] * files})


def _no_object() -> RecipeError:
    return RecipeError("No object", "What the rows are is not said.", "Add --object contacts.")


def _with_key(recipe: Recipe, key: str) -> Recipe:
    """``email``, or ``contacts.email`` where there are several objects."""
    object_type, _, name = key.rpartition(".")
    if not object_type and len(recipe.objects) > 1:
        raise RecipeError(
            "Whose key it is", f"{key!r} may be of any object.", f"Write contacts.{key}."
        )
    object_type = recipe.imported(object_type or recipe.object_types[0]).object_type
    return recipe.with_object(object_type, key=name)


def _with_common(recipe: Recipe, header: str, key_of: str | None) -> Recipe:
    """The common column has the same header in both files, unless two are given: ``A=B``."""
    one, found, other = header.partition("=")
    object_type = key_of or recipe.object_types[0]
    recipe.imported(object_type)
    return replace(recipe, common=CommonColumn((one, other if found else one), object_type))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RecipeError("The recipe cannot be read", f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise RecipeError("Not a recipe", f"{path} is no JSON object.")
    return data
