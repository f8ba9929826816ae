"""Editing cells of single rows: the failed rows of a dry run with what is wrong, and the fixes that
edits become. Called by the review page and when a recipe with edits comes with a file."""

from collections.abc import Mapping, Sequence
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
    made = []
    for (row, index), text in texts.items():
        held = cursor.execute(
            f"select c{int(index)} from {quote_identifier(catalog, 'source')} where row_number = ?",
            [row],
        ).fetchall()
        value = (held[0][0] or "").strip() if held else ""
        made.append(Fix(EDIT_CELL, headers[index], value, text.strip(), row=row))
    again = {(fix.row, fix.header) for fix in made}
    kept = (f for f in file.fixes if f.kind != EDIT_CELL or (f.row, f.header) not in again)
    return (*kept, *made)


def check_edits(cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile) -> None:
    """Raises RecipeError for an edit of a cell that the file does not have, or has with another
    text: the recipe was made for another file, where this row was another one."""
    source = quote_identifier(catalog, "source")
    indexes = {c.header: c.column for c in file.columns if c.header not in file.made_headers}
    for fix in file.fixes:
        if fix.kind != EDIT_CELL or fix.off:
            continue
        rows = []
        if fix.header in indexes:
            rows = cursor.execute(
                f"select c{indexes[fix.header]} from {source} where row_number = ?", [fix.row]
            ).fetchall()
        if not rows or (rows[0][0] or "").strip() != fix.value:
            was = f"not {fix.value!r}" if rows else "no such cell"
            raise RecipeError(
                "The recipe does not fit the file",
                f"It edits row {fix.row} of the column {fix.header!r}, but the file has {was} "
                "there.",
                "Leave the edits (EDIT_CELL) out of the recipe: they are for one file only.",
            )
