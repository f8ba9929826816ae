"""The XML inside an xlsx: which part holds which sheet, and the first rows without the rest.

python-calamine parses a sheet as a whole. ``peek`` hands it a workbook cut off after some rows, so
that ``inspect_file`` is quick; ``read_facts`` notes what calamine would not tell.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

CHUNK = 1 << 20
MOST_PEEKED = 64 << 20
MOST_TAIL = 4 << 20
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
ROW_END = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row\b[^>]*/>")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|t)>")


@dataclass
class SheetFacts:
    """``errors``, ``formulas``: such cells exist somewhere; ``styles``: cell styles in use."""

    hidden_rows: int = 0
    errors: bool = False
    formulas: bool = False
    padded_styles: list[str] = field(default_factory=list)
    percent_styles: list[str] = field(default_factory=list)

    @property
    def second_look(self) -> bool:
        return self.errors or self.formulas or bool(self.padded_styles or self.percent_styles)


def find_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the path of its part in the archive."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): part_path(item.get("Target") or "") for item in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    parts = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION))
            if target in names:
                parts[sheet.get("name") or ""] = str(target)
    return parts


def part_path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def has_values(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as file:
        return any(VALUE.search(file.read(CHUNK)) for _ in range(4))


def peek(path: Path, name: str, rows: int) -> io.BytesIO | None:
    """The workbook with one sheet, cut after ``rows`` rows; None when it is no usual xlsx."""
    with zipfile.ZipFile(path) as archive:
        parts = find_parts(archive)
        if name not in parts:
            return None
        cut = cut_sheet(archive, parts[name], rows)
        if cut is None:
            return None
        return rewritten(archive, parts, name, cut)


def rewritten(
    archive: zipfile.ZipFile, parts: dict[str, str], name: str, sheet: bytes
) -> io.BytesIO:
    """Other sheets are left out, except that their parts must exist."""
    out = io.BytesIO()
    others = {part for other, part in parts.items() if other != name}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            if entry.filename == parts[name]:
                copy.writestr(entry.filename, sheet)
            elif entry.filename not in others and not entry.filename.startswith("xl/media/"):
                copy.writestr(entry.filename, archive.read(entry))
    out.seek(0)
    return out


def cut_sheet(archive: zipfile.ZipFile, part: str, rows: int) -> bytes | None:
    """The part up to the end of its ``rows``-th row, closed; as it is when it has fewer."""
    content, ended = b"", 0
    with archive.open(part) as file:
        while ended < rows:
            chunk = file.read(CHUNK)
            if not chunk:
                return content
            content += chunk
            ended = sum(1 for _ in ROW_END.finditer(content))
            if len(content) > MOST_PEEKED:
                return None
    ends = [match.end() for match in ROW_END.finditer(content)]
    prefix = re.search(rb"<(\w+:)?sheetData\b", content)
    before = (prefix.group(1) or b"") if prefix else b""
    close = b"</" + before + b"sheetData></" + before + b"worksheet>"
    return content[: ends[rows - 1]] + close


def read_facts(path: Path, name: str) -> tuple[SheetFacts, list[tuple[int, int, int, int]]]:
    """One pass over the sheet's XML, and its merged ranges (top, left, bottom, right; from 0)."""
    with zipfile.ZipFile(path) as archive:
        part = find_parts(archive).get(name)
        if part is None:
            return SheetFacts(), []
        padded, percent = number_styles(archive)
        facts, tail = scan_part(archive, part, padded, percent)
        return facts, merged_ranges(tail)


def scan_part(
    archive: zipfile.ZipFile, part: str, padded: list[str], percent: list[str]
) -> tuple[SheetFacts, bytes]:
    """Also returns what stands below the rows, where the merged ranges are listed."""
    facts, tail = SheetFacts(), b""
    for chunk in chunks_of(archive, part):
        facts.hidden_rows += len(HIDDEN_ROW.findall(chunk)) if b" hidden=" in chunk else 0
        facts.errors = facts.errors or b't="e"' in chunk
        facts.formulas = facts.formulas or b"<f" in chunk or b":f>" in chunk
        note_styles(chunk, padded, facts.padded_styles)
        note_styles(chunk, percent, facts.percent_styles)
        end = chunk.find(b"sheetData>")
        tail = (tail + chunk)[-MOST_TAIL:] if tail else chunk[end:] if end >= 0 else b""
    return facts, tail


def note_styles(chunk: bytes, styles: list[str], found: list[str]) -> None:
    for style in styles:
        if style not in found and f' s="{style}"'.encode() in chunk:
            found.append(style)


def chunks_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Chunks that end behind a tag, so that no tag is cut in two."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            chunk = rest + chunk
            end = chunk.rfind(b"<")
            chunk, rest = (chunk[:end], chunk[end:]) if end > 0 else (chunk, b"")
            yield chunk
    if rest:
        yield rest


def number_styles(archive: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """Indexes of the cell styles that pad with zeros (``00000``), and of those in percent."""
    formats = cell_formats(archive)
    padded = [str(i) for i, code in enumerate(formats) if padding_of(code)]
    percent = [str(i) for i, code in enumerate(formats) if "%" in code]
    return padded, percent


def cell_formats(archive: zipfile.ZipFile) -> list[str]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    codes = {"9": "0%", "10": "0.00%"}
    formats: list[str] = []
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    for item in root.iter():
        if item.tag.endswith("}numFmt"):
            codes[item.get("numFmtId") or ""] = item.get("formatCode") or ""
    for group in root:
        if group.tag.endswith("}cellXfs"):
            formats = [codes.get(item.get("numFmtId") or "", "") for item in group]
    return formats


def padding_of(code: str) -> int:
    """The number of digits of a format that is nothing but zeros, else 0."""
    bare = code.split(";")[0].strip('"')
    return len(bare) if len(bare) > 1 and set(bare) == {"0"} else 0


def merged_ranges(tail: bytes) -> list[tuple[int, int, int, int]]:
    found = re.findall(rb'mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', tail)
    return [
        (int(top) - 1, column_index(left), int(bottom) - 1, column_index(right))
        for left, top, right, bottom in found
    ]


def column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
