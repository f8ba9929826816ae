"""Captured contacts go through the engine: who is found, what is written, what new ones get."""

import csv

import pytest

from core.capture import Contact
from core.capture.sources import ANDROID, DEVICE, ELSEWHERE, IOS, QR, device_of
from core.engine.capturing.batch import add_contacts, choose, open_batch, set_values
from core.engine.capturing.known import mark_known
from core.engine.capturing.saving import conflicts, stage_batch
from core.engine.original_files import original_file
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.errors import RecipeError, StoreError
from core.recipe import NewValue, Recipe, recipe_from_json
from tests.engine.importing import Desk, Result


def contact(*emails: str, **properties: str) -> Contact:
    """A contact with these emails, the first its main one."""
    main = {"email": emails[0]} if emails else {}
    phones = [n for name in ("phone", "mobilephone") if (n := properties.get(name))]
    return Contact(properties | main, list(emails), phones)


def batch(desk: Desk, *contacts: Contact, source: str = QR, device: str = ELSEWHERE) -> int:
    """A batch of these contacts, all chosen; its import id."""
    import_id = open_batch(desk.cursor, source, "test", device)
    assert add_contacts(desk.store, desk.cursor, import_id, contacts) == len(contacts)
    return import_id


def saved(desk: Desk, import_id: int) -> Result:
    """What became of a batch: the dry run and the import agree."""
    stage_batch(desk.store, desk.cursor, import_id, Progress())
    planned = plan_import(desk.store, desk.cursor, import_id, Progress()).counters
    done = run_import(desk.store, desk.cursor, import_id, Progress()).counters
    assert done == planned
    return desk.done(import_id, done)


def save(desk: Desk, *contacts: Contact, source: str = QR, device: str = ELSEWHERE) -> Result:
    return saved(desk, batch(desk, *contacts, source=source, device=device))


ADA = contact("ada@lovelace.example", firstname="Ada", lastname="Lovelace", mobilephone="0612")


def test_a_new_contact_has_what_was_captured(desk: Desk) -> None:
    result = save(desk, ADA)
    assert result.actions == ["created"]
    assert desk.records("contacts", "firstname", "lastname", "email", "mobilephone") == [
        ("Ada", "Lovelace", "ada@lovelace.example", "0612")
    ]


@pytest.mark.parametrize(
    ("source", "device", "stage"),
    [(DEVICE, IOS, "lead"), (QR, ANDROID, None), (QR, ELSEWHERE, None)],
)
def test_new_contacts_say_where_they_came_from(
    desk: Desk, source: str, device: str, stage: str | None
) -> None:
    save(desk, ADA, source=source, device=device)
    names = ("hs_analytics_source", "hs_analytics_source_data_1", "hs_analytics_source_data_2")
    assert desk.records("contacts", *names, "lifecyclestage") == [
        ("OFFLINE", device, source, stage)
    ]


def test_a_known_contact_keeps_owner_stage_and_source(desk: Desk) -> None:
    desk.add(
        "contacts", email="ada@lovelace.example", firstname="A", hubspot_owner_id="7",
        lifecyclestage="customer", hs_analytics_source_data_2="Fair",
    )  # fmt: skip
    result = save(desk, ADA, source=DEVICE)
    assert result.actions == ["updated"]
    names = ("firstname", "hubspot_owner_id", "lifecyclestage", "hs_analytics_source_data_2")
    assert desk.records("contacts", *names) == [("Ada", "7", "customer", "Fair")]


@pytest.mark.parametrize(
    "emails",
    [
        ("ada@lovelace.example",),
        ("ADA@Lovelace.example",),
        ("old@example.com",),
        ("new@example.com", "ada@lovelace.example"),
        ("new@example.com", "old@example.com"),
    ],
)
def test_any_email_finds_the_contact_and_its_main_one_stays(
    desk: Desk, emails: tuple[str, ...]
) -> None:
    desk.also_known_as(desk.add("contacts", email="ada@lovelace.example"), "old@example.com")
    result = save(desk, contact(*emails, jobtitle="Countess"))
    assert result.actions == ["updated"]
    assert desk.records("contacts", "email", "jobtitle") == [("ada@lovelace.example", "Countess")]


def test_emails_of_several_contacts_are_told_and_left_out(desk: Desk) -> None:
    first = desk.add("contacts", email="a@example.com")
    second = desk.add("contacts", email="b@example.com")
    import_id = batch(desk, contact("c@example.com", "a@example.com", "b@example.com"), ADA)
    told = conflicts(desk.store, desk.cursor, import_id)
    assert [name for name, _ in told] == ["c@example.com"]
    assert f"{first}, {second}" in told[0][1]
    assert saved(desk, import_id).actions == ["created"]
    assert [email for (email,) in desk.records("contacts", "email")] == [
        "a@example.com", "b@example.com", "ada@lovelace.example",
    ]  # fmt: skip


def test_the_own_email_decides_before_the_others(desk: Desk) -> None:
    desk.add("contacts", email="a@example.com")
    desk.add("contacts", email="b@example.com")
    save(desk, contact("b@example.com", "a@example.com", jobtitle="Buyer"))
    assert desk.records("contacts", "jobtitle") == [(None,), ("Buyer",)]


def test_one_email_twice_in_a_batch_is_one_contact(desk: Desk) -> None:
    result = save(desk, contact("x@example.com", firstname="X"), contact("X@example.com", city="Y"))
    assert result.reasons == ["DUPLICATE_ALTERNATE_ID", None]
    assert desk.records("contacts", "firstname", "city") == [("X", "Y")]


def test_contacts_without_email_are_not_the_same(desk: Desk) -> None:
    save(desk, contact(firstname="Bo", phone="1"), contact(firstname="Bo", phone="1"))
    assert len(desk.records("contacts", "firstname")) == 2


@pytest.mark.parametrize(
    ("email", "website"),
    [
        ("ada@Lovelace.example", "lovelace.example"),
        ("ada@gmail.com", None),
        ("ada@mail.gmail.com", None),
        ("ada@nothing", None),
    ],
)
def test_the_website_is_the_domain_of_the_email(
    desk: Desk, email: str, website: str | None
) -> None:
    save(desk, contact(email, firstname="Ada"), contact(firstname="Bo"), source=DEVICE)
    assert desk.records("contacts", "website")[0] == (website,)


def test_a_contact_of_the_store_gets_no_derived_website(desk: Desk) -> None:
    desk.add("contacts", email="a@one.example", website="https://mine.example")
    desk.add("contacts", email="b@two.example")
    save(
        desk, contact("a@one.example"), contact("b@two.example"),
        contact("c@three.example", website="https://www.c.example"), source=DEVICE,
    )  # fmt: skip
    assert desk.records("contacts", "website") == [
        ("https://mine.example",), (None,), ("https://www.c.example",),
    ]  # fmt: skip


def test_a_code_gives_no_website_that_it_does_not_have(desk: Desk) -> None:
    save(desk, ADA, source=QR)
    assert desk.records("contacts", "website") == [(None,)]


def test_what_is_not_chosen_stays_out_and_an_edit_goes_in(desk: Desk) -> None:
    import_id = batch(desk, ADA, contact("b@example.com"), contact("c@example.com"))
    choose(desk.store, desk.cursor, import_id, False)
    choose(desk.store, desk.cursor, import_id, True, [2])
    set_values(desk.store, desk.cursor, import_id, 2, {"jobtitle": " Buyer "})
    saved(desk, import_id)
    assert desk.records("contacts", "email", "jobtitle") == [("b@example.com", "Buyer")]


def test_nothing_chosen_is_nothing_to_import(desk: Desk) -> None:
    import_id = batch(desk, ADA)
    choose(desk.store, desk.cursor, import_id, False)
    with pytest.raises(StoreError, match="No contact is chosen"):
        stage_batch(desk.store, desk.cursor, import_id, Progress())


def test_the_file_of_the_import_has_all_that_was_captured(desk: Desk) -> None:
    original = 'BEGIN:VCARD\r\nN:"O\'Neill, Zoë;"\nEND:VCARD'
    odd = Contact(
        {"firstname": 'a "b", c', "address": "=1+1\nRoad 2"},
        ["a@example.com", "b@example.com"], ["1", "2"], [], 12, original,
    )  # fmt: skip
    import_id = batch(desk, odd)
    saved(desk, import_id)
    path = original_file(desk.store, import_id)
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["First Name"] == 'a "b", c'
    assert row["Street Address"] == "=1+1\nRoad 2"
    assert (row["Other emails"], row["Other phones"]) == ("a@example.com; b@example.com", "1; 2")
    assert (row["Line"], row["Original text"]) == ("12", original)


def test_a_phone_with_the_name_suggests_only(desk: Desk) -> None:
    known = desk.add("contacts", lastname="Lovelace", phone="+31 (0)6 1234 5678")
    import_id = batch(
        desk, contact(lastname="lovelace", mobilephone="0612345678"),
        contact(lastname="Byron", mobilephone="0612345678"),
    )  # fmt: skip
    table = mark_known(desk.store, desk.cursor, import_id)
    marks = desk.cursor.execute(f"select record_id, maybe_id from {table} order by place")
    assert marks.fetchall() == [(None, known), (None, None)]
    assert saved(desk, import_id).actions == ["created", "created"]


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140", ANDROID),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605", IOS),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", ELSEWHERE),
        ("", ELSEWHERE),
    ],
)
def test_the_browser_says_what_the_device_is(agent: str, device: str) -> None:
    assert device_of(agent) == device


@pytest.mark.parametrize(
    ("name", "value"), [("no_such", "x"), ("lifecyclestage", "boss"), ("hs_object_id", "1")]
)
def test_a_value_that_new_records_cannot_have_is_refused(desk: Desk, name: str, value: str) -> None:
    new = (NewValue("contacts", name, value),)
    with pytest.raises(RecipeError, match="No such value"):
        desk.plan("email\na@example.com\n", new_values=new)


def test_new_values_are_part_of_a_recipe() -> None:
    recipe = Recipe.of("contacts", source=QR, new_values=(NewValue("contacts", "city", "Delft"),))
    assert recipe_from_json(recipe.to_json()) == recipe
