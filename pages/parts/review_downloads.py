"""Files to download from a dry run, written when asked for. Called by the review page."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb
import streamlit as st

from core.engine.parts import Part, parts_of
from core.engine.plan import Counters
from core.engine.review import has_issues
from core.error_file import FAILED_ONLY, WITH_ISSUES, import_mark, write_error_file
from core.store.imports import Import
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.wording import count


def review_downloads(
    cursor: duckdb.DuckDBPyConnection,
    draft: Import,
    parts: Sequence[Part],
    counters: Mapping[str, Counters],
) -> None:
    """The failed rows of a file, and all its rows with an issue, each with the error and the
    remedy. ``parts`` are the objects of that file: a row is there once, whichever of its objects
    fails."""
    file = parts[0].imported.file
    stem = Path(draft.file_names[file - 1]).stem
    failed = [counters[part.name].failed for part in parts]
    if any(failed):
        number = count(failed[0], "failed row") if len(parts) == 1 else "failed rows"
        st.download_button(
            f"Download {number}",
            data=_file(draft, file, FAILED_ONLY),
            file_name=f"{stem}-failed-rows.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    if any(has_issues(cursor, part) for part in parts):
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
            mark = import_mark(draft.import_id, draft.created_at, file)
            write_error_file(cursor, parts[0].source, works, columns, path, mark, which)
            return path.read_bytes()

    return write
