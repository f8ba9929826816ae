"""The records that two imports named, and those that only one of them did. Called by the page that
compares imports."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.compare import (
    BOTH,
    ONLY_FIRST,
    ONLY_SECOND,
    compared_records,
    count_records,
)
from core.store.imports import Import
from core.vocabulary import ObjectType
from pages.parts.compared_numbers import titles
from pages.parts.current import RECORD
from pages.parts.database import open_store
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.table import picked_row
from pages.parts.wording import OUTCOMES, count


def records(
    cursor: duckdb.DuckDBPyConnection, one: Import, other: Import, kind: ObjectType
) -> None:
    """The records of both and of one only; a click opens one."""
    counts = count_records(open_store(), cursor, one, other, kind.name)
    left, right = titles(one, other)
    words = {BOTH: "In both", ONLY_FIRST: f"Only in {left}", ONLY_SECOND: f"Only in {right}"}
    if counts.changed_again:
        st.caption(
            f"{count(counts.changed_again, 'record')} got another value for the same property by "
            "each of them."
        )
    place = f"{one.import_id}-{other.import_id}-{kind.name}"
    which = st.segmented_control(
        "Records",
        list(words),
        format_func=lambda name: f"{words[name]}: {counts.of(name):,}",
        default=BOTH,
        required=True,
        label_visibility="collapsed",
        key=f"compare-which-{place}",
    )
    if not which or not counts.of(which):
        st.caption("None.")
        return
    offset = paged(counts.of(which), f"compare-page-{place}-{which}")
    rows = compared_records(open_store(), cursor, one, other, kind, which, offset, PAGE_ROWS)
    picked = picked_row(
        [_told(row, left, right, which) for row in rows], key=f"compare-{place}-{which}-{offset}"
    )
    st.caption(
        f"Records {offset + 1:,} to {offset + len(rows):,} of {counts.of(which):,}. Select one to "
        "open it."
    )
    if picked is not None:
        st.switch_page(
            RECORD, query_params={"object": kind.name, "id": str(rows[picked]["record_id"])}
        )


def _told(row: dict[str, object], left: str, right: str, which: str) -> dict[str, object]:
    told = {"Record": row["record"] or "(no name)", "Record ID": str(row["record_id"])}
    sides: Sequence[tuple[str, str, str]] = (
        ("one", left, ONLY_SECOND),
        ("other", right, ONLY_FIRST),
    )
    for side, title, without in sides:
        if which != without:
            told[title] = f"{OUTCOMES[str(row[side])][0]}, row {row[f'{side}_row']}"
    return told
