"""The forms that create, rename and delete an association label. Called by the settings of
association labels."""

import streamlit as st

from core.store.associations import AssociationType, create_label, delete_label, rename_label
from pages.parts.label_pair import PAGE, Pair
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.wording import count


def edit_label(pair: Pair, label: AssociationType, uses: int) -> None:
    """The texts of one label, and deleting it. Those that came with Rowcall stay."""
    texts = label.seen_from(pair.one.name)
    if not label.own:
        st.info(f"{plain(texts[0])} comes with Rowcall, as in HubSpot; it stays as it is.")
        return
    number = label.association_type_id
    there, back = (f"label-{number}-{side}-{pair.one.name}" for side in ("there", "back"))
    with st.form("label-edit"):
        st.subheader("Rename a label")
        _fields(pair, (there, back), (texts[0], texts[1] if texts[0] != texts[1] else ""))
        st.form_submit_button(
            "Save",
            type="primary",
            icon=":material/save:",
            on_click=_rename,
            args=(pair.one.name, number, there, back),
        )
    with st.popover("Delete this label", icon=":material/delete:"):
        st.markdown(
            f"{count(uses, 'association')} {'has' if uses == 1 else 'have'} it. "
            "The records stay associated, without this label."
            if uses
            else "No association has it."
        )
        st.button(
            "Delete label",
            type="primary",
            icon=":material/delete:",
            on_click=_delete,
            args=(number, texts[0], uses),
        )


def add_form(pair: Pair) -> None:
    """A new label of the pair: one text, or one for each side."""
    keys = (round_key(PAGE, "there"), round_key(PAGE, "back"))
    with st.form("label-add"):
        st.subheader("Create a label")
        _fields(pair, keys, ("", ""))
        st.form_submit_button(
            "Create label",
            type="primary",
            icon=":material/add:",
            on_click=_create,
            args=(pair.one.name, pair.other.name, *keys),
        )


def _fields(pair: Pair, keys: tuple[str, str], values: tuple[str, str]) -> None:
    there, back = pair.fields
    left, right = st.columns(2)
    left.text_input(there, values[0], key=keys[0])
    right.text_input(
        back,
        values[1],
        key=keys[1],
        placeholder="The same, if empty",
        help="A pair of labels reads differently from each side: Employer and Employee. "
        "Leave this empty for a label that reads the same: Colleague.",
    )


def _create(one: str, other: str, there: str, back: str) -> None:
    label, inverse = st.session_state[there], st.session_state[back]
    attempt(
        PAGE,
        lambda cursor: create_label(cursor, one, other, label, inverse),
        f"{plain(label)} created.",
    )


def _rename(seen_from: str, number: int, there: str, back: str) -> None:
    label, inverse = st.session_state[there], st.session_state[back]
    attempt(
        PAGE,
        lambda cursor: rename_label(cursor, number, label, inverse, seen_from=seen_from),
        f"{plain(label)} saved.",
    )


def _delete(number: int, text: str, uses: int) -> None:
    lost = f", and taken off {count(uses, 'association')}" if uses else ""
    attempt(PAGE, lambda cursor: delete_label(cursor, number), f"{plain(text)} deleted{lost}.")
