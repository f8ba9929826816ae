"""Files to download from a dry run, written when asked for. Called by the review page."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from core.engine.parts import parts_of
from core.error_file import FAILED_ONLY, WITH_ISSUES, write_error_file
from core.store.imports import Import
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.wording import count


def review_downloads(draft: Import, file: int, failed: int, issues: bool) -> None:
    """The failed rows of a file, and all its rows with an issue, each with the error and the
    remedy. ``failed`` counts the rows of one object; 0 where there are none."""
    stem = Path(draft.file_names[file - 1]).stem
    if failed:
        st.download_button(
            f"Download {count(failed, 'failed row')}",
            data=_file(draft, file, FAILED_ONLY),
            file_name=f"{stem}-failed-rows.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    if issues:
        st.download_button(
            "Download all rows with issues",
            data=_file(draft, file, WITH_ISSUES),
            file_name=f"{stem}-issues.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _file(draft: Import, file: int, which: str) -> Callable[[], bytes]:
    def write() -> bytes:
        cursor = new_cursor()
        parts = [p for p in parts_of(open_store(), cursor, draft) if p.imported.file == file]
        columns = draft.layouts[file - 1]["columns"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            works = [part.work for part in parts]
            write_error_file(cursor, parts[0].source, works, columns, path, which)
            return path.read_bytes()

    return write
