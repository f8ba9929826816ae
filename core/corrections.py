"""How many of the failed rows of an import were imported since, corrected, by which imports, and
which rows these are. Called by the history, the results page and ``rows_left.py``.

An import only counts while it holds: not where it was undone, and a row whose record has been
deleted since is told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.imports import FINISHED, Import, read_import

_IMPORTED = "action in ('created', 'updated', 'unchanged')"


@dataclass(frozen=True)
class Correction:
    """One import that corrects another, directly or what was left of it: how many ``rows`` that
    failed there it has imported, and of how many more the record was ``deleted`` since."""

    done: Import
    rows: int
    deleted: int


@dataclass(frozen=True)
class Corrections:
    """Of the ``failed`` rows of an import, how many are ``imported`` by now, of how many more the
    record was ``deleted`` since, and by which imports."""

    failed: int
    imported: int
    deleted: int
    by: list[Correction]


@dataclass(frozen=True)
class CorrectedRow:
    """The import that brought a failed row in; its record may have been ``deleted`` since."""

    import_id: int
    name: str
    deleted: bool


def corrections_of(
    store: Store, cursor: duckdb.DuckDBPyConnection, done: Import
) -> Corrections | None:
    """The corrections of a finished import; None where there are none. What was undone since does
    not count."""
    by = dict[int, Correction]()
    imported = deleted = 0
    for name in done.object_types:
        found = _CorrectedRows(store, cursor, done, name)
        for other, rows, gone in found.by_import():
            before = by.get(other.import_id, Correction(other, 0, 0))
            by[other.import_id] = Correction(other, before.rows + rows, before.deleted + gone)
        there, gone = found.total()
        imported, deleted = imported + there, deleted + gone
    if not by:
        return None
    failed_rows = int(done.counters.get("failed", 0))
    return Corrections(failed_rows, imported, deleted, list(by.values()))


def corrected_rows(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    done: Import,
    object_type: str,
    row_numbers: Sequence[int],
) -> dict[int, CorrectedRow]:
    """Of some failed rows of an object, those that came in since, by their number. Where several
    imports brought one, it is the last whose record is still there."""
    return _CorrectedRows(store, cursor, done, object_type).rows(row_numbers)


def rows_still_failing(
    store: Store, cursor: duckdb.DuckDBPyConnection, done: Import, file: int
) -> set[int]:
    """The rows of one file of an import that failed and are not imported by now. A row of several
    objects is one of them as long as any of its objects is missing."""
    left = set[int]()
    for name in done.recipe.objects_in(file):
        left |= _CorrectedRows(store, cursor, done, name).left()
    return left


class _CorrectedRows:
    """The failed rows of one object of an import that were brought back, as a query over
    ``import_id``, ``row_number`` and whether the record is ``there``."""

    def __init__(
        self, store: Store, cursor: duckdb.DuckDBPyConnection, done: Import, object_type: str
    ) -> None:
        outcome = store.outcome_file(done.import_id, object_type)
        self._cursor = cursor
        self._failed = (
            f"select row_number from read_parquet({_text(outcome)}) where action = 'failed'"
            if outcome.exists()
            else ""
        )
        found = list(_corrected(store, cursor, done, object_type)) if self._failed else []
        self._others = {other.import_id: other for other, _ in found}
        self._query = "\nunion all\n".join(
            f"select {other.import_id} as import_id, row_number, there\n"
            f"from ({query})\n"
            f"where {_IMPORTED} and row_number in ({self._failed})"
            for other, query in found
        )

    def by_import(self) -> list[tuple[Import, int, int]]:
        """Each import that corrects this one: its rows whose record is there, and the others."""
        counts = dict[int, tuple[int, int]]()
        if self._query:
            rows = self._cursor.execute(
                f"""
                with rows as (
                  select import_id, row_number, bool_or(there) as there
                  from ({self._query})
                  group by all
                )
                select import_id, count(*) filter (there), count(*) filter (not there)
                from rows
                group by import_id
                """
            ).fetchall()
            counts = {import_id: (there, gone) for import_id, there, gone in rows}
        return [
            (other, *counts.get(import_id, (0, 0))) for import_id, other in self._others.items()
        ]

    def total(self) -> tuple[int, int]:
        """How many rows are imported, and how many have only records that were deleted; each row
        once, also where several imports brought it."""
        if not self._query:
            return 0, 0
        rows = self._cursor.execute(
            f"""
            with rows as (
              select row_number, bool_or(there) as there
              from ({self._query})
              group by row_number
            )
            select count(*) filter (there), count(*) filter (not there)
            from rows
            """
        ).fetchall()
        return int(rows[0][0]), int(rows[0][1])

    def rows(self, row_numbers: Sequence[int]) -> dict[int, CorrectedRow]:
        """See ``corrected_rows``."""
        if not self._query:
            return {}
        rows = self._cursor.execute(
            f"""
            select row_number, import_id, there
            from ({self._query})
            where list_contains($numbers, row_number)
            order by there, import_id
            """,
            {"numbers": list(row_numbers)},
        ).fetchall()
        return {
            number: CorrectedRow(
                import_id,
                self._others[import_id].name or self._others[import_id].file_name,
                not there,
            )
            for number, import_id, there in rows
        }

    def left(self) -> set[int]:
        """The failed rows that no import has brought in for good."""
        if not self._failed:
            return set()
        back = (
            f"\nexcept\nselect row_number from ({self._query}) where there" if self._query else ""
        )
        return {row[0] for row in self._cursor.execute(self._failed + back).fetchall()}


def _corrected(
    store: Store, cursor: duckdb.DuckDBPyConnection, done: Import, object_type: str
) -> Iterator[tuple[Import, str]]:
    """The imports that correct rows of an object, each with a query of ``row_number`` (in the
    import that was corrected first), ``here``, ``action`` and ``there``. What failed once more may
    be corrected in turn: an import only corrects earlier ones, so that this ends."""
    corrected = done.import_id, done.recipe.imported(object_type).file
    for other in _correcting(cursor, object_type):
        path = store.corrections_file(other.import_id, object_type)
        theirs = other.corrects.get(other.recipe.imported(object_type).file)
        if theirs != corrected or object_type in other.undone or not path.exists():
            continue
        query = _brought_back(store, other, object_type)
        yield other, query
        for later, rows in _corrected(store, cursor, other, object_type):
            yield (
                later,
                "select one.row_number, two.here, two.action, two.there\n"
                f"from ({query}) as one\n"
                f"join ({rows}) as two on two.row_number = one.here",
            )


def _brought_back(store: Store, other: Import, object_type: str) -> str:
    """What became of the rows that an import corrects, and whether the record is still there. A
    row that was folded into a later one has the record of that one."""
    corrections = _text(store.corrections_file(other.import_id, object_type))
    outcome = f"read_parquet({_text(store.outcome_file(other.import_id, object_type))})"
    return f"""
      select c.row_number, c.here, c.action, r.hs_object_id is not null as there
      from read_parquet({corrections}) as c
      join {outcome} as o on o.row_number = c.here
      left join {outcome} as last on last.row_number = o.merged_into
      left join {quote_identifier("store", object_type)} as r
        on r.hs_object_id = coalesce(last.record_id, o.record_id)
    """


def _correcting(cursor: duckdb.DuckDBPyConnection, object_type: str) -> list[Import]:
    """The finished imports of an object that correct any other."""
    rows = cursor.execute(
        """
        select import_id
        from store.imports
        where list_contains($states, state)
          and list_contains(object_types, $object_type)
          and (json_exists(layouts, '$[0].corrects') or json_exists(layouts, '$[1].corrects'))
        order by import_id
        """,
        {"states": list(FINISHED), "object_type": object_type},
    ).fetchall()
    return [read_import(cursor, row[0]) for row in rows]


def _text(path: object) -> str:
    return quote_literal(str(path))
