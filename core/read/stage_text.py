"""Stages a text file: as it is when it is clean, else from a UTF-8 copy; fast path, then slow."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from core.read import fast_path, slow_path, wording
from core.read.cleanse import write_clean_copy
from core.read.dialect import Dialect
from core.read.layout import Layout, StagedFile
from core.read.scan import scan_bytes
from core.read.source import Source
from core.read.source_view import SourceView, Staged, make_source_view
from core.read.text_file import columns_with_spill


def stage_text(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout, folder: Path
) -> StagedFile:
    source = Source(path, layout.details["container"], layout.details["entry"])
    copied = needs_copy(layout)
    readable = path
    if copied:
        readable = write_clean_copy(
            source, layout.details["codec"], layout.options.escape == "\\", folder / "clean.csv"
        )
    try:
        scan = scan_copy(readable) if copied else layout.details["scan"]
        return stage_fast(cursor, catalog, readable, layout, scan) or stage_slow(
            cursor, catalog, readable, layout, folder
        )
    finally:
        if copied:
            readable.unlink(missing_ok=True)


def needs_copy(layout: Layout) -> bool:
    """DuckDB reads UTF-8, with or without byte order mark, when nothing odd is in the bytes."""
    scan, details = layout.details["scan"], layout.details
    unicode = details["codec"] in ("utf-8", "utf-8-sig") and scan["utf8"]
    odd = scan["nuls"] or scan["control_z"] or scan["crcrlf"] or layout.options.escape == "\\"
    ascii_superset = scan["ascii"] and not details["codec"].startswith(
        ("utf-16", "utf-32", "utf-7")
    )
    return bool(details["container"] or odd or not (unicode or ascii_superset))


def scan_copy(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return vars(scan_bytes(file).scan)


def stage_fast(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    path: Path,
    layout: Layout,
    scan: dict[str, Any],
) -> StagedFile | None:
    width, first_row = len(layout.columns), layout.details["first_row"]
    staged = Staged(catalog, width, f"rowid + {first_row}")
    select = fast_path.trimmed(width) if layout.details["trim_left"] else "*"
    dialect = dialect_of(layout)
    if not fast_path.load(cursor, staged.table, path, dialect, width, first_row - 1, select):
        return None
    if not agrees(cursor, staged, layout, scan):
        return None
    headers = layout.details["headers"] if layout.options.header_row else []
    view = make_source_view(cursor, staged, headers, layout.options.skip_last or 0)
    return staged_file(layout, view)


def agrees(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, layout: Layout, scan: dict[str, Any]
) -> bool:
    """What DuckDB does without a word: start on another row than the one shown, skip blank lines,
    drop a surplus empty cell at the end of a row."""
    first = cursor.execute(f"select * from {staged.table} limit 1").fetchone()
    shown = layout.details["first_cells"]
    if [cell or "" for cell in first or ()] != shown:
        return bool(staged.width == 1 and first and not first[0])
    return no_blank_lines(cursor, staged, layout, scan) and no_surplus(cursor, staged, layout, scan)


def no_blank_lines(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, layout: Layout, scan: dict[str, Any]
) -> bool:
    """Costs a pass over the cells, but only where two line ends touch (in a quoted cell or not).
    DuckDB does keep the blank lines of a table of one column."""
    if staged.width == 1 or not scan["blank_lines"]:
        return True
    lines = scan["line_ends"] + bool(scan["ends_open"]) - scan["trailing_blanks"]
    found = fast_path.count_line_ends(cursor, staged.table, staged.width)
    return bool(found == lines - layout.details["first_line"])


def no_surplus(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, layout: Layout, scan: dict[str, Any]
) -> bool:
    """A line that ends in a delimiter is a row whose last cell is empty, or a row with a surplus
    one, unless every row has it. Only where the counts differ are the cells looked at."""
    delimiter = layout.options.delimiter or ","
    in_body = scan["before_ends"].get(delimiter, 0) - layout.details["open_ends_above"]
    if in_body <= 0 or layout.details["always_open"]:
        return True
    if in_body == fast_path.count_empty(cursor, staged.table, staged.width):
        return True
    inside = fast_path.count_open_ends(cursor, staged.table, staged.width, delimiter)
    return bool(in_body <= inside)


def stage_slow(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout, folder: Path
) -> StagedFile:
    width = len(layout.columns)
    shape = slow_path.Shape(
        dialect_of(layout),
        width,
        layout.details["kinds"],
        layout.details["first_row"],
        layout.details["headers"] if layout.options.header_row else [],
        layout.details["may_be_short"],
    )
    table = Staged(catalog, width, "row_number").table
    repairs = slow_path.load_repaired(cursor, table, path, shape, folder)
    layout = replace(layout, columns=columns_with_spill(layout.columns, repairs.spilled))
    staged = Staged(catalog, len(layout.columns), "row_number")
    view = make_source_view(cursor, staged, [], layout.options.skip_last or 0)
    layout = replace(layout, skipped_rows=layout.skipped_rows + tuple(repairs.left_out))
    done = staged_file(layout, view)
    warnings = (*done.warnings, *slow_warnings(repairs))
    return replace(done, repaired=tuple(repairs.listed), warnings=warnings)


def slow_warnings(repairs: slow_path.Repairs) -> list[str]:
    found = []
    if repairs.second_table:
        found.append(
            f"A second table seems to start at row {repairs.second_table}; its rows are kept."
        )
    if repairs.left_out:
        why = "comments or repeated headers"
        found.append(wording.left_out(len(repairs.left_out), why=why))
    if repairs.blank:
        found.append(wording.left_out(repairs.blank, "blank"))
    if repairs.count:
        verb = "was" if repairs.count == 1 else "were"
        found.append(f"{wording.rows(repairs.count, 'damaged')} {verb} repaired.")
    if repairs.spilled:
        found.append(
            f"{wording.rows(repairs.spilled)} with more values than there are columns: the surplus "
            "is in the column “Surplus values”."
        )
    return found


def staged_file(layout: Layout, view: SourceView) -> StagedFile:
    layout = replace(layout, skipped_rows=layout.skipped_rows + view.left_out)
    return StagedFile(layout, view.row_count, (), layout.warnings + view.warnings)


def dialect_of(layout: Layout) -> Dialect:
    """The backslash is gone from the copy, so neither path needs to know of it."""
    options = layout.options
    return Dialect(options.delimiter or ",", options.quote or "", "", layout.details["trim_left"])
