"""What the results page says of captured contacts. Called by it."""

from collections.abc import Mapping

import duckdb
import streamlit as st

from core.engine.capturing.reviewing import only_record
from core.engine.plan import Counters
from core.store.imports import Import
from pages.parts.current import CAPTURE_PAGES, RECORD
from pages.parts.database import open_store
from pages.parts.steps import page_name
from pages.parts.wording import count


def captured_notice(
    cursor: duckdb.DuckDBPyConnection, done: Import, counters: Mapping[str, Counters]
) -> None:
    """``12 contacts imported``, or ``Contact saved`` with a way to its record."""
    if not done.recipe.source or done.state != "DONE":
        return
    found = counters["contacts"]
    written = found.created + found.updated
    record = only_record(open_store(), cursor, done.import_id) if found.rows == 1 else None
    if record is None or not written:
        st.success(f"{count(written, 'contact')} imported", icon=":material/check_circle:")
        return
    st.success("Contact saved", icon=":material/check_circle:")
    st.page_link(
        RECORD,
        label="Open the contact",
        icon=":material/person:",
        query_params={"object": "contacts", "id": str(record)},
    )


def capture_more(done: Import) -> None:
    """A way back to the page the contacts came from."""
    page = CAPTURE_PAGES[done.recipe.source]
    st.page_link(page, label=f"Another: {page_name(page)}", icon=":material/add:")
