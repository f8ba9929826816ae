"""The addresses of the pages, and the import that a page is about: named in the URL
(``?import=3``), kept in the store.

Every step of the import flow starts with ``current_import`` and goes on with ``go``; so a step can
be reloaded, left and come back to."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import NoReturn, ParamSpec

import duckdb
import streamlit as st

from core.capture.sources import CARD, DEVICE, QR
from core.errors import StoreError
from core.recipe import Recipe
from core.store.imports import OPEN, Import, ImportGone, read_import, save_recipe
from core.store.properties import read_object_type
from pages.parts.database import cursor as new_cursor
from pages.parts.trouble import show_error

P = ParamSpec("P")

HOME = "pages/imports/home.py"
UPLOAD = "pages/imports/upload.py"
COMMON = "pages/imports/common_column.py"
MAP = "pages/imports/map_columns.py"
DETAILS = "pages/imports/details.py"
REVIEW = "pages/imports/review.py"
RESULTS = "pages/imports/results.py"
HISTORY = "pages/imports/history.py"
COMPARE = "pages/imports/compare.py"
TEMPLATES = "pages/imports/templates.py"
FIX_ERRORS = "pages/imports/fix_errors.py"
DEVICE_CONTACTS = "pages/capture/device_contacts.py"
QR_CODES = "pages/capture/qr_codes.py"
BUSINESS_CARD = "pages/capture/business_card.py"
CAPTURE_REVIEW = "pages/capture/review_contacts.py"
BROWSE = "pages/records/browse.py"
RECORD = "pages/records/record.py"
OWNERS = "pages/settings/owners.py"

# Where captured contacts are chosen and mended, by their source.
CAPTURE_PAGES = {DEVICE: DEVICE_CONTACTS, QR: QR_CODES, CARD: BUSINESS_CARD}


def current_import(cursor: duckdb.DuckDBPyConnection) -> Import:
    """The import named in the URL. Without one the page says so and stops."""
    number = st.query_params.get("import", "")
    if not (number.isdecimal() and len(number) < 10):
        st.info("No import is open. Start one, or choose one from the history.")
        _ways_on()
    try:
        return read_import(cursor, int(number))
    except StoreError as error:
        show_error(error)
        _ways_on()


def _ways_on() -> NoReturn:
    """Links for a page that has no import, which ends here."""
    st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    st.page_link(HISTORY, label="History", icon=":material/history:")
    st.stop()


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


def open_draft_or_stop(cursor: duckdb.DuckDBPyConnection) -> Import:
    """The current import, where its files have been read as the upload page says now."""
    draft = open_import_or_stop(cursor)
    if not draft.staged or not all(file.columns for file in draft.recipe.files):
        go(UPLOAD, draft.import_id)
    return draft


def current_file(draft: Import) -> int:
    """The file a page is about (``?file=2``), where an import has two."""
    number = st.query_params.get("file", "1")
    return 2 if number == "2" and len(draft.recipe.files) > 1 else 1


def file_title(cursor: duckdb.DuckDBPyConnection, draft: Import, file: int) -> str:
    """The objects of a file and its name, for people."""
    names = draft.recipe.objects_in(file)
    plurals = " and ".join(read_object_type(cursor, name).plural for name in names)
    return f"{plurals}: {draft.file_names[file - 1]}"


def unless_gone(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback that changes a draft. Where another window, or somebody else, has dropped or
    started that import, it does nothing: the page that is drawn next says so."""

    @wraps(callback)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        with suppress(ImportGone):
            callback(*args, **kwargs)

    return guarded


def save(import_id: int, recipe: Recipe) -> None:
    """Keeps what the user decided. Called by callbacks, before the page is drawn anew."""
    save_recipe(new_cursor(), import_id, recipe)


def go(page: str, import_id: int, file: int = 1) -> None:
    """Moves to another step of the same import; ``file`` says which file of two."""
    second = {"file": "2"} if file == 2 else {}
    st.switch_page(page, query_params={"import": str(import_id)} | second)
