"""How many of the failed rows of an import were imported since, corrected, and by which imports.
Called by the history, the results page and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from core.sql import quote_literal
from core.store import Store
from core.store.imports import FINISHED, Import, read_import

_IMPORTED = "action in ('created', 'updated', 'unchanged')"


@dataclass(frozen=True)
class Correction:
    """One import that corrects another, directly or what was left of it: how many ``rows`` that
    failed there it has imported."""

    done: Import
    rows: int


@dataclass(frozen=True)
class Corrections:
    """Of the ``failed`` rows of an import, how many are ``imported`` by now, and by which."""

    failed: int
    imported: int
    by: list[Correction]


def corrections_of(
    store: Store, cursor: duckdb.DuckDBPyConnection, done: Import
) -> Corrections | None:
    """The corrections of a finished import; None where there are none. What was undone since does
    not count."""
    by, imported = dict[int, tuple[Import, int]](), 0
    for name in done.object_types:
        outcome = store.outcome_file(done.import_id, name)
        if not outcome.exists():
            continue
        failed = f"select row_number from read_parquet({_text(outcome)}) where action = 'failed'"
        found = list(_corrected(store, cursor, done, name))
        rows = [
            f"select row_number from ({query}) where {_IMPORTED} and row_number in ({failed})"
            for _, query in found
        ]
        for (other, _), query in zip(found, rows, strict=True):
            before = by.get(other.import_id, (other, 0))[1]
            by[other.import_id] = other, before + _count(cursor, query)
        imported += _count(cursor, "\nunion all\n".join(rows)) if rows else 0
    if not by:
        return None
    failed_rows = int(done.counters.get("failed", 0))
    return Corrections(failed_rows, imported, [Correction(*each) for each in by.values()])


def _corrected(
    store: Store, cursor: duckdb.DuckDBPyConnection, done: Import, object_type: str
) -> Iterator[tuple[Import, str]]:
    """The imports that correct rows of an object, each with a query of ``row_number`` (in the
    import that was corrected first), ``here`` and ``action``. What failed once more may be
    corrected in turn: an import only corrects earlier ones, so that this ends."""
    corrected = done.import_id, done.recipe.imported(object_type).file
    for other in _correcting(cursor, object_type):
        path = store.corrections_file(other.import_id, object_type)
        theirs = other.corrects.get(other.recipe.imported(object_type).file)
        if theirs != corrected or object_type in other.undone or not path.exists():
            continue
        query = f"select row_number, here, action from read_parquet({_text(path)})"
        yield other, query
        for later, rows in _corrected(store, cursor, other, object_type):
            yield (
                later,
                "select one.row_number, two.here, two.action\n"
                f"from ({query}) as one\n"
                f"join ({rows}) as two on two.row_number = one.here",
            )


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


def _count(cursor: duckdb.DuckDBPyConnection, rows: str) -> int:
    found = cursor.execute(f"select count(distinct row_number) from ({rows})").fetchall()
    return int(found[0][0])


def _text(path: object) -> str:
    return quote_literal(str(path))
