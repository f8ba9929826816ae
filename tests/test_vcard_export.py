"""Contacts out as vCards and QR codes, and in again: the same contacts."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture import Contact, Told, parse_vcards, read_codes, read_vcards
from core.capture.writing import VERSIONS, qr_code, vcard_text
from core.errors import AppError, StoreError
from core.vcard_export import (
    NAMES,
    VCARD_EXPORTERS,
    export_vcards,
    record_qr_code,
    record_vcard,
    vcards_content,
)
from tests.engine.importing import open_desk

# Letters of many scripts and all that a vCard escapes. No white space but single spaces: a reader
# makes one line of a value, and one space of several.
_LETTERS = "abcXYZ éüßñøłžçИя山田ひمحمد😀\\;,:\"'()&=%-"
_TEXT = st.text(_LETTERS, min_size=1, max_size=120).map(lambda text: " ".join(text.split()))
_TEXT = _TEXT.filter(bool)
_WORD = st.text("abcXYZéüßøИя山", min_size=1, max_size=20)
_EMAIL = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
_NUMBER = st.from_regex(r"\+?[0-9]{3,12}( ext\. [0-9]{1,3})?", fullmatch=True)
CONTACTS = st.fixed_dictionaries(
    {"firstname": _WORD, "lastname": _WORD, "email": _EMAIL},
    optional={
        "salutation": st.sampled_from(["Dr.", "Prof.", "Mrs"]),
        "jobtitle": _TEXT,
        "company": _TEXT,
        "phone": _NUMBER,
        "mobilephone": _NUMBER,
        "fax": _NUMBER,
        "website": st.from_regex(r"https://[a-z]{1,9}\.example/[a-z,;]{0,60}", fullmatch=True),
        "address": _TEXT,
        "city": _TEXT,
        "state": _TEXT,
        "zip": st.from_regex(r"[0-9]{4} [A-Z]{2}", fullmatch=True),
        "country": _TEXT,
        # 1604 is Apple's way to say that there is no year.
        "date_of_birth": st.dates().filter(lambda day: day.year != 1604).map(str),
        "gender": st.sampled_from(["Male", "Female", "Other"]),
        "twitterhandle": st.from_regex(r"[a-z0-9_]{1,15}", fullmatch=True),
    },
)


@given(CONTACTS, st.lists(_EMAIL, max_size=3), st.sampled_from(VERSIONS))
def test_what_is_written_is_read_back(
    properties: dict[str, str], more: list[str], version: str
) -> None:
    contact = Contact(dict(properties), more)
    text = vcard_text(contact, version)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (read,) = parse_vcards(text, Told())
    assert read.properties == properties
    assert read.emails == list(dict.fromkeys([properties["email"], *more]))


def test_a_hostile_value_makes_no_property_of_its_own() -> None:
    contact = Contact({"firstname": "A\r\nNOTE:x", "lastname": "B", "twitterhandle": "a:b;X=1"})
    (read,) = parse_vcards(vcard_text(contact), Told())
    assert read.properties == {"firstname": "A NOTE:x", "lastname": "B"}


def test_a_code_of_a_contact_is_scanned_as_it() -> None:
    contact = Contact({"firstname": "Zoë", "lastname": "Grün", "email": "zoe@example.com"})
    (code,) = read_codes(qr_code(contact)).codes
    (read,) = parse_vcards(code.text, Told())
    assert read.properties == contact.properties


def test_a_code_that_would_be_too_long_says_so() -> None:
    with pytest.raises(AppError, match="Too much for a QR code"):
        qr_code(Contact({"firstname": "A", "address": "x" * 4_000}))


@pytest.mark.parametrize("file_format", sorted(VCARD_EXPORTERS))
def test_the_contacts_of_a_store(file_format: str, tmp_path: Path) -> None:
    with open_desk() as desk:
        known = desk.add("contacts", firstname="Zoë", lastname="Grün", email="zoe@example.com")
        desk.also_known_as(known, "z@example.com")
        desk.add("contacts", email="max@example.com", company="Example, Ltd.")
        path = tmp_path / "contacts.vcf"
        assert VCARD_EXPORTERS[file_format](desk.cursor, "contacts", path) == 2
        content = path.read_bytes()
        assert vcards_content(desk.store, file_format) == content
        one = record_vcard(desk.store, known)
        code = record_qr_code(desk.cursor, known)
    zoe, max_ = read_vcards(io.BytesIO(content), Told())
    assert zoe.properties == {"firstname": "Zoë", "lastname": "Grün", "email": "zoe@example.com"}
    assert zoe.emails == ["zoe@example.com", "z@example.com"]
    assert max_.properties == {"email": "max@example.com", "company": "Example, Ltd."}
    assert [c.emails for c in read_vcards(io.BytesIO(one), Told())] == [zoe.emails]
    assert len(read_codes(code).codes) == 1


def test_only_contacts_can_be_vcards(tmp_path: Path) -> None:
    with open_desk() as desk, pytest.raises(StoreError, match="No vCards of these"):
        export_vcards(desk.cursor, "deals", tmp_path / "deals.vcf")


def test_every_written_property_is_one_of_contacts() -> None:
    with open_desk() as desk:
        desk.records("contacts", *NAMES)


def test_an_unknown_contact_says_so() -> None:
    with open_desk() as desk, pytest.raises(StoreError, match="Contact not found"):
        record_qr_code(desk.cursor, 99)
