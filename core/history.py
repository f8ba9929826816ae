"""The imports of a store, filtered and a page at a time, and how the latest ones came out. Called
by the history page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from core.store.imports import STATES, Import, list_imports, read_import

OUTCOMES = ("created", "updated", "unchanged", "skipped", "failed")
PAGE_ROWS = 25
CHART_IMPORTS = 8


@dataclass(frozen=True)
class HistoryView:
    """Which imports the history shows; empty means any."""

    object_type: str = ""
    state: str = ""
    search: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything keeps imports out."""
        return bool(self.object_type or self.state or self.search.strip())


def find_imports(cursor: duckdb.DuckDBPyConnection, view: HistoryView) -> tuple[int, list[Import]]:
    """How many imports a view has, and one page of them, newest first."""
    where, values = _condition(view)
    count = cursor.execute(f"select count(*) from store.imports where {where}", values)
    total = int(count.fetchall()[0][0])
    page = min(max(1, view.page), max(1, -(-total // PAGE_ROWS)))
    rows = cursor.execute(
        f"select import_id from store.imports where {where} "
        f"order by import_id desc limit {PAGE_ROWS} offset {(page - 1) * PAGE_ROWS}",
        values,
    ).fetchall()
    return total, [read_import(cursor, row[0]) for row in rows]


def _condition(view: HistoryView) -> tuple[str, dict[str, Any]]:
    parts, values = ["true"], dict[str, Any]()
    if view.object_type:
        parts.append("list_contains(object_types, $object_type)")
        values["object_type"] = view.object_type
    if view.state in STATES:
        parts.append("state = $state")
        values["state"] = view.state
    for number, word in enumerate(view.search.lower().split()):
        parts.append(
            f"contains(lower(name || ' ' || array_to_string(file_names, ' ')), $word{number})"
        )
        values[f"word{number}"] = word
    return " and ".join(parts), values


def imported_objects(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The object types that any import is about."""
    rows = cursor.execute(
        "select distinct unnest(object_types) as name from store.imports order by name"
    ).fetchall()
    return [row[0] for row in rows]


def total_seconds(each: Import) -> float | None:
    """How long reading, planning and committing took together; None before it is done."""
    return sum(each.seconds.values()) if each.seconds else None


def rows_per_second(each: Import) -> int | None:
    """Rows of the file through the whole import; None where that was not measured."""
    seconds = total_seconds(each)
    return round(each.row_count / seconds) if seconds else None


def row_count(each: Import) -> int | None:
    """Rows of its files; None before they are read."""
    return each.row_count if each.layouts else None


def latest_outcomes(cursor: duckdb.DuckDBPyConnection) -> list[Import]:
    """The latest finished imports with rows, newest first, for a chart."""
    finished = [i for i in list_imports(cursor, 10 * CHART_IMPORTS) if i.counters.get("rows")]
    return finished[:CHART_IMPORTS]


def outcome_table(imports: Sequence[Import]) -> list[dict[str, Any]]:
    """One line an import and outcome, as charts want it: import, outcome, rows."""
    return [
        {"Import": f"{i.import_id} {i.name}", "Outcome": outcome, "Rows": i.counters[outcome]}
        for i in imports
        for outcome in OUTCOMES
        if i.counters.get(outcome)
    ]
