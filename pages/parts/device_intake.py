"""The ways to the contacts of a device: vCard files, tables of contacts, the contact picker of the
browser. Called by the page of device contacts."""

from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.capture.kinds import HEAD, says_vcard
from core.capture.picked import read_picked
from core.capture.sources import DEVICE
from core.engine.capturing.batch import add_contacts
from core.engine.capturing.intake import take_file
from core.engine.capturing.naming import PICKER
from core.engine.capturing.tables import note_table, open_table, open_tables
from core.errors import AppError
from pages.parts.capture_flow import (
    ensure_batch,
    keep_error,
    read_taken,
    show_kept_error,
    this_device,
)
from pages.parts.contact_picker import contact_picker
from pages.parts.current import UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.fresh_uploads import fresh_uploads
from pages.parts.plain import plain

CARDS = ["vcf", "vcard"]
TABLES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]


def device_intake(label: str) -> None:
    """The uploader and, where the browser has it, the picker."""
    key = f"device-upload-{st.session_state.get('device-round', 0)}"
    st.file_uploader(
        label,
        type=[*CARDS, *TABLES],
        accept_multiple_files=True,
        key=key,
        on_change=_take_uploads,
        args=(key,),
    )
    if picked := contact_picker("device-picker"):
        _take_picked(picked)
    show_kept_error()


def _take_uploads(key: str) -> None:
    """Callback: copies the files to disk at once; vCards are read, a table becomes a draft."""
    uploads = fresh_uploads(key)
    if not uploads:
        return
    st.session_state["device-round"] = st.session_state.get("device-round", 0) + 1
    tables, batch = [], None
    try:
        for upload in uploads:
            if _is_table(upload):
                way = open_table(open_store(), new_cursor(), this_device(), upload.name, upload)
                tables.append((way, upload.name))
            else:
                batch = ensure_batch(DEVICE, upload.name)
                take_file(open_store(), new_cursor(), batch, upload.name, upload)
    except AppError as error:
        keep_error(error)
    st.session_state["device-tables"] = tables
    if "import" in st.query_params:
        for way, name in tables:
            note_table(open_store(), new_cursor(), ensure_batch(DEVICE), way, name)
    if batch is not None:
        read_taken(batch)


def _is_table(upload: UploadedFile) -> bool:
    """Whether a file is one of rows and columns: by its name, unless it begins as a vCard."""
    head = upload.read(HEAD)
    upload.seek(0)
    return upload.name.lower().endswith(tuple(f".{end}" for end in TABLES)) and not says_vcard(head)


def _take_picked(picked: Any) -> None:
    """What the contact picker gave becomes a batch, or goes into the one that is open."""
    contacts = read_picked(picked)
    if not contacts:
        st.info("None of the chosen contacts has a name, an email address or a number.")
        return
    import_id = ensure_batch(DEVICE, PICKER.lower())
    add_contacts(open_store(), new_cursor(), import_id, contacts, PICKER)
    st.rerun()


def offer_tables(batch: int | None) -> None:
    """A table of contacts has columns to map: one goes there at once, several, and those that came
    with vCards, get a link each. With a batch they are kept."""
    tables = st.session_state.pop("device-tables", [])
    if batch is not None:
        tables = open_tables(open_store(), new_cursor(), batch)
    elif len(tables) == 1:
        st.switch_page(UPLOAD, query_params={"import": str(tables[0][0])})
    for import_id, name in tables:
        st.page_link(
            UPLOAD,
            label=f"Map the columns of {plain(name, 60)}",
            icon=":material/table_chart:",
            query_params={"import": str(import_id)},
        )
    if tables:
        st.caption(
            "Each is an import of its own; it also waits under *Unfinished* on the home page."
        )
