"""The rows and issues behind the numbers of a finished import. Called by the results page."""

import duckdb
import streamlit as st

from core.corrections import CorrectedRow, corrected_rows
from core.engine.plan import Counters
from core.issues import EFFECTS, issue_kinds
from core.outcome import IssueCount, issue_value_counts, outcome_rows
from core.store.imports import Import
from core.vocabulary import ObjectType
from pages.parts.current import RECORD
from pages.parts.database import open_store
from pages.parts.fix_link import fix_links
from pages.parts.outcome import outcome_choice
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.table import picked_row, table


def result_rows(
    cursor: duckdb.DuckDBPyConnection, done: Import, kind: ObjectType, counters: Counters
) -> None:
    """Rows by outcome; a click opens the record."""
    action = outcome_choice(counters, f"result-rows-{done.import_id}-{kind.name}")
    if action is None:
        return
    total = getattr(counters, action)
    offset = paged(total, f"result-page-{done.import_id}-{kind.name}-{action}")
    file = open_store().outcome_file(done.import_id, kind.name)
    rows = outcome_rows(cursor, file, done.import_id, kind, action, offset, PAGE_ROWS)
    with_record = action in ("created", "updated", "unchanged")
    shown = [_told(row, with_record) for row in rows]
    if action == "failed":
        _mark_corrected(cursor, done, kind.name, shown)
    picked = None
    if with_record:
        picked = picked_row(
            shown, key=f"result-table-{done.import_id}-{kind.name}-{action}-{offset}"
        )
    else:
        table(shown)
    st.caption(
        f"Rows {offset + 1:,} to {offset + len(rows):,} of {total:,}."
        + (" Select one to open its record." if with_record else "")
    )
    if picked is not None:
        record = str(rows[picked]["record_id"])
        st.switch_page(RECORD, query_params={"object": kind.name, "id": record})


def _told(row: dict[str, object], with_record: bool) -> dict[str, object]:
    shown: dict[str, object] = {"Row": row["row_number"]}
    if with_record:
        shown["Record"] = row["record"] if row["there"] else "No longer there"
        shown["Record ID"] = str(row["record_id"])
    if row["reason"]:
        text = issue_kinds()[str(row["reason"])].title
        shown["Reason"] = f"{text} (see row {row['merged_into']})" if row["merged_into"] else text
    return shown | {"Values with issues": row["values"]}


def _mark_corrected(
    cursor: duckdb.DuckDBPyConnection,
    done: Import,
    object_type: str,
    shown: list[dict[str, object]],
) -> None:
    """Adds which import brought a failed row in since; nothing where none of these came back."""
    numbers = [int(str(row["Row"])) for row in shown]
    since = corrected_rows(open_store(), cursor, done, object_type, numbers)
    if not since:
        return
    for number, row in zip(numbers, shown, strict=True):
        by = since.get(number)
        row["Imported since"] = by and _told_since(by)


def _told_since(by: CorrectedRow) -> str:
    if by.deleted:
        return f"Deleted since (import {by.import_id}: {by.name})"
    return f"Import {by.import_id}: {by.name}"


def result_issues(
    cursor: duckdb.DuckDBPyConnection,
    done: Import,
    kind: ObjectType,
    found: list[IssueCount],
) -> None:
    """Issues by kind, in the words of the review; a click shows the distinct values."""
    if not found:
        st.info("No issues.", icon=":material/check:")
        return
    number = st.column_config.NumberColumn(format="localized")
    place = picked_row(
        [
            {
                "Issue": issue_kinds()[each.code].title,
                "Column": _header(done, kind, each.property),
                "Rows": each.rows,
                "Distinct values": each.values,
                "What happens": EFFECTS[issue_kinds()[each.code].effect],
                "What to do": issue_kinds()[each.code].remedy,
            }
            for each in found
        ],
        key=f"result-issues-{done.import_id}-{kind.name}",
        column_config={"Rows": number, "Distinct values": number},
    )
    if place is not None:
        code, name = found[place].code, found[place].property
        values = issue_value_counts(cursor, done.import_id, kind.name, code, name)
        fix_links([code])
        table([{"Value": v, "Rows": n, "First row": first} for v, n, first in values])


def _header(done: Import, kind: ObjectType, name: str | None) -> str:
    """The column of the file that a property came from; its label where none did."""
    if name is None:
        return ""
    column = done.recipe.column_of(kind.name, name)
    prop = kind.property(name)
    return column.header if column else prop.label if prop else name
