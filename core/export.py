"""Records and failed rows as CSV and XLSX files, safe against formula injection.

Called by the records pages, the results page and the command line. A text that a spreadsheet
program would run as a formula gets an apostrophe in front in CSV; importing takes it off again
(core/property_types/text.py), so export and import give the same records. In XLSX every text is a
text cell and needs none."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import xlsxwriter

from core.errors import AppError
from core.property_types import value_type
from core.records import View, view_condition
from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property

# The limit of one sheet, its header included (Excel's own).
SHEET_ROWS = 1_048_576
# Characters that a cell of a sheet holds, of 16 bits each, as Excel counts them.
CELL_LIMIT = 32_767
_FETCH = 10_000

# A leading sign that starts a formula; numbers and phone numbers (+31 6 1234, -5) start none.
_FORMULA = r"^[=+@\t\r-]"
# All of them come before "A", which leaves most texts out at once. Not "in": DuckDB makes a join of
# it, and a join for each of 200 columns takes all memory.
_FORMULA_SQL = "{text} < 'A' and list_contains(['=', '+', '@', '-', chr(9), chr(13)], {text}[1])"
_NUMBER_LIKE = r"^[+-][\d\s().,/-]*$"


def guarded(text: str) -> str:
    """SQL: the text, with an apostrophe in front where a spreadsheet would run it."""
    return (
        f"case when {_FORMULA_SQL.format(text=text)} "
        f"and not regexp_matches({text}, '{_NUMBER_LIKE}') then '''' || {text} else {text} end"
    )


def guarded_header(header: str) -> str:
    """A header likewise: the labels of properties are the user's own."""
    starts = re.match(_FORMULA, header) and not re.match(_NUMBER_LIKE, header)
    return f"'{header}" if starts else header


def export_csv(
    cursor: duckdb.DuckDBPyConnection,
    object_type: str,
    path: Path,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
) -> int:
    """Writes all records as UTF-8 CSV with a byte order mark, which spreadsheet programs need to
    read it right; with ``where`` only those that meet it (see ``view_condition``). The number of
    records is returned."""
    kind = read_object_type(cursor, object_type)
    columns = ", ".join(
        f"{guarded(text)} as {quote_identifier(guarded_header(header))}"
        for header, text in _exported(kind).items()
    )
    query = f"select {columns} from {_table(kind)} where {where}"
    return _copy_csv(cursor, query, path, values)


def export_xlsx(
    cursor: duckdb.DuckDBPyConnection,
    object_type: str,
    path: Path,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
) -> int:
    """Writes the records as one sheet; numbers are number cells. The number is returned.

    Raises AppError when there are more than a sheet holds."""
    kind = read_object_type(cursor, object_type)
    count = _count(cursor, kind, where, values)
    if count >= SHEET_ROWS:
        raise AppError(
            "Too many records for one sheet",
            f"{count:,} records; a sheet holds {SHEET_ROWS - 1:,}.",
            "Export them as CSV.",
        )
    exported = _exported(kind)
    numbers = {p.label for p in kind.properties if p.value_type in ("number", "currency")}
    columns = ", ".join(f"{text} as {quote_identifier(h)}" for h, text in exported.items())
    query = f"select {columns} from {_table(kind)} where {where}"
    cursor.execute(query, dict(values or {}))
    with replacing(path) as new:
        write_sheet(new, kind.plural, list(exported), cursor, numbers)
    return int(count)


def write_sheet(
    path: Path,
    title: str,
    headers: Sequence[str],
    cursor: duckdb.DuckDBPyConnection,
    numbers: set[str],
) -> None:
    """Writes the rows of the cursor's query, a piece at a time; memory stays small."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headers, book.add_format({"bold": True}))
        as_number = [header in numbers for header in headers]
        row_number = 1
        while rows := cursor.fetchmany(_FETCH):
            for row in rows:
                _write_row(sheet, row_number, row, as_number)
                row_number += 1


def _write_row(
    sheet: "xlsxwriter.worksheet.Worksheet",
    row_number: int,
    row: tuple[str | None, ...],
    as_number: list[bool],
) -> None:
    for place, cell in enumerate(row):
        if cell is None:
            continue
        if as_number[place]:
            sheet.write_number(row_number, place, float(cell))
        else:
            if sheet.write_string(row_number, place, str(cell)) < 0:
                raise AppError(
                    "A text is too long for a sheet",
                    f"Row {row_number + 1} has one over {CELL_LIMIT:,} characters.",
                    "Export the records as CSV.",
                )


def _exported(kind: ObjectType) -> dict[str, str]:
    """Header -> SQL text of the value. Options keep their internal value, owners their email, so
    that the file imports back unchanged."""
    columns = {"Record ID": "cast(hs_object_id as varchar)"}
    for prop in kind.properties:
        if prop.name != "hs_object_id":
            columns[_header(prop, columns)] = shown_text(prop)
    return columns


def _header(prop: Property, taken: dict[str, str]) -> str:
    """The label; where two properties share it, the internal name beside it."""
    return prop.label if prop.label not in taken else f"{prop.label} ({prop.name})"


def shown_text(prop: Property) -> str:
    """SQL: a property's stored value as text that imports back to the same value."""
    name = quote_identifier(prop.name)
    if prop.value_type == "owner":
        return (
            f"coalesce((select email from store.owners where cast(owner_id as varchar) = {name}), "
            f"{name})"
        )
    return value_type(prop).text(name)


def _table(kind: ObjectType) -> str:
    return quote_identifier("store", kind.name)


def _count(
    cursor: duckdb.DuckDBPyConnection,
    kind: ObjectType,
    where: str,
    values: Mapping[str, Any] | None,
) -> int:
    query = f"select count(*) from {_table(kind)} where {where}"
    return int(cursor.execute(query, dict(values or {})).fetchall()[0][0])


def _copy_csv(
    cursor: duckdb.DuckDBPyConnection, query: str, path: Path, values: Mapping[str, Any] | None
) -> int:
    """DuckDB writes the rows; the byte order mark goes in front as part of the first header."""
    with replacing(path) as new:
        count = cursor.execute(
            f"copy ({query}) to {quote_literal(str(new))} (format csv, header, delimiter ',')",
            dict(values or {}),
        ).fetchall()[0][0]
        content_with_mark(new)
    return int(count)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of ``path`` once the block is done. When it raises,
    what stood there before still does: half a file would be taken for a whole one."""
    new = path.with_name(path.name + ".new")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def content_with_mark(path: Path) -> None:
    """Puts a UTF-8 byte order mark before the content, in pieces."""
    marked = path.with_name(path.name + ".part")
    with path.open("rb") as source, marked.open("wb") as target:
        target.write(b"\xef\xbb\xbf")
        while piece := source.read(1 << 20):
            target.write(piece)
    marked.replace(path)


EXPORTERS: dict[str, Callable[..., int]] = {"csv": export_csv, "xlsx": export_xlsx}


def export_content(
    store: Store, object_type: str, file_format: str, view: View | None = None
) -> bytes:
    """The file of a view (or of all records) for a download; nothing of it stays on disk. It runs
    on a thread of its own, so it takes its own cursor."""
    cursor = store.cursor()
    where, values = view_condition(cursor, view) if view else ("true", {})
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"export.{file_format}"
        EXPORTERS[file_format](cursor, object_type, path, where, values)
        return path.read_bytes()
