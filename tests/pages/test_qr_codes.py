"""QR codes from pictures: the form, the list, refusals, saving; the camera is for the browser."""

import pytest

from core.capture import read_codes
from core.capture.refusals import CAMERA_REFUSALS
from core.capture.sources import QR
from pages.parts.current import QR_CODES
from tests.capture.drawing import VCARD, as_file, code, scene
from tests.pages.visitor import Visitor, imported, query, rows_in_store

OTHER = "MECARD:N:Berg,Anna;EMAIL:anna@berg.example;;"


def opened(visitor: Visitor) -> Visitor:
    """The page with an image file chosen as the way: a live camera needs a browser."""
    visitor.app.session_state["qr-way-False"] = "file"
    return visitor.open(QR_CODES)


def scanned(visitor: Visitor, *texts: str, open_page: bool = True) -> Visitor:
    """A picture with codes, uploaded."""
    if open_page:
        opened(visitor)
    places = [(code(text), (60 + 400 * n, 100)) for n, text in enumerate(texts)]
    return visitor.upload("codes.png", as_file(scene(places)), "image/png")


def values(visitor: Visitor) -> dict[str, str]:
    return {field.label: field.value for field in visitor.app.text_input if field.value}


def successes(visitor: Visitor) -> str:
    return "\n".join(element.value for element in visitor.app.success)


def test_one_code_is_reviewed_mended_and_saved(visitor: Visitor) -> None:
    scanned(visitor, VCARD)
    assert values(visitor) == {
        "First Name": "Zoë", "Last Name": "Grün", "Company Name": "Example",
        "Email": "zoe@example.com", "Mobile Phone Number": "+31612345678",
    }  # fmt: skip
    assert "New contact" in successes(visitor)
    visitor.set("text_input", "Job Title", "Buyer")
    visitor.press("Save")
    assert "Contact saved" in successes(visitor)
    names = "firstname, jobtitle, hs_analytics_source_data_1, hs_analytics_source_data_2"
    assert query(f"select {names} from store.contacts") == [("Zoë", "Buyer", "IMPORT", QR)]
    visitor.press("Scan the next")
    assert visitor.address == {}
    scanned(visitor, OTHER, open_page=False).press("Save")
    assert rows_in_store() == 2


def test_a_known_contact_shows_old_and_new(visitor: Visitor) -> None:
    imported(b"email,firstname,company\nzoe@example.com,Zo,Old\n")
    scanned(visitor, VCARD)
    assert "Updates Zo" in visitor.text.replace("*", "")
    changes = visitor.table("Property").values.tolist()
    assert ["Company Name", "Old", "Example"] in changes
    visitor.press("Save")
    assert rows_in_store() == 1


def test_the_same_code_again_changes_nothing(visitor: Visitor) -> None:
    scanned(visitor, VCARD).press("Save")
    visitor.press("Scan the next")
    scanned(visitor, VCARD, open_page=False)
    assert "is in the store, with all of this" in successes(visitor)
    visitor.press("Finish")
    assert rows_in_store() == 1


def test_many_codes_are_one_list_and_one_import(visitor: Visitor) -> None:
    scanned(visitor, VCARD, OTHER)
    assert visitor.grid["email"].tolist() == ["zoe@example.com", "anna@berg.example"]
    visitor.press("Review 2 contacts").press("Import 2 contacts")
    assert "2 contacts imported" in successes(visitor)
    assert query("select count(*) from store.imports") == [(1,)]


def test_several_scans_are_gathered_before_saving(visitor: Visitor) -> None:
    opened(visitor).set("toggle", "Scan several", True)
    scanned(visitor, VCARD, open_page=False)
    scanned(visitor, OTHER, open_page=False)
    scanned(visitor, VCARD, open_page=False)
    assert "1 code scanned before" in visitor.text
    assert len(visitor.grid) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("WIFI:T:WPA;S:Guest;P:secret;;", "the access to a Wi-Fi network"),
        ("BEGIN:VEVENT\nSUMMARY:Fair\nEND:VEVENT", "a calendar event"),
        ("otpauth://totp/a?secret=JBSWY3DP", "a one-time password secret"),
        ("just some words", "plain text"),
    ],
)
def test_what_is_no_contact_is_named_and_refused(visitor: Visitor, text: str, told: str) -> None:
    scanned(visitor, text)
    assert told in visitor.text
    assert visitor.address == {}
    assert query("select count(*) from store.imports") == [(0,)]


def test_a_link_is_shown_and_kept_as_the_website_only(visitor: Visitor) -> None:
    scanned(visitor, "https://www.example.com/card/7")
    assert values(visitor) == {"Website URL": "https://www.example.com/card/7"}
    assert "It is not opened" in visitor.text
    assert "cannot be saved" in visitor.errors.replace("*", "")
    visitor.set("text_input", "First Name", "Zoë")
    assert "New contact" in successes(visitor)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", as_file(scene([])), "no code was found"),
        ("a.jpg", b"\xff\xd8\xff broken", "a.jpg"),
        ("a.png", b"\x00\x01" * 40, "no picture"),
        ("a.gif", as_file(scene([]), "GIF"), "no code was found"),
    ],
)
def test_a_picture_without_a_code_says_so(
    visitor: Visitor, name: str, content: bytes, told: str
) -> None:
    opened(visitor)
    visitor.upload(name, content, "image/png")
    assert told in visitor.text + visitor.errors


def test_discard_forgets_the_scan(visitor: Visitor) -> None:
    scanned(visitor, VCARD).press("Discard and scan again")
    assert visitor.address == {}
    assert query("select count(*) from store.imports") == [(0,)]


def test_emails_of_two_contacts_must_be_settled(visitor: Visitor) -> None:
    imported(b"email,firstname\na@example.com,A\nb@example.com,B\n")
    emails = "".join(f"EMAIL:{letter}@example.com\n" for letter in "cab")
    card = f"BEGIN:VCARD\nN:X;Y\n{emails}END:VCARD"
    scanned(visitor, card)
    assert "belong to several contacts" in visitor.text
    assert visitor.button("Save").disabled
    visitor.set("text_input", "Email", "a@example.com")
    assert "Updates A" in visitor.text.replace("*", "")


def test_each_refusal_of_a_camera_offers_a_photo() -> None:
    assert set(CAMERA_REFUSALS) == {"insecure", "denied", "none"}
    assert all("photo" in text for text in CAMERA_REFUSALS.values())


def test_the_drawn_codes_are_codes() -> None:
    found = read_codes(as_file(scene([(code(VCARD), (60, 100)), (code(OTHER), (460, 100))])))
    assert {each.text for each in found.codes} == {VCARD, OTHER}
