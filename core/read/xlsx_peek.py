"""The first rows of an xlsx without the rest. ``sheets.py`` calls it when it inspects a file.

python-calamine parses a sheet as a whole, and all shared texts of the workbook when it opens one.
``outline`` and ``peek`` hand it a copy with the sheets left out or cut off after some rows, so that
``inspect_file`` is quick.
"""

import io
import re
import zipfile
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from core.read.xlsx_parts import column_index, find_parts
from core.read.xml_pieces import chunks_of

MOST_PEEKED = 64 << 20
MOST_TAIL = 4  # chunks
ROW_END = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row\b[^>]*/>")
TEXT_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\b[^>]*/>")
SHARED = re.compile(rb"\st=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d+)<")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
TEXTS = "xl/sharedStrings.xml"

Range = tuple[int, int, int, int]


def outline(path: Path) -> io.BytesIO | None:
    """The workbook without its sheets' content and texts; None when it is no usual xlsx."""
    with zipfile.ZipFile(path) as archive:
        parts = find_parts(archive)
        return rewritten(archive, parts, {}) if parts else None


def peek(path: Path, name: str, rows: int) -> io.BytesIO | None:
    """The workbook with one sheet, cut after ``rows`` rows; None when it is no usual xlsx."""
    with zipfile.ZipFile(path) as archive:
        parts = find_parts(archive)
        if name not in parts:
            return None
        sheet = cut(archive, parts[name], ROW_END, rows, ["sheetData", "worksheet"])
        if sheet is None:
            return None
        kept = {parts[name]: sheet}
        used = max(map(int, SHARED.findall(sheet)), default=-1) + 1
        texts = shared_texts(archive, used) if used else b""
        if texts is None:
            return None
        if texts:
            kept[TEXTS] = texts
        return rewritten(archive, parts, kept)


def rewritten(
    archive: zipfile.ZipFile, parts: dict[str, str], kept: dict[str, bytes]
) -> io.BytesIO:
    """A copy with ``kept`` in it, but none of the other sheets, texts and pictures."""
    out = io.BytesIO()
    left_out = {*parts.values(), TEXTS}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            if entry.filename in kept:
                copy.writestr(entry.filename, kept[entry.filename])
            elif entry.filename not in left_out and not entry.filename.startswith("xl/media/"):
                copy.writestr(entry.filename, archive.read(entry))
    out.seek(0)
    return out


def shared_texts(archive: zipfile.ZipFile, used: int) -> bytes | None:
    """The list of texts up to the last one ``used``; b"" when the workbook has no such part."""
    if TEXTS not in archive.namelist():
        return b""
    return cut(archive, TEXTS, TEXT_END, used, ["sst"])


def cut(
    archive: zipfile.ZipFile,
    part: str,
    end: re.Pattern[bytes],
    count: int,
    opened: Sequence[str],
) -> bytes | None:
    """The part up to its ``count``-th ``end``, with the tags ``opened`` closed; as it is when it
    has fewer; None when that much is too large to look at."""
    content, cut_at, found = b"", 0, 0
    for chunk in chunks_of(archive, part):
        content += chunk
        for match in end.finditer(content, cut_at):
            cut_at, found = match.end(), found + 1
            if found == count:
                return content[:cut_at] + closing(content, opened)
        if len(content) > MOST_PEEKED:
            return None
    return content


def closing(content: bytes, opened: Sequence[str]) -> bytes:
    """The end tags, with the prefix that the start tags have."""
    found = re.search(rb"<(\w+:)?" + opened[-1].encode() + rb"\b", content)
    prefix = (found.group(1) or b"") if found else b""
    return b"".join(b"</" + prefix + name.encode() + b">" for name in opened)


def merged_ranges(path: Path, name: str) -> list[Range]:
    """The merged ranges (top, left, bottom, right; from 0), which are listed below all rows."""
    with zipfile.ZipFile(path) as archive:
        part = find_parts(archive).get(name)
        if part is None:
            return []
        tail = b"".join(deque(chunks_of(archive, part), MOST_TAIL))
    return [
        (int(top) - 1, column_index(left), int(bottom) - 1, column_index(right))
        for left, top, right, bottom in MERGED.findall(tail)
    ]
