"""The text of a code becomes contacts, or is named and refused. Nothing is ever fetched.

Called for each code of a picture (``kinds``), and by pages that get a text from elsewhere.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from core.capture.contact import Contact
from core.capture.domain_endings import is_domain
from core.capture.jcard import read_jcards
from core.capture.mecard import read_bizcard, read_mecard, read_memory
from core.capture.numbers import clean_email, clean_phone, clean_text
from core.capture.refused import is_refused, name_of_refused
from core.capture.told import Told
from core.capture.vcards import parse_vcards

# More than any code holds; a longer text did not come from one.
LONGEST = 10_000

_URL = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_BARE_URL = re.compile(r"((?:[\w-]+\.)+[a-z][\w-]+)(?::\d+)?(?:[/?#]\S*)?$", re.I)
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
        for matches, kind, read in _READERS:
            if matches(stripped):
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
    if not _is_url(address):
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
        title, _, address = text[6:].partition(":")
        return text[6:] if not address or title.lower().startswith("http") else address
    return text[4:] if text[:4].upper() == "URL:" else text


def _read_data(text: str, tell: Told) -> list[Contact]:
    """A vCard in an address of its own: ``data:text/vcard,BEGIN%3AVCARD...``."""
    kind, _, value = text.partition(",")
    if not kind.lower().endswith(";base64"):
        return parse_vcards(unquote(value), tell)
    try:
        return parse_vcards(base64.b64decode(unquote(value)).decode("utf-8", "replace"), tell)
    except ValueError:
        return []


def _is_email(text: str) -> bool:
    # The text of a payment may have an address in it and no blank anywhere.
    return bool(_EMAIL.match(text)) and not is_refused(text)


def _is_url(address: str) -> bool:
    """``https://...``, ``www...``, or a domain that there can be: ``example.com/about``."""
    if found := _BARE_URL.match(address):
        return is_domain(found[1])
    return bool(_URL.match(address)) and _has_host(address)


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address if "//" in address else f"//{address}").hostname)
    except ValueError:
        return False


def _begins(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern, re.I).match


Reader = Callable[[str, Told], list[Contact]]
_READERS: tuple[tuple[Callable[[str], object], str, Reader], ...] = (
    (_begins(r"begin\s*:\s*vcard"), "vcard", parse_vcards),
    (_begins(r"mecard:"), "mecard", lambda text, tell: [read_mecard(text)]),
    (_begins(r"bizcard:"), "bizcard", lambda text, tell: [read_bizcard(text)]),
    (_begins(r"memory:[^\n]*\r?\n|(?:name1|mail1|tel1):"), "memory",
     lambda text, tell: [read_memory(text)]),
    (_begins(r"\[\s*\[?\s*\"vcard\""), "jcard", _read_jcard),
    (_begins(r"mailto:"), "email", _read_mailto),
    (_begins(r"matmsg:|smtp:"), "email", _read_mail_message),
    (_begins(r"tel:"), "phone", _read_phone),
    (_begins(r"mebkm:|urlto:|url:|https?://|www\."), "url", _read_url),
    (_begins(r"data:text/(?:x-)?vcard[^,]*,"), "vcard", _read_data),
    (_is_email, "email", _read_email),
    (_is_url, "url", _read_url),
)  # fmt: skip
_NAMED = {
    "vcard": "a vCard", "mecard": "a MECARD", "bizcard": "a BIZCARD", "memory": "a contact",
    "jcard": "a jCard", "email": "an email message", "phone": "a phone call", "url": "a link",
}  # fmt: skip
