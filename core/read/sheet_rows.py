"""The rows of a sheet as python-calamine reads them, with the texts of the second look put in.

``sheets.py`` and ``stage_sheet.py`` call it. Calamine does its work without Python's lock, so the
second look goes on at the same time.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from core.read.look import look_again
from core.read.second_look import SecondLook


def read_sheet(
    path: Path,
    kind: str,
    name: str,
    book: CalamineWorkbook | None = None,
    looked_at: int | None = None,
) -> tuple[CalamineSheet, SecondLook]:
    """The sheet and what calamine does not tell of it, or of the rows ``looked_at`` alone. ``book``
    is the workbook, if it is open."""
    with ThreadPoolExecutor(1) as pool, path.open("rb") as file:
        looking = pool.submit(look_again, path, kind, name, looked_at)
        book = book or CalamineWorkbook.from_filelike(file)
        sheet = book.get_sheet_by_name(name)
        return sheet, looking.result()


def patched(
    rows: Iterator[list[Any]], look: SecondLook, left: int, first_row: int
) -> Iterator[list[Any]]:
    """The rows with the texts of the second look put in."""
    if not look.texts:
        return rows
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in look.texts.items():
        by_row.setdefault(row, []).append((column - left, text))
    return put_in(rows, by_row, first_row - 1)


def put_in(
    rows: Iterator[list[Any]], by_row: dict[int, list[tuple[int, str]]], first: int
) -> Iterator[list[Any]]:
    for number, cells in enumerate(rows, first):
        for column, text in by_row.get(number, ()):
            if 0 <= column < len(cells):
                cells[column] = text
        yield cells
