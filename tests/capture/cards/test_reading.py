"""The engine on drawn cards, all the way to the contact. Few, since each costs seconds."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFilter

from core.capture.cards import CardReview, Side, open_photo, read_card, start_scan
from core.capture.cards.quality import find_faults
from core.cli.main import main
from tests.capture.cards.drawing import SIZE, as_bytes, draw_card, on_table

WANTED = {
    "firstname": "Anna",
    "lastname": "van der Berg",
    "jobtitle": "Leiterin Einkauf",
    "company": "Kestrel Labs GmbH",
    "email": "a.vanderberg@kestrel-labs.example.com",
    "website": "www.kestrel-labs.example.com",
}
NUMBERS = {"phone": "+49305550123", "mobilephone": "+491715550123", "fax": "+49305550124"}


def plain(number: str) -> str:
    return "".join(c for c in number if c in "+0123456789")


@pytest.fixture(scope="module")
def photo() -> bytes:
    return as_bytes(on_table(draw_card())[0])


@pytest.mark.parametrize("turn", [90, 180])
def test_a_photo_whichever_way_up(turn: int):
    table, _ = on_table(draw_card())
    reading = read_card([Side(np.asarray(table.rotate(-turn, expand=True)))])
    values = reading.contact.properties
    assert {name: values.get(name) for name in WANTED} == WANTED
    assert {name: plain(values[name]) for name in NUMBERS} == NUMBERS
    assert reading.sides[0].turn == (360 - turn) % 360
    assert all(0.5 < sure <= 1 for sure in reading.contact.confidence.values())
    # Every value says where it was read.
    assert all(found.pieces for found in reading.found.values())


def test_two_sides_are_one_contact():
    front = draw_card((("Kestrel Labs GmbH", 80), ("Tools for laboratories", 34)))
    back = draw_card(
        (("Anna Weber", 50), ("Export Manager", 32), ("anna.weber@kestrel-labs.example.com", 30))
    )
    reading = read_card([Side(np.asarray(front)), Side(np.asarray(back))])
    assert [side.first for side in reading.sides] == [0, len(reading.sides[0].pieces)]
    assert reading.contact.properties == {
        "firstname": "Anna",
        "lastname": "Weber",
        "jobtitle": "Export Manager",
        "company": "Kestrel Labs GmbH",
        "email": "anna.weber@kestrel-labs.example.com",
    }


def test_two_sides_of_two_people_are_asked_about():
    front = draw_card((("Anna Weber", 60), ("anna.weber@kestrel.example.com", 32)))
    back = draw_card((("Jan de Boer", 60), ("jan.deboer@heron.example.org", 32)))
    reading = read_card([Side(np.asarray(front)), Side(np.asarray(back))])
    (question,) = reading.warnings
    assert question.startswith("The two sides name two people: Anna Weber and Jan de Boer.")


def test_what_is_wrong_with_a_photo_is_said_where_the_reading_is_unsure():
    blurred = np.asarray(draw_card().filter(ImageFilter.GaussianBlur(2.8)))
    assert find_faults(blurred)
    reading = read_card([Side(blurred)])
    assert {name: reading.contact.properties[name] for name in WANTED} == WANTED
    assert reading.warnings == []
    unreadable = np.asarray(draw_card().filter(ImageFilter.GaussianBlur(9)))
    assert any("blurred" in warning for warning in read_card([Side(unreadable)]).warnings)


def test_corners_that_are_set_shut_out_what_is_beside_the_card():
    table, corners = on_table(draw_card(), 0)
    other = draw_card((("Other Person", 60), ("other@example.org", 30))).crop((0, 0, 700, 200))
    picture = np.asarray(table).copy()
    picture[:200, :700] = np.asarray(other)
    first, second, third, fourth = (tuple(corner) for corner in corners.tolist())
    reading = read_card([Side(picture, (first, second, third, fourth))])
    assert reading.contact.emails == [WANTED["email"]]


def test_a_picture_without_text_says_so():
    reading = read_card([Side(np.full((*SIZE[::-1], 3), 240, np.uint8))])
    assert reading.contact.is_empty()
    assert any("No text" in warning for warning in reading.warnings)


def test_the_command(photo: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "card.jpg"
    path.write_bytes(photo)
    assert main(["capture", str(path), "--as", "card", "--json"]) == 0
    line = json.loads(capsys.readouterr().out)
    (contact,) = line["contacts"]
    assert line["kind"] == "card"
    assert contact["emails"] == [WANTED["email"]]
    assert [plain(number) for number in contact["phones"]] == [
        NUMBERS["phone"],
        NUMBERS["mobilephone"],
    ]
    assert set(contact["confidence"]) >= set(WANTED) | set(NUMBERS)
    assert {name: contact[name] for name in WANTED} == WANTED


def test_the_command_names_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "card.jpg"
    path.write_bytes(b"noise" * 100)
    assert main(["capture", str(path), "--as", "card"]) == 2
    assert "no picture" in json.loads(capsys.readouterr().out)["error"]


def test_a_scan_in_the_background_and_what_a_person_changes(photo: bytes):
    opened = open_photo(photo)
    scan = start_scan([Side(opened.pixels, opened.proposed)])
    assert scan.wait(60)
    assert scan.error is None and scan.crash is None
    review = CardReview.of(scan.reading)
    pieces = review.reading.pieces
    title = next(n for n, piece in enumerate(pieces) if "Leiterin" in piece.text)
    email = next(n for n, piece in enumerate(pieces) if "@" in piece.text)

    assert review.property_of(title) == ["jobtitle"]
    review.give(title, "company")
    assert review.value("company") == "Leiterin Einkauf"
    assert review.value("jobtitle") == ""
    review.give(title, None)
    assert review.value("company") == ""
    review.set("jobtitle", "  Head   of Purchasing ")
    assert review.value("jobtitle") == "Head of Purchasing"
    review.set("email", "")
    review.give(email, "email")
    assert review.value("email") == WANTED["email"]
    assert review.contact().properties["jobtitle"] == "Head of Purchasing"
