"""Two finished imports side by side."""

from collections.abc import Iterator

import pytest

from core.compare import (
    BOTH,
    ONLY_FIRST,
    ONLY_SECOND,
    RecordCounts,
    compared_records,
    count_issues,
    count_records,
    shared_objects,
)
from core.store.imports import Import, read_import
from core.store.properties import read_object_type
from tests.engine.importing import Desk, open_desk

MARCH = "email,city\nada@example.com,Bonn\nbob@example.com,Bern\nbob@example.com,Basel\nno,x\n"
APRIL = "email,city\nada@example.com,Köln\nbob@example.com,Basel\neve@example.com,Rome\nno,\nn,\n"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as made:
        made.add("contacts", email="ada@example.com", city="Delft")
        yield made


def two(desk: Desk) -> tuple[Import, Import]:
    numbers = [desk.run(table).import_id for table in (MARCH, APRIL)]
    one, other = (read_import(desk.cursor, number) for number in numbers)
    return one, other


def test_records_of_both_and_of_one_only(desk: Desk) -> None:
    one, other = two(desk)
    assert count_records(desk.store, desk.cursor, one, other, "contacts") == (
        RecordCounts(both=2, first=0, second=1, changed_again=1)
    )
    assert count_records(desk.store, desk.cursor, other, one, "contacts") == (
        RecordCounts(both=2, first=1, second=0, changed_again=1)
    )


def test_each_record_says_what_became_of_it_in_both(desk: Desk) -> None:
    one, other = two(desk)
    kind = read_object_type(desk.cursor, "contacts")

    def shown(which: str, offset: int = 0, limit: int = 10) -> list[tuple[object, ...]]:
        rows = compared_records(desk.store, desk.cursor, one, other, kind, which, offset, limit)
        return [tuple(row.values())[1:] for row in rows]

    assert shown(BOTH) == [
        ("ada@example.com", 2, "updated", 2, "updated"),
        ("bob@example.com", 4, "created", 3, "unchanged"),
    ]
    assert shown(BOTH, 1, 1) == shown(BOTH)[1:]
    assert shown(ONLY_FIRST) == []
    assert shown(ONLY_SECOND) == [("eve@example.com", None, None, 4, "created")]


def test_issues_are_counted_for_each(desk: Desk) -> None:
    one, other = two(desk)
    counted = count_issues(desk.cursor, one, other, "contacts")
    assert ("INVALID_EMAIL", "email", 1, 2) in counted
    assert ("DUPLICATE_ALTERNATE_ID", "email", 1, 0) in counted


def test_an_outcome_that_is_gone_names_no_record(desk: Desk) -> None:
    one, other = two(desk)
    desk.store.outcome_file(one.import_id, "contacts").unlink()
    counts = count_records(desk.store, desk.cursor, one, other, "contacts")
    assert (counts.both, counts.first, counts.second) == (0, 0, 3)


def test_only_objects_of_both_are_compared(desk: Desk) -> None:
    one, _ = two(desk)
    companies = read_import(desk.cursor, desk.run("name\nAcme\n", "companies").import_id)
    assert shared_objects(one, companies) == []
    assert shared_objects(one, one) == ["contacts"]
