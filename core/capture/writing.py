"""A contact as a vCard (RFC 6350 for 4.0, RFC 2426 for 3.0) and as a QR code. What is written here,
the readers of this room read back to the same contact.

Called by core/vcard_export.py."""

import io
import re
from collections.abc import Iterable, Iterator

import numpy as np
import zxingcpp
from PIL import Image

from core.capture.contact import Contact
from core.errors import AppError

VERSIONS = ("4.0", "3.0")
# Octets of a line, its end not counted; longer ones go on after a space (RFC 6350, 3.2).
_LINE = 75
_DATE = re.compile(r"\d{4}-\d\d-\d\d|--\d\d-\d\d")
_HANDLE = re.compile(r"\w{1,50}", re.ASCII)
_GENDERS = {"male": "M", "female": "F", "other": "O", "none": "N"}
_PIXELS_PER_MODULE = 8


def vcard_text(contact: Contact, version: str = "4.0") -> str:
    """One card, its lines ended as the format asks; ``version`` is one of ``VERSIONS``."""
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        *_lines(contact, modern=version == "4.0"),
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def qr_code(contact: Contact) -> bytes:
    """The contact as a QR code, a PNG: a vCard 3.0, which every phone reads.

    Raises AppError where a code cannot hold that much."""
    text = vcard_text(contact, "3.0")
    try:
        return text_code(text)
    except (ValueError, RuntimeError) as error:
        raise AppError(
            "Too much for a QR code",
            f"This contact takes {len(text.encode()):,} bytes as a vCard.",
            "Export it as a vCard file instead.",
        ) from error


def text_code(text: str) -> bytes:
    """Any text as a QR code, a PNG. Raises ValueError for more than a code holds."""
    # Without the mark of the charset (ECI), which many readers do not know; all take UTF-8.
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = np.array(code.to_image(scale=_PIXELS_PER_MODULE, add_quiet_zones=True))
    png = io.BytesIO()
    Image.fromarray(drawn).save(png, "PNG", optimize=True)
    return png.getvalue()


def _lines(contact: Contact, *, modern: bool) -> Iterator[str]:
    said = contact.properties
    names = [said.get(name, "") for name in ("lastname", "firstname")]
    yield f"N:{_parts([*names, '', said.get('salutation', ''), ''])}"
    yield f"FN:{_escaped(_full_name(contact))}"
    if company := said.get("company"):
        yield f"ORG:{_escaped(company)}"
    if title := said.get("jobtitle"):
        yield f"TITLE:{_escaped(title)}"
    first = "PREF=1" if modern else "TYPE=PREF"
    for place, email in enumerate(_emails(contact)):
        yield f"EMAIL{'' if place else f';{first}'}:{_escaped(email)}"
    yield from _phones(contact)
    if website := said.get("website"):
        yield f"URL:{_escaped(website)}"
    address = [said.get(name, "") for name in ("address", "city", "state", "zip", "country")]
    if any(address):
        yield f"ADR:;;{_parts(address)}"
    yield from _about(said, modern=modern)


def _full_name(contact: Contact) -> str:
    said = contact.properties
    names = " ".join(filter(None, (said.get("firstname"), said.get("lastname"))))
    return names or said.get("company") or said.get("email") or ""


def _emails(contact: Contact) -> list[str]:
    """The main one first."""
    every: dict[str, str] = {}
    for email in (contact.properties.get("email", ""), *contact.emails):
        every.setdefault(email.lower(), email)
    return [email for email in every.values() if email]


def _phones(contact: Contact) -> Iterator[str]:
    said = contact.properties
    kinds = {"phone": "voice", "mobilephone": "cell", "fax": "fax"}
    for name, kind in kinds.items():
        if number := said.get(name):
            yield f"TEL;TYPE={kind}:{_escaped(number)}"
    main = {said.get(name) for name in kinds}
    yield from (f"TEL;TYPE=voice:{_escaped(n)}" for n in contact.phones if n not in main)


def _about(said: dict[str, str], *, modern: bool) -> Iterator[str]:
    if _DATE.fullmatch(birthday := said.get("date_of_birth", "")):
        yield f"BDAY:{birthday.replace('-', '') if modern and birthday[0] != '-' else birthday}"
    if gender := _GENDERS.get(said.get("gender", "").lower()):
        yield f"{'GENDER' if modern else 'X-GENDER'}:{gender}"
    if linkedin := said.get("hs_linkedin_url"):
        yield f"X-SOCIALPROFILE;TYPE=linkedin:{_escaped(linkedin)}"
    twitter = said.get("twitterhandle", "").lstrip("@")
    if _HANDLE.fullmatch(twitter):
        yield f"X-SOCIALPROFILE;TYPE=twitter;X-USER={twitter}:https://twitter.com/{twitter}"


def _parts(texts: Iterable[str]) -> str:
    return ";".join(_escaped(text) for text in texts)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(r"\r\n|\r|\n", r"\\n", text)


def _folded(line: str) -> Iterator[str]:
    """The pieces of a line; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
