"""Changing a record by hand: a form of the properties that somebody chooses, with what is wrong
with what was typed. Called by the record page."""

from typing import Any

import streamlit as st

from core.editing import NotSaved, edit_record, editable_properties, first_to_edit
from core.errors import AppError
from core.records import Record, Shower
from core.store.changing import changing
from core.vocabulary import ObjectType, Property
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.put_back import page_is_drawn
from pages.parts.record_edit_state import (
    close_edit,
    form_key,
    is_edited,
    is_editing,
    keep_problems,
    kept_problems,
    open_edit,
    seen_values,
)
from pages.parts.records_list_choice import PAGE
from pages.parts.trouble import show_error
from pages.parts.value_field import field_text, first_value, value_field

# How many fields there are at first; more are chosen.
_FIRST = 12


def edit_button(record: Record) -> None:
    """Opens the form. It keeps what the record holds now, so that nothing is overwritten that
    changes while somebody types."""
    page_is_drawn()
    st.button(
        "Edit",
        icon=":material/edit:",
        key="record-edit",
        on_click=open_edit,
        args=(record,),
        disabled=is_edited(record),
    )


def edit_form(record: Record) -> None:
    """The form, while it is open."""
    if not is_edited(record):
        return
    props = {prop.name: prop for prop in editable_properties(record.kind)}
    filled = [value.prop.name for value in record.values if value.stored is not None]
    key = form_key()
    with st.container(border=True, key="record-edit-form"):
        chosen = st.multiselect(
            "Properties to edit",
            sorted(props, key=lambda name: props[name].label.lower()),
            default=first_to_edit(record.kind, filled)[:_FIRST],
            format_func=lambda name: props[name].label,
            key=f"{key}-properties",
        )
        with st.form(key, border=False, enter_to_submit=False):
            _fields([props[name] for name in props if name in chosen], key)
            st.caption("Empty a field to clear its value. Times are those of this machine.")
            if problems := kept_problems():
                _tell(problems)
            with st.container(horizontal=True):
                st.form_submit_button(
                    "Save",
                    type="primary",
                    icon=":material/save:",
                    on_click=_save,
                    args=(record.kind, record.record_id, chosen, key),
                )
                st.form_submit_button("Cancel", on_click=close_edit)


def _fields(props: list[Property], key: str) -> None:
    """Row by row, so that a narrow window has them in their order, too."""
    shower, seen = Shower(new_cursor()), seen_values()
    for start in range(0, len(props), 2):
        for prop, column in zip(props[start : start + 2], st.columns(2), strict=False):
            value_field(column, prop, seen.get(prop.name), shower, f"{key}-{prop.name}")


def _save(kind: ObjectType, record_id: int, chosen: list[str], key: str) -> None:
    """Callback: what is in the fields and was not before. The form stays open where it is refused,
    with everything that was typed."""
    if not is_editing(kind.name, record_id):
        return  # a second click: the first one has saved
    typed, seen = _typed(kind, chosen, key), seen_values()
    try:
        with changing(open_store()) as cursor:
            saved = edit_record(cursor, kind.name, record_id, typed, seen)
    except AppError as error:
        keep_problems(error)
        return
    close_edit()
    labels = ", ".join(prop.label for prop in saved)
    st.session_state[f"{PAGE}-done"] = (
        f"Saved: {plain(labels, 500)}." if saved else "Nothing was changed."
    )


def _typed(kind: ObjectType, chosen: list[str], key: str) -> dict[str, str | None]:
    """What is in the fields of the chosen properties and is not what was in them at first."""
    props = {prop.name: prop for prop in editable_properties(kind)}
    seen, texts = seen_values(), dict[str, str | None]()
    for name in chosen:
        if name not in props or f"{key}-{name}" not in st.session_state:
            continue
        now: Any = st.session_state[f"{key}-{name}"]
        if field_text(now) != field_text(first_value(props[name], seen.get(name))):
            texts[name] = field_text(now)
    return texts


def _tell(error: AppError) -> None:
    """What is wrong with each of the values, beside the button."""
    if not isinstance(error, NotSaved):
        show_error(error)
        return
    st.error(
        "**Nothing was saved yet.**\n"
        + "\n".join(
            f"- **{plain(each.prop.label)}**: {plain(each.message, 400)} {plain(each.hint, 200)}"
            for each in error.problems
        ),
        icon=":material/error:",
    )
