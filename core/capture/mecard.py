"""Contacts in one line of a QR code: MECARD, BIZCARD, and MEMORY of Japanese phones.

    MECARD:N:Berg,Anna;TEL:+31201234567;EMAIL:anna@example.com;;
    BIZCARD:N:Anna;X:Berg;T:Buyer;C:Example;A:Street 1;B:+31201234567;E:anna@example.com;;
    MEMORY:note / NAME1:Anna Berg / TEL1:... / MAIL1:... / ADD:...     (a line each)

Called by ``payloads``.
"""

import re

from core.capture.birthdays import birthday_of
from core.capture.contact import Contact
from core.capture.escaping import split, unescape_all
from core.capture.names import split_name
from core.capture.numbers import clean_email, clean_phone, clean_text

_PHONE_KINDS = {"TEL": "phone", "B": "phone", "M": "mobilephone", "F": "fax"}
_PLAIN = {
    "X": "lastname", "T": "jobtitle", "TITLE": "jobtitle", "TIL": "jobtitle", "C": "company",
    "ORG": "company", "COR": "company", "URL": "website",
}  # fmt: skip
_ADDRESS = ("", "", "address", "city", "state", "zip", "country")
_MEMORY_LINE = re.compile(r"^(NAME1|TEL\d|MAIL\d|ADD):(.*)$", re.M | re.I)


def read_mecard(text: str) -> Contact:
    """The contact of a MECARD; empty where nothing in it is known."""
    contact = Contact()
    for key, value in _fields(text):
        if key == "N":
            _put_name(contact, value)
        else:
            _put(contact, key, value)
    return contact


def read_bizcard(text: str) -> Contact:
    """The contact of a BIZCARD, whose N is the first name only."""
    contact = Contact()
    for key, value in _fields(text):
        if key == "N":
            contact.put("firstname", clean_text(unescape_all(value)))
        else:
            _put(contact, "EMAIL" if key == "E" else "ADR" if key == "A" else key, value)
    return contact


def read_memory(text: str) -> Contact:
    """The contact of a MEMORY text."""
    contact = Contact()
    for key, value in _MEMORY_LINE.findall(text):
        word = re.sub(r"\d", "", key.upper())
        if word == "NAME":
            _put_name(contact, value)
        else:
            _put(contact, {"MAIL": "EMAIL", "ADD": "ADR"}.get(word, word), value)
    return contact


def _fields(text: str) -> list[tuple[str, str]]:
    """Key and value, still escaped, of ``WORD:KEY:value;KEY:value;;``."""
    found = []
    for part in split(text.partition(":")[2], ";"):
        key, colon, value = part.partition(":")
        if colon and value.strip():
            found.append((key.strip().upper(), value))
    return found


def _put(contact: Contact, key: str, value: str) -> None:
    text = clean_text(unescape_all(value))
    if key in _PHONE_KINDS:
        _put_phone(contact, _PHONE_KINDS[key], text)
    elif key == "EMAIL":
        if address := clean_email(text):
            contact.put("email", address)
            contact.add_email(address)
        else:
            contact.warnings.append(f"No email address: “{text}”.")
    elif key == "ADR":
        _put_address(contact, value)
    elif key == "BDAY":
        if found := birthday_of(text):
            contact.put("date_of_birth", found)
        else:
            contact.warnings.append(f"No date of birth: “{text}”.")
    elif key in _PLAIN:
        contact.put(_PLAIN[key], text)


def _put_phone(contact: Contact, kind: str, text: str) -> None:
    number = clean_phone(text)
    if not number:
        contact.warnings.append(f"No phone number: “{text}”.")
        return
    contact.put(kind, number)
    if kind != "fax":
        contact.add_phone(number)


def _put_name(contact: Contact, value: str) -> None:
    """``last,first`` as the format asks (some write an escaped semicolon for the comma), or a whole
    name as many write it."""
    parts = [clean_text(unescape_all(part)) for part in split(value, ",")]
    if len(parts) < 2:
        parts = parts[0].split(";")
    if len(parts) > 1:
        contact.put("lastname", parts[0].strip())
        contact.put("firstname", parts[1].strip())
        return
    name = split_name(parts[0])
    contact.put("firstname", name.first)
    contact.put("lastname", name.last)
    contact.put("salutation", name.salutation)


def _put_address(contact: Contact, value: str) -> None:
    """Seven parts between commas are those of a vCard, five without blanks those from the street
    on, as some generators write them; anything else is one text."""
    written = split(value, ",")
    if len(written) == 5 and not any(part.startswith(" ") for part in written):
        written = ["", "", *written]
    parts = [clean_text(unescape_all(part)) for part in written]
    if len(parts) != len(_ADDRESS):
        contact.put("address", clean_text(unescape_all(value)))
        return
    for name, part in zip(_ADDRESS, parts, strict=True):
        if name and name != "address":
            contact.put(name, part)
    contact.put("address", ", ".join(filter(None, (parts[2], parts[1], parts[0]))))
