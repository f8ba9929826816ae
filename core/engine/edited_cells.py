"""Editing cells of single rows: the failed rows of a dry run with what is wrong, and the fixes that
edits become. Called by the review page and when a recipe with edits comes with a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from core.engine.parts import Part
from core.errors import RecipeError
from core.recipe import Fix, ImportedFile
from core.recipe.fixes import EDIT_CELL
from core.sql import quote_identifier


@dataclass(frozen=True)
class FailedRow:
    """A row that would not be imported: its ``problems`` (code, column or None, value), and its
    cells by column, as the fixes leave them."""

    row_number: int
    problems: list[tuple[str, int | None, str | None]]
    cells: dict[int, str | None]


def failed_rows(
    cursor: duckdb.DuckDBPyConnection, part: Part, columns: Sequence[int], offset: int, limit: int
) -> list[FailedRow]:
    """A page of the failed rows of an object, with the cells of these columns of the file."""
    work = part.work
    cells = "".join(f", s.c{int(index)}" for index in columns)
    rows = cursor.execute(
        f"""
        with page as (
          select row_number, reason
          from {work}.plan
          where action = 'failed'
          order by row_number
          limit {int(limit)} offset {int(offset)}
        ),
        told as (
          select i.row_number,
            list({{'code': i.code, 'column_index': i.column_index, 'value': i.value}}
              order by i.column_index, i.code, i.value) as problems
          from {work}.issues as i
          where i.row_number in (select row_number from page)
          group by i.row_number
        )
        select p.row_number, t.problems, p.reason{cells}
        from page as p
        left join told as t on t.row_number = p.row_number
        join {part.rows} as s on s.row_number = p.row_number
        order by p.row_number
        """
    ).fetchall()
    return [
        FailedRow(
            row[0],
            [(p["code"], p["column_index"], p["value"]) for p in row[1] or []]
            or [(row[2], None, None)],
            dict(zip(columns, row[3:], strict=True)),
        )
        for row in rows
    ]


def edits(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    file: ImportedFile,
    texts: Mapping[tuple[int, int], str],
) -> tuple[Fix, ...]:
    """The fixes of a file with these edits, by row and column: they come last, in place of earlier
    edits of the same cells."""
    headers = {column.column: column.header for column in file.columns}
    held = _texts(cursor, catalog, texts)
    made = [
        Fix(EDIT_CELL, headers[index], held.get((row, index), ""), text.strip(), row=row)
        for (row, index), text in texts.items()
    ]
    again = {(fix.row, fix.header) for fix in made}
    kept = (f for f in file.fixes if f.kind != EDIT_CELL or (f.row, f.header) not in again)
    return (*kept, *made)


def check_edits(cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile) -> None:
    """Raises RecipeError for an edit of a cell that the file does not have, or has with another
    text: the recipe was made for another file, where this row was another one."""
    edited = [fix for fix in file.fixes if fix.kind == EDIT_CELL and not fix.off]
    indexes = {c.header: c.column for c in file.columns if c.header not in file.made_headers}
    held = _texts(
        cursor, catalog, [(fix.row, indexes[fix.header]) for fix in edited if fix.header in indexes]
    )
    for fix in edited:
        text = held.get((fix.row, indexes.get(fix.header, 0)))
        if text != fix.value:
            was = "no such cell" if text is None else f"not {fix.value!r}"
            raise RecipeError(
                "The recipe does not fit the file",
                f"It edits row {fix.row} of the column {fix.header!r}, but the file has {was} "
                "there.",
                "Leave the edits (EDIT_CELL) out of the recipe: they are for one file only.",
            )


def _texts(
    cursor: duckdb.DuckDBPyConnection, catalog: str, cells: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """The texts that cells have in the file, by row and column, empty where they are blank; one
    query a column. Cells that the file does not have are missing."""
    rows = dict[int, list[int]]()
    for row, index in cells:
        rows.setdefault(index, []).append(row)
    return {
        (row, index): (text or "").strip()
        for index, wanted in rows.items()
        for row, text in cursor.execute(
            f"select row_number, c{int(index)} from {quote_identifier(catalog, 'source')} "
            "where list_contains(?, row_number)",
            [wanted],
        ).fetchall()
    }
