"""Deleting what an import created, whatever became of it since. Called by the undo panel."""

from functools import partial

import duckdb
import streamlit as st

from core.store.imports import Import
from core.store.properties import read_object_type
from core.store.recycle_bin import DAYS, count_created, delete_created
from pages.parts.delete_records import BIN, Question, deletion_button
from pages.parts.plain import plain
from pages.parts.settings_actions import outcome_of_action
from pages.parts.wording import count


def delete_created_panel(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """One button an object of which the import created records that are still there."""
    page = f"delete-created-{done.import_id}"
    outcome_of_action(page)
    numbers = {name: count_created(cursor, done.import_id, name) for name in done.object_types}
    if not any(numbers.values()):
        return
    st.subheader("Delete what it created")
    st.markdown(
        "Deletes the created records even where somebody has changed them since. They can be "
        f"restored from the recycle bin for {DAYS} days. Values it overwrote stay overwritten."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, number in numbers.items():
            if number:
                _button(cursor, done, name, number, page)
        st.page_link(BIN, label="Recycle bin", icon=":material/delete:")


def _button(
    cursor: duckdb.DuckDBPyConnection, done: Import, name: str, number: int, page: str
) -> None:
    kind = read_object_type(cursor, name)
    called = plain(count(number, kind.singular.lower(), kind.plural.lower()))
    key = f"{page}-{name}"
    delete = partial(delete_created, import_id=done.import_id, object_type=name)
    question = Question(called, number, page, delete, key)
    label = f"Delete the {called} this import created"
    deletion_button(label, question, ":material/delete_sweep:")
