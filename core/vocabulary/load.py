"""Reads the data files of the vocabulary into the shapes of ``model.py``, once per process.

The store calls it when it is created, automatic mapping and the samples on every run. A malformed
file is a mistake of whoever edited it, so every error names the file and the entry.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import AppError
from core.vocabulary.model import LanguageLabels, ObjectType, Option, Property

OBJECT_TYPES = (
    "contacts",
    "companies",
    "deals",
    "tickets",
    "products",
    "line_items",
    "calls",
    "emails",
    "meetings",
    "notes",
    "tasks",
)
LANGUAGES = ("nl", "de", "fr", "es", "pt", "it", "ja")
EVERY_OBJECT = "*"
_FOLDER = Path(__file__).parent


class VocabularyError(AppError):
    """Raised when a data file of the vocabulary is missing, is not JSON, or has a wrong entry."""


@cache
def load_object_types() -> dict[str, ObjectType]:
    """Every object type with its default properties, in the order they are offered."""
    return {name: read_object_type(_FOLDER / "objects" / f"{name}.json") for name in OBJECT_TYPES}


@cache
def load_association_types() -> tuple[tuple[int, int, str, str, str | None, str | None], ...]:
    """HubSpot's association types (specification, 7.10): id and id of the inverse, from and to
    object type, label and inverse label (None: the association itself)."""
    path = _FOLDER / "associations.json"
    keys = ("association_type_id", "inverse_type_id", "from_object_type", "to_object_type")
    entries = _entries(path, json.loads(path.read_text(encoding="utf-8")), "associations")
    return tuple(
        (*(entry[key] for key in keys), entry["label"], entry["inverse_label"]) for entry in entries
    )


@cache
def load_free_mail_domains() -> frozenset[str]:
    """Domains of mail services and internet providers, lower case: an address there says nothing
    about its owner's company."""
    path = _FOLDER / "free_mail_domains.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"the list cannot be read ({error})") from error
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def load_labels() -> dict[str, LanguageLabels]:
    """The labels per language code. English has none: it is in the object types themselves."""
    folder = _FOLDER / "labels"
    return {code: read_labels(folder / f"{code}.json", load_object_types()) for code in LANGUAGES}


def read_object_type(path: Path) -> ObjectType:
    """One ``objects/<name>.json``."""
    content = _read_json(path)
    entries = _entries(path, content.pop("properties", None), "properties")
    try:
        return ObjectType(
            **{key: _frozen(value) for key, value in content.items() if key != "groups"},
            groups=dict(content["groups"]),
            properties=_distinct(path, [_property(path, entry) for entry in entries]),
        )
    except (KeyError, TypeError) as error:
        raise _wrong(path, f"the object type has other fields ({error})") from error


def read_labels(path: Path, object_types: Mapping[str, ObjectType]) -> LanguageLabels:
    """One ``labels/<language>.json``; what is under ``"*"`` goes to every object that has it."""
    content = _read_json(path)
    try:
        return LanguageLabels(
            language=content["language"],
            name=content["name"],
            objects={key: (one, many) for key, (one, many) in content["objects"].items()},
            properties=_spread(_frozen_leaves(content["properties"]), object_types),
            options=_spread(_frozen_leaves(content["options"]), object_types),
            months=_frozen(content["months"]),
            true=tuple(content["true"]),
            false=tuple(content["false"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _wrong(path, f"the labels have other fields ({error!r})") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _wrong(path, "the file is missing") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _wrong(path, f"the file is not JSON in UTF-8 ({error})") from error
    if not isinstance(content, dict):
        raise _wrong(path, f"the file holds a {type(content).__name__} instead of an object")
    return content


def _entries(path: Path, value: Any, key: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise _wrong(path, f"{key!r} is not a list of objects")
    return value


def _property(path: Path, entry: dict[str, Any]) -> Property:
    name = entry.get("name", "without a name")
    options = _entries(path, entry.get("options", []), f"options of {name}")
    try:
        return Property(**{**entry, "options": tuple(Option(**option) for option in options)})
    except TypeError as error:
        raise _wrong(path, f"property {name} has other fields ({error})") from error


def _distinct(path: Path, properties: list[Property]) -> tuple[Property, ...]:
    seen: set[str] = set()
    for each in properties:
        if each.name in seen:
            raise _wrong(path, f"property {each.name} is there twice")
        seen.add(each.name)
    return tuple(properties)


def _spread(
    labels: dict[str, dict[str, Any]], object_types: Mapping[str, ObjectType]
) -> dict[str, dict[str, Any]]:
    shared = labels.pop(EVERY_OBJECT, {})
    return {
        name: {key: value for key, value in shared.items() if object_type.property(key)}
        | labels.pop(name, {})
        for name, object_type in object_types.items()
    } | labels


def _frozen(value: Any) -> Any:
    """Lists become tuples, at every depth."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _frozen_leaves(value: dict[str, Any]) -> dict[str, Any]:
    """The same mapping with its lists as tuples."""
    return {
        key: _frozen_leaves(item) if isinstance(item, dict) else _frozen(item)
        for key, item in value.items()
    }


def _wrong(path: Path, found: str) -> VocabularyError:
    return VocabularyError(
        "The vocabulary is damaged",
        f"{path.parent.name}/{path.name}: {found}.",
        "Reinstall Rowcall, or correct the file in core/vocabulary.",
    )
