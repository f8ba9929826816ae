"""Settings, objects: what the user defined beside contacts, companies, deals and tickets."""

import streamlit as st

from core.records import plurals
from core.store.object_types import associable_objects, list_custom_objects
from pages.parts.database import cursor as new_cursor
from pages.parts.object_definition import PAGE, definition_form
from pages.parts.object_forms import edit_object
from pages.parts.objects_grid import objects_grid
from pages.parts.settings_actions import outcome_of_action, round_key

cursor = new_cursor()
objects = list_custom_objects(cursor)
names = plurals(cursor)
associable = {name: names[name] for name in associable_objects(cursor)}

st.title("Objects")
st.markdown(
    "An object of your own holds records that are no contact, company, deal or ticket: cars, "
    "contracts, machines. It is imported, shown and exported like the others."
)
outcome_of_action(PAGE)
if objects:
    chosen = objects_grid(objects, names)
    if chosen:
        edit_object(chosen, associable)
    else:
        st.caption("Select an object to change it.")
    with st.expander("Define another object", icon=":material/add:", key=round_key(PAGE, "define")):
        definition_form(associable)
else:
    st.info("You have no objects of your own yet. Define the first one here.")
    definition_form(associable)
