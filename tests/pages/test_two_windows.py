"""One import in two windows, or two people at it. Of a captured contact, Save saves what is on the
screen of its own; what one window has started or dropped the other leaves alone."""

from collections.abc import Callable

import pytest

from core.engine.draft import drop_draft
from core.engine.original_files import original_file
from core.engine.progress import Progress
from core.engine.run import run_import
from core.recipe import Recipe
from pages.parts.current import QR_CODES
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from tests.capture.drawing import VCARD
from tests.pages.test_qr_codes import scanned, successes
from tests.pages.visitor import (
    DETAILS,
    MAP,
    REVIEW,
    UPLOAD,
    Visitor,
    comma,
    planned,
    query,
    rows_in_store,
    staged,
)


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


READY = Recipe.of("contacts", consent=True)
# What is on the screen, and what is done there after another window has dealt with the import.
SCREENS: list[tuple[str, list[str], Callable[[Visitor], object]]] = [
    (UPLOAD, [], lambda visitor: visitor.set("selectbox", "Delimiter", ";")),
    (UPLOAD, [], lambda visitor: visitor.press("Next: Map")),
    (UPLOAD, [], lambda visitor: visitor.press("Choose another file")),
    (MAP, [], lambda visitor: visitor.edit("Shoe size", import_as="Don't import column")),
    (MAP, ["Transform a column"], lambda visitor: visitor.press("Apply")),
    (MAP, ["Create a property"], lambda visitor: visitor.press("Create")),
    (MAP, [], lambda visitor: visitor.press("Don't import")),
    (MAP, [], lambda visitor: visitor.press("Map automatically again")),
    (DETAILS, [], lambda visitor: visitor.set("text_input", "Import name", "Other")),
    (REVIEW, [], lambda visitor: visitor.press("Import 1 record")),
]


def on_screen(visitor: Visitor, page: str, pressed: list[str]) -> int:
    """A draft of one contact at one of its steps."""
    lines = ("Email,City", "ada@example.com,Bern")
    if page != REVIEW:
        lines = ("Email,Shoe size", "ada@example.com,42")
    visitor.open(page, planned(staged(comma(*lines), recipe=READY)))
    for label in pressed:
        visitor.press(label)
    return visitor.import_id


@pytest.mark.parametrize(("page", "pressed", "change"), SCREENS)
def test_what_another_window_has_imported_stays_as_it_ran(
    visitor: Visitor, page: str, pressed: list[str], change: Callable[[Visitor], object]
) -> None:
    import_id = on_screen(visitor, page, pressed)
    run_import(open_store(), new_cursor(), import_id, Progress())
    as_run = query("from store.imports")
    change(visitor)
    assert query("from store.imports") == as_run
    assert original_file(open_store(), import_id).exists()
    assert rows_in_store() == 1
    assert query("select count(*) from store.properties where label = 'Shoe size'") == [(0,)]
    visitor.open(page, import_id)
    assert "This import has been started; it can no longer be changed." in visitor.text


@pytest.mark.parametrize(("page", "pressed", "change"), SCREENS)
def test_what_another_window_has_dropped_stays_dropped(
    visitor: Visitor, page: str, pressed: list[str], change: Callable[[Visitor], object]
) -> None:
    import_id = on_screen(visitor, page, pressed)
    drop_draft(open_store(), new_cursor(), import_id)
    change(visitor)
    if visitor.address:  # else it was to be left for another file, which one can choose now
        assert f"There is no import {import_id}." in visitor.errors
    assert query("from store.imports") == []
    assert not (open_store().files / str(import_id)).exists()


def reviewed(visitor: Visitor, file: bytes) -> int:
    """The review of a file of contacts is on the screen."""
    return visitor.open(REVIEW, planned(staged(file, recipe=READY))).import_id


def test_import_imports_what_the_review_shows(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    import_id = reviewed(visitor, comma("Email,City", "ada@example.com,Bern"))
    other = another_visitor().open(MAP, import_id)
    other.edit("City", import_as="Don't import column").open(REVIEW, import_id)
    visitor.press("Import 1 record")
    assert visitor.title.startswith("Review")
    assert "has changed since the review was drawn" in visitor.errors
    assert (visitor.draft.state, rows_in_store()) == ("DRAFT", 0)
    visitor.press("Import 1 record")
    assert query("select email, city from store.contacts") == [("ada@example.com", None)]


def test_what_is_no_longer_decided_is_not_imported(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    import_id = reviewed(visitor, comma("Email,City", "ada@example.com,Bern"))
    another_visitor().open(DETAILS, import_id).set("checkbox", "These contacts expect", False)
    visitor.press("Import 1 record")
    assert "has changed since the review was drawn" in visitor.errors
    assert "Confirm that the contacts expect to hear from you." in visitor.text
    assert rows_in_store() == 0


def test_the_number_of_a_dropped_import_does_not_come_back(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    other = another_visitor()
    other.app.session_state["qr-way-False"] = "file"
    other.open(QR_CODES, visitor.import_id).press("Discard")
    scanned(other, "MECARD:N:Berg,Anna;EMAIL:anna@berg.example;;")
    visitor.set("text_input", "City", "Delft")
    assert "There is no import 1" in visitor.errors
    assert "Delft" not in [field.value for field in other.run().app.text_input]


def test_what_was_typed_too_late_is_said(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    scanned(visitor, VCARD)
    another_visitor().open(QR_CODES, visitor.import_id).press("Save")
    visitor.set("text_input", "City", "Delft")
    assert "What you typed last was not saved." in visitor.text
