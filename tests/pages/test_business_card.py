"""The page of business cards: a photo, its corners, the texts, the fields, Save. One engine run for
most of them; the drawing of the two components is the browser tests' matter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.capture.cards import ENGINES
from pages.parts.current import BUSINESS_CARD
from pages.parts.database import open_store
from tests.capture.cards.drawing import as_bytes, draw_card, on_table
from tests.pages.visitor import Visitor, query, rows_in_store

SECONDS = 120


def photo() -> bytes:
    return as_bytes(on_table(draw_card())[0])


@pytest.fixture
def visitor(app: AppTest) -> Visitor:
    return Visitor(app).open(BUSINESS_CARD)


def scanned(visitor: Visitor) -> Visitor:
    """The photo is read to the end."""
    visitor.upload("card.jpg", photo(), "image/jpeg")
    visitor.press("Read the card")
    scan = visitor.app.session_state["card"].scan
    assert scan.wait(SECONDS)
    return visitor.run()


def test_a_card_becomes_a_contact(visitor: Visitor):
    scanned(visitor)
    assert visitor.field("text_input", "First Name").value == "Anna"
    assert visitor.field("text_input", "Company Name").value == "Kestrel Labs GmbH"

    visitor.set("text_input", "Job Title", "Head of Purchasing")
    texts = visitor.field("selectbox", "Text on the card")
    title = next(n for n, text in enumerate(texts.options) if "Leiterin" in text)
    texts.select_index(title)
    visitor.run()
    assert "“Leiterin Einkauf” is" in visitor.fields("pills")

    visitor.press("Next")
    assert "New contact." in visitor.text
    assert visitor.field("text_input", "Job Title").value == "Head of Purchasing"
    assert rows_in_store() == 0
    visitor.press("Save")
    assert "Contact saved" in visitor.text
    assert query(
        "select firstname, lastname, jobtitle, email, company, hs_analytics_source_data_2 "
        "from store.contacts"
    ) == [
        (
            *("Anna", "van der Berg", "Head of Purchasing"),
            *("a.vanderberg@kestrel-labs.example.com", "Kestrel Labs GmbH"),
            "business-card-scanner",
        )
    ]
    visitor.press("Scan another card")
    assert visitor.app.file_uploader


@pytest.mark.skipif(not ENGINES["easyocr"].installed, reason="needs make easyocr")
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
def test_easyocr_is_chosen_and_reads(visitor: Visitor):
    visitor.upload("card.jpg", photo(), "image/jpeg")
    visitor.set("button_group", "Read with", "easyocr").press("Read the card")
    assert visitor.app.session_state["card"].scan.wait(SECONDS)
    visitor.run()
    assert visitor.field("text_input", "First Name").value == "Anna"
    assert visitor.field("text_input", "Last Name").value == "van der Berg"


def test_a_text_is_given_to_another_property(visitor: Visitor):
    scanned(visitor)
    review = visitor.app.session_state["card"].review
    texts = visitor.field("selectbox", "Text on the card")
    texts.select_index(next(n for n, text in enumerate(texts.options) if "Leiterin" in text))
    visitor.run()
    pills = visitor.field("pills", "“Leiterin Einkauf” is")
    assert pills.value == "jobtitle"
    pills.set_value("company")
    visitor.run()
    assert review.value("company") == "Leiterin Einkauf"
    assert visitor.field("text_input", "Company Name").value == "Leiterin Einkauf"
    assert visitor.field("text_input", "Job Title").value == ""


def reloaded(visitor: Visitor, other: Visitor) -> Visitor:
    """The address of one visitor, opened in another browser: the session is new."""
    other.app.switch_page(BUSINESS_CARD)
    other.app.query_params["card"] = visitor.address["card"]
    return other.run()


def kept_cards() -> list[Path]:
    return list(open_store().cards.glob("*"))


def test_a_reload_comes_back_to_the_fields_as_they_were_left(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
):
    scanned(visitor)
    visitor.set("text_input", "Job Title", "Head of Purchasing")
    other = reloaded(visitor, another_visitor())
    assert other.field("text_input", "First Name").value == "Anna"
    assert other.field("text_input", "Job Title").value == "Head of Purchasing"
    other.press("Next")
    assert "New contact." in other.text
    assert set(other.address) == {"import"}
    assert kept_cards() == []

    third = reloaded(visitor, another_visitor())
    assert "This card is no longer kept" in third.errors
    assert third.address == {}
    assert third.app.file_uploader


def test_a_reload_comes_back_to_the_photo_and_its_corners(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
):
    visitor.upload("card.jpg", photo(), "image/jpeg")
    visitor.set("number_input", "Top left from left, %", 1.0)
    other = reloaded(visitor, another_visitor())
    (side,) = other.app.session_state["card"].sides.values()
    assert side.corners[0][0] == pytest.approx(0.01)
    assert other.field("number_input", "Top left from left, %").value == 1.0
    other.press("Another picture")
    assert other.address == {}
    assert kept_cards() == []


def test_back_to_the_photo_keeps_what_was_corrected(visitor: Visitor):
    scanned(visitor)
    visitor.set("text_input", "Job Title", "Head of Purchasing")
    visitor.press("Back to the photo")
    assert "The fields are kept as you left them" in visitor.text
    visitor.press("Back to the fields")
    assert visitor.field("text_input", "Job Title").value == "Head of Purchasing"

    visitor.press("Back to the photo")
    visitor.set("number_input", "Top left from left, %", 11.0)
    assert "the fields begin anew then" in visitor.text
    visitor.press("Read the card again")
    assert visitor.app.session_state["card"].scan.wait(SECONDS)
    visitor.run()
    assert visitor.field("text_input", "Job Title").value == "Leiterin Einkauf"


def test_the_corners_can_be_typed_and_put_back(visitor: Visitor):
    visitor.upload("card.jpg", photo(), "image/jpeg")
    side = visitor.app.session_state["card"].sides[0]
    proposed = [list(point) for point in side.corners]
    visitor.set("number_input", "Top left from left, %", 1.0)
    assert side.corners[0][0] == pytest.approx(0.01)
    visitor.set("number_input", "Top left from top, %", 99.0)
    visitor.set("number_input", "Top left from left, %", 99.0)
    assert "do not go round a card" in visitor.errors
    assert visitor.button("Read the card").disabled
    visitor.press("Put the corners back")
    assert side.corners == proposed
    assert not visitor.button("Read the card").disabled


def test_a_second_side(visitor: Visitor):
    visitor.upload("front.jpg", photo(), "image/jpeg")
    visitor.set("toggle", "The card has a second side", True)
    visitor.upload("back.jpg", as_bytes(draw_card((("Back", 60),))), "image/jpeg")
    assert [sub.value for sub in visitor.app.subheader] == ["Front", "Back"]
    visitor.app.button(key="card-drop-0").click()
    visitor.run()
    assert list(visitor.app.session_state["card"].sides) == [0]
    assert not visitor.app.subheader


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("noise.jpg", b"noise" * 100, "There is no picture in the file"),
        ("empty.png", b"", "The file is empty"),
        ("phone.heic", b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
    ],
)
def test_a_file_that_is_no_picture(visitor: Visitor, name: str, content: bytes, told: str):
    visitor.upload(name, content, "image/jpeg")
    assert told in visitor.errors
    assert name in visitor.errors
    assert not visitor.app.exception


def test_a_cut_off_photo_says_so(visitor: Visitor):
    content = photo()
    visitor.upload("cut.jpg", content[: len(content) // 2], "image/jpeg")
    assert "cut off" in visitor.text


@pytest.mark.skipif(ENGINES["easyocr"].installed, reason="EasyOCR is installed here")
def test_an_engine_that_is_not_installed(visitor: Visitor):
    visitor.upload("card.jpg", photo(), "image/jpeg")
    visitor.field("button_group", "Read with").set_value("easyocr")
    visitor.run()
    assert "make easyocr" in visitor.text
    assert visitor.button("Read the card").disabled
