"""The batch of captured contacts that a page is about (``?import=3``), and the ways into it and out
of it. Called by the capture pages; a batch is a draft import (core/engine/capturing)."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.capture import device_of
from core.engine.capturing.batch import open_batch, read_batch
from core.engine.capturing.intake import TakenFile, read_files
from core.engine.capturing.saving import review_batch
from core.engine.draft import drop_draft
from core.errors import AppError, StoreError
from core.store.imports import OPEN, RUNNING, Import
from pages.parts.current import CAPTURE_PAGES, CAPTURE_REVIEW, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.job_progress import PLAN_PHASES, READ_PHASES, start_job
from pages.parts.plain import plain
from pages.parts.trouble import show_error
from pages.parts.wording import count

READING = {"Reading contacts": 1.0}
REVIEWING = {"Writing the file": 1.0} | READ_PHASES | PLAN_PHASES
_ERROR, _TOO_LATE = "capture-error", "capture-too-late"


def this_device() -> str:
    """The first drill-down of the original source, by the browser's own word."""
    return device_of(st.context.headers.get("User-Agent") or "")


def current_batch(cursor: duckdb.DuckDBPyConnection, source: str = "") -> Import | None:
    """The batch that the address names, where it can still be changed; None without one. A page
    whose batch was saved says so and stops; one of another source goes to its own page."""
    number = st.query_params.get("import", "")
    if not (number.isdecimal() and len(number) < 10):
        return None
    try:
        draft = read_batch(cursor, int(number))
    except StoreError as error:
        show_error(error)
        st.button("Start anew", icon=":material/restart_alt:", on_click=st.query_params.clear)
        st.stop()
    if draft.state in RUNNING:
        st.switch_page(RESULTS, query_params={"import": number})
    if source and draft.recipe.source != source:
        st.switch_page(CAPTURE_PAGES[draft.recipe.source], query_params={"import": number})
    if draft.state in OPEN:
        return draft
    late = " What you typed last was not saved." if st.session_state.pop(_TOO_LATE, False) else ""
    st.info(f"These contacts have been imported; they can no longer be changed here.{late}")
    with st.container(horizontal=True):
        st.page_link(
            RESULTS,
            label="See the results",
            icon=":material/fact_check:",
            query_params={"import": str(draft.import_id)},
        )
        st.button("Start anew", icon=":material/restart_alt:", on_click=st.query_params.clear)
    st.stop()


def is_open(import_id: int) -> bool:
    """Whether a batch can still be changed: another window may have saved or discarded it."""
    try:
        return read_batch(new_cursor(), import_id).state in OPEN
    except StoreError:
        return False


def keep_too_late() -> None:
    """Callback's end: what was typed came after another window had saved the contacts."""
    st.session_state[_TOO_LATE] = True


def ensure_batch(source: str, name: str = "") -> int:
    """The batch of the address, or a new one, which the address then names. For callbacks."""
    number = st.query_params.get("import", "")
    if number.isdecimal() and is_open(int(number)):
        return int(number)
    import_id = open_batch(new_cursor(), source, name, this_device())
    st.query_params["import"] = str(import_id)
    return import_id


def read_taken(import_id: int) -> None:
    """Callback's end: reads the files that were taken, in the background."""
    jobs().forget(import_id)
    start_job(import_id, "Reading contacts", 0, READING, read_files)


def keep_error(error: AppError) -> None:
    """For callbacks: says it at the next drawing."""
    st.session_state[_ERROR] = error


def show_kept_error() -> None:
    """Says what went wrong in the last callback."""
    if error := st.session_state.pop(_ERROR, None):
        show_error(error)


def discard(import_id: int) -> None:
    """Callback: forgets the batch and the copies of its files."""
    job = jobs().get(import_id)
    if job and job.running:
        job.cancel()
        job.wait(10)
    drop_draft(open_store(), new_cursor(), import_id)
    jobs().forget(import_id)
    st.query_params.clear()


def start_review(import_id: int, contacts: int) -> None:
    """Callback: writes the chosen contacts as the file of the import and makes the dry run."""
    jobs().forget(import_id)
    title = f"Dry run of {count(contacts, 'contact')}"
    start_job(import_id, title, contacts, REVIEWING, review_batch)
    st.session_state["reviewed"] = import_id


def review_or_discard(import_id: int, chosen: int) -> None:
    """The buttons above a list of captured contacts."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Review {count(chosen, 'contact')}",
            type="primary",
            icon=":material/fact_check:",
            on_click=start_review,
            args=(import_id, chosen),
            disabled=not chosen,
        )
        st.button("Discard", icon=":material/delete:", on_click=discard, args=(import_id,))


def go_to_review_when_asked() -> None:
    """Moves on to the review after ``start_review``; it shows how far the dry run is."""
    if reviewed := st.session_state.pop("reviewed", None):
        st.switch_page(CAPTURE_REVIEW, query_params={"import": str(reviewed)})


def file_notes(files: Sequence[TakenFile]) -> None:
    """What there is to say about the files: those that gave nothing, and what was left out."""
    for file in files:
        if file.error:
            named = "" if file.name in file.error else f"**{plain(file.name)}**: "
            st.error(f"{named}{plain(file.error, 500)}", icon=":material/error:")
        elif file.contacts == 0 and not file.warnings:
            st.warning(f"**{plain(file.name)}** has no contact.", icon=":material/info:")
        if file.warnings:
            more = count(len(file.warnings), "note")
            label = f"{more} on {plain(file.name, 60)}"
            with st.expander(label, icon=":material/info:", expanded=file.contacts == 0):
                st.markdown("\n".join(f"- {plain(warning, 300)}" for warning in file.warnings))
