"""Settings, one property, named in the address (``?object=contacts&property=city``): its texts, its
options, whether its values must differ, and whether it is archived."""

import streamlit as st

from core.store.properties import object_type_names, read_object_type
from core.store.stored_properties import read_property
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.property_forms import (
    PAGE,
    archive_section,
    texts_form,
    unique_section,
    usage,
)
from pages.parts.property_grid import PROPERTIES, group_label, origin
from pages.parts.property_options_grid import options_section
from pages.parts.settings_actions import outcome_of_action

cursor = new_cursor()
object_type = st.query_params.get("object", "")
name = st.query_params.get("property", "")
known = object_type in object_type_names(cursor)

st.page_link(
    PROPERTIES,
    label="All properties",
    icon=":material/arrow_back:",
    query_params={"object": object_type if known else "contacts"},
)
if not known or not name:
    st.info("No property is chosen. Choose one from the list.")
    st.stop()

kind = read_object_type(cursor, object_type)
stored = read_property(cursor, object_type, name)

st.title(plain(stored.prop.label))
st.caption(
    f"{plain(kind.plural)} · {stored.type_label} · {plain(group_label(kind, stored.prop.group))} · "
    f"{origin(stored)} · internal name {plain(stored.prop.name)}"
)
outcome_of_action(PAGE)
usage(kind, stored)
texts_form(stored)
options_section(stored)
unique_section(kind, stored)
archive_section(kind, stored)
