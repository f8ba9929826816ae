"""The history: filters, pages, and the figures of one import."""

from datetime import datetime

import pytest

from core.history import (
    CHART_IMPORTS,
    PAGE_ROWS,
    HistoryView,
    find_imports,
    imported_objects,
    latest_outcomes,
    outcome_table,
    row_count,
    rows_per_second,
    total_seconds,
)
from core.recipe import Recipe
from core.store.imports import add_import, set_state
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


@pytest.fixture
def three(desk: Desk) -> Desk:
    """A finished import of contacts, a draft of deals, a failed one of contacts."""
    desk.run("email,firstname\na@example.com,A\nb@example.com,B\nbad,C\n", name="Fair 2026")
    add_import(desk.cursor, Recipe.of("deals", name="Pipeline"), ["deals.xlsx"], 10)
    failed = add_import(desk.cursor, Recipe.of("contacts", name="Fair 2027"), ["fair.csv"], 10)
    set_state(desk.cursor, failed, "FAILED", "The disk was full.")
    return desk


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ({}, ["Fair 2027", "Pipeline", "Fair 2026"]),
        ({"object_type": "deals"}, ["Pipeline"]),
        ({"state": "DONE"}, ["Fair 2026"]),
        ({"state": "nonsense"}, ["Fair 2027", "Pipeline", "Fair 2026"]),
        ({"search": "FAIR"}, ["Fair 2027", "Fair 2026"]),
        ({"search": "fair csv 27"}, ["Fair 2027"]),
        ({"search": "xlsx"}, ["Pipeline"]),
        ({"search": "' or true --"}, []),
        ({"object_type": "contacts", "state": "FAILED"}, ["Fair 2027"]),
        ({"page": 9}, ["Fair 2027", "Pipeline", "Fair 2026"]),
    ],
)
def test_filters(three: Desk, view, found):
    total, imports = find_imports(three.cursor, HistoryView(**view))
    assert [each.name for each in imports] == found
    assert total == len(found)


def test_only_objects_with_imports_can_be_chosen(three: Desk):
    assert imported_objects(three.cursor) == ["contacts", "deals"]


def test_pages(desk: Desk):
    for number in range(PAGE_ROWS + 3):
        add_import(desk.cursor, Recipe.of("contacts", name=f"N{number}"), ["a.csv"], 1)
    total, first = find_imports(desk.cursor, HistoryView())
    _, second = find_imports(desk.cursor, HistoryView(page=2))
    assert (total, len(first), len(second)) == (PAGE_ROWS + 3, PAGE_ROWS, 3)
    assert second[-1].name == "N0"


def test_the_figures_of_a_finished_import(three: Desk):
    done = find_imports(three.cursor, HistoryView(state="DONE"))[1][0]
    assert isinstance(done.finished_at, datetime)
    assert row_count(done) == 3
    seconds = total_seconds(done)
    assert seconds and seconds > 0
    assert rows_per_second(done) == round(3 / seconds)


def test_a_draft_has_no_figures_yet(three: Desk):
    draft = find_imports(three.cursor, HistoryView(state="DRAFT"))[1][0]
    assert row_count(draft) is total_seconds(draft) is rows_per_second(draft) is None


def test_the_chart_has_the_latest_finished_imports(three: Desk):
    latest = latest_outcomes(three.cursor)
    assert [each.name for each in latest] == ["Fair 2026"]
    assert outcome_table(latest) == [
        {"Import": "1 Fair 2026", "Outcome": "created", "Rows": 2},
        {"Import": "1 Fair 2026", "Outcome": "failed", "Rows": 1},
    ]
    for number in range(CHART_IMPORTS):
        three.run(f"email\nn{number}@example.com\n", name=f"N{number}")
    latest = latest_outcomes(three.cursor)
    assert [each.name for each in latest][:2] == [f"N{CHART_IMPORTS - 1}", f"N{CHART_IMPORTS - 2}"]
    assert len(latest) == CHART_IMPORTS
