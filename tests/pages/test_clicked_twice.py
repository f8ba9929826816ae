"""A double click, and a click right behind an upload: the browser sends the second one before it
has heard what came of the first. Each does its work once."""

from core.recipe import fixes as kinds
from core.store.recycle_bin import count_deleted
from pages.parts.current import BUSINESS_CARD, DEVICE_CONTACTS, RECORD, RESULTS, TEMPLATES
from pages.parts.database import cursor as new_cursor
from tests.capture.cards.drawing import as_bytes, draw_card, on_table
from tests.capture.drawing import VCARD, as_file, code, scene
from tests.pages.address import goto
from tests.pages.fix_buttons import fix_button
from tests.pages.test_compare import select
from tests.pages.test_qr_codes import opened, values
from tests.pages.test_qr_codes import scanned as scanned_code
from tests.pages.visitor import HOME, MAP, UPLOAD, Visitor, imported, query, staged

FILE = b"Email,Full name\nada@example.com,Ada King\n"
CARDS = b"BEGIN:VCARD\nVERSION:3.0\nN:Berg;Zoe;;;\nEND:VCARD\n"
RECORDS = "select hs_object_id from store.contacts"
DRAFTS = "select import_id from store.imports where state = 'DRAFT'"


def test_an_upload_is_one_draft(visitor: Visitor) -> None:
    visitor.open(UPLOAD).upload_and_click("people.csv", FILE)
    assert visitor.title == "Upload: people"
    assert query(DRAFTS) == [(1,)]


def test_the_next_file_is_another(visitor: Visitor) -> None:
    visitor.open(UPLOAD).upload_and_click("people.csv", FILE)
    visitor.press("Choose another file").upload_and_click("other.csv", FILE)
    assert visitor.title == "Upload: other"


def test_cards_are_read_once(visitor: Visitor) -> None:
    visitor.open(DEVICE_CONTACTS).upload_and_click("phone.vcf", CARDS, "text/vcard")
    assert len(visitor.grid) == 1
    assert query("select contacts from work_1.captured_files", 1) == [(1,)]


def test_a_code_is_scanned_once(visitor: Visitor) -> None:
    picture = as_file(scene([(code(VCARD), (60, 100))]))
    opened(visitor).upload_and_click("code.png", picture, "image/png")
    assert values(visitor)["Last Name"] == "Grün"
    assert "scanned before" not in visitor.text


def test_a_photo_of_a_card_keeps_its_corners(visitor: Visitor) -> None:
    photo = as_bytes(on_table(draw_card())[0])
    visitor.open(BUSINESS_CARD).upload_and_click("card.jpg", photo, "image/jpeg")
    assert "Read the card" in visitor.fields("button")


def test_a_template_is_added_once(visitor: Visitor) -> None:
    recipe = b'{"object_type": "contacts", "columns": [{"column": 1, "header": "Email"}]}'
    visitor.open(TEMPLATES).upload_and_click("fair.json", recipe, "application/json")
    assert query("select count(*) from store.templates") == [(1,)]


def test_a_path_is_one_draft(visitor: Visitor, tmp_path) -> None:
    (tmp_path / "people.csv").write_bytes(FILE)
    visitor.open(UPLOAD).set("text_input", "Path", str(tmp_path / "people.csv"))
    visitor.press_twice("Use this file")
    assert query(DRAFTS) == [(1,)]


def test_a_sample_file_is_one_draft_and_samples_come_once(visitor: Visitor) -> None:
    visitor.open(HOME).press_twice("Load sample data")
    imports = query("select count(*) from store.imports")[0][0]
    assert imports == len(query("select distinct object_types from store.imports"))
    visitor.press_twice("Import a messy sample file")
    assert visitor.title == "Upload: trade-show-contacts"
    assert len(query(DRAFTS)) == 1


def test_an_import_is_run_again_once(visitor: Visitor) -> None:
    import_id = imported(FILE)
    select(visitor, "people")
    visitor.press_twice("What would it change now?")
    assert query(DRAFTS) == [(import_id + 1,)]


def test_an_edit_is_saved_once(visitor: Visitor) -> None:
    imported(FILE)
    goto(visitor, RECORD, object="contacts", id=str(query(RECORDS)[0][0]))
    visitor.press("Edit").field("text_input", "Last Name").set_value("Bern")
    visitor.press_twice("Save")
    assert query("select lastname from store.contacts") == [("Bern",)]
    assert query("select count(*) from store.edits") == [(1,)]


def test_one_fix_of_two_is_removed(visitor: Visitor) -> None:
    visitor.open(MAP, staged(FILE))
    for kind in (kinds.TRIM, kinds.UPPER_CASE):
        visitor.press("Transform a column").set("selectbox", "What to do", kind).press("Apply")
    [_, second] = visitor.recipe.files[0].fixes
    visitor.press_twice(key=fix_button(visitor, 0, "remove"))
    assert visitor.recipe.files[0].fixes == (second,)


def test_two_dialogs_are_not_opened_at_once(visitor: Visitor) -> None:
    visitor.open(MAP, staged(FILE))
    visitor.press("Create a property")
    visitor.press("Transform a column")
    assert "Apply" in visitor.fields("button")
    assert "Create" not in visitor.fields("button")


def test_deleting_is_one_answer(visitor: Visitor) -> None:
    imported(FILE)
    goto(visitor, RECORD, object="contacts", id=str(query(RECORDS)[0][0])).press("Delete")
    visitor.press_twice("Delete 1 record")
    assert visitor.errors == ""
    assert count_deleted(new_cursor()) == 1


def test_an_undo_is_looked_at_and_done_once(visitor: Visitor) -> None:
    visitor.open(RESULTS, imported(FILE)).press_twice("See what an undo would do")
    visitor.press_twice("Undo this import")
    assert query("select state from store.undos") == [("DONE",)]
    assert query("select count(*) from store.contacts") == [(0,)]


def test_a_scanned_contact_is_saved_once(visitor: Visitor) -> None:
    scanned_code(visitor, VCARD).press_twice("Save")
    assert "Contact saved" in visitor.text
    assert query("select count(*) from store.contacts") == [(1,)]
    assert query("select count(*) from store.imports") == [(1,)]
