"""Every kind of issue has a complete example, and those of single cells are true: the bad value
gives the issue, the good one does not."""

import pytest

from core.issues import EFFECTS, find_issue_kinds, issue_examples, issue_kinds
from core.store.owners import add_owner
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def test_each_kind_has_an_example_and_nothing_else_has():
    assert sorted(issue_examples()) == sorted(issue_kinds())


@pytest.mark.parametrize("code", issue_kinds())
def test_an_example_is_complete(code):
    example = issue_examples()[code]
    for text in (example.column, example.bad, example.why, example.good):
        assert text and text == text.strip()
    assert example.why.endswith(".")
    assert example.bad != example.good


def test_titles_tell_the_kinds_apart():
    titles = [kind.title for kind in issue_kinds().values()]
    assert len(set(titles)) == len(titles)


# Code -> object and property of the example's column, and what else the row needs.
CELLS = {
    "COULD_NOT_FIND_OWNER": ("contacts", "hubspot_owner_id", {"email": "a@x.com"}),
    "COULD_NOT_PARSE_DATE": ("contacts", "closedate", {"email": "a@x.com"}),
    "COULD_NOT_PARSE_NUMBER": ("companies", "numberofemployees", {"name": "Acme"}),
    "FAILED_VALIDATION": ("contacts", "phone", {"email": "a@x.com"}),
    "INVALID_DOMAIN": ("companies", "domain", {"name": "Acme"}),
    "INVALID_EMAIL": ("contacts", "email", {"firstname": "Ada"}),
    "INVALID_ENUMERATION_OPTION": ("contacts", "lifecyclestage", {"email": "a@x.com"}),
    "INVALID_NUMBER_SIZE": ("companies", "annualrevenue", {"name": "Acme"}),
    "INVALID_REQUIRED_PROPERTY": ("products", "price", {"name": "Pen"}),
    "MULTIPLE_OWNERS_FOUND": ("contacts", "hubspot_owner_id", {"email": "a@x.com"}),
}


@pytest.mark.parametrize("code", CELLS)
def test_the_example_is_true(desk: Desk, code):
    for email, first, last in (
        ("jan@example.com", "Jan", "Bakker"),
        ("sam.jones@example.com", "Sam", "Jones"),
        ("sam@example.com", "Sam", "Jones"),
    ):
        add_owner(desk.cursor, email, first, last)
    kind, name, others = CELLS[code]
    example = issue_examples()[code]
    header = ",".join([name, *others])
    rest = ",".join(["", *others.values()])
    assert code in desk.run(f'{header}\n"{example.bad}"{rest}\n', kind).codes
    assert desk.run(f'{header}\n"{example.good}"{rest}\n', kind).codes == []


def test_kinds_are_found_by_words_and_effect():
    assert len(find_issue_kinds()) == len(issue_kinds())
    effects = [kind.effect for kind in find_issue_kinds()]
    assert effects == sorted(effects, key=list(EFFECTS).index)
    assert [kind.code for kind in find_issue_kinds("OWNER two")] == ["MULTIPLE_OWNERS_FOUND"]
    assert [kind.code for kind in find_issue_kinds("invalid_email")] == ["INVALID_EMAIL"]
    assert find_issue_kinds("email", "skip") and not find_issue_kinds("no such words")
    assert {kind.effect for kind in find_issue_kinds(effect="link")} == {"link"}
