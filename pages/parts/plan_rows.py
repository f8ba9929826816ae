"""The rows and cells behind the numbers of a dry run. Called by the review page."""

import duckdb
import streamlit as st

from core.engine.parts import Part
from core.engine.plan import Counters
from core.engine.review import changed_cells, changes_by_property, plan_rows
from core.issues import issue_kinds
from core.store.imports import Import
from pages.parts.outcome import outcome_choice
from pages.parts.row_editor import row_editor
from pages.parts.table import table

PAGE_ROWS = 50
# Names of our columns, as core/engine/review.py gives them and as they are shown.
_OURS = {"Row", "Outcome", "Reason", "Record ID", "action", "reason", "record_id", "merged_into"}


def headers_of(draft: Import, part: Part) -> dict[int, str]:
    """Column index -> header, for the columns of a file; told apart from our own columns. In a file
    of several objects the columns of other objects come last."""
    file = draft.recipe.files[part.imported.file - 1]
    columns = [column for column in file.columns if column.header not in file.made_headers]
    ordered = sorted(columns, key=lambda column: column.object_type != part.name)
    return {
        column.column: f"{column.header} (column {column.column})"
        if column.header in _OURS
        else column.header
        for column in (ordered if part.several else columns)
    }


def paged(total: int, key: str) -> int:
    """A pager under a table; the offset of the chosen page is returned."""
    pages = -(-total // PAGE_ROWS)
    if pages <= 1:
        return 0
    return (st.pagination(pages, key=key) - 1) * PAGE_ROWS


def rows_panel(
    cursor: duckdb.DuckDBPyConnection, draft: Import, part: Part, counters: Counters
) -> None:
    """The file's rows by outcome, with the reason where there is one."""
    action = outcome_choice(counters, f"rows-{draft.import_id}-{part.name}")
    if action is None:
        return
    total = getattr(counters, action)
    offset = paged(total, f"rows-page-{draft.import_id}-{part.name}-{action}")
    headers = headers_of(draft, part)
    if action == "failed":
        shown, how = row_editor(cursor, draft, part, headers, offset, PAGE_ROWS), "with their fixes"
    else:
        rows = plan_rows(cursor, part, action, headers, offset, PAGE_ROWS)
        table([_told(row) for row in rows])
        shown, how = len(rows), "as they are in the file"
    st.caption(f"Rows {offset + 1:,} to {offset + shown:,} of {total:,}, {how}.")


def _told(row: dict[str, object]) -> dict[str, object]:
    """A row for people: the reason in words, only where there is one."""
    row = dict(row)
    reason, record, last = row.pop("reason"), row.pop("record_id"), row.pop("merged_into")
    front: dict[str, object] = {"Row": row.pop("Row")}
    if reason:
        text = issue_kinds()[str(reason)].title
        front["Reason"] = f"{text} (see row {last})" if last else text
    if record is not None:
        front["Record ID"] = str(record)
    return front | row


def changes_panel(
    cursor: duckdb.DuckDBPyConnection, draft: Import, part: Part, counters: Counters
) -> None:
    """Old and new value of every cell an update changes, of one property or of all."""
    if not counters.changed_cells:
        st.info("No cell of an existing record changes.", icon=":material/check:")
        return
    labels = {prop.name: prop.label for prop in part.object_type.properties}
    found = changes_by_property(cursor, part)
    totals = {name: cells for name, cells, _ in found}
    chosen = st.selectbox(
        "Property",
        [None, *totals],
        format_func=lambda name: (
            f"{labels.get(name, name)}: {totals[name]:,} cells"
            if name
            else f"All properties: {counters.changed_cells:,} cells"
        ),
        key=f"changes-{draft.import_id}-{part.name}",
    )
    total = totals[chosen] if chosen else counters.changed_cells
    offset = paged(total, f"changes-page-{draft.import_id}-{part.name}-{chosen}")
    cells = changed_cells(cursor, part, chosen, offset, PAGE_ROWS)
    table(
        [
            {
                "Row": cell["row_number"],
                "Record ID": str(cell["record_id"]),
                "Property": labels.get(cell["property"], cell["property"]),
                "Now": cell["old_value"],
                "After the import": cell["new_value"],
            }
            for cell in cells
        ]
    )
    st.caption(f"Cells {offset + 1:,} to {offset + len(cells):,} of {total:,}.")
