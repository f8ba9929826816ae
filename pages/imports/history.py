"""History: every import, also drafts and failed ones. What shows is in the URL."""

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
from pages.parts.history_table import drop_dialog, history_grid, outcome_chart
from pages.parts.wording import count

KEYS = {"object": "history-object", "state": "history-state", "q": "history-search"}


def read_view() -> HistoryView:
    """What the URL asks for."""
    params = st.query_params
    page = params.get("page", "1")
    return HistoryView(
        params.get("object", ""),
        params.get("state", ""),
        params.get("q", ""),
        int(page) if page.isdigit() and len(page) < 9 else 1,
    )


def show_filtered() -> None:
    """Callback: puts the filters into the URL, from the first page."""
    chosen = {name: st.session_state[key] for name, key in KEYS.items()}
    st.query_params.from_dict({name: value for name, value in chosen.items() if value})


def show_page(key: str) -> None:
    """Callback: another page of the same imports."""
    st.query_params["page"] = str(st.session_state[key])


def filters(view: HistoryView, objects: list[str]) -> None:
    """Object, state and name."""
    st.session_state[KEYS["object"]] = view.object_type if view.object_type in objects else None
    st.session_state[KEYS["state"]] = view.state if view.state in STATES else None
    st.session_state[KEYS["q"]] = view.search
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name or file",
            key=KEYS["q"],
            placeholder="Search by name or file",
            icon=":material/search:",
            label_visibility="collapsed",
            width=400,
            on_change=show_filtered,
        )
        st.selectbox(
            "Object",
            objects,
            key=KEYS["object"],
            placeholder="Any object",
            format_func=lambda name: name.replace("_", " ").capitalize(),
            label_visibility="collapsed",
            width=180,
            on_change=show_filtered,
        )
        st.selectbox(
            "State",
            list(STATES),
            key=KEYS["state"],
            placeholder="Any state",
            format_func=STATES.__getitem__,
            label_visibility="collapsed",
            width=180,
            on_change=show_filtered,
        )


cursor = new_cursor()
view = read_view()
total, imports = find_imports(cursor, view)

st.title("History")
if not total and not view.narrowed:
    st.info("Nothing was imported yet. Every import, finished or not, will be listed here.")
    st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    st.stop()

latest = latest_outcomes(cursor)
if len(latest) > 1 and not view.narrowed and view.page == 1:
    outcome_chart(latest)

filters(view, imported_objects(cursor))
if imports:
    st.caption(count(total, "import"))
    history_grid(imports)
    drop_dialog(imports)
else:
    st.info("No import fits these filters.")
    st.button("Show all imports", icon=":material/filter_alt_off:", on_click=st.query_params.clear)

if total > PAGE_ROWS:
    pages = -(-total // PAGE_ROWS)
    page = min(view.page, pages)
    key = f"history-page-{page}"
    st.pagination(pages, default=page, key=key, on_change=show_page, args=(key,))
