"""Loads any text file: streams its records through the cutter into a repaired CSV, loads that.

Memory stays bounded: only the list of repairs grows, and it is cut at ``MOST_LISTED``.
``stage_file`` calls ``load_repaired`` when the fast path refused the file.
"""

import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from core.read.dialect import Dialect
from core.read.fast_path import LONGEST_LINE, read_csv_sql
from core.read.records import Record, RecordCutter, reason_to_leave_out
from core.read.second_table import SecondTable

MOST_LISTED = 100_000
SPILL = "spill"


@dataclass
class Repairs:
    """What happened on the way: ``listed`` (row, what was done), ``left_out`` (row, why)."""

    listed: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0
    spilled: int = 0
    rows: int = 0
    blank: int = 0
    second_table: int | None = None


@dataclass(frozen=True)
class Shape:
    """The table to be cut: its dialect, columns, header texts (to know a repeated one by)."""

    dialect: Dialect
    width: int
    kinds: Sequence[str]
    first_row: int
    headers: Sequence[str]
    may_be_short: bool


def load_repaired(
    cursor: duckdb.DuckDBPyConnection, table: str, path: Path, shape: Shape, folder: Path
) -> Repairs:
    repaired = folder / "repaired.csv"
    try:
        repairs = write_repaired(path, shape, repaired)
        columns = [f"c{i}" for i in range(1, shape.width + 1)]
        source = read_csv_sql(repaired, Dialect(), ["row_number", *columns, SPILL], 0, LONGEST_LINE)
        kept = columns + ([f"{SPILL} as c{shape.width + 1}"] if repairs.spilled else [])
        chosen = ", ".join(["row_number::bigint as row_number", *kept])
        cursor.execute(f"create or replace table {table} as select {chosen} from {source}")
    finally:
        repaired.unlink(missing_ok=True)
    return repairs


def write_repaired(path: Path, shape: Shape, target: Path) -> Repairs:
    repairs = Repairs()
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        records = kept_records(records_below(lines, shape), shape, repairs)
        with target.open("w", encoding="utf-8", newline="") as out:
            # Both CR and LF in the line end make the writer quote a cell that holds either.
            writer = csv.writer(out, lineterminator="\r\n")
            for record in records:
                spill = shape.dialect.delimiter.join(record.spill)
                writer.writerow([record.row, *record.cells, spill])
    return repairs


def records_below(lines: Iterator[str], shape: Shape) -> Iterator[Record]:
    """The header and what stands above it are cut without a width: they have their own."""
    above = RecordCutter(lines, shape.dialect)
    for _ in itertools.islice(above, shape.first_row - 1):
        pass
    body = itertools.chain(above.lines.returned, lines)
    cutter = RecordCutter(body, shape.dialect, shape.width, shape.kinds, shape.may_be_short)
    cutter.row = shape.first_row - 1
    return iter(cutter)


def kept_records(records: Iterator[Record], shape: Shape, repairs: Repairs) -> Iterator[Record]:
    second = SecondTable(shape.width, shape.kinds)
    for record in records:
        reason = reason_to_leave_out(record, shape.headers, shape.width)
        second.see(record, reason)
        if reason == "blank row":
            repairs.blank += 1
        elif reason:
            repairs.left_out.append((record.row, reason))
        else:
            note(record, repairs)
            yield record
    repairs.second_table = second.starts_at


def note(record: Record, repairs: Repairs) -> None:
    repairs.rows += 1
    repairs.spilled += bool(record.spill)
    if record.repair:
        repairs.count += 1
        if len(repairs.listed) < MOST_LISTED:
            repairs.listed.append((record.row, record.repair))
