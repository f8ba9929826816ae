"""The second look at an xlsx: error codes, zero-padded numbers, formulas without a stored value and
hidden rows, from the sheet's XML. ``look.py`` calls it.

openpyxl would tell the same in ten times the time. Here a regular expression finds the pieces of
XML with such a cell at all; it runs in Arrow, without Python's lock, so that calamine can read the
sheet at the same time. Only the cells in question are parsed.
"""

import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.read.second_look import SecondLook, padded, padding_of
from core.read.xlsx_parts import cell_formats, column_index, find_parts
from core.read.xml_pieces import chunks_of, is_marked, pieces

QUOTE = r"[\"']"
REFERENCE = re.compile(rb"\sr=[\"']([A-Z]+)(\d+)[\"']")
STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
NUMBER = re.compile(rb"-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\shidden=[\"'](?:1|true)[\"']")

IS_HIDDEN = " hidden="
IS_ERROR = f" t={QUOTE}e{QUOTE}"
# The end of a cell whose formula is its only content, or stands before an empty value.
IS_UNCOMPUTED = r"(?:</{0}f>|<{0}f(?:\s[^<>]*)?/>)\s*(?:<{0}v>\s*</{0}v>|<{0}v/>)?\s*</{0}c>"


@dataclass(frozen=True)
class Marks:
    """``prefix`` stands before the names of all tags (``x:``), mostly nothing. ``any`` finds every
    chunk that needs a look, ``cells`` a place in each cell that does."""

    prefix: bytes
    any: str
    cells: tuple[re.Pattern[bytes], ...]


def look_xlsx(file: Path | BinaryIO, name: str, rows: int | None = None) -> SecondLook:
    look = SecondLook()
    with zipfile.ZipFile(file) as archive:
        part = find_parts(archive).get(name)
        if part is None:
            return look
        formats = cell_formats(archive)
        chunks = chunks_of(archive, part)
        first = next(chunks, b"")
        root = re.search(rb"<(\w+:)?worksheet\b", first)
        marks = marks_of((root.group(1) or b"") if root else b"", formats)
        end_tag = b"</" + marks.prefix + b"c>"
        for chunk in pieces(itertools.chain([first], chunks), end_tag):
            if is_marked(chunk, marks.any):
                note_chunk(chunk, marks, formats, look)
    return look


def marks_of(prefix: bytes, formats: Sequence[str]) -> Marks:
    marks = [IS_ERROR, IS_UNCOMPUTED.format(prefix.decode())]
    styles = [str(i) for i, code in enumerate(formats) if padding_of(code) or "%" in code]
    if styles:
        marks.append(f" s={QUOTE}(?:{'|'.join(styles)}){QUOTE}")
    cells = tuple(re.compile(mark.encode()) for mark in marks)
    return Marks(prefix, "|".join([IS_HIDDEN, *marks]), cells)


def note_chunk(chunk: bytes, marks: Marks, formats: Sequence[str], look: SecondLook) -> None:
    look.hidden_rows += len(HIDDEN_ROW.findall(chunk)) if b" hidden=" in chunk else 0
    seen = set()
    for mark in marks.cells:
        for start, attributes, body in cells_at(chunk, mark, marks.prefix):
            if start not in seen:
                seen.add(start)
                note_cell(attributes, body, formats, look)


def cells_at(
    chunk: bytes, mark: re.Pattern[bytes], prefix: bytes
) -> Iterator[tuple[int, bytes, bytes]]:
    """Where each cell with this mark starts, its attributes and its content. The same words may
    stand in the tag of a row or in a text, which is no harm: the cell tells once more."""
    start_tag, end_tag = b"<" + prefix + b"c ", b"</" + prefix + b"c>"
    for found in mark.finditer(chunk):
        start = chunk.rfind(start_tag, 0, found.end())
        inside = chunk.find(b">", start)
        if start >= 0 and chunk[inside - 1 : inside] != b"/":
            end = chunk.find(end_tag, inside)
            if found.start() < end:
                yield start, chunk[start + len(start_tag) - 1 : inside], chunk[inside + 1 : end]


def note_cell(attributes: bytes, body: bytes, formats: Sequence[str], look: SecondLook) -> None:
    reference, found_type = REFERENCE.search(attributes), TYPE.search(attributes)
    if reference is None:
        return
    place = int(reference.group(2)) - 1, column_index(reference.group(1))
    value = VALUE.search(body)
    kind = found_type.group(1) if found_type else b"n"
    if kind == b"e" and value:
        look.errors += place not in look.texts
        look.texts[place] = value.group(1).decode()
    elif value is None or not value.group(1):
        look.without_value += b"<f" in body or b":f" in body
    elif kind == b"n":
        note_number(attributes, value.group(1), place, formats, look)


def note_number(
    attributes: bytes,
    value: bytes,
    place: tuple[int, int],
    formats: Sequence[str],
    look: SecondLook,
) -> None:
    style = STYLE.search(attributes)
    index = int(style.group(1)) if style else -1
    code = formats[index] if 0 <= index < len(formats) else ""
    digits = padding_of(code)
    text = padded(float(value), digits) if digits and NUMBER.fullmatch(value) else None
    if text is not None:
        look.texts[place] = text
    elif "%" in code:
        look.percent_columns.add(place[1])
