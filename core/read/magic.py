"""What a file is, told from its bytes: its name is never trusted. ``inspect_file`` calls it first.

Exports named .xls are often HTML or plain text, and spreadsheets arrive without any extension.
"""

import codecs
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.read import trouble

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The longer marks first: that of UTF-32 begins like that of UTF-16.
WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SPREADSHEETS = ("xlsx", "xls", "xlsb", "ods")

# A workbook of 1,048,576 full rows unpacks to about 1 GB of sheet XML at a ratio of 10 to 30, and
# one of repeated values to a ratio of 100: refuse what is both packed tighter than 200 and larger
# than 64 MB (bombs are in the thousands), and whatever unpacks to more than 4 GB.
MOST_UNPACKED = 4 << 30
RATIO_MATTERS_FROM = 64 << 20
MOST_RATIO = 200

KNOWN_BINARY = {
    b"%PDF": "is a PDF document",
    b"\x89PNG": "is a PNG picture",
    b"\xff\xd8\xff": "is a JPEG picture",
    b"GIF8": "is a GIF picture",
    b"PAR1": "is a Parquet file",
    b"SQLite format 3\x00": "is an SQLite database",
    b"7z\xbc\xaf\x27\x1c": "is a 7z archive",
    b"Rar!": "is a RAR archive",
    b"\x7fELF": "is a program",
    b"{\\rtf": "is a rich text document",
    b"BZh": "is a bzip2 archive",
    b"\xfd7zXZ": "is an xz archive",
}


@dataclass(frozen=True)
class FoundKind:
    """``kind`` is csv, html or a spreadsheet kind; ``container`` is '', gzip or zip."""

    kind: str
    container: str = ""
    entries: tuple[str, ...] = ()


def find_kind(path: Path) -> FoundKind:
    if path.is_dir():
        raise trouble.wrong_option(f"{path.name} is a folder.", "Choose one file in it.")
    with trouble.reading(path, "chosen"), path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise trouble.empty_file("is empty (0 bytes)")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return kind_of_zip(path)
    if head.startswith(OLE):
        return kind_of_ole(path)
    if head.startswith(b"\x1f\x8b"):
        return FoundKind("csv", "gzip")
    return FoundKind(kind_of_bytes(head))


def kind_of_bytes(head: bytes) -> str:
    """csv or html; raises when the bytes are those of no table."""
    for magic, found in KNOWN_BINARY.items():
        if head.startswith(magic):
            raise trouble.not_a_table(found)
    if looks_like_html(head):
        return "html"
    if is_binary(head):
        raise trouble.not_a_table("holds binary data, not text")
    return "csv"


def looks_like_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").lstrip()
    return bool(re.match(rb"<(!doctype html|html|head|body|table|meta|style|div)\b", start, re.I))


def is_binary(head: bytes) -> bool:
    """Control characters no text has. UTF-16 and stray NUL bytes are text, C1 bytes letters.

    Behind a byte order mark letters are looked at, not bytes: those of Hebrew are control bytes."""
    codec = next((codec for mark, codec in WIDE_MARKS.items() if head.startswith(mark)), None)
    if codec:
        head = head.decode(codec, "replace").encode("utf-8")
    control = sum(byte < 9 or 13 < byte < 26 or 26 < byte < 32 for byte in head.replace(b"\0", b""))
    nuls = head.count(b"\0")
    return control > len(head) * 0.02 or (nuls > len(head) * 0.3 and not looks_like_utf16(head))


def looks_like_utf16(head: bytes) -> bool:
    """The NUL-parity test: Latin text in UTF-16 has NUL bytes on one side of each pair only."""
    return utf16_byte_order(head) is not None


def utf16_byte_order(head: bytes) -> str | None:
    """utf-16-le or utf-16-be for text without a byte order mark, else None."""
    pairs = len(head) // 2
    if pairs == 0:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def kind_of_zip(path: Path) -> FoundKind:
    with trouble.reading(path, "zip"), zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = {entry.filename for entry in entries}
        if "mimetype" in names and "content.xml" in names:
            kind = kind_of_open_document(archive)
        elif "xl/workbook.bin" in names:
            kind = "xlsb"
        elif "[Content_Types].xml" in names:
            kind = kind_of_office(names)
        else:
            return kind_of_archive(entries)
        guard_unpacked_size(entries)
    return FoundKind(kind)


def kind_of_open_document(archive: zipfile.ZipFile) -> str:
    if b"spreadsheet" not in archive.read("mimetype"):
        raise trouble.not_a_table("is an OpenDocument text or drawing, not a spreadsheet")
    manifest = (
        archive.read("META-INF/manifest.xml")
        if "META-INF/manifest.xml" in archive.namelist()
        else b""
    )
    if b"encryption-data" in manifest:
        raise trouble.protected("ods")
    return "ods"


def kind_of_office(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    what = "Word document" if any(name.startswith("word/") for name in names) else "Office document"
    raise trouble.not_a_table(f"is a {what}, not a spreadsheet")


def kind_of_archive(entries: list[zipfile.ZipInfo]) -> FoundKind:
    tables = [entry for entry in entries if is_text_entry(entry.filename)]
    if not tables:
        raise trouble.not_a_table("is a zip archive without a CSV file in it")
    guard_unpacked_size(tables, most_ratio=2000)
    if any(entry.flag_bits & 1 for entry in tables):
        raise trouble.protected("zip")
    largest_first = sorted(tables, key=lambda entry: -entry.file_size)
    return FoundKind("csv", "zip", tuple(entry.filename for entry in largest_first))


def is_text_entry(name: str) -> bool:
    hidden = name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")
    return not hidden and name.lower().endswith((".csv", ".tsv", ".txt", ".tab", ".psv"))


def guard_unpacked_size(entries: list[zipfile.ZipInfo], most_ratio: int = MOST_RATIO) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    ratio = unpacked / packed
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_MATTERS_FROM and ratio > most_ratio):
        size = f"{unpacked / 2**20:,.0f} MB from {packed / 2**20:,.1f} MB"
        raise trouble.too_large(f"The file would unpack to {size} ({ratio:,.0f} times its size).")


def kind_of_ole(path: Path) -> FoundKind:
    """An old workbook, or the wrapper that Office puts round an encrypted one."""
    with trouble.reading(path, "xls"), path.open("rb") as file:
        content = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise trouble.protected("Excel")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise trouble.not_a_table("is an Office document, not a workbook")
    return FoundKind("xls")
