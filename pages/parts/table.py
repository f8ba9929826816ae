"""Read-only tables: blanks instead of "None", full width. Called by every part that lists rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st


def frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """The rows as a frame whose empty cells are blank."""
    made = pd.DataFrame(list(rows), dtype=object)
    return made.where(made.notna(), "").infer_objects()


def table(
    rows: Sequence[dict[str, Any]],
    right: Sequence[str] = (),
    narrow: Mapping[str, int] | None = None,
) -> None:
    """A table to look at. ``right`` are columns of figures that are written out as text; ``narrow``
    says how few pixels columns may have on a phone, beyond which all grow alike."""
    widths = narrow or {}
    columns = {
        name: st.column_config.TextColumn(
            alignment="right" if name in right else None, width=widths.get(name)
        )
        for name in [*right, *(name for name in widths if name not in right)]
    }
    st.dataframe(frame(rows), hide_index=True, width="stretch", column_config=columns)


def keep_picked(key: str, names: Sequence[object]) -> None:
    """Called before ``picked_row`` where its rows may have changed places: what was chosen by its
    name stays chosen, and nothing is where it is gone. ``names`` tell the rows apart."""
    before: Sequence[object] = st.session_state.get(f"{key}-names", ())
    st.session_state[f"{key}-names"] = tuple(names)
    if key not in st.session_state or tuple(before) == tuple(names):
        return
    rows = st.session_state[key]["selection"]["rows"]
    chosen = [before[row] for row in rows if row < len(before)]
    places = [place for place, name in enumerate(names) if name in chosen]
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}


def picked_row(rows: Sequence[dict[str, Any]], key: str, **options: Any) -> int | None:
    """A table to choose a row from; its place is returned while one is chosen."""
    event = st.dataframe(
        frame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select="rerun",
        **options,
    )
    chosen = event.selection.rows
    return chosen[0] if chosen and chosen[0] < len(rows) else None
