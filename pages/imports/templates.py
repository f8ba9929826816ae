"""Templates: recipes saved by name. The selected one can be named in the address
(``?template=3``), so that other pages can link to it."""

import streamlit as st

from core.store.templates import read_templates
from pages.parts.current import HISTORY
from pages.parts.database import cursor as new_cursor
from pages.parts.settings_actions import outcome_of_action
from pages.parts.template_panel import PAGE, template_panel, template_upload, templates_grid

cursor = new_cursor()
templates = read_templates(cursor)

st.title("Templates")
st.markdown(
    "A template keeps what was decided about an import: what each column becomes, what is not "
    "imported, formats, keys and modes. When a file with the same or nearly the same headers is "
    "uploaded, the template is offered with what differs."
)
outcome_of_action(PAGE)
if templates:
    chosen = templates_grid(cursor, templates, st.query_params.get("template", ""))
    if chosen:
        template_panel(cursor, chosen)
    else:
        st.caption("Select a template to see, rename, export or delete it.")
else:
    st.info(
        "There are no templates yet. Choose an import in the history and use it as a template, or "
        "add a template's file here.",
        icon=":material/lightbulb:",
    )
    st.page_link(HISTORY, label="History", icon=":material/history:")
template_upload()
