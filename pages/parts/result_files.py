"""The files of a finished import: failed rows, all rows with issues, the original. Called by the
results page."""

from pathlib import Path

import streamlit as st

from core.engine.draft import original_file
from core.store.imports import Import
from pages.parts.database import open_store


def result_files(done: Import, issues: bool) -> None:
    """Download buttons for what there is; each file is read when it is asked for."""
    folder = open_store().folder(done.import_id)
    stem = Path(done.file_name).stem
    with st.container(horizontal=True):
        if done.counters.get("failed"):
            _button("Failed rows", folder / "failed.csv", f"{stem}-failed-rows.csv", "text/csv")
        if issues:
            _button("All rows with issues", folder / "errors.csv", f"{stem}-issues.csv", "text/csv")
        _button("Original file", original_file(open_store(), done.import_id), done.file_name, None)


def _button(label: str, path: Path, name: str, mime: str | None) -> None:
    if path.exists():
        st.download_button(
            label,
            data=path.read_bytes,
            file_name=name,
            mime=mime or "application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
            key=f"file-{path}",
        )
