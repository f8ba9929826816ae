"""The outcome of an import as numbers and as a bar. Called by the review and results pages."""

import altair as alt
import pandas as pd
import streamlit as st

from core.engine.plan import ACTIONS, Counters
from pages.parts.wording import OUTCOMES, count, percent

# The theme's own order of colours would give "failed" a friendly one.
_COLOURS = {
    "Created": "#0b8a6b",
    "Updated": "#3b7ea1",
    "Unchanged": "#8a9a9e",
    "Skipped": "#c08a2e",
    "Failed": "#b4584f",
}


def outcome_metrics(counters: Counters, *, captured: bool = False) -> None:
    """One number a class, and their sum, so that no row can hide. What was ``captured`` are
    contacts, often of several files."""
    with st.container(horizontal=True):
        for name in ACTIONS:
            label, icon, _ = OUTCOMES[name]
            number = getattr(counters, name)
            st.metric(
                f"{icon} {label}",
                f"{number:,}",
                delta=percent(number, counters.rows),
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
    rows = count(counters.rows, "contact" if captured else "row")
    st.caption(
        f"{rows}{'' if captured else ' in the file'} = "
        + " + ".join(f"{getattr(counters, name):,} {name}" for name in ACTIONS)
        + f". {count(counters.changed_cells, 'cell')} of existing records "
        + ("changes." if counters.changed_cells == 1 else "change.")
    )


def outcome_chart(counters: Counters) -> None:
    """The shares as one bar; not drawn for a file without rows."""
    if not counters.rows:
        return
    frame = pd.DataFrame(
        [{"Outcome": OUTCOMES[name][0], "Rows": getattr(counters, name)} for name in ACTIONS]
    )
    order = list(_COLOURS)
    chart = (
        alt.Chart(frame, height=36)
        .mark_bar()
        .encode(
            x=alt.X("Rows:Q", stack="normalize", axis=None),
            color=alt.Color(
                "Outcome:N",
                scale=alt.Scale(domain=order, range=list(_COLOURS.values())),
                legend=None,
            ),
            order=alt.Order("place:Q"),
            tooltip=["Outcome:N", alt.Tooltip("Rows:Q", format=",")],
        )
        .transform_calculate(place=f"indexof({order}, datum.Outcome)")
    )
    st.altair_chart(chart, width="stretch")


def outcome_choice(counters: Counters, key: str) -> str | None:
    """Which of the outcomes that occur to look into; None for a file without rows. It stays where
    the user left it, also when the page was not drawn for a while (kept_tabs.py)."""
    present = [name for name in ACTIONS if getattr(counters, name)]
    if not present:
        st.info("The file has no rows.")
        return None
    left = st.session_state.get(f"{key}-left")
    return st.segmented_control(
        "Outcome",
        present,
        format_func=lambda name: f"{OUTCOMES[name][0]} {getattr(counters, name):,}",
        default=left if left in present else present[0],
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=_keep,
        args=(key,),
    )


def _keep(key: str) -> None:
    """Callback."""
    st.session_state[f"{key}-left"] = st.session_state[key]
