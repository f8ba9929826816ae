"""Fixes on the pages: bad values mended once each on the review page, columns transformed on the
mapping page, the list of fixes."""

import pytest

from core.recipe import Recipe
from core.recipe import fixes as kinds
from tests.pages.visitor import MAP, REVIEW, Visitor, comma, staged

READY = Recipe.of("contacts", consent=True)
PEOPLE = comma(
    "Email,Full name,Lifecycle Stage",
    "ada@example.com,Ada King,Customr",
    "bob@example.com,Bob Moss,Lead",
    "cy@example.com,Cy,Customr",
    "dee (at) example.com,Dee,Lead",
)


@pytest.fixture
def review(visitor: Visitor) -> Visitor:
    visitor.open(MAP, staged(PEOPLE, "people.csv", READY))
    return visitor.press("Don't import 1 unmapped").open(REVIEW, visitor.import_id)


def pick_issue(review: Visitor, column: str) -> None:
    """Selects the kind of issue that a column has."""
    issues = review.table("Issue", "Column", "Rows")
    place = issues["Column"].tolist().index(column)
    review.pick(f"issue-groups-{review.import_id}-contacts", place)


def test_a_suggestion_is_taken_once_for_all_rows(review: Visitor):
    assert review.metrics["failed"] == 1
    pick_issue(review, "Lifecycle Stage")
    review.press("Take all 1 suggestion")
    [fix] = review.recipe.files[0].fixes
    assert (fix.kind, fix.header) == (kinds.REPLACE_VALUE, "Lifecycle Stage")
    assert (fix.value, fix.replacement) == ("Customr", "Customer")
    assert review.table("Issue", "Column", "Rows")["Column"].tolist() == ["Email"]
    pick_issue(review, "Email")
    review.press("Take all 1 suggestion")
    assert review.metrics["failed"] == 0
    assert "No issues" in review.text


def test_a_fix_is_switched_off_moved_and_removed(review: Visitor):
    for column in ("Lifecycle Stage", "Email"):
        pick_issue(review, column)
        review.press("Take all 1 suggestion")
    first, second = review.recipe.files[0].fixes
    review.set("checkbox", f"**{second.header}**", False)
    assert review.recipe.files[0].fixes[1].off
    assert review.metrics["failed"] == 1
    review.app.button(key=f"fix-{review.import_id}-1-0-move1").click()
    review.run()
    assert [fix.header for fix in review.recipe.files[0].fixes] == [second.header, first.header]
    review.app.button(key=f"fix-{review.import_id}-1-0-remove").click()
    review.run()
    assert [fix.header for fix in review.recipe.files[0].fixes] == [first.header]


def test_a_full_name_is_split_and_mapped(visitor: Visitor):
    visitor.open(MAP, staged(PEOPLE, "people.csv", READY))
    visitor.press("Transform a column")
    visitor.set("selectbox", "What to do", kinds.SPLIT_COLUMN)
    visitor.set("selectbox", "Column to transform", "Full name")
    shown = visitor.table("Before", "First name", "Last name")
    assert ["Ada King", "Ada", "King"] in shown.values.tolist()
    visitor.press("Apply")
    mapped = visitor.mapped()
    assert (mapped["First name"], mapped["Last name"]) == ("firstname", "lastname")
    visitor.press("Don't import 1 unmapped").open(REVIEW, visitor.import_id)
    assert visitor.metrics["created"] == 3


def test_a_transformation_that_cannot_be_is_said(visitor: Visitor):
    visitor.open(MAP, staged(PEOPLE, "people.csv", READY)).press("Transform a column")
    visitor.set("selectbox", "What to do", kinds.REGEX_REPLACE)
    visitor.set("text_input", "Find", "(")
    assert "is no regular expression" in visitor.text
    visitor.press("Apply")
    assert not visitor.recipe.files[0].fixes
    assert "is no regular expression" in visitor.errors
