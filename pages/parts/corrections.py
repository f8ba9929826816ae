"""What ties an import to the one whose failed rows it brings back, in both directions. Called by
the steps of an import, the results and the history."""

import duckdb
import streamlit as st

from core.corrections import Corrections, corrections_of
from core.errors import StoreError
from core.store.imports import FINISHED, Import, read_import
from pages.parts.current import RESULTS
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.wording import count


def corrections_note(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    """Both sentences, with a link each; nothing where there is nothing to say."""
    corrects_note(cursor, each)
    if each.state not in FINISHED:
        return
    found = corrections_of(open_store(), cursor, each)
    if found is None:
        return
    st.markdown(f":material/healing: {_told(found)}")
    with st.container(horizontal=True):
        for by in found.by:
            deleted = f", and {by.deleted:,} deleted since," if by.deleted else ""
            _link(by.done, f"{count(by.rows, 'row')}{deleted} by import")


def _told(found: Corrections) -> str:
    """How many of the failed rows are imported by now, and how many were, until somebody deleted
    their records."""
    told = (
        f"{found.imported:,} of the {count(found.failed, 'row')} that failed "
        f"{'was' if found.imported == 1 else 'were'} imported since, corrected."
    )
    if not found.deleted:
        return told
    one = found.deleted == 1
    return told + (
        f" {found.deleted:,} more {'was' if one else 'were'}, but "
        f"{'its record has' if one else 'their records have'} been deleted since."
    )


def corrects_note(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    """Whose failed rows the files of an import are."""
    for number in sorted({import_id for import_id, _ in each.corrects.values()}):
        try:
            first = read_import(cursor, number)
        except StoreError:  # a draft that was dropped
            continue
        _link(first, "Corrects rows that failed in import")


def _link(done: Import, label: str) -> None:
    st.page_link(
        RESULTS,
        label=f"{label} {done.import_id}: {plain(done.name or done.file_name)}",
        icon=":material/healing:",
        query_params={"import": str(done.import_id)},
    )
