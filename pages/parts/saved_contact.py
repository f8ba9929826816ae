"""Saving a captured contact, and what the page says after that. Called by the form of a contact and
the pages that capture one at a time."""

import duckdb
import streamlit as st

from core.engine.capturing.reviewing import only_record
from core.engine.capturing.saving import review_batch
from core.engine.progress import Progress
from core.engine.run import run_import
from core.store import Store
from core.store.imports import read_import
from pages.parts.capture_flow import REVIEWING, is_open
from pages.parts.current import CAPTURE_PAGES, RECORD, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.job_progress import COMMIT_PHASES, start_job, wait_for
from pages.parts.plain import plain

_SAVED = "saved"
_DRY_RUN_SECONDS = 30


def save_contact(import_id: int, *, compared: bool) -> None:
    """Callback: imports the contact; the page then says so. Where the dry run is of values before
    the last that was typed (``compared`` is False), it is made anew first."""
    before = jobs().get(import_id)
    if before is not None:
        # A click right after typing: the dry run of that is still going on.
        before.wait(_DRY_RUN_SECONDS)
    if not is_open(import_id):
        show_saved(import_id)
        return
    jobs().forget(import_id)
    phases = COMMIT_PHASES if compared else REVIEWING | COMMIT_PHASES
    work = run_import if compared else _compare_and_import
    start_job(import_id, "Saving the contact", 1, phases, work)
    st.session_state[_SAVED] = import_id
    show_saved(import_id)


def show_saved(import_id: int) -> None:
    """Callback's end: the page says that the contact is saved, also after the second click of a
    double click. Where it was another window that saved it, the page says that."""
    if st.session_state.get(_SAVED) == import_id:
        st.query_params.clear()
        st.query_params[_SAVED] = str(import_id)


def _compare_and_import(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    review_batch(store, cursor, import_id, progress)
    run_import(store, cursor, import_id, progress)


def saved_contact(again: str = "Scan the next") -> bool:
    """After *Save*: says that the contact is there, and leads to it, to the undo and to the next
    scan, which is called ``again``. Whether there was one."""
    number = st.query_params.get(_SAVED, "")
    if not (number.isdecimal() and len(number) < 10):
        return False
    cursor, import_id = new_cursor(), int(number)
    ended_well = wait_for(import_id)
    done = read_import(cursor, import_id)
    if not ended_well or done.state != "DONE":
        if ended_well:  # else it has been said why
            st.error(plain(done.error or "The contact was not saved."), icon=":material/error:")
        page = CAPTURE_PAGES.get(done.recipe.source)
        if page:
            st.page_link(
                page,
                label="Back to the contact",
                icon=":material/arrow_back:",
                query_params={"import": number},
            )
        return True
    st.success("Contact saved", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            again,
            type="primary",
            icon=":material/qr_code_scanner:",
            on_click=st.query_params.clear,
        )
        if record := only_record(open_store(), cursor, import_id):
            st.page_link(
                RECORD,
                label="Open the contact",
                icon=":material/person:",
                query_params={"object": "contacts", "id": str(record)},
            )
        st.page_link(
            RESULTS,
            label="Results and undo",
            icon=":material/undo:",
            query_params={"import": number},
        )
    return True
