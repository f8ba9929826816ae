"""The pair of objects whose labels are shown, their table, and the forms that create, rename and
delete a label. Called by the settings of association labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from core.store.associations import (
    AssociationType,
    associable_with,
    create_label,
    delete_label,
    rename_label,
)
from core.vocabulary import ObjectType
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import picked_row
from pages.parts.wording import count

PAGE = "labels"


@dataclass(frozen=True)
class Pair:
    """Two object types that can be associated, perhaps the same twice."""

    one: ObjectType
    other: ObjectType

    @property
    def columns(self) -> tuple[str, str]:
        """How the two texts of a label are headed: what the other record is, what this one is."""
        if self.one.name == self.other.name:
            return "The other one is", "This one is"
        return f"{self.other.singular} is", f"{self.one.singular} is"

    @property
    def fields(self) -> tuple[str, str]:
        """The same as questions."""
        one, other = self.one.singular.lower(), self.other.singular.lower()
        if self.one.name == self.other.name:
            one, other = f"this {one}", f"the other {other}"
        else:
            one, other = f"the {one}", f"the {other}"
        return f"What is {other} to {one}?", f"What is {one} to {other}?"


def choose_pair(kinds: Mapping[str, ObjectType], types: Sequence[AssociationType]) -> Pair:
    """Two drop-downs; the second offers only what the first can be associated with."""
    able = [name for name in kinds if any(o in kinds for o in associable_with(types, name))]
    left, right = st.columns(2)
    one = left.selectbox(
        "Object", able, format_func=lambda name: kinds[name].plural, key=f"{PAGE}-one"
    )
    able = associable_with(types, one)
    others = [name for name in kinds if name in able]
    if st.session_state.get(f"{PAGE}-other") not in others:
        st.session_state[f"{PAGE}-other"] = next((o for o in others if o != one), one)
    other = right.selectbox(
        "Associated with",
        others,
        format_func=lambda name: kinds[name].plural,
        key=f"{PAGE}-other",
    )
    return Pair(kinds[one], kinds[other])


def labels_grid(
    pair: Pair, labels: Sequence[AssociationType], uses: Mapping[int, int]
) -> AssociationType | None:
    """The labels of the pair; the selected one is returned."""
    there, back = pair.columns
    lines = []
    for label in labels:
        texts = label.seen_from(pair.one.name)
        lines.append(
            {
                there: texts[0],
                back: texts[1],
                "Associations": uses.get(label.association_type_id, 0),
                "Made by": "You" if label.own else "Rowcall",
            }
        )
    row = picked_row(
        lines,
        round_key(PAGE, f"grid-{pair.one.name}-{pair.other.name}"),
        column_config={"Associations": st.column_config.NumberColumn(format="localized")},
        alt="Association labels",
    )
    return labels[row] if row is not None else None


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
