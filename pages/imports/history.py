"""History: every import, also drafts and failed ones, and what one of them was. What shows is in
the URL."""

import streamlit as st

from core.history import (
    PAGE_ROWS,
    find_imports,
    imported_objects,
    importing_users,
    latest_outcomes,
)
from pages.parts.current import UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.drop_draft import drop_dialog
from pages.parts.history_details import history_details
from pages.parts.history_filters import history_filters, read_view
from pages.parts.history_table import history_grid, outcome_chart
from pages.parts.run_again import follow_run_again
from pages.parts.undo_history import undo_table
from pages.parts.wording import count


def show_page(key: str) -> None:
    """Callback: another page of the same imports."""
    st.query_params["page"] = str(st.session_state[key])
    st.query_params.pop("details", None)


cursor = new_cursor()
view = read_view()
total, imports = find_imports(cursor, view)

st.title("History")
follow_run_again()
drop_dialog(imports)
if not total and not view.narrowed:
    st.info("Nothing was imported yet. Every import, finished or not, will be listed here.")
    st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    st.stop()

latest = latest_outcomes(cursor)
if len(latest) > 1 and not view.narrowed and view.page == 1:
    outcome_chart(latest)

history_filters(view, imported_objects(cursor), importing_users(cursor))
if imports:
    st.caption(f"{count(total, 'import')}. Select one to see what it was; its name opens it.")
    chosen = history_grid(imports, st.query_params.get("details", ""))
else:
    chosen = None
    st.info("No import fits these filters.")
    st.button("Show all imports", icon=":material/filter_alt_off:", on_click=st.query_params.clear)

if total > PAGE_ROWS:
    pages = -(-total // PAGE_ROWS)
    page = min(view.page, pages)
    key = f"history-page-{page}"
    st.pagination(pages, default=page, key=key, on_change=show_page, args=(key,))

if chosen:
    st.query_params["details"] = str(chosen.import_id)
    history_details(cursor, chosen)
else:
    st.query_params.pop("details", None)
if not view.narrowed:
    undo_table(cursor)
