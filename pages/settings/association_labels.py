"""Settings, association labels: what records are to each other, for each pair of objects."""

import streamlit as st

from core.store.associations import (
    association_between,
    count_uses,
    labels_between,
    list_association_types,
)
from core.store.properties import object_type_names, read_object_type
from pages.parts.database import cursor as new_cursor
from pages.parts.label_forms import add_form, edit_label
from pages.parts.label_pair import PAGE, choose_pair, labels_grid
from pages.parts.settings_actions import outcome_of_action
from pages.parts.wording import count

cursor = new_cursor()
types = list_association_types(cursor)
kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
uses = count_uses(cursor)

st.title("Association labels")
st.markdown(
    "A label says what two associated records are to each other, such as employer and employee. "
    "A column of a file can name labels, several in a cell with semicolons between."
)
pair = choose_pair(kinds, types)
outcome_of_action(PAGE)

plain_type = association_between(types, pair.one.name, pair.other.name)
associated = uses.get(plain_type.association_type_id, 0) if plain_type else 0
st.caption(
    f"{count(associated, 'association')} between {pair.one.plural.lower()} "
    f"and {pair.other.plural.lower()}."
)
labels = labels_between(types, pair.one.name, pair.other.name)
if labels:
    chosen = labels_grid(pair, labels, uses)
    if chosen:
        edit_label(pair, chosen, uses.get(chosen.association_type_id, 0))
    elif any(label.own for label in labels):
        st.caption("Select a label of yours to rename or delete it.")
else:
    st.info(
        f"{pair.one.plural} and {pair.other.plural.lower()} have no labels yet. "
        "Create the first one here."
    )
add_form(pair)
