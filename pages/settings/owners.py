"""Settings, owners: the users that owner properties of records point to. A file names them by
email, or by first and last name."""

import streamlit as st

from core.store.owners import list_owners
from pages.parts.database import cursor as new_cursor
from pages.parts.owner_forms import add_form, edit_form, outcome_of_action, owners_grid

owners = list_owners(new_cursor())

st.title("Owners")
st.markdown(
    "Cells of an owner column name one of these by email address, or by first and last name. "
    "A cell that names nobody is an issue of its row."
)
outcome_of_action()
if owners:
    st.caption("Select an owner to change its names or to remove it.")
    chosen = owners_grid(owners)
    if chosen:
        edit_form(chosen)
else:
    st.info("There are no owners yet. Add the people that records belong to.")
add_form()
