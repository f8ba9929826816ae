"""Two objects whose records can be associated: which pair is chosen, and the labels that it has, as
a table. Called by the settings of association labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from core.store.associations import AssociationType, associable_with
from core.vocabulary import ObjectType
from pages.parts.settings_actions import round_key
from pages.parts.table import picked_row

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
