"""The history as a grid, and the chart of the latest outcomes. Called by the history page."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from core.history import (
    OUTCOMES,
    counted_rows,
    outcome_table,
    rows_per_second,
    step_of,
    total_seconds,
)
from core.store.imports import OPEN, Import
from pages.parts.current import RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.drop_draft import ask_to_drop
from pages.parts.named_bars import named_bars
from pages.parts.state_column import state_column, state_words
from pages.parts.steps import step_page
from pages.parts.wording import OUTCOMES as OUTCOME_WORDS
from pages.parts.wording import duration, local_time, objects_text

_GRID, _NAME_CLICK, _DROP_CLICK = "history-grid", "history-name-click", "history-drop-click"
_ROW_PIXELS = 35
_COUNTS = ("Rows", *(OUTCOME_WORDS[name][0] for name in OUTCOMES), "Changed cells", "Rows/s")
# By light and dark theme, in the order of OUTCOMES; the hues of .streamlit/config.toml.
_COLOURS = {
    "light": ["#0b6e68", "#3b7ea1", "#8a9a9e", "#b08a3e", "#b4584f"],
    "dark": ["#4db6ac", "#6fa8c7", "#8a9a9e", "#d0ae6b", "#d98880"],
}


def history_grid(imports: Sequence[Import], asked: str) -> Import | None:
    """The name of an import opens it. The one whose row is selected (Shift+Space on the keyboard)
    is returned, at first the one ``asked`` for by its number."""

    def drop_clicked() -> None:
        ask_to_drop(imports[st.session_state[_DROP_CLICK]["row"]].import_id)

    states = state_words(new_cursor(), imports)
    button = st.column_config.ButtonColumn
    number = st.column_config.NumberColumn(format="localized")
    at_first = [place for place, each in enumerate(imports) if str(each.import_id) == asked]
    selected = st.dataframe(
        pd.DataFrame([_line(each, states[each.import_id]) for each in imports]),
        key=grid_key(imports),
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (len(imports) + 1) + 3,
        placeholder="",
        column_config=dict.fromkeys(_COUNTS, number)
        | state_column(states.values())
        | {
            "Import": button(
                type="tertiary",
                alignment="left",
                pinned=True,
                key=_NAME_CLICK,
                help="Opens its results, or goes on with a draft.",
            ),
            "Drop": button("", type="tertiary", key=_DROP_CLICK, on_click=drop_clicked),
            "Trouble": st.column_config.TextColumn(width=300),
            "Duration": st.column_config.TextColumn(alignment="right"),
        },
        selection_mode="single-row",
        selection_default={"selection": {"rows": at_first}},
        on_select="rerun",
        alt="Imports, newest first",
    )
    if clicked := st.session_state.get(_NAME_CLICK):
        each = imports[int(clicked["row"])]
        page, params = RESULTS, dict[str, str]()
        if each.state in OPEN:
            page, params = step_page(step_of(new_cursor(), each))
        st.switch_page(page, query_params={"import": str(each.import_id)} | params)
    rows = selected.selection.rows
    return imports[rows[0]] if rows and rows[0] < len(imports) else None


def grid_key(imports: Sequence[Import]) -> str:
    """Another one for other imports, so that a selection never slips to another row."""
    return f"{_GRID}-{'-'.join(str(each.import_id) for each in imports)}"


def _line(each: Import, state: str) -> dict[str, Any]:
    seconds = total_seconds(each)
    droppable = each.state in OPEN
    return (
        {
            "Import": each.name or each.file_name,
            "State": state,
            "Drop": "Drop" if droppable else None,
            "Object": objects_text(each),
            "Date": local_time(each.finished_at or each.created_at),
            "User": each.imported_by,
            "Rows": counted_rows(each),
        }
        | {OUTCOME_WORDS[name][0]: each.counters.get(name) for name in OUTCOMES}
        | {
            "Changed cells": each.counters.get("changed_cells"),
            "Duration": duration(seconds) if seconds is not None else None,
            "Rows/s": rows_per_second(each),
            "Corrects": ", ".join(
                f"Import {number}" for number in sorted({n for n, _ in each.corrects.values()})
            )
            or None,
            "File": each.file_name,
            "Trouble": each.error,
        }
    )


def outcome_chart(imports: Sequence[Import]) -> None:
    """A bar for each of the latest imports, split by what became of its rows."""
    lines = pd.DataFrame(outcome_table(imports))
    present = [name for name in OUTCOMES if name in set(lines["Outcome"])]
    colours = _COLOURS[st.context.theme.type or "light"]
    words = {name: OUTCOME_WORDS[name][0] for name in present}
    lines["Place"] = lines["Outcome"].map(present.index)
    lines["Outcome"] = lines["Outcome"].map(words)
    shades = alt.Scale(
        domain=list(words.values()), range=[colours[OUTCOMES.index(name)] for name in present]
    )
    # In columns, since a legend in one line is cut off on a telephone.
    legend = alt.Legend(orient="bottom", columns=2, title=None)
    named_bars(
        lines,
        "Import",
        "Rows",
        below=130,
        alt_text="Rows by outcome of the latest imports",
        color=alt.Color("Outcome:N", scale=shades, legend=legend),
        order="Place:Q",
        tooltip=["Import:N", "Outcome:N", alt.Tooltip("Rows:Q", format=",")],
    )
