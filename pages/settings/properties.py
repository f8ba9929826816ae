"""Settings, properties: what the records of an object can hold. The object is in the address
(``?object=deals``), so that other pages can link here."""

import streamlit as st

from core.store.properties import object_type_names, read_object_type
from core.store.stored_properties import list_properties
from pages.parts.database import cursor as new_cursor
from pages.parts.property_create import create_dialog, open_created_property, open_dialog
from pages.parts.property_grid import choose_object, narrowed, properties_grid
from pages.parts.wording import count

open_created_property()
cursor = new_cursor()
kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
asked = st.query_params.get("object", "contacts")
kind = kinds.get(asked, kinds["contacts"])
properties = list_properties(cursor, kind.name)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("Properties", width="content")
    st.button(
        "Create a property",
        type="primary",
        icon=":material/add:",
        on_click=open_dialog,
        args=(kind.name,),
    )
st.markdown("What a record can hold. Each column of a file is mapped to one of these.")
choose_object(kinds, kind.name)
create_dialog(kind)

shown = narrowed(kind, properties)
if shown:
    found = count(len(shown), "property", "properties")
    st.caption(f"{found}. Open one to change its label, its options and more.")
    properties_grid(kind, shown)
else:
    st.info("No property fits this search. Change it, or create a property.")
