"""The recycle bin: what is deleted comes back exactly, or it is said why not."""

import pytest

from core.errors import StoreError
from core.store.bin_restore import Refused, Restored, restore_records
from core.store.changing import changing
from core.store.lists import add_found, create_list, delete_list
from core.store.properties import create_property, new_property
from core.store.recycle_bin import (
    count_created,
    count_deleted,
    delete_created,
    delete_records,
    deleted_objects,
    deleted_records,
    purge_all,
    purge_expired,
    purge_records,
)
from tests.engine.importing import Desk, open_desk
from tests.engine.several import import_table
from tests.engine.undoing import differences, state, undo

TABLE = (
    "contacts.email,contacts.firstname,companies.domain\n"
    "ada@x.com,Ada,acme.com\nbob@x.com,Bob,acme.com\n"
)


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Contacts 3 and 4 of an import, associated with one company; the first is in two lists and has
    a secondary email."""
    for kind in ("number", "date", "datetime", "booleancheckbox", "checkbox"):
        options = ("A", "B") if kind == "checkbox" else ()
        new = new_property(f"My {kind}", kind, options=options)
        create_property(desk.cursor, "contacts", new)
    import_table(desk, TABLE, lists=("contacts",))
    first = min(desk.by_id("contacts"))
    desk.cursor.execute(
        "update store.contacts set my_number = 0.1 + 0.2::double, my_date = '1000-01-01', "
        "my_datetime = '2024-03-31 02:30:00.123456', my_booleancheckbox = false, "
        "my_checkbox = 'B;A', lastname = '', city = 'a\"b' || chr(10) || chr(0) || 'ü' "
        "where hs_object_id = ?",
        [first],
    )
    mine = create_list(desk.cursor, "Mine", "contacts", None)
    add_found(desk.cursor, mine, f"hs_object_id = {first}")
    desk.also_known_as(first, "countess@x.com")
    return desk


def ids(desk: Desk) -> list[int]:
    return sorted(desk.by_id("contacts"))


def delete(desk: Desk, *record_ids: int, object_type: str = "contacts") -> int:
    with changing(desk.store) as cursor:
        return delete_records(cursor, object_type, record_ids)


def restore(desk: Desk, *record_ids: int) -> Restored:
    with changing(desk.store) as cursor:
        return restore_records(cursor, record_ids)


def test_what_is_deleted_comes_back_as_it_was(full: Desk) -> None:
    before, (first, _) = state(full), ids(full)
    assert delete(full, first) == 1
    assert first not in full.by_id("contacts")
    for table, column in (
        ("associations", "from_record_id"),
        ("list_members", "record_id"),
        ("identifiers", "record_id"),
    ):
        left = full.cursor.execute(f"select {column} from store.{table}").fetchall()
        assert (first,) not in left, table
    [listed] = deleted_records(full.cursor)
    assert (listed.record_id, listed.object_type, listed.name) == (first, "contacts", "Ada")
    assert (listed.gone_at - listed.deleted_at).days == 90 and listed.deleted_by
    assert restore(full, first) == Restored(records=1, associations=1, members=2, emails=1)
    assert differences(before, state(full)) == {}
    assert count_deleted(full.cursor) == 0
    assert full.cursor.execute("from store.deletions").fetchall() == []


def test_the_bin_says_which_import_made_a_record(full: Desk) -> None:
    by_hand = full.add("contacts", firstname="Hand")
    first, _ = ids(full)[:2]
    delete(full, first, by_hand)
    made = {
        each.record_id: (each.created_by, each.import_name) for each in deleted_records(full.cursor)
    }
    [(import_id,)] = full.cursor.execute(
        "select import_id from store.imports order by import_id limit 1"
    ).fetchall()
    assert made == {first: (import_id, "test"), by_hand: (None, None)}


def test_both_ends_of_an_association_come_back_in_any_order(full: Desk) -> None:
    before, people = state(full), ids(full)
    [company] = full.by_id("companies")
    delete(full, company, object_type="companies")
    delete(full, *people)
    assert deleted_objects(full.cursor) == {"companies": 1, "contacts": 2}
    assert restore(full, people[0]).waiting == 1
    assert restore(full, company, people[1]).associations == 2
    assert differences(before, state(full)) == {}


def test_a_partner_that_is_gone_for_good_is_said(full: Desk) -> None:
    first, second = ids(full)
    [company] = full.by_id("companies")
    delete(full, first)
    full.cursor.execute("delete from store.companies")
    restored = restore(full, first)
    assert (restored.associations, restored.lost_associations) == (0, 1)
    assert second in full.by_id("contacts") and company not in full.by_id("companies")


def test_a_list_that_is_gone_is_said(full: Desk) -> None:
    first, _ = ids(full)
    delete(full, first)
    for (list_id,) in full.cursor.execute("select list_id from store.lists").fetchall():
        delete_list(full.cursor, list_id)
    restored = restore(full, first)
    assert (restored.members, restored.lost_members) == (0, 2)


def test_a_value_that_another_record_has_by_now_is_said(full: Desk) -> None:
    first, _ = ids(full)
    delete(full, first)
    full.run("email\nada@x.com\n")
    restored = restore(full, first)
    assert restored == Restored(refused=(Refused(first, "Ada", "Email", "ada@x.com"),))
    assert count_deleted(full.cursor) == 1


def test_a_secondary_email_that_another_record_has_by_now_is_said(full: Desk) -> None:
    first, _ = ids(full)
    delete(full, first)
    full.run("email\ncountess@x.com\n")
    assert restore(full, first).lost_emails == 1
    assert full.secondary_emails(first) == []


def test_a_property_made_meanwhile_is_blank(full: Desk) -> None:
    first, _ = ids(full)
    delete(full, first)
    create_property(full.cursor, "contacts", new_property("Later", "text"))
    restore(full, first)
    assert full.record(first)["later"] is None
    assert full.record(first)["my_checkbox"] == "B;A"


def test_the_records_an_import_created_can_be_deleted(full: Desk) -> None:
    before = state(full)
    assert count_created(full.cursor, 1, "contacts") == 2
    with changing(full.store) as cursor:
        assert delete_created(cursor, 1, "contacts") == 2
    assert {each.import_id for each in deleted_records(full.cursor, "contacts")} == {1}
    assert ids(full) == []
    restore(full, *(each.record_id for each in deleted_records(full.cursor)))
    assert differences(before, state(full)) == {}


def test_nothing_to_delete_is_said(full: Desk) -> None:
    with pytest.raises(StoreError, match="Nothing deleted"):
        delete(full, 99)


def test_purged_is_gone_for_good_with_its_journal(full: Desk) -> None:
    full.run("email,city\nada@x.com,Goes\n")
    first, second = ids(full)
    delete(full, first, second)
    with changing(full.store) as cursor:
        assert purge_records(cursor, [first]) == 1
    named = full.cursor.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = 'store' and column_name like '%record_id'"
    ).fetchall()
    assert len(named) > 10
    for table, column in named:
        found = full.cursor.execute(f"select {column} from store.{table}").fetchall()
        assert (first,) not in found, table
    with changing(full.store) as cursor:
        assert purge_all(cursor) == 1
    assert full.cursor.execute("from store.deleted_associations").fetchall() == []
    assert full.cursor.execute("from store.deletions").fetchall() == []


def test_after_90_days_it_is_gone(full: Desk) -> None:
    first, second = ids(full)
    delete(full, first)
    full.cursor.execute("update store.deletions set deleted_at = deleted_at - interval 91 day")
    delete(full, second)
    with changing(full.store) as cursor:
        assert purge_expired(cursor) == 1
    assert [each.record_id for each in deleted_records(full.cursor)] == [second]


def test_a_dry_run_from_before_is_stale(full: Desk) -> None:
    version = full.store.counter(full.cursor, "version")
    first, _ = ids(full)
    delete(full, first)
    assert full.store.counter(full.cursor, "version") == version + 1
    restore(full, first)
    assert full.store.counter(full.cursor, "version") == version + 2


def test_what_an_undo_took_away_does_not_come_back_with_a_record(full: Desk) -> None:
    first, _ = ids(full)
    [company] = full.by_id("companies")
    delete(full, first)
    undo(full, 1)
    restored = restore(full, first)
    assert (restored.records, restored.associations) == (1, 0)
    assert company not in full.by_id("companies")


def test_a_search_finds_names_and_record_ids(full: Desk) -> None:
    first, second = ids(full)
    delete(full, first, second)
    assert [r.name for r in deleted_records(full.cursor, "contacts", " ada ")] == ["Ada"]
    assert count_deleted(full.cursor, "", str(second)) == 1
    assert count_deleted(full.cursor, "deals") == 0
