"""Home: what Rowcall is, where to start, what was going on."""

import streamlit as st

from core.engine.sample_data import has_sample_data, load_sample_data, open_messy_file
from core.history import count_imports, finished_imports, unfinished_imports
from pages.parts.current import HISTORY, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.drop_draft import drop_dialog
from pages.parts.import_table import import_table
from pages.parts.moves import follow_move, move_to
from pages.parts.once_button import once_button
from pages.parts.unfinished import unfinished_list
from pages.parts.wording import count

RECENT = 10
cursor = new_cursor()


def load_samples() -> None:
    """Callback: synthetic companies, contacts, deals and calls."""
    load_sample_data(open_store(), new_cursor())
    said = "Sample companies, contacts, deals and calls are in the store."
    st.toast(said, icon=":material/check:")


def import_messy_file() -> None:
    """Callback: a draft of the sample file; the page then moves to its upload step."""
    move_to(UPLOAD, open_messy_file(open_store(), new_cursor()))


follow_move()

st.title("Rowcall")
st.markdown(
    "Import contacts, companies, deals and more from any table, and see **exactly** what each row "
    "will do before anything is written. Everything stays on this machine."
)
with st.container(horizontal=True):
    if st.button("Start an import", type="primary", icon=":material/upload_file:"):
        st.switch_page(UPLOAD)
    if has_sample_data(cursor):
        once_button(
            "Import a messy sample file", "messy", import_messy_file, icon=":material/science:"
        )
    else:
        once_button("Load sample data", "samples", load_samples, icon=":material/science:")

unfinished = unfinished_imports(cursor)
finished = finished_imports(cursor, RECENT)

if unfinished:
    st.header("Unfinished")
    unfinished_list(unfinished, {job.import_id for job in jobs().running()})
drop_dialog([draft.each for draft in unfinished])

st.header("Recent imports")
if finished:
    import_table(finished, key="recent")
    total = count(count_imports(cursor), "import")
    st.page_link(HISTORY, label=f"All {total}", icon=":material/history:")
else:
    st.info(
        "Nothing was imported yet. Start with a file of your own, or load the sample data and "
        "import the messy sample file to see how it goes.",
        icon=":material/lightbulb:",
    )
