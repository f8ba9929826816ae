"""A template as a JSON file, to keep it elsewhere or hand it to somebody. Called by the page of
templates, and by the command line, which runs the recipe inside."""

import json
from pathlib import PurePath
from typing import Any

from core.errors import RecipeError
from core.recipe import Recipe, recipe_from_json
from core.store.templates import Template

# Of the file; raised when an older Rowcall could not read it.
FORMAT = 1
_MARK = "rowcall_template"
MOST_BYTES = 5_000_000


def template_file(template: Template) -> bytes:
    """The file of a template: its name and its recipe, indented for people."""
    data = {_MARK: FORMAT, "name": template.name, "recipe": template.recipe.to_json()}
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def read_template_file(file_name: str, content: bytes) -> tuple[str, Recipe]:
    """The name and the recipe of a template's file, or of a bare recipe, which is named after the
    file. Raises RecipeError that says what is wrong with it."""
    data = _json(file_name, content)
    recipe = recipe_from_json(unwrapped(file_name, data))
    name = data.get("name") if _MARK in data else recipe.name
    if not any(file.columns for file in recipe.files):
        raise RecipeError(
            "An empty template",
            f"{file_name} says nothing about any column.",
            "Export a template of an import whose columns are mapped.",
        )
    return (name if isinstance(name, str) and name.strip() else PurePath(file_name).stem), recipe


def unwrapped(file_name: str, data: dict[str, Any]) -> Any:
    """The recipe in the data of a template's file; other data is a bare recipe already. Raises
    RecipeError for a template of another version."""
    if _MARK not in data:
        return data
    if data[_MARK] != FORMAT:
        raise RecipeError(
            "A template of another version",
            f"{file_name} has format {data[_MARK]!r}; this Rowcall reads {FORMAT}.",
            "Export it again from the same version of Rowcall.",
        )
    return data.get("recipe")


def _json(file_name: str, content: bytes) -> dict[str, Any]:
    hint = "Choose a file that was exported on this page."
    if len(content) > MOST_BYTES:
        raise RecipeError("Not a template", f"{file_name} is larger than 5 MB.", hint)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecipeError("Not a template", f"{file_name} is no text in UTF-8.", hint) from error
    except json.JSONDecodeError as error:
        raise RecipeError(
            "Not a template",
            f"{file_name} is no JSON: {error.msg} in line {error.lineno}.",
            hint,
        ) from error
    except RecursionError as error:
        raise RecipeError("Not a template", f"{file_name} is nested too deeply.", hint) from error
    if not isinstance(data, dict):
        raise RecipeError("Not a template", f"{file_name} is no JSON object.", hint)
    return data
