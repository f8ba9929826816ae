"""What can be captured from a file, and how each kind becomes contacts: ``KINDS`` is the table.

Called by the command line and the pages. A further kind is one more entry.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.capture.byte_lines import wide_encoding
from core.capture.codes import read_codes
from core.capture.contact import Contact, put_website
from core.capture.jcard import read_jcards
from core.capture.payloads import parse_payload
from core.capture.refused import shown_text
from core.capture.told import Told
from core.capture.vcards import read_vcards
from core.errors import FileError

HEAD = 1 << 16
# More contacts than one file of a person's has; the rest is left out with a warning.
MOST_CONTACTS = 250_000
_LONGEST_JCARD = 20 << 20


_BEGIN = re.compile(r"begin\s*:\s*vcard", re.I)
_EXPORT_ANEW = "Export the contacts anew, as vCard (.vcf)."
_JCARD = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*(?:\[\s*)?\"vcard\"", re.I)


@dataclass(slots=True)
class Capture:
    """What a file gave. ``codes`` are the texts of the codes in a picture, secrets hidden;
    ``warnings`` are those of the contacts, too."""

    kind: str
    contacts: list[Contact] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """``matches(path, head)`` says whether a file is of the kind, by its first bytes;
    ``read(path)`` captures it and raises ``FileError`` where it cannot be read."""

    matches: Callable[[Path, bytes], bool]
    read: Callable[[Path], Capture]


def capture_file(path: Path, kind: str | None = None, website_from_email: bool = False) -> Capture:
    """The contacts of a file. ``kind`` is a key of ``KINDS``; None: the file's content decides.

    ``website_from_email`` derives a missing website from the domain of the email address.
    Raises ``FileError`` where the file cannot be read or is of no kind.
    """
    captured = KINDS[kind or guess_kind(path)].read(path)
    if website_from_email:
        for contact in captured.contacts:
            put_website(contact)
    return captured


def guess_kind(path: Path) -> str:
    """The kind of a file, by its first bytes, else by the end of its name."""
    head = _head(path)
    for name, kind in KINDS.items():
        if kind.matches(path, head):
            return name
    raise FileError(
        "Nothing to capture",
        f"{path.name} is neither a vCard file nor a picture.",
        "Import a table as a file, or say what it is.",
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise FileError("The file cannot be opened", f"{path}: {error.strerror}.") from error
    if not head:
        raise FileError("The file is empty", f"{path.name} has no content.")
    return head


# vCards


def _is_vcard(path: Path, head: bytes) -> bool:
    return (
        says_vcard(head)
        or bool(_JCARD.match(head))
        or (path.suffix.lower() in (".vcf", ".vcard") and not _is_picture(path, head))
    )


def says_vcard(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a vCard, in any encoding."""
    wide = wide_encoding(head)[1]
    text = head.decode(wide, "replace") if wide else head.decode("latin-1")
    return bool(_BEGIN.search(text))


def _read_vcards(path: Path) -> Capture:
    tell = Told()
    captured = Capture("vcard", list(vcard_contacts(path, tell)))
    captured.warnings = tell.sentences()
    return captured


def vcard_contacts(path: Path, tell: Told) -> Iterator[Contact]:
    """The contacts of a vCard file one at a time, so that a file of any length fits in memory.
    ``tell`` hears what was left out. Raises ``FileError`` where there is no vCard in it."""
    head, count = _head(path), 0
    if b"\0" in head and not (says_vcard(head) or wide_encoding(head)[1]):
        raise FileError("Not a vCard", f"{path.name} is no text.", _EXPORT_ANEW)
    if _JCARD.match(head):
        yield from _jcards(path, tell)
        return
    with path.open("rb") as stream:
        for contact in read_vcards(stream, tell):
            if count == MOST_CONTACTS:
                tell(f"The file has more than {MOST_CONTACTS:,} contacts; the rest is left out.")
                break
            count += 1
            yield contact
    if not count and not tell.sentences():
        raise FileError("Not a vCard", f"There is no vCard in {path.name}.", _EXPORT_ANEW)


def _jcards(path: Path, tell: Told) -> list[Contact]:
    with path.open("rb") as stream:
        data = stream.read(_LONGEST_JCARD + 1)
    if len(data) > _LONGEST_JCARD:
        raise FileError(
            "The file is too large", f"A jCard is read up to {_LONGEST_JCARD >> 20} MB."
        )
    contacts = read_jcards(data.decode("utf-8-sig", "replace"), tell)
    if contacts is None:
        raise FileError("Not a vCard", f"There is no vCard in {path.name}.", _EXPORT_ANEW)
    return contacts


# Codes in pictures


def _is_picture(path: Path, head: bytes) -> bool:
    begins = (
        b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*",
        b"P1\n", b"P2\n", b"P3\n", b"P4\n", b"P5\n", b"P6\n",
    )  # fmt: skip
    return (
        head.startswith(begins)
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or head[4:8] == b"ftyp"
        or path.suffix.lower()
        in (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff")
    )


def _read_picture(path: Path) -> Capture:
    found = read_codes(path)
    captured = Capture("qr", codes=[shown_text(code.text) for code in found.codes])
    tell = Told()
    for sentence in found.warnings:
        tell(sentence)
    if not found.codes:
        tell("No code was found in the picture.")
    for text, code_format in dict.fromkeys((code.text, code.format) for code in found.codes):
        payload = parse_payload(text, code_format)
        captured.contacts += payload.contacts
        for sentence in payload.warnings:
            tell(sentence)
        if payload.refused:
            tell(f"The code is no contact: this is {payload.refused}.")
    captured.warnings = tell.sentences()
    return captured


# Business cards


def _never(_path: Path, _head: bytes) -> bool:
    """A picture may be of a code or of a card; which one, a person says."""
    return False


def _read_card(path: Path) -> Capture:
    # Loaded here, since its libraries take a second and nothing else needs them.
    from core.capture.cards import Side, open_photo, read_card

    photo = open_photo(path)
    reading = read_card([Side(photo.pixels)])
    contacts = [] if reading.contact.is_empty() else [reading.contact]
    return Capture("card", contacts, [], [*photo.warnings, *reading.warnings])


KINDS: dict[str, Kind] = {
    "vcard": Kind(_is_vcard, _read_vcards),
    "qr": Kind(_is_picture, _read_picture),
    "card": Kind(_never, _read_card),
}
