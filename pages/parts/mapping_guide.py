"""The mapping guide: what is needed to create and to update, green once it is mapped. Called by
the mapping page."""

from collections.abc import Sequence

import streamlit as st

from core.engine.obstacles import mapping_obstacles
from core.engine.parts import Part
from core.recipe import MODES, RECORD_ID, Recipe
from core.vocabulary import ObjectType
from pages.parts.plain import plain

_DONE = ":green[:material/check_circle:]"
_OPEN = ":gray[:material/radio_button_unchecked:]"
# A new record gets the first pipeline where none is given (core/engine/defaults.py).
_OPTIONAL = ("pipeline", "hs_pipeline")


def mapping_guide(parts: Sequence[Part], recipe: Recipe) -> None:
    """Draws the guide for each object of the file and its mode."""
    st.markdown("##### Mapping guide")
    if len(parts) == 1:
        _object_guide(parts[0], recipe)
        return
    for part in parts:
        complete = not mapping_obstacles(part)
        icon = ":material/check_circle:" if complete else ":material/radio_button_unchecked:"
        with st.expander(plain(part.object_type.plural), expanded=not complete, icon=icon):
            _object_guide(part, recipe)


def _object_guide(part: Part, recipe: Recipe) -> None:
    object_type, mode = part.object_type, part.imported.mode
    mapped = {column.property_name for column in recipe.columns_of(part.name)}
    st.caption(f"{MODES[mode]}: {plain(object_type.plural.lower())}")
    if mode != "UPDATE":
        st.markdown("**To create**")
        for group in object_type.required:
            _line(_labels(object_type, group, " or "), bool(mapped & set(group)), group[0])
    if mode != "CREATE" and object_type.can_update:
        st.markdown("**To update**, one of")
        _line("Record ID", RECORD_ID in mapped)
        for name in _identifiers(object_type):
            _line(_labels(object_type, (name,), ""), name in mapped)
        if not part.identifiers:
            st.caption("Without one of these every row creates a new record.")


def _line(text: str, done: bool, name: str = "") -> None:
    optional = " :gray[(else the first pipeline)]" if name in _OPTIONAL and not done else ""
    st.markdown(f"{_DONE if done else _OPEN} {text}{optional}")


def _labels(object_type: ObjectType, names: tuple[str, ...], joined: str) -> str:
    found = [object_type.property(name) for name in names]
    return joined.join(plain(prop.label) for prop in found if prop)


def _identifiers(object_type: ObjectType) -> list[str]:
    custom = [p.name for p in object_type.properties if p.unique]
    return list(dict.fromkeys([*object_type.identifiers, *custom]))
