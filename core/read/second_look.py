"""What python-calamine loses, read from the sheet's XML: error codes, zero-padded numbers, formulas
without a stored value. ``stage_sheet`` calls it only when ``read_facts`` has seen such cells.

openpyxl would tell the same in ten times the time: here only the cells in question are parsed.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.read.xlsx_parts import (
    SheetFacts,
    cell_formats,
    chunks_of,
    column_index,
    find_parts,
    padding_of,
)

CELL = rb"<(?:\w+:)?c\b([^>]*%s[^>]*)>(.*?)</(?:\w+:)?c>"
ANY = re.compile(CELL % rb"")
REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
STYLE = re.compile(rb'\bs="(\d+)"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
WHOLE = re.compile(rb"-?\d+(?:\.0+)?")


@dataclass
class SecondLook:
    """``texts``: (row, column), from 0, to the text that calamine does not give."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: int = 0
    without_value: int = 0
    percent_columns: set[int] = field(default_factory=set)


def look_again(path: Path, name: str, facts: SheetFacts, rows: int | None = None) -> SecondLook:
    """All of the sheet, or as many bytes of it as surely hold the first ``rows`` rows."""
    look = SecondLook()
    with zipfile.ZipFile(path) as archive:
        part = find_parts(archive)[name]
        formats = cell_formats(archive)
        for chunk in whole_cells(chunks_of(archive, part)):
            for pattern in patterns(facts):
                for found in pattern.finditer(chunk):
                    note_cell(found.group(1), found.group(2), formats, look)
            if rows is not None and last_row(chunk) > rows:
                break
    return look


def whole_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Chunks cut behind the end of a cell or row."""
    rest = b""
    for chunk in chunks:
        chunk = rest + chunk
        end = max(chunk.rfind(b"<c "), chunk.rfind(b":c "))
        chunk, rest = (chunk[:end], chunk[end - 8 :]) if end > 8 else (chunk, b"")
        yield chunk
    yield rest


def last_row(chunk: bytes) -> int:
    found = re.findall(rb'<(?:\w+:)?row\b[^>]*\br="(\d+)"', chunk)
    return int(found[-1]) if found else 0


def patterns(facts: SheetFacts) -> list[re.Pattern[bytes]]:
    """Formulas carry no mark on the cell, so all cells are looked at when there are any."""
    if facts.formulas:
        return [ANY]
    found = [re.compile(CELL % rb't="e"')] if facts.errors else []
    for style in facts.padded_styles + facts.percent_styles:
        found.append(re.compile(CELL % (rb'\bs="' + style.encode() + rb'"')))
    return found


def note_cell(attributes: bytes, body: bytes, formats: list[str], look: SecondLook) -> None:
    reference = REFERENCE.search(attributes)
    if reference is None or attributes.endswith(b"/"):
        return
    place = int(reference.group(2)) - 1, column_index(reference.group(1))
    value = VALUE.search(body)
    if b't="e"' in attributes and value:
        look.errors += place not in look.texts
        look.texts[place] = value.group(1).decode()
    elif value is None or not value.group(1):
        look.without_value += b"<f" in body or b":f>" in body
    elif b't="' not in attributes or b't="n"' in attributes:
        note_number(attributes, value.group(1), place, formats, look)


def note_number(
    attributes: bytes, value: bytes, place: tuple[int, int], formats: list[str], look: SecondLook
) -> None:
    style = STYLE.search(attributes)
    index = int(style.group(1)) if style else -1
    code = formats[index] if 0 <= index < len(formats) else ""
    digits = padding_of(code)
    if digits and WHOLE.fullmatch(value):
        number = int(float(value))
        look.texts[place] = ("-" if number < 0 else "") + str(abs(number)).zfill(digits)
    elif "%" in code:
        look.percent_columns.add(place[1])
