"""Device contacts: vCards and tables uploaded, ticked, mended, reviewed, imported, undone."""

from collections.abc import Callable

import pytest

from core.capture.sources import DEVICE
from core.engine.capturing.listing import list_contacts
from core.engine.draft import drop_draft
from pages.parts.current import (
    CAPTURE_REVIEW,
    DEVICE_CONTACTS,
    HISTORY,
    HOME,
    QR_CODES,
    RECORD,
    RESULTS,
)
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from tests.pages.address import goto, links
from tests.pages.visitor import Visitor, as_read, imported, query, rows_in_store

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Berg;Zoë;;;
EMAIL:zoe@berg.example
EMAIL:z.berg@berg.example
TEL;CELL:+31612345678
END:VCARD
BEGIN:VCARD
N:Free;Ann;;;
EMAIL:ann@gmail.com
END:VCARD
BEGIN:VCARD
N:Mute;Max;;;
TEL:0201234567
rubbish
END:VCARD
""".encode()


def uploaded(visitor: Visitor, content: bytes = CARDS, name: str = "phone.vcf") -> Visitor:
    return visitor.open(DEVICE_CONTACTS).upload(name, content, "text/vcard")


def listed(visitor: Visitor) -> list[dict[str, str | None]]:
    """The contacts of the open batch, as the work database has them."""
    found = list_contacts(open_store(), new_cursor(), visitor.import_id)
    return [each.values | {"chosen": str(each.chosen)} for each in found]


def test_cards_are_listed_reviewed_and_imported(visitor: Visitor) -> None:
    uploaded(visitor)
    assert "3 contacts, 3 selected" in visitor.text.replace("*", "")
    assert visitor.grid["known"].tolist() == ["New", "New", "New, no email"]
    visitor.press("Review 3 contacts")
    assert visitor.metrics["created"] == 3
    assert visitor.table("Contact")["Website URL"].tolist() == ["berg.example", "", ""]
    visitor.press("Import 3 contacts")
    job = jobs().get(visitor.import_id)
    assert job and job.title == "Your contacts are being imported"
    assert "3 contacts imported" in "".join(s.value for s in visitor.app.success)
    assert "3 contacts = 3 created" in visitor.text and "in the file" not in visitor.text
    rows = query("select email, lifecyclestage, hs_analytics_source_data_2 from store.contacts")
    assert rows == [
        ("zoe@berg.example", "lead", DEVICE), ("ann@gmail.com", "lead", DEVICE),
        (None, "lead", DEVICE),
    ]  # fmt: skip


def test_it_says_what_no_email_means_and_what_was_left_out(visitor: Visitor) -> None:
    uploaded(visitor)
    assert "cannot be told from contacts that are there already, nor linked to a company" in (
        visitor.text
    )
    assert "with more than one email address" in visitor.text
    assert "rubbish" in visitor.text


def test_known_contacts_are_marked_and_their_changes_shown(visitor: Visitor) -> None:
    imported(b"email,firstname,hubspot_owner_id\nz.berg@berg.example,Zo,\n")
    uploaded(visitor)
    assert visitor.grid["known"].tolist()[0] == "Updates Zo"
    visitor.press("Review 3 contacts")
    visitor.set("segmented_control", "Outcome", "updated")
    changes = visitor.table("Property")
    assert ["First Name", "Zo", "Zoë"] in changes[["Property", "Now", "After"]].values.tolist()
    assert set(changes["In the store"]) == {"Zo"}
    # What changes is in sight on a phone, too.
    assert list(changes.columns)[:4] == ["Contact", "Property", "Now", "After"]
    visitor.press("Import 3 contacts")
    assert query("select email, firstname from store.contacts order by 1 limit 1") == [
        ("ann@gmail.com", "Ann")
    ]
    assert rows_in_store() == 3


def test_the_same_cards_again_change_nothing(visitor: Visitor) -> None:
    for _ in range(2):
        uploaded(visitor, CARDS.replace(b"TEL:0201234567", b"EMAIL:max@example.com"))
        visitor.press("Review 3 contacts")
        visitor.button("Finish" if rows_in_store() else "Import 3 contacts").click()
        visitor.run()
    assert rows_in_store() == 3
    assert visitor.metrics["unchanged"] == 3


def test_what_cannot_be_saved_is_marked_shown_and_told(visitor: Visitor) -> None:
    nobody = b"BEGIN:VCARD\nFN:+31 6 99999999\nTEL;CELL:+31 6 99999999\nEND:VCARD\n"
    uploaded(visitor, CARDS + nobody)
    assert visitor.grid["who"].tolist() == ["Zoë Berg", "Ann Free", "Max Mute", "+31 6 99999999"]
    assert visitor.grid["known"].tolist()[3] == "⚠ Cannot be saved: no name, no email"
    visitor.type({1: {"email": "ann@gmail"}})
    visitor.run()
    assert visitor.grid["known"].tolist()[1] == "⚠ Email cannot be read"
    assert "2 contacts that cannot be saved" in visitor.text
    visitor.set("segmented_control", "Show", "problem")
    assert visitor.grid["lastname"].tolist() == ["Free", ""]
    visitor.press("Review 4 contacts").set("segmented_control", "Outcome", "failed")
    assert visitor.table("Why")["Why"].tolist() == [
        'Invalid email in Email: "ann@gmail"',
        'Missing required property: "First Name or Last Name or Email"',
    ]


def test_with_names_there_is_no_column_for_who_it_is(visitor: Visitor) -> None:
    assert "who" not in uploaded(visitor).grid


def test_ticks_and_typed_values_are_kept(visitor: Visitor) -> None:
    uploaded(visitor)
    visitor.type({1: {"chosen": False, "jobtitle": " Buyer "}})
    visitor.run()
    assert [each["chosen"] for each in listed(visitor)] == ["True", "False", "True"]
    assert listed(visitor)[1]["jobtitle"] == "Buyer"
    visitor.press("Unselect all")
    assert visitor.button("Review 0 contacts").disabled
    visitor.press("Select all 3")
    assert "Review 3 contacts" in [button.label for button in visitor.app.button]


def test_a_search_narrows_the_list_and_what_is_selected(visitor: Visitor) -> None:
    uploaded(visitor)
    visitor.set("text_input", "Search", "berg zoë")
    assert visitor.grid["lastname"].tolist() == ["Berg"]
    visitor.press("Unselect these")
    assert [each["chosen"] for each in listed(visitor)] == ["False", "True", "True"]
    visitor.set("text_input", "Search", "nobody at all")
    assert "No contact fits" in visitor.text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.vcf", b"\x00\x01\x02\xff" * 50, "is no text"),
        ("a.vcf", b"", "has no content"),
        ("a.vcf", b"hello\n", "There is no vCard"),
    ],
)
def test_a_file_that_is_none_says_so(
    visitor: Visitor, name: str, content: bytes, told: str
) -> None:
    uploaded(visitor, content, name)
    assert told in visitor.errors + visitor.text
    assert "captured-" not in visitor.errors + visitor.text
    assert "import" not in visitor.address
    assert query("select count(*) from store.imports") == [(0,)]
    visitor.upload("phone.vcf", CARDS, "text/vcard")
    assert "3 contacts" in visitor.text and told not in visitor.errors + visitor.text


def test_a_value_says_which_of_several_files_it_came_from(visitor: Visitor) -> None:
    uploaded(visitor)
    other = b"BEGIN:VCARD\nN:Other;Otto;;;\nEMAIL:otto@example.com\nEND:VCARD\n"
    visitor.app.file_uploader[0].upload("google.vcf", other, "text/vcard")
    visitor.run().press("Review 4 contacts").press("Import 4 contacts")
    assert query("select name from store.imports") == [("Device contacts: 2 files",)]
    ((record_id,),) = query("select hs_object_id from store.contacts where lastname = 'Other'")
    goto(visitor, RECORD, object="contacts", id=str(record_id))
    told = as_read(" ".join(links(visitor)))
    assert "Device contacts: google.vcf, line 1" in told and "phone.vcf" not in told


def test_a_table_goes_on_to_the_mapping(visitor: Visitor) -> None:
    google = "First Name,Last Name,E-mail 1 - Value\nZoë,Berg,zoe@example.com\n".encode()
    visitor.open(DEVICE_CONTACTS).upload("contacts.csv", google, "text/csv")
    assert visitor.title.startswith("Upload")
    assert {new.value for new in visitor.recipe.new_values} == {"IMPORT", DEVICE, "lead"}


def test_a_table_that_came_with_vcards_is_not_lost(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    visitor.open(DEVICE_CONTACTS)
    visitor.app.file_uploader[0].set_value(
        [("phone.vcf", CARDS, "text/vcard"), ("google.csv", b"First Name\nZoe\n", "text/csv")]
    )
    visitor.run()
    table = "Map the columns of google.csv"
    assert table in as_read(" ".join(links(visitor)))
    batch = visitor.import_id
    other = another_visitor().open(DEVICE_CONTACTS, batch)
    assert table in as_read(" ".join(links(other)))
    ((table_id,),) = query(f"select import_id from store.imports where import_id <> {batch}")
    drop_draft(open_store(), new_cursor(), table_id)
    assert table not in as_read(" ".join(links(other.open(DEVICE_CONTACTS, batch))))


def test_a_vcard_under_another_name_is_a_vcard(visitor: Visitor) -> None:
    uploaded(visitor, CARDS, "contacts.txt")
    assert len(visitor.grid) == 3


def test_an_unfinished_batch_goes_on_where_it_was(
    visitor: Visitor, another_visitor: Callable[[], Visitor]
) -> None:
    uploaded(visitor)
    import_id = visitor.import_id
    other = another_visitor().open(HOME)
    assert "at Device contacts" in other.text.replace("*", "")
    other.open(DEVICE_CONTACTS, import_id)
    assert len(other.grid) == 3
    other.open(HISTORY)
    assert "Device contacts: phone.vcf" in other.tables[0].to_string()


def test_an_imported_batch_cannot_be_changed_and_can_be_undone(visitor: Visitor) -> None:
    uploaded(visitor).press("Review 3 contacts").press("Import 3 contacts")
    import_id = visitor.import_id
    visitor.open(DEVICE_CONTACTS, import_id)
    assert "can no longer be changed" in visitor.text
    visitor.open(RESULTS, import_id).press("See what an undo would do").press("Undo")
    assert rows_in_store() == 0


def test_a_discarded_batch_is_gone(visitor: Visitor) -> None:
    uploaded(visitor).press("Discard")
    assert query("select count(*) from store.imports") == [(0,)]
    assert "import" not in visitor.address


@pytest.mark.parametrize("page", [DEVICE_CONTACTS, CAPTURE_REVIEW])
@pytest.mark.parametrize("number", ["99", "x", "-1", "123456789012"])
def test_a_strange_address_is_told_or_ignored(visitor: Visitor, page: str, number: str) -> None:
    visitor.open(page, number)
    assert visitor.app.title or visitor.text


def test_a_batch_of_another_source_goes_to_its_page(visitor: Visitor) -> None:
    import_id = uploaded(visitor).import_id
    visitor.app.session_state["qr-way-False"] = "file"
    assert visitor.open(QR_CODES, import_id).title == "Device contacts"


def test_the_same_file_twice_is_marked_and_makes_one_contact_an_email(visitor: Visitor) -> None:
    uploaded(visitor)
    visitor.app.file_uploader[0].upload("phone.vcf", CARDS, "text/vcard")
    visitor.run()
    assert visitor.grid["known"].tolist()[:3] == [
        "New · 2 times here", "New · 2 times here", "New, no email · 2 times here",
    ]  # fmt: skip
    visitor.press("Review 6 contacts")
    assert (visitor.metrics["created"], visitor.metrics["skipped"]) == (4, 2)


def test_an_import_of_a_file_is_not_a_batch(visitor: Visitor) -> None:
    visitor.open(DEVICE_CONTACTS, imported(b"email\na@example.com\n"))
    assert "is that of a file" in visitor.errors


def test_the_review_of_a_batch_that_nobody_reviewed_makes_the_dry_run(visitor: Visitor) -> None:
    import_id = uploaded(visitor).import_id
    visitor.open(CAPTURE_REVIEW, import_id)
    visitor.run()
    assert visitor.metrics["created"] == 3


def test_nothing_that_grows_with_the_file_is_in_the_session(visitor: Visitor) -> None:
    card = "BEGIN:VCARD\nN:Berg{0};Anna;;;\nEMAIL:anna{0}@example.com\nEND:VCARD\n"
    many = "".join(card.format(number) for number in range(5_000)).encode()
    uploaded(visitor, many)
    assert "5,000 contacts" in visitor.text
    assert len(visitor.grid) == 50
    visitor.set("text_input", "Search", "berg4")
    kept = visitor.app.session_state._state.filtered_state
    assert len(repr(dict(kept.items()))) < 5_000
