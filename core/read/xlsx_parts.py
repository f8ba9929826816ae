"""The XML inside an xlsx: which part holds which sheet, and the number formats of its cell styles.

``xlsx_peek.py`` and ``look_xlsx.py`` share it.
"""

import re
import zipfile
from xml.etree import ElementTree

from core.read.xml_pieces import CHUNK

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|t)>")


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


def column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
