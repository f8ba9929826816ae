"""The loader reads what is right and says in one sentence what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.vocabulary import Option, load_labels, load_object_types
from core.vocabulary.load import VocabularyError, read_labels, read_object_type

PROPERTY = {
    "name": "size",
    "label": "Size",
    "group": "main",
    "type": "enumeration",
    "field_type": "select",
    "value_type": "select",
    "options": [{"value": "s", "label": "Small", "metadata": {"order": "1"}}],
}
OBJECT_TYPE: dict[str, Any] = {
    "name": "things",
    "object_type_id": "2-1",
    "singular": "Thing",
    "plural": "Things",
    "primary_display": ["size"],
    "required": [["size"]],
    "identifiers": [],
    "activity": False,
    "stands_alone": True,
    "can_update": True,
    "groups": {"main": "Main"},
    "properties": [PROPERTY],
}
LABELS: dict[str, Any] = {
    "language": "xx",
    "name": "Test",
    "true": ["da"],
    "false": ["njet"],
    "months": [["one", "1st"]],
    "objects": {"contacts": ["Person", "People"]},
    "properties": {"*": {"email": ["Mail"], "domain": ["Host"]}, "contacts": {"email": ["Post"]}},
    "options": {"contacts": {"lifecyclestage": {"lead": ["Hint"]}}},
}


def test_an_object_type_with_its_options(tmp_path: Path) -> None:
    found = read_object_type(_written(tmp_path, OBJECT_TYPE))
    assert found.required == (("size",),)
    assert found.groups == {"main": "Main"}
    size = found.property("size")
    assert size is not None
    assert size.options == (Option("s", "Small", {"order": "1"}),)
    assert (size.unique, size.read_only, size.description) == (False, False, "")
    assert found.property("weight") is None


def test_labels_for_every_object_that_has_the_property(tmp_path: Path) -> None:
    found = read_labels(_written(tmp_path, LABELS), load_object_types())
    assert found.properties["contacts"] == {"email": ("Post",)}
    assert found.properties["companies"] == {"domain": ("Host",)}
    assert found.properties["tasks"] == {}
    assert found.options["contacts"] == {"lifecyclestage": {"lead": ("Hint",)}}
    assert found.objects == {"contacts": ("Person", "People")}
    assert found.months == (("one", "1st"),)


def test_loading_again_is_free() -> None:
    assert load_object_types() is load_object_types()
    assert load_labels() is load_labels()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "the file is not JSON in UTF-8"),
        ("[]", "the file holds a list instead of an object"),
        ({**OBJECT_TYPE, "properties": {}}, "'properties' is not a list of objects"),
        ({**OBJECT_TYPE, "color": "red"}, "the object type has other fields"),
        ({**OBJECT_TYPE, "properties": [{"name": "size"}]}, "property size has other fields"),
        ({**OBJECT_TYPE, "properties": [{"label": "?"}]}, "property without a name has other"),
        ({**OBJECT_TYPE, "properties": [PROPERTY, PROPERTY]}, "property size is there twice"),
        (
            {**OBJECT_TYPE, "properties": [{**PROPERTY, "options": ["s"]}]},
            "'options of size' is not a list of objects",
        ),
        (
            {**OBJECT_TYPE, "properties": [{**PROPERTY, "options": [{"value": "s"}]}]},
            "property size has other fields",
        ),
        (
            {key: value for key, value in OBJECT_TYPE.items() if key != "groups"},
            "the object type has other fields ('groups')",
        ),
    ],
)
def test_a_malformed_object_type(tmp_path: Path, content: object, message: str) -> None:
    with pytest.raises(VocabularyError) as caught:
        read_object_type(_written(tmp_path, content))
    assert message in caught.value.message
    assert "file.json" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "change",
    [
        {"objects": {"contacts": ["Person"]}},
        {"objects": []},
        {"properties": ["email"]},
        {"true": None},
    ],
)
def test_malformed_labels(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(VocabularyError, match="the labels have other fields"):
        read_labels(_written(tmp_path, {**LABELS, **change}), load_object_types())


def test_a_file_that_is_missing_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="the file is missing"):
        read_object_type(tmp_path / "nothing.json")
    (tmp_path / "file.json").write_bytes(b'{"name": "\xff"}')
    with pytest.raises(VocabularyError, match="not JSON in UTF-8"):
        read_object_type(tmp_path / "file.json")


def _written(folder: Path, content: object) -> Path:
    path = folder / "file.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path
