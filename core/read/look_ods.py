"""The second look at an ods: numbers that are shown with zeros in front. ``look.py`` calls it.

Beside a cell's number the file holds the text that was on the screen, so the number styles need not
be understood. Cut with plain searches for tags, which calamine takes by the same names: parsing the
XML of a large sheet would take longer than reading it.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import BinaryIO

from core.read.second_look import SecondLook
from core.read.xml_pieces import chunks_of, is_marked, pieces

# RE2 finds the pieces with such a text without Python's lock, while calamine reads.
SHOWN = r">-?0[0-9]+</text:p>"
SHOWN_TEXT = re.compile(rb">(-?0[0-9]+)</text:p>")
TABLE = re.compile(rb"<table:table(?=\s)[^>]*>")
TABLE_NAME = re.compile(rb"\stable:name=(\"[^\"]*\"|'[^']*')")
TABLE_END = b"</table:table>"
ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*)>")
ROW_END = b"</table:table-row>"
CELL_START, COVERED_START = b"<table:table-cell", b"<table:covered-table-cell"
ROWS = re.compile(rb"\stable:number-rows-repeated=[\"'](\d+)")
COLUMNS = re.compile(rb"\stable:number-columns-repeated=[\"'](\d+)")
FLOAT = re.compile(rb"\soffice:value-type=[\"']float[\"']")
NUMBER = re.compile(rb"\soffice:value=[\"']([^\"']+)")
COMMENT = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.S)
MOST_TEXTS = 20_000_000


def look_ods(file: Path | BinaryIO, name: str, rows: int | None = None) -> SecondLook:
    look = SecondLook()
    row = 0
    with zipfile.ZipFile(file) as archive:
        for piece in pieces(sheet_xml(chunks_of(archive, "content.xml"), name), ROW_END):
            row = note_rows(piece, row, look)
            if rows is not None and row >= rows:
                break
    return look


def sheet_xml(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """What stands between the tags of the table with this name."""
    rest, inside = b"", False
    for chunk in chunks:
        rest += chunk
        if not inside:
            starts = [tag.end() for tag in TABLE.finditer(rest) if table_name(tag) == name]
            inside = bool(starts)
            rest = rest[starts[0] :] if inside else before_last_tag(rest)[1]
        if inside:
            end = rest.find(TABLE_END)
            if end >= 0:
                yield rest[:end]
                return
            whole, rest = before_last_tag(rest)
            yield whole


def table_name(tag: re.Match[bytes]) -> str:
    found = TABLE_NAME.search(tag.group())
    return unescape(found.group(1)[1:-1].decode()) if found else ""


def before_last_tag(content: bytes) -> tuple[bytes, bytes]:
    """Cut in two where the last tag starts, which may go on in the next chunk."""
    at = content.rfind(b"<")
    return (content[:at], content[at:]) if at >= 0 else (content, b"")


def note_rows(piece: bytes, row: int, look: SecondLook) -> int:
    """The number of the row behind the piece, whose first is ``row``."""
    marked = is_marked(piece, SHOWN)
    for tag in ROW.finditer(piece):
        repeated = count(ROWS, tag.group(1))
        if marked and not tag.group(1).endswith(b"/"):
            end = piece.find(ROW_END, tag.end())
            if SHOWN_TEXT.search(piece, tag.end(), end):
                for column, text in shown_texts(piece[tag.end() : end]):
                    note(look, range(row, row + repeated), column, text)
        row += repeated
    return row


def shown_texts(row: bytes) -> Iterator[tuple[range, str]]:
    """The columns of each number with zeros in front, and its text."""
    if b"<office:annotation" in row:
        row = COMMENT.sub(b"", row)
    column, counted = 0, 0
    for shown in SHOWN_TEXT.finditer(row):
        start = row.rfind(CELL_START, 0, shown.start())
        attributes = row[start : row.find(b">", start)]
        column += count_cells(row[counted:start])
        counted = start
        number = NUMBER.search(attributes) if FLOAT.search(attributes) else None
        if number and float(number.group(1)) == float(shown.group(1)):
            yield range(column, column + count(COLUMNS, attributes)), shown.group(1).decode()


def count_cells(cells: bytes) -> int:
    """How many columns wide some whole cells are."""
    width = cells.count(CELL_START) + cells.count(COVERED_START)
    if b"columns-repeated=" in cells:
        width += sum(int(times) - 1 for times in COLUMNS.findall(cells))
    return width


def count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1


def note(look: SecondLook, rows: range, columns: range, text: str) -> None:
    if len(look.texts) + len(rows) * len(columns) > MOST_TEXTS:
        raise ValueError("more repeated cells than a sheet can have")
    look.texts.update({(row, column): text for row in rows for column in columns})
