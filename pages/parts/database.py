"""The open store and the jobs of this process. Every page gets its cursor here; none opens a
database itself."""

import duckdb
import streamlit as st

from core.engine.jobs import Jobs
from core.engine.run import recover
from core.store import Store
from core.store.store import default_path


def _close(store: Store) -> None:
    store.close()


@st.cache_resource(show_spinner=False, on_release=_close)
def open_store() -> Store:
    """The store, opened once a process. What was running when the last one ended is marked, and
    photos of cards that were left in the middle go after their day."""
    store = Store(default_path())
    recover(store)
    if store.cards.is_dir():
        # Only then: what reads cards takes a third of a second to load.
        from core.capture.cards.kept_cards import KeptCards

        KeptCards(store.cards).forget_old()
    return store


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The background jobs of this process, shared by all sessions."""
    return Jobs(open_store())


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor for this run of the page; never kept, never shared."""
    return open_store().cursor()
