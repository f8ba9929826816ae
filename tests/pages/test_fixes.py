"""Fixes on the pages: bad values mended once each on the review page, columns transformed on the
mapping page, the list of fixes."""

import pytest

from core.recipe import Recipe
from core.recipe import fixes as kinds
from core.store.owners import add_owner
from pages.parts.database import cursor as new_cursor
from tests.pages.fix_buttons import fix_button
from tests.pages.visitor import MAP, REVIEW, Visitor, comma, object_type, staged

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
    review.press("Take the suggestion")
    [fix] = review.recipe.files[0].fixes
    assert (fix.kind, fix.header) == (kinds.REPLACE_VALUE, "Lifecycle Stage")
    assert (fix.value, fix.replacement) == ("Customr", "Customer")
    assert review.table("Issue", "Column", "Rows")["Column"].tolist() == ["Email"]
    pick_issue(review, "Email")
    review.press("Take the suggestion")
    assert review.metrics["failed"] == 0
    assert "No issues" in review.text


def test_a_fix_is_switched_off_moved_and_removed(review: Visitor):
    for column in ("Lifecycle Stage", "Email"):
        pick_issue(review, column)
        review.press("Take the suggestion")
    first, second = review.recipe.files[0].fixes
    review.set("checkbox", f"**{second.header}**", False)
    assert review.recipe.files[0].fixes[1].off
    assert review.metrics["failed"] == 1
    review.app.button(key=fix_button(review, 0, "move1")).click()
    review.run()
    assert [fix.header for fix in review.recipe.files[0].fixes] == [second.header, first.header]
    review.app.button(key=fix_button(review, 0, "remove")).click()
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
    assert visitor.button("Apply").disabled
    visitor.set("text_input", "Find", "x+")
    assert not visitor.button("Apply").disabled


def test_a_made_column_comes_after_its_fix_and_goes_with_it(visitor: Visitor):
    visitor.open(MAP, staged(PEOPLE, "people.csv", READY))
    visitor.press("Transform a column").set("selectbox", "What to do", kinds.CONSTANT)
    visitor.set("text_input", "Name of the new column", "Source")
    visitor.set("text_input", "Value", "Fair").press("Apply")
    visitor.press("Transform a column").set("selectbox", "What to do", kinds.UPPER_CASE)
    visitor.set("selectbox", "Column to transform", "Source").press("Apply")
    assert visitor.row("Source")["values"].startswith("FAIR")
    assert visitor.app.button(key=fix_button(visitor, 0, "move1")).disabled
    assert visitor.app.button(key=fix_button(visitor, 1, "move-1")).disabled
    visitor.set("checkbox", "**Source**: UPPER CASE", False)
    assert visitor.row("Source")["values"].startswith("Fair")
    visitor.app.button(key=fix_button(visitor, 0, "remove")).click()
    visitor.run()
    assert visitor.recipe.files[0].fixes == ()
    assert "Source" not in visitor.mapped()


def test_the_map_shows_values_as_fixes_leave_them(visitor: Visitor):
    visitor.open(MAP, staged(PEOPLE, "people.csv", READY))
    visitor.press("Transform a column").set("selectbox", "What to do", kinds.UPPER_CASE)
    visitor.set("selectbox", "Column to transform", "Full name").press("Apply")
    assert visitor.row("Full name")["values"] == "ADA KING · BOB MOSS · CY"
    visitor.app.button(key=fix_button(visitor, 0, "remove")).click()
    visitor.run()
    assert visitor.row("Full name")["values"] == "Ada King · Bob Moss · Cy"


def test_the_kind_of_issue_that_was_chosen_stays_chosen(visitor: Visitor):
    """After a fix the kinds are in another order."""
    rows = ["a@example.com,Customr,Opne", "b@example.com,Customr,Opne", "c@example.com,Leed,Opne"]
    rows += ["d@example.com,Zzzz,Lead", "e@example.com,Zzzz,Lead"]
    content = comma("Email,Lifecycle Stage,Lead Status", *rows)
    review = visitor.open(REVIEW, staged(content, "people.csv", READY))
    before = review.table("Issue", "Column", "Rows")["Column"].tolist()
    pick_issue(review, "Lifecycle Stage")
    review.press("Take all 2 suggestions")
    after = review.table("Issue", "Column", "Rows")["Column"].tolist()
    assert before == after[::-1] and set(after) == {"Lifecycle Stage", "Lead Status"}
    assert review.grid["Value"].tolist() == ["Zzzz"]


def test_a_value_that_can_be_read_has_no_suggestion(visitor: Visitor):
    """What is wrong with an email that is there twice is not how it is written."""
    content = comma("Email,First name", "a@example.com,Ada", "a@example.com,Bo")
    review = visitor.open(REVIEW, staged(content, "people.csv", READY))
    pick_issue(review, "Email")
    assert not [b for b in review.app.button if b.label.startswith("Take")]


OPTIONS = comma(
    "Email,Lead Status,Contact owner",
    "ada@example.com,Warm lead,Grace Hoper",
    "bob@example.com,Opne,Nobody",
    "cy@example.com,warm  LEAD,Nobody",
)


@pytest.fixture
def unknown(visitor: Visitor) -> Visitor:
    add_owner(new_cursor(), "grace@example.com", "Grace", "Hopper")
    return visitor.open(REVIEW, staged(OPTIONS, "people.csv", READY))


def labels() -> list[str]:
    prop = object_type("contacts").property("hs_lead_status")
    assert prop is not None
    return [option.label for option in prop.options]


def test_an_unknown_option_is_created_from_its_value(unknown: Visitor):
    pick_issue(unknown, "Lead Status")
    assert unknown.grid["Value"].tolist() == ["Opne", "Warm lead", "warm  LEAD"]
    unknown.type({0: {"What to do": "Create this option"}})
    unknown.press("Apply 1 fix")
    assert "Opne" in labels()
    assert "has 1 new option" in unknown.text
    assert unknown.recipe.files[0].fixes == ()
    assert unknown.table("Issue", "Column", "Rows").set_index("Column")["Rows"]["Lead Status"] == 2


def test_options_like_none_there_is_are_created_at_once(unknown: Visitor):
    """“Opne” is left: it is probably Open. One spelling of the same label is enough."""
    before = labels()
    pick_issue(unknown, "Lead Status")
    unknown.press("Create the option")
    assert labels() == [*before, "Warm lead"]


def test_an_owner_is_chosen_for_a_name_nobody_has(unknown: Visitor):
    pick_issue(unknown, "Contact owner")
    assert unknown.grid["Replace with"].dropna().tolist() == ["grace@example.com"]
    unknown.type({0: {"Replace with": "grace@example.com"}})
    unknown.press("Apply 1 fix")
    [fix] = unknown.recipe.files[0].fixes
    assert (fix.kind, fix.value, fix.replacement) == (
        kinds.REPLACE_VALUE,
        "Nobody",
        "grace@example.com",
    )
    pick_issue(unknown, "Contact owner")
    unknown.press("Take the suggestion")
    assert "Contact owner" not in unknown.table("Issue", "Column")["Column"].tolist()


def test_an_option_that_cannot_be_is_said(visitor: Visitor):
    content = comma("Email,Lead Status", "ada@example.com,a;b")
    review = visitor.open(REVIEW, staged(content, "people.csv", READY))
    pick_issue(review, "Lead Status")
    review.press("Create the option")
    assert "holds a semicolon" in review.errors


def test_stages_and_fixed_lists_get_no_option(visitor: Visitor):
    content = comma("Deal name,Stage,Pipeline", "A,nowhere,Sales Pipeline")
    review = visitor.open(REVIEW, staged(content, "deals.csv", Recipe.of("deals", consent=True)))
    review.pick(f"issue-groups-{review.import_id}-deals", 0)
    assert "Create" not in " ".join(button.label for button in review.app.button)
