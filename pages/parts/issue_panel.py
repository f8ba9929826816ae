"""Issues grouped by kind, then by distinct value, down to the rows. Called by the review page."""

import duckdb
import streamlit as st

from core.engine.parts import Part
from core.engine.review import IssueGroup, IssueValue, issue_rows, issue_values
from core.issues import EFFECTS, issue_kinds
from core.store.imports import Import
from pages.parts.fix_link import fix_links
from pages.parts.plan_rows import PAGE_ROWS, headers_of, paged
from pages.parts.table import keep_picked, picked_row, table
from pages.parts.value_fixes import value_fixes
from pages.parts.wording import OUTCOMES


def issue_panel(
    cursor: duckdb.DuckDBPyConnection, draft: Import, part: Part, groups: list[IssueGroup]
) -> None:
    """Three tables, each opened by a click in the one before."""
    if not groups:
        st.info(
            "No issues: every cell could be read and every row is imported.",
            icon=":material/check:",
        )
        return
    headers, place = headers_of(draft, part), f"{draft.import_id}-{part.name}"
    group = _pick_group(groups, headers, place)
    if group is None:
        st.caption("Select a kind to see its values.")
        return
    kind = issue_kinds()[group.code]
    st.markdown(f"**{kind.title}.** {kind.description} {EFFECTS[kind.effect]} {kind.remedy}")
    fix_links([group.code])
    values = issue_values(cursor, part, group)
    value_fixes(cursor, draft, part, group, values)
    value = _pick_value(values, f"{place}-{group.code}-{group.column_index}")
    total = value.rows if value else group.rows
    key = f"issue-rows-{place}-{group.code}-{group.column_index}-{value and value.value}"
    offset = paged(total, key)
    rows = issue_rows(
        cursor,
        part,
        group,
        value.value if value else None,
        value is None,
        headers,
        offset,
        PAGE_ROWS,
    )
    table([_told(row) for row in rows])
    st.caption(f"Rows {offset + 1:,} to {offset + len(rows):,} of {total:,}.")


def _told(row: dict[str, object]) -> dict[str, object]:
    """A row for people: what becomes of it stands behind its number, in words."""
    outcome = OUTCOMES[str(row.pop("action"))][0]
    return {"Row": row.pop("Row"), "Outcome": outcome} | row


def _pick_group(groups: list[IssueGroup], headers: dict[int, str], key: str) -> IssueGroup | None:
    number = st.column_config.NumberColumn(format="localized")
    key = f"issue-groups-{key}"
    keep_picked(key, [(g.code, g.column_index) for g in groups])
    place = picked_row(
        [
            {
                "Issue": issue_kinds()[g.code].title,
                "Column": headers.get(g.column_index or 0, ""),
                "Rows": g.rows,
                "Distinct values": g.values,
                "What happens": EFFECTS[issue_kinds()[g.code].effect],
                "Code": g.code,
            }
            for g in groups
        ],
        key=key,
        column_config={"Rows": number, "Distinct values": number},
    )
    return None if place is None else groups[place]


def _pick_value(values: list[IssueValue], key: str) -> IssueValue | None:
    """The distinct values, where the issue has any."""
    if not any(v.value is not None for v in values):
        return None
    place = picked_row(
        [{"Value": v.value, "Rows": v.rows, "First row": v.first_row} for v in values],
        key=f"issue-values-{key}",
    )
    return None if place is None else values[place]
