"""Results: what an import did, how it ended otherwise, and how to come back to it."""

import csv
import io
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
import streamlit

from core.engine.commit import commit_plan
from core.engine.jobs import Jobs
from core.engine.plan import make_plan
from core.errors import StoreError
from core.store.changing import changing
from core.store.imports import set_state
from core.store.recycle_bin import delete_records
from pages.parts.current import BROWSE
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from tests.pages.address import goto, links
from tests.pages.fair import (
    COUNTS,
    KNOWN,
    READY,
    ROWS,
    finished_fair,
    known,
    planned_fair,
    planned_known,
)
from tests.pages.made_stores import Visit
from tests.pages.visitor import (
    DETAILS,
    HOME,
    MAP,
    RESULTS,
    REVIEW,
    UPLOAD,
    Visitor,
    comma,
    query,
    rows_in_store,
    staged,
)


@pytest.fixture
def results(visit: Visit) -> Visitor:
    """At the results of the fair."""
    visitor, import_id = visit(finished_fair)
    return visitor.open(RESULTS, import_id)


def test_the_numbers_are_those_of_the_review(visit: Visit):
    results, import_id = visit(planned_fair)
    assert results.open(REVIEW, import_id).metrics == COUNTS
    results.press("Import 3 records")
    assert results.title == "Results: fair"
    assert results.metrics == COUNTS
    assert results.draft.state == "DONE"
    assert results.draft.counters.items() >= (COUNTS | {"rows": 7, "changed_cells": 2}).items()
    assert rows_in_store() == 4
    cities = "select firstname, city from store.contacts order by hs_object_id"
    assert query(cities) == [
        ("Ada", "Goes"),
        ("Bob", "Delft"),
        ("Cy", "Lisse"),
        ("Evelyn", "Zwolle"),
    ]


def test_the_records_and_the_list_are_linked(results: Visitor):
    found = links(results)
    import_id = results.import_id
    assert found["See the 3 records"] == f"browse?object=contacts&import={import_id}"
    [(list_id, name)] = query("select list_id, name from store.lists")
    assert found[f"List: {name}"] == f"browse?object=contacts&list={list_id}"
    members = query(f"select count(*) from store.list_members where list_id = {list_id}")
    assert members == [(COUNTS["created"] + COUNTS["updated"] + COUNTS["unchanged"],)]
    for label in ("See the 3 records", f"List: {name}"):
        goto(results, BROWSE, **dict(parse_qsl(found[label].partition("?")[2])))
        assert results.app.dataframe, label


def test_no_list_unless_wanted(visit: Visit):
    visitor, import_id = visit(known)
    visitor.open(RESULTS, import_id)
    assert not [label for label in links(visitor) if label.startswith("List")]
    assert query("select count(*) from store.lists") == [(0,)]


def test_each_number_leads_to_its_rows(results: Visitor):
    rows = {"created": [7], "updated": [2, 8], "unchanged": [3], "skipped": [4, 6], "failed": [5]}
    for outcome, numbers in rows.items():
        results.set("button_group", "Outcome", outcome)
        assert results.table("Row", "Values with issues")["Row"].tolist() == numbers, outcome
    results.set("button_group", "Outcome", "failed")
    [row] = results.table("Row", "Reason").to_dict("records")
    assert row["Reason"] == "Invalid email"
    assert "fay@" in row["Values with issues"]


def test_a_row_leads_to_its_record(results: Visitor):
    results.set("button_group", "Outcome", "updated")
    key = f"result-table-{results.import_id}-contacts-updated-0"
    results.pick(key, 1)
    [(record_id,)] = query("select hs_object_id from store.contacts where firstname = 'Cy'")
    assert results.address == {"object": "contacts", "id": str(record_id)}
    assert "Cy" in results.title


def test_issues_lead_to_their_values(results: Visitor):
    issues = results.table("Issue", "Column", "Rows")
    place = issues["Column"].tolist().index("Number of Employees")
    assert issues.iloc[place]["Rows"] == 3
    results.pick(f"result-issues-{results.import_id}-contacts", place)
    values = results.table("Value", "First row").values.tolist()
    assert values == [["many", 2, 5], ["lots", 1, 8]]


def test_the_files_can_be_downloaded(results: Visitor, downloads):
    results.run()
    assert downloads["Original file"]() == ROWS
    failed = downloads["Failed rows"]().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(failed))
    assert (row["Row number"], row["First Name"], row["Email"]) == ("5", "Fay", "fay@")
    assert "Invalid email" in row["Error"]
    issues = downloads["All rows with issues"]().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(issues)))) >= 3


def test_no_issues_no_files_of_them(visit: Visit, downloads):
    visitor, import_id = visit(known)
    visitor.open(RESULTS, import_id)
    assert set(downloads) == {"Original file"}
    assert downloads["Original file"]() == KNOWN


def test_the_results_are_there_again_by_the_address(results: Visitor, another_visitor):
    again = another_visitor().open(RESULTS, results.import_id)
    assert again.title == "Results: fair"
    assert again.metrics == COUNTS
    assert again.table("Row", "Values with issues") is not None


def test_a_finished_import_leads_from_every_step_to_its_results(visit: Visit):
    visitor, import_id = visit(known)
    for page in (UPLOAD, MAP, DETAILS, REVIEW):
        visitor.open(page, import_id)
        assert "it can no longer be changed" in visitor.text, page
        assert links(visitor)["See its results"] == f"results?import={import_id}"
        assert visitor.fields("button") == []


def test_an_import_that_a_second_tab_runs_again_is_no_error(
    visit: Visit, another_visitor: Callable[[], Visitor]
):
    visitor, import_id = visit(planned_known)
    other = another_visitor().open(REVIEW, import_id)
    visitor.open(REVIEW, import_id).press("Import 3 records")
    other.press("Import 3 records")
    assert other.title == "Results: fair"
    assert "This import had been run already." in other.text
    assert not other.errors
    assert rows_in_store() == 3
    assert "had been run already" not in other.run().text


def test_records_that_were_deleted_since_are_said(results: Visitor):
    label = "See the 3 records"
    assert label in links(results)
    rows = query("select hs_object_id from store.contacts where firstname in ('Ada', 'Evelyn')")
    delete(*(row[0] for row in rows))
    results.run()
    assert "See the 1 record" in links(results)
    assert label not in links(results)
    said = "1 of the 3 records that it created or updated is still there; 2 were deleted since."
    assert said in results.text


def test_an_import_of_which_nothing_is_left_leads_nowhere(visit: Visit):
    visitor, import_id = visit(known)
    visitor.open(RESULTS, import_id)
    assert "deleted since" not in visitor.text
    delete(*(row[0] for row in query("select hs_object_id from store.contacts")))
    visitor.run()
    assert not [label for label in links(visitor) if label.startswith("See the")]
    said = "None of the 3 records that it created or updated is still there; all were deleted since"
    assert said in visitor.text
    assert "Recycle bin" in links(visitor)


def delete(*record_ids: int) -> None:
    """Moves contacts into the recycle bin."""
    with changing(open_store()) as cursor:
        delete_records(cursor, "contacts", record_ids)


def test_an_unknown_import_is_said(visitor: Visitor):
    for page in (UPLOAD, MAP, DETAILS, REVIEW, RESULTS):
        visitor.open(page, 41)
        assert "There is no import 41." in visitor.errors, page
        assert "Choose one from the history." in visitor.text


@pytest.mark.parametrize("number", ["abc", "-1", "1; drop table", "²", "9" * 30, ""])
def test_an_address_that_names_no_import_is_said(visitor: Visitor, number: str):
    for page in (UPLOAD, MAP, DETAILS, REVIEW, RESULTS):
        visitor.open(page, number)
        assert "No import is open" in visitor.text, page
        assert {"Start an import", "History"} <= set(links(visitor))


def test_a_step_without_an_import_offers_to_start_one(visitor: Visitor):
    for page in (MAP, DETAILS, REVIEW, RESULTS):
        visitor.open(page)
        assert "No import is open" in visitor.text, page


@pytest.mark.parametrize("state", ["CANCELED", "FAILED", "INTERRUPTED"])
def test_an_import_that_ended_early_is_shown_and_continued(visit: Visit, state: str):
    visitor, import_id = visit(planned_known)
    set_state(new_cursor(), import_id, state, f"Why it is {state}.")
    visitor.open(HOME)
    assert f"**fair** · contacts · at **Review** · {state.lower()}" in visitor.text
    visitor.open(RESULTS, import_id)
    assert f"**{state.capitalize()}.** Why it is {state}." in visitor.text
    assert not visitor.app.metric
    visitor.press("Back to Review")
    assert visitor.metrics["created"] == 3
    visitor.press("Import 3 records")
    assert visitor.draft.state == "DONE"
    assert visitor.draft.error is None
    assert rows_in_store() == 3


def test_an_import_that_ran_when_rowcall_stopped_is_interrupted(
    visit: Visit, another_visitor: Callable[[], Visitor]
):
    _, import_id = visit(planned_known)
    set_state(new_cursor(), import_id, "PROCESSING")
    streamlit.cache_resource.clear()
    again = another_visitor().open(RESULTS, import_id)
    assert "**Interrupted.** Rowcall stopped while it ran; nothing was written." in again.text
    again.press("Back to Review").press("Import 3 records")
    assert again.draft.state == "DONE"


def test_a_lost_job_does_not_leave_the_page_waiting(visit: Visit):
    visitor, import_id = visit(planned_known)
    set_state(new_cursor(), import_id, "PROCESSING")
    visitor.open(RESULTS, import_id)
    assert "**Interrupted.**" in visitor.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            StoreError("Disk full", "No space is left.", "Free some."),
            "No space is left. Free some.",
        ),
        (RuntimeError("a mistake of ours"), "An unexpected error; nothing was written."),
    ],
)
def test_a_failed_import_is_said_and_can_be_tried_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
):
    def failing(*_: object) -> None:
        raise error

    visitor, import_id = visit(planned_known)
    monkeypatch.setattr("core.engine.run.commit_plan", failing)
    visitor.open(REVIEW, import_id).press("Import 3 records")
    assert f"**Failed.** {said}" in visitor.text
    assert rows_in_store() == 0
    monkeypatch.undo()
    visitor.press("Back to Review").press("Import 3 records")
    assert visitor.metrics["created"] == 3
    assert rows_in_store() == 3


class Held:
    """A commit that waits until it is cancelled or let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.free = threading.Event(), threading.Event()
        monkeypatch.setattr("core.engine.run.commit_plan", self)
        # The visitor waits for jobs to end; this one does not end by itself.
        monkeypatch.setattr(Jobs, "running", lambda jobs: [])

    def __call__(self, *arguments: Any) -> None:
        self.begun.set()
        progress = arguments[-1]
        with progress.phase("Updating records"):
            while not self.free.wait(0.01):
                progress.check()
        commit_plan(*arguments)


def test_a_running_import_can_be_left_and_come_back_to(
    visit: Visit, another_visitor: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
):
    visitor, import_id = visit(planned_known)
    visitor.open(REVIEW, import_id)
    held = Held(monkeypatch)
    visitor.press("Import 3 records")
    assert held.begun.wait(10)
    for watcher in (visitor, another_visitor()):
        watcher.open(RESULTS, import_id)
        assert "Nothing is written until it is complete." in watcher.text
        assert "Importing fair" in watcher.text
        assert "You can leave this page" in watcher.text
        assert watcher.fields("button") == ["Cancel"]
        watcher.open(REVIEW, import_id)
        assert "it can no longer be changed" in watcher.text
        watcher.open(HOME)
    held.free.set()
    job = jobs().get(import_id)
    assert job is not None and job.wait(20)
    assert visitor.open(RESULTS, import_id).metrics["created"] == 3


def test_a_canceled_import_wrote_nothing_and_can_be_continued(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
):
    visitor, import_id = visit(planned_known)
    visitor.open(REVIEW, import_id)
    held = Held(monkeypatch)
    visitor.press("Import 3 records")
    assert held.begun.wait(10)
    visitor.press("Cancel")
    assert "**Canceled.**" in visitor.text
    assert visitor.draft.state == "CANCELED"
    assert rows_in_store() == 0
    held.free.set()
    visitor.press("Back to Review").press("Import 3 records")
    assert visitor.metrics["created"] == 3


def test_a_canceled_dry_run_leads_back_to_the_details(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
):
    free = threading.Event()

    def held(*arguments: Any) -> object:
        with arguments[-1].phase("Comparing"):
            while not free.wait(0.01):
                arguments[-1].check()
        return make_plan(*arguments)

    monkeypatch.setattr("core.engine.run.make_plan", held)
    monkeypatch.setattr(Jobs, "running", lambda jobs: [])
    visitor.open(REVIEW, staged(KNOWN, "fair.csv", READY))
    assert "Dry run of 3 rows" in visitor.text
    visitor.press("Cancel")
    assert visitor.title == "Details: fair"
    free.set()
    visitor.press("Next: Review")
    assert visitor.metrics["created"] == 3


def test_an_import_of_a_file_without_rows_can_be_finished(visitor: Visitor):
    visitor.open(REVIEW, staged(comma("First Name,Email"), "none.csv", READY))
    assert "The file has no rows." in visitor.text
    visitor.press("Finish: nothing changes")
    assert visitor.title == "Results: none"
    assert sum(visitor.metrics.values()) == 0
