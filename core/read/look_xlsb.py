"""The second look at an xlsb: zeros in front of numbers by their format. ``look.py`` calls it.

No kept library tells the styles of xlsb cells (pyxlsb: no styles, last released in 2022). Read are
the few records of [MS-XLSB] that matter: sheets, formats, and cells with numbers.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from core.read.second_look import SecondLook, padded, padding_of
from core.read.xlsx_parts import part_path

BUNDLE_SHEET = 156
FORMAT, STYLE, BEGIN_STYLES, END_STYLES = 44, 47, 617, 618
ROW, RK, REAL, FORMULA_NUMBER, END_SHEET_DATA = 0, 2, 5, 9, 146
NUMBERS = {RK, REAL, FORMULA_NUMBER}
unpack_head = struct.Struct("<II").unpack_from

Record = tuple[int, int, int]


def look_xlsb(file: Path | BinaryIO, name: str, rows: int | None = None) -> SecondLook:
    look = SecondLook()
    with zipfile.ZipFile(file) as archive:
        if "xl/styles.bin" in archive.namelist():
            digits = padded_styles(archive.read("xl/styles.bin"))
            if digits:
                note_cells(archive.read(find_part(archive, name)), digits, rows, look)
    return look


def records(content: bytes, at: int = 0) -> Iterator[Record]:
    """Kind, start and length of each record. Both numbers before it have seven bits to the byte."""
    end = len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind > 127:
            kind = (kind & 127) | (content[at] << 7)
            at += 1
        length = content[at]
        at += 1
        if length > 127:
            length, shift, more = length & 127, 7, True
            while more:
                byte = content[at]
                at += 1
                length |= (byte & 127) << shift
                shift, more = shift + 7, byte > 127
        yield kind, at, length
        at += length


def find_part(archive: zipfile.ZipFile, name: str) -> str:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))
    targets = {item.get("Id"): part_path(item.get("Target") or "") for item in relations}
    book = archive.read("xl/workbook.bin")
    for kind, start, _ in records(book):
        if kind == BUNDLE_SHEET:
            relation, after = wide_text(book, start + 8)
            if wide_text(book, after)[0] == name:
                return targets[relation]
    raise KeyError(name)


def wide_text(content: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    length = struct.unpack_from("<I", content, at)[0]
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le"), end


def padded_styles(content: bytes) -> dict[int, int]:
    """The styles whose format is nothing but zeros, and how many zeros."""
    codes: dict[int, int] = {}
    formats: list[int] = []
    of_cells = False
    for kind, start, _ in records(content):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", content, start)[0]] = padding_of(
                wide_text(content, start + 2)[0]
            )
        elif kind in (BEGIN_STYLES, END_STYLES):
            of_cells = kind == BEGIN_STYLES
        elif kind == STYLE and of_cells:
            formats.append(struct.unpack_from("<H", content, start + 2)[0])
    found = {index: codes.get(number, 0) for index, number in enumerate(formats)}
    return {index: digits for index, digits in found.items() if digits}


def note_cells(content: bytes, digits: dict[int, int], rows: int | None, look: SecondLook) -> None:
    """Nearly all records of cells have one byte each for kind and length: of millions of them the
    loop looks at these two bytes only, and leaves others to ``records``."""
    row, after = 0, 0
    while after < len(content):
        kind, start, length = content[after], after + 2, content[after + 1]
        if kind > 127 or length > 127:
            kind, start, length = next(records(content, after))
        after = start + length
        if kind in NUMBERS:
            column, style = unpack_head(content, start)
            wanted = digits.get(style & 0xFFFFFF)
            text = padded(number_at(content, start + 8, kind), wanted) if wanted else None
            if text is not None:
                look.texts[row, column] = text
        elif kind == ROW:
            row = unpack_head(content, start)[0]
            if rows is not None and row >= rows:
                break
        elif kind == END_SHEET_DATA:
            break


def number_at(content: bytes, at: int, kind: int) -> float:
    """A double, or one in 30 bits: an integer or the head of a double, perhaps in hundredths."""
    if kind != RK:
        return float(struct.unpack_from("<d", content, at)[0])
    packed = struct.unpack_from("<i", content, at)[0]
    if packed & 2:
        number = float(packed >> 2)
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))[0]
    return number / 100 if packed & 1 else number
