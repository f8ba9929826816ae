"""The associations of an import: how many between which objects, and the rows they come from.
Called by the review and results pages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import streamlit as st

from core.engine.associations.associate import PairCount
from core.store.imports import Import
from core.store.properties import read_object_type
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.table import picked_row, table
from pages.parts.wording import count

# Gives the associations between two objects, from an offset on, as many as the limit says.
Find = Callable[[tuple[str, str], int, int], list[dict[str, Any]]]


def associations_panel(
    cursor: duckdb.DuckDBPyConnection,
    each: Import,
    pairs: Sequence[PairCount],
    page: str,
    find: Find,
) -> None:
    """A line a pair of objects; a click shows the associations behind it. ``page`` tells the
    tables of one page from those of another."""
    place = f"{page}-{each.import_id}"
    if not pairs:
        st.info(
            "No new association: the rows associate nothing, or all of it is associated already.",
            icon=":material/link_off:",
        )
        return
    chosen = picked_row(
        [
            {
                "From": read_object_type(cursor, pair.from_object_type).plural,
                "To": read_object_type(cursor, pair.to_object_type).plural,
                "New associations": pair.associations,
                "Labels added": pair.labels,
            }
            for pair in pairs
        ],
        key=f"association-pairs-{place}",
    )
    if chosen is None:
        st.caption("Select a pair to see its associations.")
        return
    _rows(cursor, each, pairs[chosen], place, find)


def _rows(
    cursor: duckdb.DuckDBPyConnection, each: Import, pair: PairCount, place: str, find: Find
) -> None:
    total = pair.associations + pair.labels
    between = pair.from_object_type, pair.to_object_type
    offset = paged(total, f"association-rows-{place}-{'-'.join(between)}")
    rows = find(between, offset, PAGE_ROWS)
    one, other = (read_object_type(cursor, name).singular for name in between)
    again = " (other)" if one == other else ""
    # Of two files, a row number says nothing without its file.
    of_one_file = len(each.recipe.files) == 1
    table(
        [
            ({"Row": row["row_number"]} if of_one_file else {})
            | {
                one: row["from_name"],
                f"{one} ID": str(row["from_id"]),
                f"{other}{again}": row["to_name"],
                f"{other} ID{again}": str(row["to_id"]),
                "Label": row["label"],
            }
            for row in rows
        ]
    )
    st.caption(
        f"{offset + 1:,} to {offset + len(rows):,} of {count(total, 'line')}; "
        "each label of an association is a line of its own."
    )


def association_text(cursor: duckdb.DuckDBPyConnection, pairs: Sequence[PairCount]) -> str:
    """What an import associates, in a sentence."""
    parts = []
    for pair in pairs:
        one = read_object_type(cursor, pair.from_object_type).plural.lower()
        other = read_object_type(cursor, pair.to_object_type).plural.lower()
        whose = f"of {one} and {other}" if one != other else f"among {one}"
        made = [
            count(number, noun)
            for number, noun in ((pair.associations, "association"), (pair.labels, "label"))
            if number
        ]
        parts.append(f"{' and '.join(made)} {whose}")
    return "; ".join(parts) + "."


def made_pairs(counters: Mapping[str, Any]) -> Sequence[PairCount]:
    """What a finished import associated, from its counters; one made before there were
    associations has none."""
    found = counters.get("associations", {}).get("pairs", [])
    return [PairCount(**pair) for pair in found]
