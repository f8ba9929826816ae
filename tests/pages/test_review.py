"""Review: the dry run. Its numbers are the plan's and lead to their rows; nothing is written."""

import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest

from core.engine.run import known_plan
from core.recipe import ColumnMapping
from core.records.shown import local
from core.store.imports import read_import, save_recipe
from core.store.properties import create_property, new_property
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from tests.pages.fair import COUNTS, KNOWN, READY, ROWS, known, planned_fair
from tests.pages.made_stores import Visit
from tests.pages.visitor import DETAILS, REVIEW, Visitor, comma, imported, query, staged


@pytest.fixture
def review(visit: Visit) -> Visitor:
    """At the dry run of the fair."""
    visitor, import_id = visit(planned_fair)
    return visitor.open(REVIEW, import_id)


def state_of_store() -> list[object]:
    """Everything an import may write."""
    tables = ("contacts", "changes", "import_issues", "lists", "list_members")
    kept = [query(f"select * from store.{table} order by all") for table in tables]
    return [*kept, query("from store.counters where name <> 'next_import_id' order by all")]


def test_the_numbers_are_those_of_the_plan(review: Visitor):
    plan = known_plan(open_store(), new_cursor(), review.draft)
    assert plan is not None
    assert review.metrics == COUNTS
    shown = plan.counters.to_json()
    assert {name: shown[name] for name in COUNTS} == COUNTS
    assert shown["changed_cells"] == 2
    assert "7 rows in the file = 1 created + 2 updated + 1 unchanged + 2 skipped + 1 failed" in (
        review.text
    )
    assert "2 cells of existing records change." in review.text


def test_each_number_leads_to_its_rows(review: Visitor):
    rows = {"created": [7], "updated": [2, 8], "unchanged": [3], "skipped": [4, 6]}
    for outcome, numbers in rows.items():
        review.set("button_group", "Outcome", outcome)
        assert review.table("Row", "First Name")["Row"].tolist() == numbers, outcome
    review.set("button_group", "Outcome", "failed")
    assert review.grid["row"].tolist() == [5]
    assert f"Failed {COUNTS['failed']}" in str(review.field("button_group", "Outcome").options)


def test_rows_say_why_they_are_left_out(review: Visitor):
    review.set("button_group", "Outcome", "failed")
    [wrong] = review.grid["wrong"]
    assert wrong == "Invalid email in Email; Invalid option in Number of Employees"
    review.set("button_group", "Outcome", "skipped")
    assert set(review.table("Row", "Reason")["Reason"]) == {"Same record again (see row 7)"}


def test_changed_cells_show_old_and_new(review: Visitor):
    cells = review.table("Property", "Now", "After the import")
    shown = cells[["Row", "Property", "Now", "After the import"]].values.tolist()
    assert shown == [[2, "City", "Utrecht", "Goes"], [8, "City", "", "Lisse"]]
    options = review.field("selectbox", "Property").options
    assert options == ["All properties: 2 cells", "City: 2 cells"]
    review.set("selectbox", "Property", "city")
    assert len(review.table("Now")) == 2


def test_changed_cells_look_like_values_everywhere(visitor: Visitor):
    """Moments without seconds and zone, options by their label."""
    header = "Email,Last contacted at,Lead Status"
    prop = new_property("Last contacted at", "datetime", name="seen_at")
    create_property(new_cursor(), "contacts", prop)
    imported(comma(header, "ada@example.com,2026-03-01 10:30,New"), "march.csv", READY)
    april = comma(header, "ada@example.com,2026-04-02 11:45,In Progress")
    visitor.open(REVIEW, staged(april, "april.csv", READY))
    cells = visitor.table("Property", "Now", "After the import")
    shown = cells[["Property", "Now", "After the import"]].values.tolist()
    assert shown == [
        ["Last contacted at", here(2026, 3, 1, 10, 30), here(2026, 4, 2, 11, 45)],
        ["Lead Status", "New", "In Progress"],
    ]


def here(*moment: int) -> str:
    """A UTC moment as the clock of this machine shows it."""
    return local(datetime(*moment)).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type, misc]


def test_issues_lead_by_kind_and_value_to_the_rows(review: Visitor):
    groups = review.table("Issue", "Column", "Rows", "Distinct values")
    place = groups["Column"].tolist().index("Number of Employees")
    assert groups.iloc[place][["Rows", "Distinct values"]].tolist() == [3, 2]
    review.pick(f"issue-groups-{review.import_id}-contacts", place)
    values = review.table("Value", "First row")
    assert values.values.tolist() == [["many", 2, 5], ["lots", 1, 8]]
    assert review.table("Row", "Outcome")["Row"].tolist() == [5, 7, 8]
    code = groups.iloc[place]["Code"]
    review.pick(f"issue-values-{review.import_id}-contacts-{code}-4", 1)
    assert review.table("Row", "Outcome")["Row"].tolist() == [8]


def test_the_files_to_download_name_row_error_and_remedy(review: Visitor, downloads):
    review.run()
    failed = list(
        csv.DictReader(io.StringIO(downloads["Download 1 failed row"]().decode("utf-8-sig")))
    )
    assert [row["Row number"] for row in failed] == ["5"]
    assert "Invalid email in Email: fay@" in failed[0]["Error"]
    assert "one address" in failed[0]["Remedy"]
    assert failed[0]["First Name"] == "Fay"
    issues = downloads["Download all rows with issues"]().decode("utf-8-sig")
    rows = [row["Row number"] for row in csv.DictReader(io.StringIO(issues))]
    assert {"5", "7", "8"} <= set(rows)


def test_nothing_is_written_before_import_is_pressed(visit: Visit):
    visitor, _ = visit(known)
    before = state_of_store()
    visitor.open(REVIEW, staged(ROWS, "fair.csv", READY))
    assert visitor.metrics == COUNTS
    assert state_of_store() == before
    visitor.press("Import 3 records")
    assert state_of_store() != before


def test_many_rows_come_in_pages(visitor: Visitor):
    rows = [f"P{n},p{n}@example.com" for n in range(120)]
    visitor.open(REVIEW, staged(comma("First Name,Email", *rows), recipe=READY))
    assert visitor.metrics["created"] == 120
    assert visitor.table("Row", "Email")["Row"].tolist() == list(range(2, 52))
    assert "Rows 1 to 50 of 120" in visitor.text
    [pager] = visitor.app.pagination
    assert pager.num_pages == 3
    pager.select(3)
    visitor.run()
    assert visitor.table("Row", "Email")["Email"].tolist() == [
        f"p{n}@example.com" for n in range(100, 120)
    ]
    assert "Rows 101 to 120 of 120" in visitor.text


def test_the_same_file_again_changes_nothing(visit: Visit, downloads):
    visitor, _ = visit(known)
    visitor.open(REVIEW, staged(KNOWN, "again.csv", READY))
    assert visitor.metrics["unchanged"] == 3
    assert "No cell of an existing record changes." in visitor.text
    assert "No issues" in visitor.text
    assert "Download all rows with issues" not in downloads
    visitor.press("Finish: nothing changes")
    assert visitor.title == "Results: again"
    assert visitor.metrics["unchanged"] == 3


def test_a_changed_mapping_is_planned_anew(review: Visitor):
    review.press("Back").press("Back").edit("City", import_as="Don't import column")
    review.press("Next: Details").press("Next: Review")
    assert review.metrics == COUNTS | {"updated": 0, "unchanged": 3}
    assert "0 cells of existing records change." in review.text


def test_a_plan_is_made_anew_when_the_store_changed(review: Visitor):
    imported(comma("First Name,Email", "Eve,eve@example.com"), "other.csv")
    review.open(REVIEW, review.import_id)
    assert review.metrics == COUNTS | {"created": 0, "updated": 3}


def test_headers_named_like_our_own_columns_are_shown(visitor: Visitor, downloads):
    """The columns of the file must not hide the row number, the reason or the record."""
    header = "Row,reason,record_id,merged_into,action,Email,Error,Row number,Remedy"
    line = "r,why,7,m,a,{},e,n,r"
    content = comma(header, line.format("ada@"), line.format("bob@example.com"))
    import_id = staged(content, recipe=READY)
    recipe = read_import(new_cursor(), import_id).recipe
    columns = [
        replace(column, property_name=None, ignored=True) if column.header != "Email" else column
        for column in recipe.files[0].columns
    ]
    save_recipe(new_cursor(), import_id, recipe.with_file(1, columns=tuple(columns)))
    visitor.open(REVIEW, import_id)
    visitor.set("button_group", "Outcome", "failed")
    [row] = visitor.grid.to_dict("records")
    assert (row["row"], row["wrong"], row["c6"]) == (2, "Invalid email in Email", "ada@")
    assert {"r", "why", "m", "a", "7"} <= {str(cell) for cell in row.values()}
    visitor.pick(f"issue-groups-{import_id}-contacts", 0)
    assert not visitor.errors
    [_, cells] = csv.reader(io.StringIO(downloads["Download 1 failed row"]().decode("utf-8-sig")))
    assert (cells[0], cells[4:]) == ("2", ["r", "why", "7", "m", "a", "ada@", "e", "n", "r"])
    assert visitor.press("Import 1 record").title == "Results: people"


@pytest.mark.parametrize("page", [DETAILS, REVIEW])
def test_what_is_undecided_leads_back(visitor: Visitor, page: str):
    visitor.open(page, staged(ROWS, "fair.csv"))
    assert not visitor.app.metric
    if page == REVIEW:
        assert "Confirm that the contacts expect to hear from you." in visitor.text
        visitor.press("Back to Details")
    assert visitor.title == "Details: fair"


def test_a_mapping_that_no_longer_holds_is_said(visitor: Visitor):
    """A property that is gone, as in a recipe of another store."""
    import_id = staged(KNOWN, "fair.csv", READY)
    recipe = read_import(new_cursor(), import_id).recipe
    gone = ColumnMapping(3, "City", "no_such_property")
    save_recipe(new_cursor(), import_id, recipe.with_column(gone))
    for page in (DETAILS, REVIEW):
        visitor.open(page, import_id)
        assert "'no_such_property'" in visitor.errors, page


def test_a_failed_dry_run_is_said_and_can_be_left(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    import_id = staged(KNOWN, "fair.csv", READY)
    monkeypatch.setattr("core.engine.run.make_plan", broken)
    visitor.open(REVIEW, import_id)
    assert "Something went wrong in Rowcall itself" in visitor.errors
    visitor.press("Back")
    assert visitor.title == "Details: fair"
    monkeypatch.undo()
    visitor.press("Next: Review")
    assert visitor.metrics["created"] == 3
