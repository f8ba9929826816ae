"""Files that contacts are captured from: kept, read once, and told about where they are bad."""

import io

import pytest

from core.capture import Contact
from core.capture.sources import DEVICE
from core.engine.capturing.batch import add_contacts, count_captured, open_batch, set_values
from core.engine.capturing.intake import kept_files, read_files, take_file, taken_files
from core.engine.capturing.listing import count_shown, list_contacts
from core.engine.capturing.reviewing import cell_issues, review_contacts
from core.engine.capturing.saving import stage_batch
from core.engine.parts import parts_of
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.errors import Cancelled
from core.records.found import found_text
from core.store.imports import read_import
from tests.capture.drawing import VCARD, as_file, code, scene
from tests.engine.importing import Desk

CARD = "BEGIN:VCARD\nN:Berg{0};Anna;;;\nEMAIL:anna{0}@example.com\nEND:VCARD\n"


def batch(desk: Desk, **files: bytes) -> int:
    """A batch of files, not read yet; a dot in a name is written ``_``."""
    import_id = open_batch(desk.cursor, DEVICE)
    for name, content in files.items():
        file_name = name.replace("_", ".")
        take_file(desk.store, desk.cursor, import_id, file_name, io.BytesIO(content))
    return import_id


def read(desk: Desk, import_id: int) -> None:
    read_files(desk.store, desk.cursor, import_id, Progress())


def test_each_file_is_read_once_and_kept(desk: Desk) -> None:
    import_id = batch(desk, a_vcf=CARD.format(1).encode())
    read(desk, import_id)
    take_file(desk.store, desk.cursor, import_id, "../b.vcf", io.BytesIO(CARD.format(2).encode()))
    read(desk, import_id)
    assert count_captured(desk.store, desk.cursor, import_id) == (2, 2)
    assert [file.contacts for file in taken_files(desk.store, desk.cursor, import_id)] == [1, 1]
    assert [name for name, _ in kept_files(desk.store, import_id)] == ["a.vcf", "_b.vcf"]
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    run_import(desk.store, desk.cursor, import_id, Progress())
    assert [path.exists() for _, path in kept_files(desk.store, import_id)] == [True, True]


def test_the_import_is_called_after_its_files(desk: Desk) -> None:
    import_id, names = batch(desk), []
    for name in ("a.vcf", "b.vcf", "c.vcf"):
        content = io.BytesIO(CARD.format(name[0]).encode())
        take_file(desk.store, desk.cursor, import_id, name, content)
        read(desk, import_id)
        names.append(read_import(desk.cursor, import_id).name)
    assert names == [
        "Device contacts: a.vcf",
        "Device contacts: 2 files",
        "Device contacts: 3 files",
    ]


def test_a_record_says_which_file_and_line_it_came_from(desk: Desk) -> None:
    two = CARD.format(1) + CARD.format("1\\nb")
    import_id = batch(desk, a_vcf=two.encode(), b_vcf=CARD.format(2).encode())
    read(desk, import_id)
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    run_import(desk.store, desk.cursor, import_id, Progress())
    rows = desk.records("contacts", "email", "hs_object_source_row")
    assert [found_text(desk.store, desk.cursor, import_id, row) for _, row in rows] == [
        "Device contacts: a.vcf, line 1",
        "Device contacts: a.vcf, line 5",
        "Device contacts: b.vcf, line 1",
    ]
    assert found_text(desk.store, desk.cursor, import_id, 99) is None
    assert found_text(desk.store, desk.cursor, import_id + 1, 2) is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a_vcf", b"\x00\xff\x01" * 99, "is no text"),
        ("a_jpg", b"\xff\xd8\xffnonsense", "cannot be read"),
        ("a_bin", b"nothing", "neither a vCard file nor a picture"),
        ("a_vcf", b"", "has no content"),
    ],
)
def test_a_file_that_cannot_be_read_stops_no_other(
    desk: Desk, name: str, content: bytes, told: str
) -> None:
    import_id = batch(desk, **{name: content, "z_vcf": CARD.format(1).encode()})
    read(desk, import_id)
    bad, good = taken_files(desk.store, desk.cursor, import_id)
    assert bad.error and (told in bad.error or "picture" in bad.error)
    assert "captured-" not in bad.error
    assert (good.contacts, good.error) == (1, None)


def test_a_broken_card_loses_no_other(desk: Desk) -> None:
    cards = CARD.format(1) + "BEGIN:VCARD\nrubbish\n" + CARD.format(2)
    import_id = batch(desk, a_vcf=cards.encode())
    read(desk, import_id)
    assert count_captured(desk.store, desk.cursor, import_id)[0] == 2
    assert taken_files(desk.store, desk.cursor, import_id)[0].warnings


def test_a_picture_gives_the_contacts_of_its_codes(desk: Desk) -> None:
    import_id = batch(desk, a_png=as_file(scene([(code(VCARD), (60, 60))])))
    read(desk, import_id)
    (file,) = taken_files(desk.store, desk.cursor, import_id)
    assert (file.contacts, file.codes) == (1, (VCARD,))
    (contact,) = list_contacts(desk.store, desk.cursor, import_id)
    assert contact.original == VCARD


def test_a_cancel_takes_the_whole_file_back_and_does_not_return(desk: Desk) -> None:
    import_id = batch(desk, a_vcf="".join(map(CARD.format, range(2_000))).encode())

    class Impatient(Progress):
        def check(self) -> None:
            self.cancelled = bool(self.current)
            super().check()

    with pytest.raises(Cancelled):
        read_files(desk.store, desk.cursor, import_id, Impatient())
    assert count_captured(desk.store, desk.cursor, import_id) == (0, 0)
    read(desk, import_id)
    assert count_captured(desk.store, desk.cursor, import_id) == (0, 0)
    assert taken_files(desk.store, desk.cursor, import_id)[0].error == "Reading it was canceled."


def test_a_page_of_many_is_found_by_any_word(desk: Desk) -> None:
    import_id = batch(desk, a_vcf="".join(map(CARD.format, range(3_000))).encode())
    read(desk, import_id)
    assert count_shown(desk.store, desk.cursor, import_id)["all"] == 3_000
    assert count_shown(desk.store, desk.cursor, import_id, "anna berg299")["all"] == 11
    page = list_contacts(desk.store, desk.cursor, import_id, offset=2_990, limit=50)
    assert [each.place for each in page] == list(range(2_991, 3_001))


PEOPLE = [
    ("Ann", "Byrne", "ann@corp3.example", "Corp 3", "+31 6 1234 5678"),
    ("Zoë", "Carter", "zoe.carter@example.com", "Corp 30", "0203334455"),
    ("Max", "O'Neill", "max@example.com", "Barnes", "+31 (0)6 9876 5432"),
]


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("", ["Ann", "Zoë", "Max"]),
        ("corp 3", ["Ann", "Zoë"]),
        ("corp 30", ["Zoë"]),
        ("arnes", []),
        ("BARN max", ["Max"]),
        ("zoe", ["Zoë"]),
        ("carter@example", ["Zoë"]),
        ("o'neill", ["Max"]),
        ("neill", ["Max"]),
        ("31", []),
        ("334", ["Zoë"]),
        ("+31 6 1234", ["Ann"]),
        ("0612345678", ["Ann"]),
        ("(0)6 9876", ["Max"]),
        ("max 5432", ["Max"]),
        ("ann 5432", []),
        ("%", []),
        ("$word0 ' \"", []),
        ("x " * 50, []),
    ],
)
def test_words_find_the_beginnings_of_words_and_digits_numbers(
    desk: Desk, search: str, wanted: list[str]
) -> None:
    import_id = open_batch(desk.cursor, DEVICE)
    names = ("firstname", "lastname", "email", "company", "phone")
    people = [Contact(dict(zip(names, each, strict=True))) for each in PEOPLE]
    add_contacts(desk.store, desk.cursor, import_id, people)
    found = list_contacts(desk.store, desk.cursor, import_id, search=search)
    assert [each.values["firstname"] for each in found] == wanted
    assert count_shown(desk.store, desk.cursor, import_id, search)["all"] == len(wanted)


def test_what_will_certainly_fail_is_marked(desk: Desk) -> None:
    desk.add("contacts", email="known@example.com")
    import_id = open_batch(desk.cursor, DEVICE)
    contacts = [
        Contact({"phone": "0612345678"}),
        Contact({"company": "Example"}, ["known@example.com"]),
        Contact({"lastname": "Berg", "email": "zoe@example.com"}, ["zoe@example.com"]),
        Contact({"email": "max@example.com"}, ["max@example.com"]),
    ]
    add_contacts(desk.store, desk.cursor, import_id, contacts)
    set_values(desk.store, desk.cursor, import_id, 3, {"email": "zoe@example"})
    found = list_contacts(desk.store, desk.cursor, import_id)
    assert [each.problem for each in found] == ["NOBODY", None, "EMAIL", None]
    assert count_shown(desk.store, desk.cursor, import_id)["problem"] == 2
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    plan = plan_import(desk.store, desk.cursor, import_id, Progress())
    assert plan.counters.failed == 2
    part = parts_of(desk.store, desk.cursor, read_import(desk.cursor, import_id))[0]
    assert [each.reason for each in review_contacts(desk.cursor, part, "failed")] == [
        'Missing required property: "First Name or Last Name or Email"',
        'Invalid email in Email: "zoe@example"',
    ]
    assert cell_issues(desk.cursor, part) == []


def test_contacts_there_twice_are_no_values_left_out(desk: Desk) -> None:
    import_id = batch(desk, a_vcf=(CARD.format(1) * 2).encode())
    read(desk, import_id)
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    plan_import(desk.store, desk.cursor, import_id, Progress())
    part = parts_of(desk.store, desk.cursor, read_import(desk.cursor, import_id))[0]
    (skipped,) = review_contacts(desk.cursor, part, "skipped")
    assert skipped.reason == "Several times here: anna1@example.com; taken once, together."
    assert cell_issues(desk.cursor, part) == []
