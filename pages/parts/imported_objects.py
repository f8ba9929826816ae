"""Which objects are in the file, or in the two files. Called by the choices above the file."""

import streamlit as st

from core.vocabulary import ObjectType
from pages.parts.choice_state import Choices
from pages.parts.object_choice import listed
from pages.parts.plain import plain

ICONS = {
    "contacts": ":material/person:",
    "companies": ":material/apartment:",
    "deals": ":material/handshake:",
    "tickets": ":material/confirmation_number:",
    "products": ":material/inventory_2:",
    "line_items": ":material/receipt_long:",
    "calls": ":material/call:",
    "emails": ":material/mail:",
    "meetings": ":material/event:",
    "notes": ":material/sticky_note_2:",
    "tasks": ":material/task_alt:",
}
CUSTOM_ICON = ":material/category:"


def imported_objects(kinds: dict[str, ObjectType], choices: Choices) -> None:
    """The pills of one object, or of several."""
    if choices.shape == "one":
        _one_object(kinds, choices)
    else:
        _several_objects(kinds, choices)


def _one_object(kinds: dict[str, ObjectType], choices: Choices) -> None:
    alone = {name: kind for name, kind in kinds.items() if kind.stands_alone}
    choices.preset("object_type", list(alone), choices.recipe.object_types[0])
    st.pills(
        "What are the rows?",
        list(alone),
        format_func=lambda name: _shown(alone[name]),
        key=choices.key("object_type"),
        required=True,
        **choices.changed,
    )
    if others := [kind.plural for name, kind in kinds.items() if name not in alone]:
        st.caption(
            f"{plain(listed(others).capitalize())} belong to a record: import them together with "
            "it, as several objects in one file or as two files."
        )


def _several_objects(kinds: dict[str, ObjectType], choices: Choices) -> None:
    choices.preset_objects()
    st.pills(
        "What do the rows hold?"
        if choices.shape == "several"
        else "Which two objects, a file each?",
        list(kinds),
        format_func=lambda name: _shown(kinds[name]),
        key=choices.key("objects"),
        selection_mode="multi",
        **choices.changed,
    )


def _shown(kind: ObjectType) -> str:
    return f"{ICONS.get(kind.name, CUSTOM_ICON)} {plain(kind.plural)}"
