"""A recipe from JSON, with what is wrong in it named: it may be written by hand, and its values end
up in SQL. Called by the store and the command line."""

from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

from core.errors import RecipeError
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.property_types.number import NUMBER_FORMATS
from core.read.layout import ReadOptions
from core.recipe.fixes import FIX_KINDS, MADE, Fix
from core.recipe.model import (
    COLUMN_TYPES,
    MODES,
    ColumnMapping,
    CommonColumn,
    ImportedFile,
    ImportedObject,
    NewValue,
    Recipe,
)

Made = TypeVar("Made")
_PLAIN = (str, int, float, bool, NoneType)
# Fields that a recipe of one object in one file may say at the top.
_OF_OBJECT = ("object_type", "mode", "key", "create_list")
_OF_FILE = ("read", "columns", "formats", "fixes")
MAX_FILES = 2


def recipe_from_json(data: Any) -> Recipe:
    """Reads what ``Recipe.to_json`` wrote, or the short form for one object in one file, where
    ``object_type``, ``mode``, ``key``, ``create_list``, ``read``, ``columns``, ``formats`` and
    ``fixes`` stand at the top. Raises RecipeError naming the field that is wrong."""
    fields = _long_form(_object(data, "A recipe"))
    parts: dict[str, Any] = {
        "objects": tuple(
            _made(ImportedObject, each, "An object") for each in _list(fields, "objects")
        ),
        "files": tuple(_file(each) for each in _list(fields, "files")) or (ImportedFile(),),
        "common": None,
        "new_values": tuple(
            _made(NewValue, each, "A new value") for each in _list(fields, "new_values")
        ),
    }
    if fields.get("common"):
        parts["common"] = _common(fields["common"])
    return _checked(_made(Recipe, fields | parts, "A recipe").settled())


def _long_form(fields: dict[str, Any]) -> dict[str, Any]:
    if "objects" in fields and not isinstance(fields["objects"], list | tuple):
        raise _not_a_recipe(f"'objects' is not a list: {fields['objects']!r}.")
    if "objects" in fields:
        return fields
    if "object_type" not in fields:
        raise _not_a_recipe("A recipe lacks 'object_type' (or 'objects').")
    of_object = {name: fields[name] for name in _OF_OBJECT if name in fields}
    of_file = {name: fields[name] for name in _OF_FILE if name in fields}
    others = {k: v for k, v in fields.items() if k not in (*_OF_OBJECT, *_OF_FILE)}
    return {"objects": [of_object], "files": [of_file]} | others


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    found = fields.get(name) or []
    if not isinstance(found, list | tuple):
        raise _not_a_recipe(f"The {name} are not a list: {found!r}.")
    return list(found)


def _file(data: Any) -> ImportedFile:
    fields = _object(data, "A file")
    parts: dict[str, Any] = {
        "read": _made(ReadOptions, fields.get("read") or {}, "'read'"),
        "columns": tuple(_made(ColumnMapping, c, "A column") for c in _list(fields, "columns")),
        "formats": None,
        "fixes": tuple(_fix(each) for each in _list(fields, "fixes")),
    }
    if fields.get("formats"):
        parts["formats"] = _made(Formats, fields["formats"], "'formats'")
    return _made(ImportedFile, fields | parts, "A file")


def _fix(data: Any) -> Fix:
    fields = _object(data, "A fix")
    made = tuple(_list(fields, "made"))
    if not all(isinstance(header, str) and header.strip() for header in made):
        raise _not_a_recipe(f"'made' of a fix are not headers: {list(made)!r}.")
    fix = _made(Fix, fields | {"made": made}, "A fix")
    if fix.kind not in FIX_KINDS:
        raise RecipeError("Unknown fix", repr(fix.kind), _one_of(FIX_KINDS))
    if len({header.lower() for header in made}) != MADE.get(fix.kind, 0):
        raise _not_a_recipe(
            f"A fix {fix.kind} makes {MADE.get(fix.kind, 0)} columns, but 'made' is {list(made)!r}."
        )
    return fix


def _common(data: Any) -> CommonColumn:
    fields = _object(data, "'common'")
    headers = tuple(_list(fields, "headers"))
    if len(headers) != MAX_FILES or not all(isinstance(header, str) for header in headers):
        raise _not_a_recipe(f"'headers' of 'common' are not two texts: {list(headers)!r}.")
    return _made(CommonColumn, fields | {"headers": headers}, "'common'")


def _checked(recipe: Recipe) -> Recipe:
    """Itself. Raises RecipeError for a mode, format, object or pair of columns that cannot be."""
    for imported in recipe.objects:
        if imported.mode not in MODES:
            raise RecipeError("Unknown mode", repr(imported.mode), _one_of(MODES))
        if not 1 <= imported.file <= len(recipe.files):
            raise _not_a_recipe(f"There is no file {imported.file} for {imported.object_type}.")
    if not recipe.objects:
        raise _not_a_recipe("A recipe lacks 'objects'.")
    if len(set(recipe.object_types)) != len(recipe.object_types):
        raise _not_a_recipe("An object is there twice.")
    if len(recipe.files) > MAX_FILES:
        raise _not_a_recipe(f"It has {len(recipe.files)} files; two can be imported together.")
    if recipe.common:
        recipe.imported(recipe.common.object_type)
    for number, file in enumerate(recipe.files, start=1):
        _check_formats(file.formats)
        _check_columns(file, recipe.objects_in(number))
    return recipe


def _check_formats(formats: Formats | None) -> None:
    if formats is None:
        return
    if formats.date_order not in DATE_ORDERS:
        raise RecipeError("Unknown date order", repr(formats.date_order), _one_of(DATE_ORDERS))
    if formats.number_format not in NUMBER_FORMATS:
        raise RecipeError(
            "Unknown number format", repr(formats.number_format), _one_of(NUMBER_FORMATS)
        )
    if formats.time_zone not in time_zones():
        hint = "Use a name such as Europe/Amsterdam or UTC."
        raise RecipeError("Unknown time zone", repr(formats.time_zone), hint)


def _check_columns(file: ImportedFile, objects: tuple[str, ...]) -> None:
    places = [c.column for c in file.columns]
    if len(set(places)) != len(places) or min(places, default=1) < 1:
        raise _not_a_recipe("Columns count from 1, each once.")
    taken = set()
    for column in file.columns:
        if column.column_type not in COLUMN_TYPES:
            raise RecipeError(
                "Unknown column type", repr(column.column_type), f"Use one of {COLUMN_TYPES}."
            )
        says = column.property_name or column.to_object_type
        if column.object_type not in objects and not column.ignored and says:
            raise RecipeError(
                "Object not imported",
                f"The column {column.header!r} belongs to {column.object_type!r}, which is not "
                "among the objects of its file.",
                f"These are {', '.join(objects)}.",
            )
        if not column.becomes_property:
            continue
        if (column.object_type, column.property_name) in taken:
            raise RecipeError(
                "One column per property",
                f"Two columns are mapped to {column.property_name!r}.",
                "Unmap one.",
            )
        taken.add((column.object_type, column.property_name))


@cache
def time_zones() -> frozenset[str]:
    """The IANA names, of the zones that DuckDB knows too."""
    return frozenset(available_timezones() - {"localtime"})


def _object(data: Any, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _not_a_recipe(f"{what} is not a JSON object: {data!r}.")
    return data


def _made(kind: type[Made], data: Any, what: str) -> Made:
    """A dataclass from a JSON object. The types of plain fields are checked."""
    fields = _object(data, what)
    hints = get_type_hints(kind)
    for name, value in fields.items():
        if name not in hints:
            raise _not_a_recipe(f"{what} has an unknown field {name!r}.", _one_of(hints))
        types = get_args(hints[name]) or (hints[name],)
        plain = get_origin(hints[name]) is not tuple and all(each in _PLAIN for each in types)
        if plain and type(value) not in types and not (type(value) is int and float in types):
            raise _not_a_recipe(f"{what} has a wrong value for {name!r}: {value!r}.")
    try:
        return kind(**fields)
    except TypeError as error:
        missing = str(error).rpartition(": ")[2]
        raise _not_a_recipe(f"{what} lacks {missing}.") from error


def _not_a_recipe(message: str, hint: str = "") -> RecipeError:
    return RecipeError("Not a recipe", message, hint)


def _one_of(choices: dict[str, Any]) -> str:
    return f"Use one of {', '.join(choices)}."
