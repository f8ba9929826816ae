"""Home: what Rowcall is, where to start, what was going on."""

import streamlit as st

from core.engine.draft import drop_draft
from core.engine.sample_data import has_sample_data, load_sample_data, open_messy_file
from core.store.imports import STATES, list_imports
from pages.parts.current import HISTORY, MAP, RESULTS, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.import_table import import_table
from pages.parts.plain import plain
from pages.parts.wording import count

cursor = new_cursor()


def load_samples() -> None:
    """Callback: synthetic companies, contacts and deals."""
    load_sample_data(open_store(), new_cursor())
    st.toast("Sample companies, contacts and deals are in the store.", icon=":material/check:")


def import_messy_file() -> None:
    """Callback: a draft of the sample file; the page then moves to its upload step."""
    st.session_state["opened"] = open_messy_file(open_store(), new_cursor())


def drop(import_id: int) -> None:
    """Callback: forgets an unfinished import."""
    drop_draft(open_store(), new_cursor(), import_id)


if opened := st.session_state.pop("opened", None):
    st.switch_page(UPLOAD, query_params={"import": str(opened)})

st.title("Rowcall")
st.markdown(
    "Import contacts, companies, deals and more from any table, and see **exactly** what each row "
    "will do before anything is written. Everything stays on this machine."
)
with st.container(horizontal=True):
    if st.button("Start an import", type="primary", icon=":material/upload_file:"):
        st.switch_page(UPLOAD)
    if has_sample_data(cursor):
        st.button(
            "Import a messy sample file", icon=":material/science:", on_click=import_messy_file
        )
    else:
        st.button("Load sample data", icon=":material/science:", on_click=load_samples)

imports = list_imports(cursor, limit=200)
running = {job.import_id for job in jobs().running()}
unfinished = [i for i in imports if i.state != "DONE"][:5]
finished = [i for i in imports if i.state == "DONE"][:10]

if unfinished:
    st.header("Unfinished")
    for draft in unfinished:
        objects = ", ".join(name.replace("_", " ") for name in draft.object_types)
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f"**{plain(draft.name)}** · {plain(objects)} · {STATES[draft.state]}")
            st.space("stretch")
            page = RESULTS if draft.import_id in running else MAP if draft.staged else UPLOAD
            st.page_link(
                page,
                label="Continue",
                icon=":material/play_arrow:",
                query_params={"import": str(draft.import_id)},
            )
            st.button(
                "Drop",
                key=f"drop-{draft.import_id}",
                icon=":material/delete:",
                on_click=drop,
                args=(draft.import_id,),
                disabled=draft.import_id in running,
            )

st.header("Recent imports")
if finished:
    import_table(finished, key="recent")
    st.page_link(HISTORY, label=f"All {count(len(imports), 'import')}", icon=":material/history:")
else:
    st.info(
        "Nothing was imported yet. Start with a file of your own, or load the sample data and "
        "import the messy sample file to see how it goes.",
        icon=":material/lightbulb:",
    )
