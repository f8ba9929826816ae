"""Which object of an import a page looks at, and the outcome of all of them side by side. Called by
the review and results pages; an import of one object needs neither."""

from collections.abc import Mapping, Sequence

import duckdb
import streamlit as st

from core.compare import counters_by_object
from core.engine.plan import ACTIONS, Counters
from core.store.imports import Import
from core.store.properties import read_object_type
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import OUTCOMES


def choose_object(cursor: duckdb.DuckDBPyConnection, each: Import, key: str) -> str:
    """The object to look into; chosen where there are several."""
    names = each.recipe.object_types
    if len(names) == 1:
        return names[0]
    plurals = {name: read_object_type(cursor, name).plural for name in names}
    chosen = st.segmented_control(
        "Object",
        names,
        format_func=lambda name: plain(plurals[name]),
        default=names[0],
        required=True,
        label_visibility="collapsed",
        key=key,
    )
    return chosen or names[0]


def object_counters(done: Import) -> dict[str, Counters]:
    """The counters of each object of a finished import."""
    return {name: Counters(**counters) for name, counters in counters_by_object(done).items()}


def objects_table(cursor: duckdb.DuckDBPyConnection, counters: Mapping[str, Counters]) -> None:
    """One line an object."""
    table(
        [
            {"Object": read_object_type(cursor, name).plural, "Rows": each.rows}
            | {OUTCOMES[action][0]: getattr(each, action) for action in ACTIONS}
            | {"Changed cells": each.changed_cells}
            for name, each in counters.items()
        ]
    )


def listed(names: Sequence[str]) -> str:
    """``Contacts, Companies and Deals``."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
