"""History: every import, also drafts and failed ones, and what one of them was. What shows is in
the URL."""

from datetime import date

import streamlit as st

from core.history import (
    PAGE_ROWS,
    HistoryView,
    find_imports,
    imported_objects,
    latest_outcomes,
)
from core.store.imports import STATES
from pages.parts.current import UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.drop_draft import drop_dialog
from pages.parts.history_details import history_details
from pages.parts.history_table import history_grid, outcome_chart
from pages.parts.run_again import follow_run_again
from pages.parts.wording import count

KEYS = {
    "object": "history-object",
    "state": "history-state",
    "q": "history-search",
    "from": "history-from",
    "to": "history-to",
}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def read_view() -> HistoryView:
    """What the URL asks for."""
    params = st.query_params
    page = params.get("page", "1")
    return HistoryView(
        params.get("object", ""),
        params.get("state", ""),
        params.get("q", ""),
        int(page) if page.isdecimal() and len(page) < 9 else 1,
        day(params.get("from", "")),
        day(params.get("to", "")),
    )


def day(text: str) -> date | None:
    """A day as the URL writes it, 2026-03-01; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def show_filtered() -> None:
    """Callback: puts the filters into the URL, from the first page."""
    chosen = {name: st.session_state[key] for name, key in KEYS.items()}
    st.query_params.from_dict({name: str(value) for name, value in chosen.items() if value})


def show_page(key: str) -> None:
    """Callback: another page of the same imports."""
    st.query_params["page"] = str(st.session_state[key])
    st.query_params.pop("details", None)


def filters(view: HistoryView, objects: list[str]) -> None:
    """Name, object, state and days."""
    st.session_state[KEYS["object"]] = view.object_type if view.object_type in objects else None
    st.session_state[KEYS["state"]] = view.state if view.state in STATES else None
    st.session_state[KEYS["q"]] = view.search
    st.session_state[KEYS["from"]] = view.since
    st.session_state[KEYS["to"]] = view.until
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name or file",
            key=KEYS["q"],
            placeholder="Search by name or file",
            icon=":material/search:",
            label_visibility="collapsed",
            width=240,
            on_change=show_filtered,
        )
        st.selectbox(
            "Object",
            objects,
            key=KEYS["object"],
            placeholder="Any object",
            format_func=lambda name: name.replace("_", " ").capitalize(),
            label_visibility="collapsed",
            width=145,
            on_change=show_filtered,
        )
        st.selectbox(
            "State",
            list(STATES),
            key=KEYS["state"],
            placeholder="Any state",
            format_func=STATES.__getitem__,
            label_visibility="collapsed",
            width=145,
            on_change=show_filtered,
        )
        with st.container(horizontal=True, width=356, gap="xsmall"):
            for name, label in (("from", "From"), ("to", "To")):
                st.date_input(
                    label,
                    value=None,
                    key=KEYS[name],
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="YYYY-MM-DD",
                    width=174,
                    on_change=show_filtered,
                )


cursor = new_cursor()
view = read_view()
total, imports = find_imports(cursor, view)

st.title("History")
follow_run_again()
if not total and not view.narrowed:
    st.info("Nothing was imported yet. Every import, finished or not, will be listed here.")
    st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    st.stop()

latest = latest_outcomes(cursor)
if len(latest) > 1 and not view.narrowed and view.page == 1:
    outcome_chart(latest)

filters(view, imported_objects(cursor))
if imports:
    st.caption(f"{count(total, 'import')}. Select one to see what it was; its name opens it.")
    chosen = history_grid(imports, st.query_params.get("details", ""))
    drop_dialog(imports)
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
