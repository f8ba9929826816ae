"""One captured contact in two windows: Save saves what is on the screen of its own."""

from collections.abc import Callable

from pages.parts.current import QR_CODES
from pages.parts.database import open_store
from tests.capture.drawing import VCARD
from tests.pages.test_qr_codes import scanned, successes
from tests.pages.visitor import Visitor, query, rows_in_store


def test_save_saves_what_this_window_shows(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    other = another_visitor().open(QR_CODES, visitor.import_id)
    other.set("text_input", "First Name", "Zora")
    assert visitor.field("text_input", "First Name").value == "Zoë"

    visitor.press("Save")
    assert "Changed in another window: First Name is now “Zora”" in visitor.text.replace("*", "")
    assert visitor.field("text_input", "First Name").value == "Zora"
    assert rows_in_store() == 0
    visitor.press("Save")
    assert query("select firstname from store.contacts") == [("Zora",)]


def test_what_is_typed_here_is_no_news(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    other = another_visitor().open(QR_CODES, visitor.import_id)
    visitor.set("text_input", "First Name", "  Zo ")
    assert "another window" not in visitor.text
    other.set("text_input", "Job Title", "Buyer")
    assert "First Name is now “Zo”" in other.text
    visitor.set("text_input", "Last Name", "")
    assert "Job Title is now “Buyer”" in visitor.text
    visitor.set("text_input", "City", "Delft")
    assert "another window" not in visitor.text
    visitor.press("Save")
    assert query("select firstname, lastname, jobtitle, city from store.contacts") == [
        ("Zo", None, "Buyer", "Delft")
    ]


def test_a_contact_saved_in_another_window_leads_to_its_results(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    other = another_visitor().open(QR_CODES, visitor.import_id)
    other.press("Save")
    visitor.press("Save")
    assert "have been imported" in visitor.text
    assert visitor.errors == ""
    assert visitor.address == {"import": "1"}
    visitor.press("Start anew")
    assert visitor.address == {}
    assert rows_in_store() == 1


def test_typing_where_another_window_has_discarded_says_so(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    other = another_visitor()
    other.app.session_state["qr-way-False"] = "file"
    other.open(QR_CODES, visitor.import_id).press("Discard")
    visitor.set("text_input", "First Name", "Zora")
    assert "There is no import 1" in visitor.errors
    assert not (open_store().files / "1").exists()


def test_what_is_typed_and_saved_in_one_step_is_saved(visitor: Visitor) -> None:
    scanned(visitor, VCARD)
    visitor.field("text_input", "First Name").set_value("Zora")
    visitor.press("Save")
    assert "Contact saved" in successes(visitor)
    assert query("select firstname from store.contacts") == [("Zora",)]
