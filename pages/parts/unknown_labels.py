"""Association labels that the file names and nobody made yet: each can be created in place.
Called by the mapping page."""

from collections.abc import Sequence

import streamlit as st

from core.engine.associations.checks import AssociationColumn
from core.errors import AppError
from core.issues import EFFECTS, issue_kinds
from core.recipe.model import ASSOCIATION_LABEL
from core.store.associations import create_label
from pages.parts.database import cursor as new_cursor
from pages.parts.mapping_edits import redraw
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count


def unknown_labels_panel(import_id: int, columns: Sequence[AssociationColumn]) -> None:
    """The values of association columns that name nothing."""
    if error := st.session_state.pop("label-refused", None):
        st.error(plain(error, 1000), icon=":material/error:")
    for column in columns:
        if not column.bad:
            continue
        kind = issue_kinds()[column.bad[0].code]
        header = plain(column.mapping.header, 60)
        with st.expander(
            f"{kind.title}: {count(len(column.bad), 'value')} in {header}",
            key=f"unknown-{import_id}-{column.mapping.column}",
            icon=":material/warning:",
        ):
            st.markdown(f"{kind.description} {EFFECTS[kind.effect]} {kind.remedy}")
            table(
                [{"Value": v.value, "Rows": v.rows, "First row": v.first_row} for v in column.bad]
            )
            if column.mapping.column_type == ASSOCIATION_LABEL:
                _create_buttons(import_id, column)


def _create_buttons(import_id: int, column: AssociationColumn) -> None:
    """At most ten at once: more labels than that are a wrong column."""
    with st.container(horizontal=True):
        for place, value in enumerate(column.bad[:10]):
            st.button(
                f"Create label {plain(value.value.strip(), 60)}",
                key=f"create-label-{import_id}-{column.mapping.column}-{place}",
                icon=":material/new_label:",
                on_click=_create,
                args=(import_id, column, value.value.strip()),
            )


def _create(import_id: int, column: AssociationColumn, label: str) -> None:
    mapping = column.mapping
    try:
        create_label(new_cursor(), mapping.object_type, mapping.to_object_type or "", label)
    except AppError as error:
        st.session_state["label-refused"] = f"{error.message} {error.hint}"
    redraw(import_id)
