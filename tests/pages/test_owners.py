"""Settings, owners: adding, renaming, removing, and what is refused."""

import pytest

from core.store.owners import add_owner, list_owners
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import Visitor, comma, imported

OWNERS = "pages/settings/owners.py"


@pytest.fixture
def two(visitor: Visitor) -> Visitor:
    add_owner(new_cursor(), "ada@example.com", "Ada", "Lovelace")
    add_owner(new_cursor(), "bob@example.com", "Bob", "Ross")
    return visitor.open(OWNERS)


def add(visitor: Visitor, email: str, first: str = "", last: str = "") -> Visitor:
    for key, value in (("email", email), ("first", first), ("last", last)):
        visitor.app.text_input(key=f"owner-{key}").set_value(value)
    return visitor.press("Add owner")


def emails() -> list[str]:
    return [owner.email for owner in list_owners(new_cursor())]


def test_without_owners_it_says_what_they_are_for(visitor: Visitor):
    visitor.open(OWNERS)
    assert visitor.title == "Owners"
    assert "There are no owners yet." in visitor.text
    assert not visitor.app.dataframe


def test_an_owner_is_added_and_the_form_is_empty_again(visitor: Visitor):
    add(visitor.open(OWNERS), "Ada@example.com", "Ada", "L")
    assert "ada@example.com added." in visitor.text.lower()
    assert visitor.table("Email")["Last name"].tolist() == ["L"]
    assert {visitor.app.text_input(key=f"owner-{name}").value for name in ("email", "first")} == {
        ""
    }


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("", "The email is empty."),
        ("ada@", "ada@ is not an email address."),
        ("ADA@example.com", "ada@example.com is an owner already."),
    ],
)
def test_a_refusal_is_a_message_and_keeps_what_was_typed(two: Visitor, email, message):
    add(two, email, "Typed")
    assert message in two.errors
    assert two.app.text_input(key="owner-first").value == "Typed"
    assert emails() == ["ada@example.com", "bob@example.com"]
    two.run()
    assert two.errors == ""


def test_names_are_changed(two: Visitor):
    two.pick("owners-grid-0", 1)
    two.app.text_input(key="owner-last-2").set_value("Ross Jr.")
    two.press("Save")
    assert "bob@example.com saved." in two.text
    assert two.table("Email")["Last name"].tolist() == ["Lovelace", "Ross Jr."]


def test_an_owner_is_removed_and_no_other_is_selected_then(two: Visitor):
    two.pick("owners-grid-0", 0).press("Remove owner")
    assert emails() == ["bob@example.com"]
    assert "Remove owner" not in two.fields("button")


def test_an_owner_of_records_is_not_removed(two: Visitor):
    imported(comma("Email,Contact owner", "x@example.com,ada@example.com"))
    two.run()
    two.pick("owners-grid-0", 0).press("Remove owner")
    assert "Records have this owner: 1 of the contacts." in two.errors
    assert emails() == ["ada@example.com", "bob@example.com"]
