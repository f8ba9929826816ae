"""Rows that failed in an import and come back corrected, in the error file of that import: known by
its mark and their row numbers, so that they count in its history.

``corrected_in_sample`` is called as soon as a file can be looked at, ``find_corrected`` when it is
staged, ``write_corrections`` when it is imported."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from core.engine.parts import Part
from core.error_file import OWN_HEADERS, import_mark, own_columns, read_mark
from core.errors import StoreError
from core.read import Layout
from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.imports import Import, read_import

# Where an error file has the row number and the mark.
_ROW, _MARK = "c1", f"c{len(OWN_HEADERS)}"


@dataclass(frozen=True)
class Corrected:
    """Which rows a file corrects: those of an import, of one of its files."""

    import_id: int
    file: int
    mark: str

    def to_json(self) -> dict[str, Any]:
        """As kept in the layout of the file (``Import.corrects``)."""
        return asdict(self)


def find_corrected(
    cursor: duckdb.DuckDBPyConnection, catalog: str, layout: Layout, import_id: int
) -> tuple[Corrected | None, str]:
    """What a staged file corrects, or None; and a sentence where it looks like a correction and
    cannot be taken as one. ``import_id`` is the import that it is staged for."""
    if own_columns([column.header for column in layout.columns]) < len(OWN_HEADERS):
        return None, ""
    rows = cursor.execute(
        f"""
        select distinct trim({_MARK})
        from {quote_identifier(catalog, "source")}
        where trim({_MARK}) <> ''
        limit 2
        """
    ).fetchall()
    return _of_marks(cursor, [row[0] for row in rows], import_id)


def corrected_in_sample(
    cursor: duckdb.DuckDBPyConnection, layout: Layout, import_id: int
) -> Corrected | None:
    """The same by the first rows of a file that is not staged yet."""
    if own_columns([column.header for column in layout.columns]) < len(OWN_HEADERS):
        return None
    place = len(OWN_HEADERS) - 1
    marks = {row[place].strip() for row in layout.sample if len(row) > place} - {""}
    return _of_marks(cursor, sorted(marks), import_id)[0]


def _of_marks(
    cursor: duckdb.DuckDBPyConnection, marks: Sequence[str], import_id: int
) -> tuple[Corrected | None, str]:
    if len(marks) > 1:
        return None, (
            "The rows come from the error files of several imports. They are imported, but count "
            "for none of these."
        )
    return _corrected(cursor, marks[0], import_id) if marks else (None, "")


def _corrected(
    cursor: duckdb.DuckDBPyConnection, mark: str, import_id: int
) -> tuple[Corrected | None, str]:
    named = read_mark(mark)
    unknown = (
        "The rows come from the error file of an import that this store does not have. They are "
        "imported like any others."
    )
    if named is None or named[0] >= import_id:
        return None, unknown
    try:
        first = read_import(cursor, named[0])
    except StoreError:
        return None, unknown
    if import_mark(first.import_id, first.created_at, named[1]) != mark:
        return None, unknown
    return Corrected(first.import_id, named[1], mark), ""


def write_corrections(
    store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import, part: Part
) -> None:
    """Keeps what became of the rows that an import corrects, beside its outcome: ``row_number`` of
    the corrected import, ``here`` of this one. A row that is folded into a later one is imported
    where that one is."""
    corrects = draft.layouts[part.imported.file - 1].get("corrects")
    if not corrects:
        return
    path = quote_literal(str(store.corrections_file(draft.import_id, part.name)))
    number = f"try_cast(try_cast(trim(s.{_ROW}) as double) as bigint)"
    cursor.execute(
        f"""
        copy (
          select {number} as row_number, p.row_number as here,
            coalesce(last.action, p.action) as action
          from {part.source} as s
          join {part.work}.plan as p on p.row_number = s.row_number
          left join {part.work}.plan as last on last.row_number = p.merged_into
          where trim(s.{_MARK}) = {quote_literal(corrects["mark"])} and {number} is not null
        ) to {path} (format parquet)
        """
    )
