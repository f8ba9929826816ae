"""The associations of an import: how many between which objects, and the rows they come from.
Called by the review and results pages."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import streamlit as st

from core.engine.associate import Associations, PairCount
from core.engine.parts import Part
from core.engine.review import association_rows
from core.store.imports import Import
from core.store.properties import read_object_type
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.table import picked_row, table
from pages.parts.wording import count


def associations_panel(
    cursor: duckdb.DuckDBPyConnection,
    draft: Import,
    parts: Sequence[Part],
    associations: Associations,
) -> None:
    """A line a pair of objects; a click shows the associations behind it."""
    if not associations.pairs:
        st.info(
            "No new association: the rows associate nothing, or all of it is associated already.",
            icon=":material/link_off:",
        )
        return
    place = picked_row(
        [
            {
                "From": read_object_type(cursor, pair.from_object_type).plural,
                "To": read_object_type(cursor, pair.to_object_type).plural,
                "New associations": pair.associations,
                "Labels added": pair.labels,
            }
            for pair in associations.pairs
        ],
        key=f"association-pairs-{draft.import_id}",
    )
    if place is None:
        st.caption("Select a pair to see its associations.")
        return
    _rows(cursor, draft, parts, associations.pairs[place])


def _rows(
    cursor: duckdb.DuckDBPyConnection, draft: Import, parts: Sequence[Part], pair: PairCount
) -> None:
    total = pair.associations + pair.labels
    key = f"association-rows-{draft.import_id}-{pair.from_object_type}-{pair.to_object_type}"
    offset = paged(total, key)
    rows = association_rows(
        cursor, parts, pair.from_object_type, pair.to_object_type, offset, PAGE_ROWS
    )
    table(
        [
            {
                "Row": row["row_number"],
                read_object_type(cursor, pair.from_object_type).singular: row["from_name"],
                f"Its ID ({pair.from_object_type})": row["from_id"],
                read_object_type(cursor, pair.to_object_type).singular + " ": row["to_name"],
                f"Its ID ({pair.to_object_type}) ": row["to_id"],
                "Label": row["label"],
            }
            for row in rows
        ]
    )
    st.caption(f"{offset + 1:,} to {offset + len(rows):,} of {count(total, 'association')}.")


def association_text(cursor: duckdb.DuckDBPyConnection, made: Mapping[str, Any]) -> str:
    """What a finished import associated, in a sentence."""
    parts = []
    for pair in made["pairs"]:
        one = read_object_type(cursor, pair["from_object_type"]).plural.lower()
        other = read_object_type(cursor, pair["to_object_type"]).plural.lower()
        labels = f" and {count(pair['labels'], 'label')}" if pair["labels"] else ""
        parts.append(f"{count(pair['associations'], 'association')}{labels} of {one} and {other}")
    return "; ".join(parts) + "."
