"""The files of a finished import: failed rows, all rows with issues, the original. Called by the
results page."""

from functools import partial
from pathlib import Path

import streamlit as st

from core.corrections import corrections_of, rows_still_failing
from core.engine.capturing.intake import kept_files
from core.engine.original_files import original_file
from core.error_file import FAILED_ONLY, WITH_ISSUES, error_file_path
from core.rows_left import rows_of_error_file
from core.store.imports import Import
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain


def result_files(done: Import) -> None:
    """Download buttons for what there is; each file is read when it is asked for."""
    folder = open_store().folder(done.import_id)
    with st.container(horizontal=True):
        captured = kept_files(open_store(), done.import_id)
        for name, path in captured:
            _button(f"{plain(name, 40)}", path, name, None)
        for number, name in enumerate(done.file_names, start=1):
            stem = Path(name).stem
            of_file = f" ({name})" if len(done.file_names) > 1 else ""
            failed = error_file_path(folder, FAILED_ONLY, number)
            issues = error_file_path(folder, WITH_ISSUES, number)
            _failed_rows(done, number, failed, stem, of_file)
            _button(f"All rows with issues{of_file}", issues, f"{stem}-issues.csv", "text/csv")
            original = original_file(open_store(), done.import_id, number)
            label = "Contacts as captured" if done.recipe.source else "Original file"
            _button(f"{label}{of_file}", original, name, None)


def _failed_rows(done: Import, file: int, path: Path, stem: str, of_file: str) -> None:
    """What failed and, where some of it was imported since, first what is left of that."""
    if not path.exists() or _only_a_header(path):
        return
    name, mime = f"{stem}-failed-rows.csv", "text/csv"
    store, cursor = open_store(), new_cursor()
    if not corrections_of(store, cursor, done):
        _button(f"Failed rows{of_file}", path, name, mime)
        return
    left = rows_still_failing(store, cursor, done, file)
    if left:
        st.download_button(
            f"Failed rows still to correct ({len(left):,}){of_file}",
            data=partial(rows_of_error_file, path, left),
            file_name=f"{stem}-rows-to-correct.csv",
            mime=mime,
            icon=":material/download:",
            on_click="ignore",
            help="Without the rows that were imported since, corrected.",
            key=f"left-{path}",
        )
    _button(f"All failed rows{of_file}", path, name, mime)


def _button(label: str, path: Path, name: str, mime: str | None) -> None:
    if path.exists() and not _only_a_header(path):
        st.download_button(
            label,
            data=path.read_bytes,
            file_name=name,
            mime=mime or "application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
            key=f"file-{path}",
        )


def _only_a_header(path: Path) -> bool:
    """Whether an error file has no row."""
    if path.suffix != ".csv" or path.stem.startswith(("original", "captured")):
        return False
    with path.open("rb") as file:
        return file.readline() != b"" and file.readline() == b""
