"""The custom objects as a table to choose one from. Called by the settings of objects."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.store.object_types import CustomObject
from pages.parts.object_definition import PAGE
from pages.parts.settings_actions import round_key
from pages.parts.table import picked_row


def objects_grid(
    objects: Sequence[CustomObject], plurals: Mapping[str, str]
) -> CustomObject | None:
    """All custom objects; the selected one is returned."""
    lines = [_line(each, plurals) for each in objects]
    if not any(each.archived for each in objects):
        lines = [{name: cell for name, cell in line.items() if name != "State"} for line in lines]
    row = picked_row(
        lines,
        round_key(PAGE, "grid"),
        column_config={"Records": st.column_config.NumberColumn(format="localized")},
        alt="Custom objects",
    )
    return objects[row] if row is not None else None


def _line(each: CustomObject, plurals: Mapping[str, str]) -> dict[str, Any]:
    kind = each.kind
    associated = [
        "Itself" if name == kind.name else plurals.get(name, name) for name in each.associated
    ]
    return {
        "Object": kind.plural,
        "State": "Archived" if each.archived else "In use",
        "Records": each.records,
        "Called by": _labels(each, kind.primary_display),
        "Found by": _labels(each, [prop.name for prop in kind.properties if prop.unique]),
        "Associated with": ", ".join(associated),
        "Internal name": kind.name,
        "Object ID": kind.object_type_id,
    }


def _labels(each: CustomObject, names: Sequence[str]) -> str:
    found = (each.kind.property(name) for name in names)
    return ", ".join(prop.label for prop in found if prop)
