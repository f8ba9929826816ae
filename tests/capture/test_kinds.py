"""A file becomes contacts: kind guessed, warnings gathered, the website derived if asked."""

import json
from pathlib import Path

import pytest

from core.capture import Contact, capture_file, guess_kind, is_free_mail, put_website
from core.capture import kinds as kinds_module
from core.errors import FileError
from tests.capture.drawing import VCARD, as_file, code, scene

CARD = b"BEGIN:VCARD\nFN:Zo\xc3\xab Berg\nEMAIL:zoe@shop.example.com\nEND:VCARD\n"
JCARD = ["vcard", [["fn", {}, "text", "Zoë Berg"]]]

KINDS = {
    "vcard.vcf": (CARD, "vcard"),
    "no-ending": (CARD, "vcard"),
    "after.txt": (b"\r\n\r\nsome words\r\nbegin:vcard\r\nfn:A\r\nend:vcard", "vcard"),
    "wide.vcf": (CARD.decode().encode("utf-16"), "vcard"),
    "wide-without-mark": (CARD.decode().encode("utf-16-le"), "vcard"),
    "broken.vcf": (b"VERSION:3.0\nFN:A\n", "vcard"),
    "jcard.json": (json.dumps([JCARD, JCARD]).encode(), "vcard"),
    "photo.jpg": (as_file(code(VCARD), "JPEG"), "qr"),
    "photo-without-ending": (as_file(code(VCARD)), "qr"),
    "photo.vcf": (as_file(code(VCARD), "WEBP"), "qr"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_content_says_what_a_file_is(name: str, tmp_path: Path) -> None:
    data, kind = KINDS[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert guess_kind(path) == kind
    captured = capture_file(path)
    assert captured.kind == kind
    assert captured.contacts


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("table.csv", b"First name,Email\nA,a@example.com\n"),
        ("noise.vcf", bytes(range(256)) * 50),
        ("noise", bytes(range(256)) * 50),
        ("empty.vcf", b""),
        ("no.jpg", b"hello"),
        ("no.vcf", b"hello\n"),
        ("bad.json", b'["vcard", 1'),
    ],
)
def test_a_file_of_no_kind_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileError):
        capture_file(path)


def test_codes_contacts_and_refusals_of_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "many.png"
    drawn = [code(VCARD), code("WIFI:T:WPA;S:a;P:b;;"), code("tel:123"), code("tel:123")]
    picture = scene([(each, (20 + 300 * n, 20)) for n, each in enumerate(drawn)])
    path.write_bytes(as_file(picture))
    captured = capture_file(path)
    assert sorted(captured.codes) == sorted([VCARD, "WIFI:S:a…", "tel:123", "tel:123"])
    assert len(captured.contacts) == 2
    assert captured.warnings == ["The code is no contact: this is the access to a Wi-Fi network."]


def test_a_picture_without_a_code_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.png"
    path.write_bytes(as_file(scene([])))
    captured = capture_file(path)
    assert (captured.codes, captured.contacts) == ([], [])
    assert captured.warnings == ["No code was found in the picture."]


def test_a_file_with_too_many_contacts_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds_module, "MOST_CONTACTS", 3)
    path = tmp_path / "many.vcf"
    path.write_bytes(CARD * 5)
    captured = capture_file(path)
    assert len(captured.contacts) == 3
    assert "more than 3 contacts" in captured.warnings[0]


def test_the_website_is_derived_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "card.vcf"
    path.write_bytes(CARD)
    assert "website" not in capture_file(path).contacts[0].properties
    contact = capture_file(path, website_from_email=True).contacts[0]
    assert contact.properties["website"] == "shop.example.com"


@pytest.mark.parametrize(
    ("properties", "website"),
    [
        ({"email": "a@Example.com"}, "example.com"),
        ({"email": "a@example.com", "website": "example.org"}, "example.org"),
        ({"email": "a@gmail.com"}, None),
        ({"email": "a@HOTMAIL.CO.UK"}, None),
        ({"email": "a@mail.gmx.de"}, None),
        ({"email": "a@localhost"}, None),
        ({}, None),
    ],
)
def test_the_website_of_an_address(properties: dict[str, str], website: str | None) -> None:
    contact = Contact(dict(properties))
    put_website(contact)
    assert contact.properties.get("website") == website


def test_names_below_a_free_domain_are_free_names_beside_it_not() -> None:
    assert is_free_mail("x.y.gmail.com")
    assert not is_free_mail("notgmail.com")
    assert not is_free_mail("com")
