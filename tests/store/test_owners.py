"""Owners: refused emails, names, and removing only those that nothing points to."""

import pytest

from core.errors import StoreError
from core.property_types import VALUE_TYPES
from core.store.owners import (
    StoredOwner,
    add_owner,
    list_owners,
    owned_records,
    owner_names,
    remove_owner,
    rename_owner,
)
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def test_an_owner_is_kept_with_a_small_email_and_plain_names(desk: Desk):
    owner_id = add_owner(desk.cursor, " Ada@Example.COM ", " Ada\tMary ", "Lovelace ")
    kept = StoredOwner(owner_id, "ada@example.com", "Ada Mary", "Lovelace")
    assert list_owners(desk.cursor) == [kept]
    assert owner_names(desk.cursor) == {str(owner_id): "Ada Mary Lovelace"}


@pytest.mark.parametrize(
    "email", ["ada", "ada@", "@example.com", "a b@example.com", "a@b", "a@@b.c"]
)
def test_a_malformed_email_is_refused(desk: Desk, email):
    with pytest.raises(StoreError, match="is not an email address"):
        add_owner(desk.cursor, email, "", "")
    assert list_owners(desk.cursor) == []


@pytest.mark.parametrize("email", ["", "  ", "\n"])
def test_an_empty_email_is_refused(desk: Desk, email):
    with pytest.raises(StoreError, match="The email is empty"):
        add_owner(desk.cursor, email, "Ada", "L")


def test_the_same_email_twice_is_refused(desk: Desk):
    add_owner(desk.cursor, "ada@example.com", "", "")
    with pytest.raises(StoreError, match="is an owner already"):
        add_owner(desk.cursor, "ADA@example.com", "Other", "")
    assert len(list_owners(desk.cursor)) == 1


def test_names_can_change_but_not_of_an_owner_that_is_gone(desk: Desk):
    owner_id = add_owner(desk.cursor, "ada@example.com", "A", "L")
    rename_owner(desk.cursor, owner_id, " Ada ", "")
    assert list_owners(desk.cursor)[0].name == "Ada"
    with pytest.raises(StoreError, match="removed this owner"):
        rename_owner(desk.cursor, owner_id + 1, "X", "")


def test_an_owner_without_records_can_be_removed(desk: Desk):
    first = add_owner(desk.cursor, "a@example.com", "", "")
    add_owner(desk.cursor, "b@example.com", "", "")
    remove_owner(desk.cursor, first)
    assert [owner.email for owner in list_owners(desk.cursor)] == ["b@example.com"]


def test_an_owner_with_records_stays_and_the_message_counts_them(desk: Desk):
    owner_id = add_owner(desk.cursor, "a@example.com", "", "")
    desk.add("contacts", hubspot_owner_id=str(owner_id))
    desk.add("contacts", hubspot_owner_id=str(owner_id))
    desk.add("deals", hubspot_owner_id=str(owner_id))
    desk.add("deals", hubspot_owner_id="11")
    assert owned_records(desk.cursor, owner_id) == {"Contacts": 2, "Deals": 1}
    with pytest.raises(StoreError, match="2 of the contacts, 1 of the deals"):
        remove_owner(desk.cursor, owner_id)
    assert len(list_owners(desk.cursor)) == 1


def test_every_owner_can_be_named_by_a_file(desk: Desk):
    add_owner(desk.cursor, "a+b@example.com", "Ada  Mary", "de  Boer")
    result = desk.run(
        "email,hubspot_owner_id\nx@example.com,A+B@example.com\ny@example.com,ada mary DE boer\n"
    )
    assert result.actions == ["created", "created"]
    assert [row[0] for row in desk.records("contacts", "hubspot_owner_id")] == ["1", "1"]
    assert "owner" in VALUE_TYPES
