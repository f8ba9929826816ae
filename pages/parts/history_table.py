"""The history as a grid, the chart of the latest outcomes, and the dialog that drops a draft.
Called by the history page."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.engine.draft import drop_draft
from core.history import (
    OUTCOMES,
    outcome_table,
    row_count,
    rows_per_second,
    total_seconds,
)
from core.store.imports import OPEN, STATES, Import
from pages.parts.current import MAP, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.picked import picked_row
from pages.parts.plain import plain
from pages.parts.wording import OUTCOMES as OUTCOME_WORDS
from pages.parts.wording import duration, local_time, objects_text

_GRID, _NAME_CLICK, _DROP_CLICK = "history-grid", "history-name-click", "history-drop-click"
_DROP = "history-drop"
_ROW_PIXELS = 35
_COUNTS = ("Rows", *(OUTCOME_WORDS[name][0] for name in OUTCOMES), "Changed cells", "Rows/s")
# By light and dark theme, in the order of OUTCOMES; the hues of .streamlit/config.toml.
_COLOURS = {
    "light": ["#0b6e68", "#3b7ea1", "#8a9a9e", "#b08a3e", "#b4584f"],
    "dark": ["#4db6ac", "#6fa8c7", "#8a9a9e", "#d0ae6b", "#d98880"],
}


def history_grid(imports: Sequence[Import]) -> None:
    """The name of an import opens it; so does selecting its row (Shift+Space on the keyboard)."""

    def ask_to_drop() -> None:
        st.session_state[_DROP] = imports[st.session_state[_DROP_CLICK]["row"]].import_id

    button = st.column_config.ButtonColumn
    number = st.column_config.NumberColumn(format="localized")
    selected = st.dataframe(
        pd.DataFrame([_line(each) for each in imports]),
        key=_GRID,
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (len(imports) + 1) + 3,
        placeholder="",
        column_config=dict.fromkeys(_COUNTS, number)
        | {
            "Import": button(
                type="tertiary",
                alignment="left",
                pinned=True,
                key=_NAME_CLICK,
                help="Opens its results, or goes on with a draft.",
            ),
            "Drop": button("", type="tertiary", key=_DROP_CLICK, on_click=ask_to_drop),
            "Trouble": st.column_config.TextColumn(width=300),
            "Duration": st.column_config.TextColumn(alignment="right"),
        },
        selection_mode="single-row",
        on_select="rerun",
        alt="Imports, newest first",
    )
    row = picked_row(selected, st.session_state.get(_NAME_CLICK))
    if row is not None and row < len(imports):
        page = MAP if imports[row].state in OPEN else RESULTS
        st.switch_page(page, query_params={"import": str(imports[row].import_id)})


def _line(each: Import) -> dict[str, Any]:
    seconds = total_seconds(each)
    droppable = each.state in OPEN
    return (
        {
            "Import": each.name or each.file_name,
            "State": STATES[each.state],
            "Drop": "Drop" if droppable else None,
            "Object": objects_text(each),
            "Date": local_time(each.finished_at or each.created_at),
            "Rows": row_count(each),
        }
        | {OUTCOME_WORDS[name][0]: each.counters.get(name) for name in OUTCOMES}
        | {
            "Changed cells": each.counters.get("changed_cells"),
            "Duration": duration(seconds) if seconds is not None else None,
            "Rows/s": rows_per_second(each),
            "File": each.file_name,
            "Trouble": each.error,
        }
    )


def drop_dialog(imports: Sequence[Import]) -> None:
    """Asks before a draft is dropped, where its button was pressed."""
    chosen = next((i for i in imports if i.import_id == st.session_state.get(_DROP)), None)
    if chosen is not None:
        _ask(chosen)


def _forget() -> None:
    st.session_state.pop(_DROP, None)


def _drop(import_id: int) -> None:
    """Callback: deletes the draft. One that is being worked on stays."""
    _forget()
    job = jobs().get(import_id)
    if job and job.running:
        st.toast("This import is running; cancel it first.", icon=":material/warning:")
        return
    drop_draft(open_store(), new_cursor(), import_id)
    st.toast("Draft dropped.", icon=":material/delete:")


@st.dialog("Drop this draft?", on_dismiss=_forget)
def _ask(draft: Import) -> None:
    st.markdown(
        f"**{plain(draft.name or draft.file_name)}** ({STATES[draft.state].lower()}) and its copy "
        "of the file are deleted. Nothing of it is in the records."
    )
    with st.container(horizontal=True):
        st.button(
            "Drop",
            type="primary",
            icon=":material/delete:",
            on_click=_drop,
            args=(draft.import_id,),
            key="history-drop-yes",
        )
        st.button("Keep it", on_click=_forget, key="history-drop-no")


def outcome_chart(imports: Sequence[Import]) -> None:
    """A bar for each of the latest imports, split by what became of its rows."""
    lines = pd.DataFrame(outcome_table(imports))
    present = [name for name in OUTCOMES if name in set(lines["Outcome"])]
    colours = _COLOURS[st.context.theme.type or "light"]
    wide = lines.pivot_table(index="Import", columns="Outcome", values="Rows", sort=False)
    labels = {name: OUTCOME_WORDS[name][0] for name in present}
    st.bar_chart(
        wide[present].rename(columns=labels).fillna(0),
        color=[colours[OUTCOMES.index(name)] for name in present],
        x_label="",
        y_label="Rows",
        horizontal=True,
        sort=False,
        height=30 * len(imports) + 150,
        alt="Rows by outcome of the latest imports",
    )
