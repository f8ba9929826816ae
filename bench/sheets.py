"""Reading an XLSX of 100,000 rows x 20 columns, against bare python-calamine.

The libraries that DuckDB loads with its first data frame are loaded before the clock starts, as
they are in a running app."""

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pandas  # noqa: F401
import pyarrow.dataset  # noqa: F401
import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.bare import measured
from core.read import inspect_file, stage_file

COLUMNS = 20


def write_workbook(path: Path, rows: int) -> None:
    """Text and numbers in turn, no formulas."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Contacts")
        sheet.write_row(0, 0, [f"Column {n}" for n in range(COLUMNS)])
        for row in range(1, rows + 1):
            sheet.write_row(
                row, 0, [row * n if n % 3 == 0 else f"text {row % 997} {n}" for n in range(COLUMNS)]
            )


def read_bare(path: Path) -> None:
    """What calamine alone takes to Python lists."""
    start = time.perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    measured(start, {})


def read_staged(path: Path) -> None:
    """Inspected and staged into a database on disk, as an import does."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(":memory:")
        connection.execute(f"attach '{folder}/work.duckdb' as work")
        layout = inspect_file(path)
        inspected = time.perf_counter() - start
        stage_file(connection, "work", path, layout, Path(folder))
        measured(start, {"inspect": inspected})


if __name__ == "__main__":
    {"bare": read_bare, "staged": read_staged}[sys.argv[1]](Path(sys.argv[2]))
