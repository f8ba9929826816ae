"""The imports of a store, filtered and a page at a time, how the latest ones came out, and those
that are not finished. Called by the history and the home page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb

from core.recipe import Recipe
from core.store import steps
from core.store.imports import FINISHED, OPEN, RUNNING, STATES, Import, list_imports, read_import

OUTCOMES = ("created", "updated", "unchanged", "skipped", "failed")
PAGE_ROWS = 25
CHART_IMPORTS = 8


@dataclass(frozen=True)
class HistoryView:
    """Which imports the history shows; empty means any. ``since`` and ``until`` are days of this
    machine's time zone, both included: of the end of an import, or its start where it has none."""

    object_type: str = ""
    state: str = ""
    search: str = ""
    page: int = 1
    since: date | None = None
    until: date | None = None
    user: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything keeps imports out."""
        days = self.since or self.until
        return bool(self.object_type or self.state or self.search.strip() or self.user or days)


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
    if view.user:
        parts.append("imported_by = $user")
        values["user"] = view.user
    for number, word in enumerate(view.search.lower().split()):
        parts.append(
            f"contains(lower(name || ' ' || array_to_string(file_names, ' ')), $word{number})"
        )
        values[f"word{number}"] = word
    if view.since:
        parts.append("coalesce(finished_at, created_at) >= $since")
        values["since"] = _start_of(view.since)
    if view.until and view.until < date.max:
        parts.append("coalesce(finished_at, created_at) < $until")
        values["until"] = _start_of(view.until + timedelta(days=1))
    return " and ".join(parts), values


def _start_of(day: date) -> datetime:
    """Midnight of this machine's time zone, as the store writes moments. The first and last days of
    the calendar have none everywhere."""
    midnight = datetime(day.year, day.month, day.day)
    try:
        return midnight.astimezone(UTC).replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):
        return midnight


# Unfinished and finished ones, for the home page


@dataclass(frozen=True)
class Unfinished:
    """An import that can go on, and the step it is at (one of ``core.store.steps.STEPS``)."""

    each: Import
    step: str


def unfinished_imports(cursor: duckdb.DuckDBPyConnection) -> list[Unfinished]:
    """All imports that are open or running, the newest first."""
    rows = cursor.execute(
        "select import_id, step from store.imports where list_contains($states, state) "
        "order by import_id desc",
        {"states": [*OPEN, *RUNNING]},
    ).fetchall()
    drafts = [(read_import(cursor, import_id), noted) for import_id, noted in rows]
    return [Unfinished(draft, _step(draft, noted)) for draft, noted in drafts]


def step_of(cursor: duckdb.DuckDBPyConnection, draft: Import) -> str:
    """The step that an open import is at (one of ``core.store.steps.STEPS``)."""
    return _step(draft, steps.noted_step(cursor, draft.import_id))


def _step(draft: Import, noted: str | None) -> str:
    """The step that was left, where the draft still has it; one that no page has shown yet is at
    the first that needs something, or where it was run from."""
    recipe = draft.recipe
    if recipe.source:
        return steps.CAPTURE + recipe.source
    if not draft.staged or not all(file.columns for file in recipe.files):
        return steps.UPLOAD
    two_files = len(recipe.files) > 1
    if noted in steps.STEPS and (two_files or noted not in (steps.COMMON, steps.MAP_2)):
        return str(noted)
    if draft.state != "DRAFT":
        return steps.REVIEW
    return _first_open_step(recipe, two_files)


def _first_open_step(recipe: Recipe, two_files: bool) -> str:
    if two_files and recipe.common is None:
        return steps.COMMON
    if two_files and not recipe.unmapped(1) and recipe.unmapped(2):
        return steps.MAP_2
    return steps.MAP


def finished_imports(cursor: duckdb.DuckDBPyConnection, limit: int) -> list[Import]:
    """The latest imports that have written something, also those undone since."""
    rows = cursor.execute(
        "select import_id from store.imports where not list_contains($states, state) "
        "order by import_id desc limit $limit",
        {"states": [*OPEN, *RUNNING], "limit": limit},
    ).fetchall()
    return [read_import(cursor, row[0]) for row in rows]


def comparable(cursor: duckdb.DuckDBPyConnection, each: Import) -> int | None:
    """The import to compare a finished one with: the latest before it with one of its objects, else
    the next after it; None where there is none."""
    if each.state not in FINISHED:
        return None
    rows = cursor.execute(
        """
        select import_id
        from store.imports
        where list_contains($states, state) and import_id <> $import_id
          and list_has_any(object_types, $objects)
        order by import_id < $import_id desc, abs(import_id - $import_id)
        limit 1
        """,
        {"states": list(FINISHED), "import_id": each.import_id, "objects": each.object_types},
    ).fetchall()
    return int(rows[0][0]) if rows else None


def count_imports(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many imports there are, finished or not."""
    return int(cursor.execute("select count(*) from store.imports").fetchall()[0][0])


def imported_objects(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The object types that any import is about."""
    rows = cursor.execute(
        "select distinct unnest(object_types) as name from store.imports order by name"
    ).fetchall()
    return [row[0] for row in rows]


def importing_users(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Who began or ran any import."""
    rows = cursor.execute(
        """
        select distinct imported_by
        from store.imports
        where imported_by is not null
        order by imported_by
        """
    ).fetchall()
    return [row[0] for row in rows]


def total_seconds(each: Import) -> float | None:
    """How long reading, planning and committing took together; None before it is done."""
    return sum(each.seconds.values()) if each.seconds else None


def rows_per_second(each: Import) -> int | None:
    """Rows of the file through the whole import; None where that was not measured."""
    seconds = total_seconds(each)
    return round(each.row_count / seconds) if seconds else None


def counted_rows(each: Import) -> int | None:
    """Rows of its files, once for each of their objects as the outcome counts them; before there
    is an outcome, the rows of the files; None before they are read."""
    return each.counters.get("rows") or (each.row_count if each.layouts else None)


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
