"""Changing a record by hand: a form of the properties that somebody chooses, with what is wrong
with what was typed; and putting back what an edit changed. Called by the record page and the list
of changes."""

from typing import Any

import streamlit as st

from core.editing import NotSaved, PutBack, edit_record, editable_properties, put_back
from core.errors import AppError
from core.records import Record, Shower
from core.store.changing import changing
from core.vocabulary import ObjectType, Property
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.records_list_choice import PAGE
from pages.parts.settings_actions import attempt
from pages.parts.trouble import show_error
from pages.parts.value_field import field_text, first_value, value_field

# How many fields there are at first; more are chosen.
_FIRST = 12
_EDITING, _PROBLEMS, _ROUND = "record-editing", "record-edit-problems", "record-edit-round"
_PUT_BACK = "record-put-back"


def edit_button(record: Record) -> None:
    """Opens the form. It keeps what the record holds now, so that nothing is overwritten that
    changes while somebody types."""
    st.session_state.pop(_PUT_BACK, None)
    st.button(
        "Edit",
        icon=":material/edit:",
        key="record-edit",
        on_click=_open,
        args=(record,),
        disabled=_is_open(record),
    )


def edit_form(record: Record) -> None:
    """The form, while it is open."""
    if not _is_open(record):
        return
    seen: dict[str, str | None] = st.session_state[_EDITING]["seen"]
    props = {prop.name: prop for prop in editable_properties(record.kind)}
    key = f"edit-{st.session_state[_ROUND]}"
    with st.container(border=True, key="record-edit-form"):
        chosen = st.multiselect(
            "Properties to edit",
            sorted(props, key=lambda name: props[name].label.lower()),
            default=_first_properties(record, props),
            format_func=lambda name: props[name].label,
            key=f"{key}-properties",
        )
        problems = st.session_state.get(_PROBLEMS)
        with st.form(key, border=False, enter_to_submit=False):
            _fields([props[name] for name in props if name in chosen], seen, key)
            st.caption("Empty a field to clear its value. Times are those of this machine.")
            if problems is not None:
                _tell(problems)
            with st.container(horizontal=True):
                st.form_submit_button(
                    "Save",
                    type="primary",
                    icon=":material/save:",
                    on_click=_save,
                    args=(record.kind, record.record_id, chosen, key),
                )
                st.form_submit_button("Cancel", on_click=close_edit_form)


def close_edit_form() -> None:
    """Callback: forgets what was typed."""
    st.session_state.pop(_EDITING, None)
    st.session_state.pop(_PROBLEMS, None)


def _is_open(record: Record) -> bool:
    opened = st.session_state.get(_EDITING)
    return bool(opened and opened["record"] == (record.kind.name, record.record_id))


def _open(record: Record) -> None:
    """Callback: a form whose fields are new ones."""
    close_edit_form()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_EDITING] = {
        "record": (record.kind.name, record.record_id),
        "seen": {value.prop.name: value.stored for value in record.values},
    }


def _first_properties(record: Record, props: dict[str, Property]) -> list[str]:
    """What a record is called and found by, then what it has a value of."""
    usual = [*record.kind.primary_display, *record.kind.identifiers]
    filled = [value.prop.name for value in record.values if value.stored is not None]
    return [name for name in dict.fromkeys([*usual, *filled]) if name in props][:_FIRST]


def _fields(props: list[Property], seen: dict[str, str | None], key: str) -> None:
    """Row by row, so that a narrow window has them in their order, too."""
    shower = Shower(new_cursor())
    for start in range(0, len(props), 2):
        for prop, column in zip(props[start : start + 2], st.columns(2), strict=False):
            value_field(column, prop, seen.get(prop.name), shower, f"{key}-{prop.name}")


def _save(kind: ObjectType, record_id: int, chosen: list[str], key: str) -> None:
    """Callback: what is in the fields and was not before. The form stays open where it is refused,
    with everything that was typed."""
    seen: dict[str, str | None] = st.session_state[_EDITING]["seen"]
    props = {prop.name: prop for prop in editable_properties(kind)}
    texts: dict[str, str | None] = {}
    for name in chosen:
        if name not in props or f"{key}-{name}" not in st.session_state:
            continue
        now: Any = st.session_state[f"{key}-{name}"]
        if field_text(now) != field_text(first_value(props[name], seen.get(name))):
            texts[name] = field_text(now)
    try:
        with changing(open_store()) as cursor:
            saved = edit_record(cursor, kind.name, record_id, texts, seen)
    except AppError as error:
        st.session_state[_PROBLEMS] = error
        return
    close_edit_form()
    st.session_state[f"{PAGE}-done"] = (
        f"Saved: {plain(_listed(saved), 500)}." if saved else "Nothing was changed."
    )


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


def _listed(props: tuple[Property, ...]) -> str:
    return ", ".join(prop.label for prop in props)


def put_back_button(edit_id: int) -> None:
    """Puts the values back that were there before an edit, as far as they are not changed since."""
    st.button(
        "Put back",
        key=f"put-back-{edit_id}",
        icon=":material/undo:",
        help="Brings back the values of before, where nobody has changed them since.",
        on_click=_put_back,
        args=(edit_id,),
    )


def _put_back(edit_id: int) -> None:
    """Callback."""
    close_edit_form()
    st.session_state[_PUT_BACK] = True
    attempt(PAGE, lambda cursor: put_back(cursor, edit_id), _told)


def follow_put_back() -> None:
    """Draws the whole page again after the button, where that is in a part which is drawn by
    itself. Call it before anything else is drawn there."""
    if st.session_state.pop(_PUT_BACK, False):
        st.rerun()


def _told(done: PutBack) -> str:
    stays = "".join(f" {each.label} stays: {each.reason}" for each in done.kept)
    return plain(f"Put back: {_listed(done.restored)}.{stays}", 1000)
