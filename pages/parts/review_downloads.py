"""Files to download from a dry run, written when asked for. Called by the review page."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from core.engine.plan import Counters
from core.error_file import FAILED_ONLY, WITH_ISSUES, write_error_file
from core.store.imports import Import
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.wording import count


def review_downloads(draft: Import, counters: Counters, issues: bool) -> None:
    """The failed rows, and all rows with an issue, each with the error and the remedy."""
    stem = Path(draft.file_name).stem
    if counters.failed:
        st.download_button(
            f"Download {count(counters.failed, 'failed row')}",
            data=_file(draft, FAILED_ONLY),
            file_name=f"{stem}-failed-rows.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    if issues:
        st.download_button(
            "Download all rows with issues",
            data=_file(draft, WITH_ISSUES),
            file_name=f"{stem}-issues.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _file(draft: Import, which: str) -> Callable[[], bytes]:
    def write() -> bytes:
        cursor = new_cursor()
        catalog = open_store().attach_work(cursor, draft.import_id)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            write_error_file(cursor, catalog, draft.layout["columns"], path, which)
            return path.read_bytes()

    return write
