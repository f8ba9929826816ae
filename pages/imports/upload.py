"""Upload: what the rows are, the file, and how it is read, with the preview following."""

import os
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from core.engine.draft import drop_draft, open_draft, original_file, prepare_draft
from core.errors import AppError, FileError
from core.recipe import Recipe
from core.store.imports import Import
from pages.parts.current import MAP, STEPS, UPLOAD, go, open_import_or_stop, step_header
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.file_layout import file_layout, layout_preview, reading_switches
from pages.parts.import_choices import import_choices, sample_download
from pages.parts.job_progress import READ_PHASES, start_job, wait_for
from pages.parts.plain import plain
from pages.parts.trouble import show_error
from pages.parts.wording import file_size

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "gz", "zip"]
cursor = new_cursor()


def chosen_recipe() -> Recipe:
    """What the choices above the file say."""
    chosen = st.session_state
    return Recipe(chosen["object_type"], chosen["mode"], chosen["language"])


def take_upload() -> None:
    """Callback: copies the upload to disk at once, and frees its memory by a new widget."""
    upload = st.session_state[f"upload-{st.session_state.get('uploads', 0)}"]
    if upload is None:
        return
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
    open_file(upload.name, upload)


def take_path() -> None:
    """Callback: copies a file of this machine."""
    typed = st.session_state["path"].strip().strip("\"'")
    path = Path(os.path.expanduser(typed))
    reason = "is a folder" if path.is_dir() else "is no file"
    try:
        if path.is_file() or not path.exists():
            with path.open("rb") as content:
                open_file(path.name, content)
            return
    except OSError as error:
        reason = error.strerror or str(error)
    st.session_state["upload_error"] = FileError(
        "The file cannot be opened", f"{typed or 'Nothing'}: {reason}.", "Check the path."
    )


def open_file(name: str, content: BinaryIO) -> None:
    """Makes a draft of the file and goes on with it; says so where that fails."""
    try:
        opened = open_draft(open_store(), new_cursor(), chosen_recipe(), name, content)
    except AppError as error:
        st.session_state["upload_error"] = error
        return
    st.query_params["import"] = str(opened)


def other_file(draft: Import) -> None:
    """Callback: drops this draft, so that another file can be chosen for the same object."""
    drop_draft(open_store(), new_cursor(), draft.import_id)
    jobs().forget(draft.import_id)
    for name in ("object_type", "mode", "language"):
        st.session_state[name] = getattr(draft.recipe, name)
    st.query_params.clear()


def read_whole(draft: Import) -> None:
    """Callback: stages the file in the background."""
    jobs().forget(draft.import_id)
    title = f"Reading {draft.file_name}"
    start_job(draft.import_id, title, 0, READ_PHASES, prepare_draft)
    st.session_state["staged"] = draft.import_id


def choose_file() -> None:
    """The page before there is a file."""
    step_header(UPLOAD, None, "Say what the rows are, then choose the file.")
    import_choices(cursor, None)
    uploads = st.session_state.get("uploads", 0)
    st.file_uploader(
        "File (CSV, TSV, TXT, XLSX, XLS, XLSB, ODS; up to 1 GB)",
        type=TYPES,
        key=f"upload-{uploads}",
        on_change=take_upload,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sample_download(st.session_state["object_type"])
    with st.expander("A large file on this machine", icon=":material/folder_open:"):
        st.text_input("Path", key="path", placeholder="~/exports/contacts.csv")
        st.button("Use this file", on_click=take_path)
    if error := st.session_state.pop("upload_error", None):
        show_error(error)


def look_at_file(draft: Import) -> None:
    """The page once a file is there: switches, preview, Next."""
    step_header(
        UPLOAD, draft, "Check that the preview looks right. Change how the file is read if not."
    )
    import_choices(cursor, draft)
    size = file_size(draft.file_size)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/description: **{plain(draft.file_name)}** · {size}")
        st.button(
            "Choose another file",
            icon=":material/swap_horiz:",
            on_click=other_file,
            args=(draft,),
        )
    try:
        layout = file_layout(original_file(open_store(), draft.import_id), draft.recipe.read)
    except AppError as error:
        show_error(error)
        reading_switches(draft, None)
        return
    reading_switches(draft, layout)
    layout_preview(layout)
    st.button(
        f"Next: {STEPS[MAP]}",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=read_whole,
        args=(draft,),
    )


if "import" in st.query_params:
    current = open_import_or_stop(cursor)
    done = wait_for(current.import_id)
    if st.session_state.pop("staged", None) == current.import_id and done:
        go(MAP, current.import_id)
    look_at_file(current)
else:
    choose_file()
