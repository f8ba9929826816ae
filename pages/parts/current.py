"""The import a page is about: named in the URL (``?import=3``), kept in the store.

Every step of the import flow starts with ``current_import`` and goes on with ``go``; so a step can
be reloaded, left and come back to."""

import duckdb
import streamlit as st

from core.recipe import Recipe
from core.store.imports import OPEN, Import, read_import, save_recipe
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain

HOME = "pages/imports/home.py"
UPLOAD = "pages/imports/upload.py"
MAP = "pages/imports/map_columns.py"
DETAILS = "pages/imports/details.py"
REVIEW = "pages/imports/review.py"
RESULTS = "pages/imports/results.py"
HISTORY = "pages/imports/history.py"
BROWSE = "pages/records/browse.py"
RECORD = "pages/records/record.py"

STEPS = {UPLOAD: "Upload", MAP: "Map", DETAILS: "Details", REVIEW: "Review", RESULTS: "Results"}


def current_import(cursor: duckdb.DuckDBPyConnection) -> Import:
    """The import named in the URL. Without one the page says so and stops."""
    number = st.query_params.get("import", "")
    if not (number.isdecimal() and len(number) < 10):
        st.info("No import is open. Start one, or choose one from the history.")
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
        st.page_link(HISTORY, label="History", icon=":material/history:")
        st.stop()
    return read_import(cursor, int(number))


def open_import_or_stop(cursor: duckdb.DuckDBPyConnection) -> Import:
    """The current import, where it can still be changed; else a link to its results."""
    draft = current_import(cursor)
    if draft.state not in OPEN:
        st.info("This import has been started; it can no longer be changed.")
        st.page_link(
            RESULTS,
            label="See its results",
            icon=":material/fact_check:",
            query_params={"import": str(draft.import_id)},
        )
        st.stop()
    return draft


def open_draft_or_stop(cursor: duckdb.DuckDBPyConnection) -> tuple[Import, str]:
    """The current import and its work database, where its file has been read as the upload page
    says now."""
    draft = open_import_or_stop(cursor)
    if not draft.layout or not draft.recipe.columns:
        go(UPLOAD, draft.import_id)
    return draft, open_store().attach_work(cursor, draft.import_id)


def save(import_id: int, recipe: Recipe) -> None:
    """Keeps what the user decided. Called by callbacks, before the page is drawn anew."""
    save_recipe(new_cursor(), import_id, recipe)


def go(page: str, import_id: int) -> None:
    """Moves to another step of the same import."""
    st.switch_page(page, query_params={"import": str(import_id)})


def step_header(page: str, draft: Import | None, intro: str) -> None:
    """The title of a step, where it stands in the flow, and one line on what it is for."""
    names = list(STEPS.values())
    here = names.index(STEPS[page])
    trail = " :material/chevron_right: ".join(
        f"**{name}**" if place == here else f":gray[{name}]" for place, name in enumerate(names)
    )
    st.caption(trail)
    st.title(STEPS[page] if draft is None else f"{STEPS[page]}: {plain(draft.name)}")
    st.markdown(intro)
