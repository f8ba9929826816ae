"""Device contacts: vCard files and the browser's contact picker; contacts are ticked, mended and
reviewed. Tables of contacts go on to the mapping."""

from typing import Any

import streamlit as st

from core.capture import SOURCES
from core.capture.kinds import HEAD, says_vcard
from core.capture.picked import read_picked
from core.capture.sources import DEVICE
from core.engine.capturing.batch import add_contacts, count_captured
from core.engine.capturing.intake import take_file
from core.engine.capturing.tables import open_table
from core.errors import AppError
from core.store.imports import Import
from pages.parts.capture_flow import (
    current_batch,
    discard,
    ensure_batch,
    file_notes,
    go_to_review_when_asked,
    keep_error,
    read_taken,
    review_or_discard,
    show_kept_error,
    this_device,
)
from pages.parts.captured_list import captured_list
from pages.parts.captured_notes import captured_notes
from pages.parts.contact_picker import contact_picker
from pages.parts.current import UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.job_progress import wait_for
from pages.parts.on_phone import open_on_phone
from pages.parts.plain import plain
from pages.parts.wording import count

CARDS = ["vcf", "vcard"]
TABLES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
HOW = """
- **iPhone, iCloud**: in Contacts, select all, then *Export* or *Share contact*; on
  icloud.com/contacts *Export vCard*.
- **Android**: in Contacts, *Fix & manage* or *Organise*, then *Export to file*.
- **Google Contacts**: *Export*, as vCard or as *Google CSV* or *Outlook CSV*.
- **Outlook**: *Manage contacts*, *Export*: a CSV file; a single contact can be saved as a vCard.
- **Mac**: in Contacts, *File*, *Export*, *Export vCard*.
"""


def take_uploads() -> None:
    """Callback: copies the files to disk at once; vCards are read, a table becomes a draft."""
    round_ = st.session_state.get("device-round", 0)
    uploads: list[Any] = st.session_state[f"device-upload-{round_}"]
    st.session_state["device-round"] = round_ + 1
    tables, batch = [], None
    try:
        for upload in uploads:
            if is_table(upload):
                way = open_table(open_store(), new_cursor(), this_device(), upload.name, upload)
                tables.append((way, upload.name))
            else:
                batch = ensure_batch(DEVICE, upload.name)
                take_file(open_store(), new_cursor(), batch, upload.name, upload)
    except AppError as error:
        keep_error(error)
    st.session_state["device-tables"] = tables
    if batch is not None:
        read_taken(batch)


def is_table(upload: Any) -> bool:
    """Whether a file is one of rows and columns: by its name, unless it begins as a vCard."""
    head = upload.read(HEAD)
    upload.seek(0)
    return upload.name.lower().endswith(tuple(f".{end}" for end in TABLES)) and not says_vcard(head)


def take_picked(picked: Any) -> None:
    """What the contact picker gave becomes a batch, or goes into the one that is open."""
    contacts = read_picked(picked)
    if not contacts:
        st.info("None of the chosen contacts has a name, an email address or a number.")
        return
    import_id = ensure_batch(DEVICE, "contact picker")
    add_contacts(open_store(), new_cursor(), import_id, contacts, "Contact picker")
    st.rerun()


def intake(label: str) -> None:
    """The uploader and, where the browser has it, the picker."""
    st.file_uploader(
        label,
        type=[*CARDS, *TABLES],
        accept_multiple_files=True,
        key=f"device-upload-{st.session_state.get('device-round', 0)}",
        on_change=take_uploads,
    )
    if picked := contact_picker("device-picker"):
        take_picked(picked)
    show_kept_error()


def offer_tables() -> None:
    """A table of contacts has columns to map: one goes there at once, several get a link each."""
    tables = st.session_state.pop("device-tables", [])
    if len(tables) == 1 and "import" not in st.query_params:
        st.switch_page(UPLOAD, query_params={"import": str(tables[0][0])})
    for import_id, name in tables:
        st.page_link(
            UPLOAD,
            label=f"Map the columns of {plain(name, 60)}",
            icon=":material/table_chart:",
            query_params={"import": str(import_id)},
        )


def start() -> None:
    """The page before there is a contact."""
    st.markdown(
        "Import the contacts of a phone or a mail program. Nothing is written until you have seen "
        "who is new and who changes."
    )
    intake("vCard files (.vcf), or contacts as CSV from Google, Outlook or Apple")
    with st.expander("How to get contacts out of a phone", icon=":material/help:"):
        st.markdown(HOW)
    open_on_phone("device_contacts")


def choose(draft: Import) -> None:
    """The page once there are contacts: the list, and on to the review."""
    store, cursor = open_store(), new_cursor()
    total, chosen = count_captured(store, cursor, draft.import_id)
    file_notes(cursor, draft.import_id)
    if not total:
        intake("Another vCard file, or contacts as CSV")
        st.button(
            "Start anew", icon=":material/restart_alt:", on_click=discard, args=(draft.import_id,)
        )
        return
    st.markdown(f"**{count(total, 'contact')}**, {chosen:,} selected. {defaults_text()}")
    review_or_discard(draft.import_id, chosen)
    captured_notes(captured_list(draft.import_id))
    with st.expander("Add more contacts", icon=":material/add:"):
        intake("Another vCard file, or contacts as CSV")


def defaults_text() -> str:
    """What a new contact gets besides."""
    stage = (SOURCES[DEVICE].lifecycle_stage or "").capitalize()
    return (
        f"New contacts become a **{stage}**; a missing website is taken from the email's domain, "
        "unless it is one of free mail."
    )


go_to_review_when_asked()
st.title("Device contacts")
offer_tables()
batch = current_batch(new_cursor(), DEVICE)
if batch is None:
    start()
else:
    wait_for(batch.import_id)
    choose(batch)
