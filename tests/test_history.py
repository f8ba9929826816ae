"""The history: filters, pages, and the figures of one import."""

from datetime import UTC, date, datetime

import pytest

from core.engine.progress import Progress
from core.engine.run import run_import
from core.history import (
    CHART_IMPORTS,
    PAGE_ROWS,
    HistoryView,
    count_imports,
    counted_rows,
    find_imports,
    finished_imports,
    imported_objects,
    importing_users,
    latest_outcomes,
    outcome_table,
    rows_per_second,
    step_of,
    total_seconds,
    unfinished_imports,
)
from core.recipe import Recipe
from core.store.imports import add_import, read_import, save_files, set_state
from core.store.steps import note_step, noted_step
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
    noon = datetime(2026, 3, 1, 12).astimezone(UTC).replace(tzinfo=None)
    desk.cursor.execute("update store.imports set created_at = ? where import_id = 2", [noon])
    failed = add_import(desk.cursor, Recipe.of("contacts", name="Fair 2027"), ["fair.csv"], 10)
    set_state(desk.cursor, failed, "FAILED", "The disk was full.")
    desk.cursor.execute("update store.imports set imported_by = ? where import_id = 1", ["ada"])
    desk.cursor.execute("update store.imports set imported_by = null where import_id = 2")
    desk.cursor.execute("update store.imports set imported_by = ? where import_id = 3", ["bob"])
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
        ({"since": date(2026, 3, 1), "until": date(2026, 3, 1)}, ["Pipeline"]),
        ({"since": date(2026, 3, 2), "until": date(2026, 3, 3)}, []),
        ({"until": date(2026, 3, 31)}, ["Pipeline"]),
        ({"user": "ada"}, ["Fair 2026"]),
        ({"user": "bob", "state": "DONE"}, []),
        ({"user": "nobody"}, []),
        ({"until": date.max, "since": date.min}, ["Fair 2027", "Pipeline", "Fair 2026"]),
    ],
)
def test_filters(three: Desk, view, found):
    total, imports = find_imports(three.cursor, HistoryView(**view))
    assert [each.name for each in imports] == found
    assert total == len(found)


def test_unfinished_and_finished_imports_are_told_apart(three: Desk):
    assert [draft.each.name for draft in unfinished_imports(three.cursor)] == [
        "Fair 2027", "Pipeline",
    ]  # fmt: skip
    assert [done.name for done in finished_imports(three.cursor, 10)] == ["Fair 2026"]
    assert count_imports(three.cursor) == 3


def test_the_step_of_an_import_is_the_one_left_where_it_still_has_it(desk: Desk):
    draft = desk.draft("email\na@x.com\n")
    for noted, step in ((None, "map"), ("review", "review"), ("common", "map"), ("map-2", "map")):
        if noted:
            note_step(desk.cursor, draft, noted)
        assert noted_step(desk.cursor, draft) == noted
        assert step_of(desk.cursor, read_import(desk.cursor, draft)) == step
    note_step(desk.cursor, draft, "details")
    save_files(desk.cursor, draft, ["other.csv"], 1)
    assert step_of(desk.cursor, read_import(desk.cursor, draft)) == "upload"


def test_only_objects_with_imports_can_be_chosen(three: Desk):
    assert imported_objects(three.cursor) == ["contacts", "deals"]


def test_users_are_those_of_imports(three: Desk):
    assert importing_users(three.cursor) == ["ada", "bob"]


def test_an_import_is_of_whom_began_it_and_then_of_whom_ran_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOGNAME", "ada")
    draft = desk.draft("email\na@x.com\n")
    assert read_import(desk.cursor, draft).imported_by == "ada"
    monkeypatch.setenv("LOGNAME", "bob")
    run_import(desk.store, desk.cursor, draft, Progress())
    assert read_import(desk.cursor, draft).imported_by == "bob"


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
    assert counted_rows(done) == 3
    seconds = total_seconds(done)
    assert seconds and seconds > 0
    assert rows_per_second(done) == round(3 / seconds)


def test_a_draft_has_no_figures_yet(three: Desk):
    draft = find_imports(three.cursor, HistoryView(state="DRAFT"))[1][0]
    assert counted_rows(draft) is total_seconds(draft) is rows_per_second(draft) is None


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
