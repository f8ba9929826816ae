"""Lists: records that were chosen once, by an import or by hand. The selected one is also named in
the address (``?list=3``), so that other pages can link to it."""

import streamlit as st

from core.records import plurals
from core.store.lists import read_lists
from core.store.properties import object_type_names
from pages.parts.database import cursor as new_cursor
from pages.parts.records_lists import PAGE, add_form, list_panel, lists_grid
from pages.parts.settings_actions import outcome_of_action

cursor = new_cursor()
names = plurals(cursor)
objects = {name: names[name] for name in object_type_names(cursor)}
lists = [each for each in read_lists(cursor) if each.object_type in objects]

st.title("Lists")
st.markdown(
    "A list holds records that were chosen once. An import can make one of the records of its "
    "file; on the Records page a search with its filters can become one."
)
outcome_of_action(PAGE)
if lists:
    chosen = lists_grid(lists, objects, st.query_params.get("list", ""))
    if chosen:
        list_panel(chosen, objects[chosen.object_type])
    else:
        st.caption("Select a list to open, rename, export or delete it.")
else:
    st.info(
        "There are no lists yet. Make an empty one here, or one of what the Records page shows."
    )
add_form(objects)
