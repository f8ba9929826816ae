"""Where a file is dropped, or the path of one on this machine; it is copied to disk at once. Called
by the upload page for each file of an import."""

import os
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from core.engine.draft import open_draft, set_file
from core.errors import AppError, FileError
from core.read import ReadOptions
from core.recipe import Recipe
from core.store.imports import Import
from pages.parts.current import UPLOAD, save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.error_file_note import take_over_decisions
from pages.parts.file_layout import read_anew
from pages.parts.fresh_uploads import fresh_uploads
from pages.parts.moves import note_move
from pages.parts.once_button import once_button
from pages.parts.trouble import show_error

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "gz", "zip"]


def uploader(recipe: Recipe, draft: Import | None, file: int, label: str = "File") -> None:
    """Drag and drop, or a path of this machine for what is too large for that."""
    key = f"upload-{file}-{st.session_state.get('uploads', 0)}"
    st.file_uploader(
        f"{label} (CSV, TSV, TXT, XLSX, XLS, XLSB, ODS; up to 1 GB)",
        type=TYPES,
        key=key,
        on_change=_take_upload,
        args=(recipe, draft, file, key),
    )
    with st.expander("A large file on this machine", icon=":material/folder_open:"):
        st.text_input("Path", key=f"path-{file}", placeholder="~/exports/contacts.csv")
        once_button("Use this file", f"use-{file}", _take_path, recipe, draft, file)
    if error := st.session_state.pop("upload_error", None):
        show_error(error)


def _take_upload(recipe: Recipe, draft: Import | None, file: int, key: str) -> None:
    """Callback: copies the upload to disk at once, and frees its memory by a new widget."""
    for upload in fresh_uploads(key):
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        _take_file(recipe, draft, file, upload.name, upload)


def _take_path(recipe: Recipe, draft: Import | None, file: int) -> None:
    """Callback: copies a file of this machine."""
    typed = st.session_state[f"path-{file}"].strip().strip("\"'")
    path = Path(os.path.expanduser(typed))
    reason = "is a folder" if path.is_dir() else "is no file"
    try:
        if path.is_file() or not path.exists():
            with path.open("rb") as content:
                _take_file(recipe, draft, file, path.name, content)
            return
    except OSError as error:
        reason = error.strerror or str(error)
    st.session_state["upload_error"] = FileError(
        "The file cannot be opened", f"{typed or 'Nothing'}: {reason}.", "Check the path."
    )


def _take_file(
    recipe: Recipe, draft: Import | None, file: int, name: str, content: BinaryIO
) -> None:
    """Makes a draft of the first file, or gives the draft another one; says so where that fails."""
    try:
        if draft is None:
            opened = open_draft(open_store(), new_cursor(), recipe, name, content)
            st.query_params["import"] = str(opened)
            note_move(UPLOAD, opened)
            take_over_decisions(opened)
            return
        set_file(open_store(), new_cursor(), draft.import_id, file, name, content)
        save(draft.import_id, read_anew(recipe, file, read=ReadOptions()))
        keep_file(draft.import_id)
        if file == 1 and len(draft.file_names) < 2:
            take_over_decisions(draft.import_id)
    except AppError as error:
        st.session_state["upload_error"] = error


def keep_file(import_id: int) -> None:
    """Callback: no other file is to be chosen."""
    st.session_state.pop(f"replace-{import_id}", None)
