"""Device contacts: vCard files and the browser's contact picker; contacts are ticked, mended and
reviewed. Tables of contacts go on to the mapping."""

import streamlit as st

from core.capture import SOURCES
from core.capture.sources import DEVICE
from core.engine.capturing.batch import count_captured
from core.engine.capturing.intake import taken_files
from core.engine.capturing.tables import open_tables
from core.store.imports import Import
from pages.parts.capture_flow import (
    current_batch,
    discard,
    file_notes,
    go_to_review_when_asked,
    review_or_discard,
)
from pages.parts.captured_list import captured_list
from pages.parts.captured_notes import captured_notes
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.device_intake import device_intake, offer_tables
from pages.parts.job_progress import wait_for
from pages.parts.on_phone import open_on_phone
from pages.parts.wording import count

# Files of which none gave a contact: what is said of them outlives their batch.
_EMPTY = "device-empty"
HOW = """
- **iPhone, iCloud**: in Contacts, select all, then *Export* or *Share contact*; on
  icloud.com/contacts *Export vCard*.
- **Android**: in Contacts, *Fix & manage* or *Organise*, then *Export to file*.
- **Google Contacts**: *Export*, as vCard or as *Google CSV* or *Outlook CSV*.
- **Outlook**: *Manage contacts*, *Export*: a CSV file; a single contact can be saved as a vCard.
- **Mac**: in Contacts, *File*, *Export*, *Export vCard*.
"""


def start() -> None:
    """The page before there is a contact."""
    st.markdown(
        "Import the contacts of a phone or a mail program. Nothing is written until you have seen "
        "who is new and who changes."
    )
    file_notes(st.session_state.pop(_EMPTY, ()))
    device_intake("vCard files (.vcf), or contacts as CSV from Google, Outlook or Apple")
    with st.expander("How to get contacts out of a phone", icon=":material/help:"):
        st.markdown(HOW)
    open_on_phone("device_contacts")


def choose(draft: Import) -> None:
    """The page once there are contacts: the list, and on to the review."""
    store, cursor = open_store(), new_cursor()
    total, chosen = count_captured(store, cursor, draft.import_id)
    files = taken_files(store, cursor, draft.import_id)
    read = bool(files) and all(file.contacts is not None for file in files)
    if read and not total and not open_tables(store, cursor, draft.import_id):
        st.session_state[_EMPTY] = files
        discard(draft.import_id)
        st.rerun()
    file_notes(files)
    if not total:
        device_intake("Another vCard file, or contacts as CSV")
        st.button(
            "Start anew", icon=":material/restart_alt:", on_click=discard, args=(draft.import_id,)
        )
        return
    st.markdown(f"**{count(total, 'contact')}**, {chosen:,} selected. {defaults_text()}")
    review_or_discard(draft.import_id, chosen)
    captured_notes(captured_list(draft.import_id))
    with st.expander("Add more contacts", icon=":material/add:"):
        device_intake("Another vCard file, or contacts as CSV")


def defaults_text() -> str:
    """What a new contact gets besides."""
    stage = (SOURCES[DEVICE].lifecycle_stage or "").capitalize()
    return (
        f"New contacts become a **{stage}**; where they have no website, they get the domain of "
        "their email, unless it is one of free mail."
    )


go_to_review_when_asked()
st.title("Device contacts")
batch = current_batch(new_cursor(), DEVICE)
offer_tables(batch.import_id if batch else None)
if batch is None:
    start()
else:
    wait_for(batch.import_id)
    choose(batch)
