"""Failed rows mended in place on the review page."""

import pytest

from core.recipe import Recipe
from core.recipe import fixes as kinds
from tests.pages.visitor import REVIEW, Visitor, as_read, comma, staged

READY = Recipe.of("contacts", consent=True)
PEOPLE = comma("Email,First name", "ada@example.com,Ada", "bob (at) example.com,Bob", "c@,Cy")


@pytest.fixture
def review(visitor: Visitor) -> Visitor:
    visitor.open(REVIEW, staged(PEOPLE, "people.csv", READY))
    return visitor.set("button_group", "Outcome", "failed")


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
