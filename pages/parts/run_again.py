"""The button that shows what an import's files would change now. Called by the history: the files
are read in the background, then the review page has the dry run."""

import streamlit as st

from core.engine.again import open_again
from core.engine.draft import drop_draft, prepare_draft
from core.errors import AppError
from core.store.imports import FINISHED, Import
from pages.parts.current import REVIEW
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.job_progress import READ_PHASES, start_job, wait_for
from pages.parts.moves import follow_move, move_to
from pages.parts.once_button import once_button
from pages.parts.trouble import show_error

_OPENED, _REFUSED = "again-opened", "again-refused"


def run_again_choice(each: Import) -> None:
    """Nothing for an import that has not run."""
    if each.state in FINISHED:
        once_button(
            "What would it change now?",
            f"again-{each.import_id}",
            _open,
            each,
            icon=":material/replay:",
            help="A dry run of the same files with the same decisions against the store as it is "
            "now. Nothing is written until you press Import there.",
        )


def _open(each: Import) -> None:
    """Callback: a new draft, read in the background."""
    try:
        draft = open_again(open_store(), new_cursor(), each.import_id)
    except AppError as error:
        st.session_state[_REFUSED] = error.title, error.message, error.hint
        return
    start_job(draft, f"Reading {each.file_name}", each.row_count, READ_PHASES, prepare_draft)
    st.session_state[_OPENED] = draft


def follow_run_again() -> None:
    """Draws how far the reading is, then leads to the dry run; a draft that cannot be read is
    dropped. Call it before anything else is drawn."""
    follow_move()
    if refused := st.session_state.pop(_REFUSED, None):
        show_error(AppError(*refused))
    draft = st.session_state.get(_OPENED)
    if draft is None:
        return
    read = wait_for(draft)
    del st.session_state[_OPENED]
    jobs().forget(draft)
    if read:
        move_to(REVIEW, draft)
        follow_move()
    drop_draft(open_store(), new_cursor(), draft)
