"""Failed rows mended in place on the review page."""

import json

import pytest

from core.recipe import Recipe
from core.recipe import fixes as kinds
from tests.pages.made_stores import Visit
from tests.pages.visitor import REVIEW, Visitor, as_read, comma, planned, staged

READY = Recipe.of("contacts", consent=True)
PEOPLE = comma("Email,First name", "ada@example.com,Ada", "bob (at) example.com,Bob", "c@,Cy")


def people() -> int:
    """Two of three rows fail in the dry run."""
    return planned(staged(PEOPLE, "people.csv", READY))


@pytest.fixture
def review(visit: Visit) -> Visitor:
    visitor, import_id = visit(people)
    return visitor.open(REVIEW, import_id).set("button_group", "Outcome", "failed")


def test_the_failed_rows_say_what_is_wrong(review: Visitor) -> None:
    rows = review.grid
    assert rows["row"].tolist() == [3, 4]
    assert rows["c1"].tolist() == ["bob (at) example.com", "c@"]
    assert rows["wrong"].tolist() == ["Invalid email in Email"] * 2


def test_an_edit_mends_a_row(review: Visitor) -> None:
    review.type({0: {"c1": "bob@example.com"}})
    review.press("Apply 1 edit")
    [fix] = review.recipe.files[0].fixes
    assert (fix.kind, fix.row, fix.header) == (kinds.EDIT_CELL, 3, "Email")
    assert (fix.value, fix.replacement) == ("bob (at) example.com", "bob@example.com")
    assert review.metrics["failed"] == 1
    assert review.grid["row"].tolist() == [4]


def test_an_edit_is_taken_back_among_the_fixes(review: Visitor) -> None:
    review.type({0: {"c1": "bob@example.com"}})
    review.press("Apply 1 edit")
    [label] = review.fields("checkbox")
    assert as_read(label) == "**Email**: In row 3 “bob (at) example.com” becomes “bob@example.com”"
    review.press("Remove")
    assert review.recipe.files[0].fixes == ()
    assert review.metrics["failed"] == 2


def test_typing_the_same_is_no_edit(review: Visitor) -> None:
    review.type({0: {"c1": " bob (at) example.com "}})
    assert review.button("Apply 0 edits").disabled


def test_a_cell_can_be_emptied(review: Visitor) -> None:
    review.type({1: {"c2": None}})
    review.press("Apply 1 edit")
    assert review.recipe.files[0].fixes[0].replacement == ""
    assert review.grid["c2"].tolist() == ["Bob", ""]


# Pages


def many() -> int:
    """120 rows that fail, on three pages."""
    rows = [f"{number}@,Name {number}" for number in range(2, 122)]
    return planned(staged(comma("Email,First name", *rows), "people.csv", READY))


@pytest.fixture
def long(visit: Visit) -> Visitor:
    visitor, import_id = visit(many)
    return visitor.open(REVIEW, import_id).set("button_group", "Outcome", "failed")


def turn(review: Visitor, page: int) -> None:
    review.app.pagination[0].set_value(page)
    review.run()


def test_what_was_typed_stays_when_the_page_is_turned(long: Visitor) -> None:
    long.type({0: {"c1": "two@example.com"}})
    turn(long, 2)
    assert "1 edited row on other pages" in long.text
    assert long.grid["row"].tolist()[0] == 52
    long.type({0: {"c1": "fifty@example.com"}})
    turn(long, 1)
    assert long.grid["c1"].tolist()[:2] == ["two@example.com", "3@"]
    long.type({1: {"c1": "three@example.com"}})
    long.press("Apply 3 edits")
    assert {(fix.row, fix.replacement) for fix in long.recipe.files[0].fixes} == {
        (2, "two@example.com"),
        (3, "three@example.com"),
        (52, "fifty@example.com"),
    }
    assert long.metrics["failed"] == 117
    assert long.button("Apply 0 edits").disabled


def test_typing_and_turning_the_page_at_once_loses_nothing(long: Visitor) -> None:
    """As from a browser that sends both before the page has run."""
    edits = {"edited_rows": {0: {"c1": "two@example.com"}}, "added_rows": [], "deleted_rows": []}
    long.app.pagination[0].set_value(2)
    states = long.app._tree.get_widget_states()
    states.widgets.add(id=long.app.data_editor[0].proto.id, string_value=json.dumps(edits))
    long.app._run(states)
    assert long.grid["row"].tolist()[0] == 52
    assert "Apply 1 edit" in [button.label for button in long.app.button]


def test_another_outcome_and_back_keeps_what_was_typed(review: Visitor) -> None:
    review.type({0: {"c1": "bob@example.com"}})
    review.set("button_group", "Outcome", "created").set("button_group", "Outcome", "failed")
    assert review.grid["c1"].tolist() == ["bob@example.com", "c@"]
    review.type({0: {"c1": "bob (at) example.com"}})
    assert review.button("Apply 0 edits").disabled


def test_what_was_typed_can_be_discarded(review: Visitor) -> None:
    review.type({0: {"c1": "bob@example.com"}})
    review.press("Discard")
    assert review.button("Apply 0 edits").disabled
    assert review.grid["c1"].tolist() == ["bob (at) example.com", "c@"]
    assert review.recipe.files[0].fixes == ()
