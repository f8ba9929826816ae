"""The state of imports for people, and room for it in a table: one that is undone in part says so.
Called by the lists of imports."""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import streamlit as st

from core.store.imports import STATES, Import
from core.undo.standing import Standing, standing
from pages.parts.undo_wording import what_stands

_LETTER = 8


def state_words(cursor: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> dict[int, str]:
    """The state of each import by its id: ``Partly undone: 24 records stay``."""
    stands = standing(cursor, imports)
    return {
        each.import_id: _state(each, stands.get(each.import_id, Standing())) for each in imports
    }


def state_column(states: Iterable[str]) -> dict[str, Any]:
    """The column ``State`` of a table, wide enough for a state of several words: with many columns
    Streamlit leaves room for one."""
    longest = max(map(len, states), default=0)
    usual = max(map(len, STATES.values()))
    width = _LETTER * longest if longest > usual else None
    return {"State": st.column_config.TextColumn(width=width)}


def _state(each: Import, stands: Standing) -> str:
    if not each.undone:
        return STATES[each.state]
    parts = [] if each.state == "REVERTED" else [_undone_only(each)]
    parts += [] if stands.nothing else [what_stands(stands)]
    return f"Partly undone: {', '.join(parts)}" if parts else STATES[each.state]


def _undone_only(each: Import) -> str:
    """``only contacts``."""
    return f"only {' and '.join(name.replace('_', ' ') for name in each.undone)}"
