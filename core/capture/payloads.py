"""The text of a code becomes contacts, or is named and refused. Nothing is ever fetched.

Called for each code of a picture (``kinds``), and by pages that get a text from elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from core.capture.contact import Contact
from core.capture.jcard import read_jcards
from core.capture.mecard import read_bizcard, read_mecard, read_memory
from core.capture.numbers import clean_email, clean_phone, clean_text
from core.capture.refused import name_of_refused
from core.capture.told import Told
from core.capture.vcards import parse_vcards

# More than any code holds; a longer text did not come from one.
LONGEST = 10_000

_URL = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_WORD = r"[^\s@<>()\[\],;:\"\\]+"
_EMAIL = re.compile(rf"(?=.{{3,320}}$){_WORD}@{_WORD}\.{_WORD}$")
_WHATSAPP = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{6,15})", re.I)
_LINKEDIN = re.compile(r"https?://(?:[a-z]+\.)?linkedin\.com/in/", re.I)


@dataclass(slots=True)
class Payload:
    """What a text is: ``kind`` is vcard, mecard, bizcard, memory, jcard, email, phone, url or
    refused; ``refused`` says in words what was found where it is no contact."""

    kind: str
    text: str
    contacts: list[Contact] = field(default_factory=list)
    refused: str = ""
    warnings: list[str] = field(default_factory=list)


def parse_payload(text: str, code_format: str = "") -> Payload:
    """The contacts of a text. ``code_format`` is the format of the code it was in, where known
    (``EAN13`` is a product). Never raises."""
    stripped = text.strip().lstrip("\ufeff")
    if len(stripped) <= LONGEST:
        for pattern, kind, read in _READERS:
            if pattern.match(stripped):
                tell = Told()
                contacts = [c for c in read(stripped, tell) if not c.is_empty()]
                for contact in contacts:
                    contact.original = text
                if contacts:
                    return Payload(kind, text, contacts, warnings=_all_told(tell, contacts))
                if kind in _NAMED:
                    what = f"{_NAMED[kind]} without anything readable in it"
                    return Payload("refused", text, [], what, tell.sentences())
    return Payload("refused", text, [], name_of_refused(stripped, code_format))


def _all_told(tell: Told, contacts: list[Contact]) -> list[str]:
    return list(dict.fromkeys([*tell.sentences(), *(w for c in contacts for w in c.warnings)]))


def _read_jcard(text: str, tell: Told) -> list[Contact]:
    return read_jcards(text, tell) or []


def _read_mailto(text: str, tell: Told) -> list[Contact]:
    """``mailto:a@example.com,b@example.com?cc=...``: the first is the contact's."""
    to, _, query = text[7:].partition("?")
    more = parse_qs(query).get("to", [])
    return _with_emails([part for each in [unquote(to), *more] for part in each.split(",")])


def _read_mail_message(text: str, tell: Told) -> list[Contact]:
    """``MATMSG:TO:a@example.com;SUB:...`` and ``SMTP:a@example.com:subject:text``."""
    if text[:5].upper() == "SMTP:":
        return _with_emails([text[5:].partition(":")[0]])
    return _with_emails(re.findall(r"TO:([^;]+);", text, re.I))


def _read_email(text: str, tell: Told) -> list[Contact]:
    return _with_emails([text])


def _with_emails(texts: list[str]) -> list[Contact]:
    contact = Contact()
    for text in texts:
        if address := clean_email(text):
            contact.put("email", address)
            contact.add_email(address)
    return [contact]


def _read_phone(text: str, tell: Told) -> list[Contact]:
    contact = Contact()
    if number := clean_phone(text):
        contact.put("phone", number)
        contact.add_phone(number)
    return [contact]


def _read_url(text: str, tell: Told) -> list[Contact]:
    """The address itself, and what it says about a person without being opened."""
    address = clean_text(_bookmarked(text))
    if not _URL.match(address) or not _has_host(address):
        return []
    contact = Contact()
    if found := _WHATSAPP.match(address):
        contact.put("mobilephone", f"+{found[1]}")
        contact.add_phone(f"+{found[1]}")
        return [contact]
    if _LINKEDIN.match(address):
        contact.put("hs_linkedin_url", address)
    contact.put("website", address)
    tell("The code holds a link only. It is not opened; it can be kept as the website.")
    return [contact]


def _bookmarked(text: str) -> str:
    """``MEBKM:TITLE:...;URL:...;;`` and ``URLTO:title:address`` are bookmarks."""
    if text[:6].upper() == "MEBKM:":
        found = re.search(r"URL:((?:[^;\\]|\\.)+)", text, re.I)
        return found[1].replace("\\", "") if found else ""
    if text[:6].upper() == "URLTO:":
        return re.sub(r"^URLTO:(?:[^:]*:(?=http))?", "", text, flags=re.I)
    return text[4:] if text[:4].upper() == "URL:" else text


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address if "//" in address else f"//{address}").hostname)
    except ValueError:
        return False


Reader = Callable[[str, Told], list[Contact]]
_READERS: tuple[tuple[re.Pattern[str], str, Reader], ...] = (
    (re.compile(r"begin\s*:\s*vcard", re.I), "vcard", parse_vcards),
    (re.compile(r"mecard:", re.I), "mecard", lambda text, tell: [read_mecard(text)]),
    (re.compile(r"bizcard:", re.I), "bizcard", lambda text, tell: [read_bizcard(text)]),
    (re.compile(r"memory:[^\n]*\r?\n|(?:name1|mail1|tel1):", re.I), "memory",
     lambda text, tell: [read_memory(text)]),
    (re.compile(r"\[\s*\[?\s*\"vcard\"", re.I), "jcard", _read_jcard),
    (re.compile(r"mailto:", re.I), "email", _read_mailto),
    (re.compile(r"matmsg:|smtp:", re.I), "email", _read_mail_message),
    (re.compile(r"tel:", re.I), "phone", _read_phone),
    (re.compile(r"mebkm:|urlto:|url:|https?://|www\.", re.I), "url", _read_url),
    (_EMAIL, "email", _read_email),
)  # fmt: skip
_NAMED = {
    "vcard": "a vCard", "mecard": "a MECARD", "bizcard": "a BIZCARD", "memory": "a contact",
    "jcard": "a jCard", "email": "an email message", "phone": "a phone call", "url": "a link",
}  # fmt: skip
