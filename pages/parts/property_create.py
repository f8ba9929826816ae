"""The dialog "Create a property" of the property settings. It is drawn while a flag is set and
saved by a callback, so that a refusal keeps it open with what was typed; after it the new property
opens."""

import streamlit as st

from core.errors import AppError
from core.store.changing import changing
from core.vocabulary import ObjectType
from pages.parts.database import open_store
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.plain import plain
from pages.parts.property_fields import create_typed, property_fields
from pages.parts.property_forms import say_done
from pages.parts.property_grid import PROPERTY

_OPEN, _ERROR, _MADE = "create-property-open", "create-property-error", "create-property-made"
_LABEL = "create-property-label"


def open_dialog(object_type: str) -> None:
    """Callback: the dialog is drawn with the next run, without the refusal of an earlier one: a
    dismissal that meets another click may not arrive."""
    _close()
    open_alone(_OPEN, object_type)


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(_ERROR, None)


def open_created_property() -> None:
    """Moves to the property that the dialog has just made."""
    if made := st.session_state.pop(_MADE, None):
        st.switch_page(PROPERTY, query_params=made)


def create_dialog(kind: ObjectType) -> None:
    """Draws the dialog while it is open for this object."""
    if st.session_state.get(_OPEN) == kind.name:
        _dialog(kind)


@st.dialog("Create a property", icon=":material/add:", on_dismiss=_close)
def _dialog(kind: ObjectType) -> None:
    close_when_done(_OPEN)
    st.caption(f"Every {plain(kind.singular.lower())} can then have a value of it.")
    property_fields(kind, _LABEL)
    if error := st.session_state.get(_ERROR):
        st.error(plain(error, 1000), icon=":material/error:")
    st.button("Create", type="primary", on_click=_create, args=(kind.name,))


def _create(object_type: str) -> None:
    if _OPEN not in st.session_state:
        return
    try:
        with changing(open_store()) as cursor:
            prop = create_typed(cursor, object_type, _LABEL)
    except AppError as error:
        st.session_state[_ERROR] = f"{error.message} {error.hint}"
        return
    _close()
    st.session_state[_MADE] = {"object": object_type, "property": prop.name}
    say_done(f"{plain(prop.label)} created.")
