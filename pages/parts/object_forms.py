"""One custom object: the forms that give it other labels and associate it with more, and the ways
to its records. Called by the settings of objects."""

from collections.abc import Mapping

import streamlit as st

from core.store.object_drafts import ITSELF
from core.store.object_types import CustomObject, associate_object, relabel_object
from pages.parts.current import BROWSE, UPLOAD
from pages.parts.object_definition import PAGE
from pages.parts.object_put_away import put_away, restore_button
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key


def edit_object(chosen: CustomObject, associable: Mapping[str, str]) -> None:
    """One object: its labels, more associations, and putting it away."""
    kind = chosen.kind
    st.subheader(plain(kind.plural))
    if chosen.archived:
        st.info("It is archived: offered nowhere, kept for the history.")
        restore_button(chosen)
        put_away(chosen)
        return
    with st.container(horizontal=True):
        st.page_link(
            BROWSE,
            label="See its records",
            icon=":material/table_rows:",
            query_params={"object": kind.name},
        )
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    _labels_form(chosen)
    _more_associations(chosen, associable)
    put_away(chosen)


def _labels_form(chosen: CustomObject) -> None:
    name = chosen.kind.name
    keys = (f"objects-one-{name}", f"objects-many-{name}")
    with st.form("object-labels"):
        one, many = st.columns(2)
        one.text_input("One record is called", chosen.kind.singular, key=keys[0])
        many.text_input("Several are called", chosen.kind.plural, key=keys[1])
        st.form_submit_button(
            "Save", type="primary", icon=":material/save:", on_click=_relabel, args=(name, *keys)
        )


def _relabel(name: str, one: str, many: str) -> None:
    singular, plural = st.session_state[one], st.session_state[many]
    attempt(
        PAGE,
        lambda cursor: relabel_object(cursor, name, singular, plural),
        f"{plain(plural)} saved.",
    )


def _more_associations(chosen: CustomObject, associable: Mapping[str, str]) -> None:
    name = chosen.kind.name
    left = [each for each in associable if each not in chosen.associated and each != name]
    if name not in chosen.associated:
        left.append(ITSELF)
    if not left:
        return
    key = round_key(PAGE, f"more-{name}")
    with st.form("object-associations"):
        st.multiselect(
            "Associate with more",
            left,
            format_func=lambda each: associable.get(each, "Itself"),
            key=key,
        )
        st.form_submit_button(
            "Associate", icon=":material/add_link:", on_click=_associate, args=(chosen, key)
        )


def _associate(chosen: CustomObject, key: str) -> None:
    others = tuple(st.session_state[key])
    if others:
        attempt(
            PAGE,
            lambda cursor: associate_object(cursor, chosen.kind.name, others),
            f"{plain(chosen.kind.plural)} can be associated with more.",
        )
