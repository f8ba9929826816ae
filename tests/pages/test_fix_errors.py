"""The page that explains every kind of issue: found by search, effect and code."""

from core.issues import EFFECTS, issue_examples, issue_kinds
from pages.parts.current import FIX_ERRORS
from tests.pages.address import address, goto
from tests.pages.visitor import Visitor


def titles(visitor: Visitor) -> list[str]:
    return [each.label for each in visitor.app.expander]


def test_every_kind_is_explained_with_an_example(visitor: Visitor):
    visitor.open(FIX_ERRORS)
    assert f"{len(issue_kinds())} kinds of issue" in visitor.text
    examples = [text.value for text in visitor.app.text]
    assert sorted(titles(visitor)) == sorted(kind.title for kind in issue_kinds().values())
    for kind in issue_kinds().values():
        for text in (kind.description, kind.remedy, EFFECTS[kind.effect], kind.code):
            assert text in visitor.text
        example = issue_examples()[kind.code]
        for text in (example.column, example.bad, example.why, example.good):
            assert text in examples


def test_a_search_is_in_the_address(visitor: Visitor):
    visitor.open(FIX_ERRORS).set("text_input", "Search", "Lead stage")
    assert titles(visitor) == ["Invalid option", "Lifecycle stage kept"]
    assert address(visitor) == {"q": "Lead stage"}
    visitor.set("selectbox", "What happens", "row")
    assert address(visitor) == {"q": "Lead stage", "effect": "row"}
    assert "No kind of issue has all of these words." in visitor.text
    visitor.press("Show all kinds")
    assert len(titles(visitor)) == len(issue_kinds())
    goto(visitor, FIX_ERRORS, effect="skip")
    wanted = [kind.title for kind in issue_kinds().values() if kind.effect == "skip"]
    assert titles(visitor) == sorted(wanted)


def test_one_kind_is_opened_by_its_code(visitor: Visitor):
    goto(visitor, FIX_ERRORS, code="invalid_email")
    assert visitor.app.subheader[0].value == "Invalid email"
    assert "There is no @ sign." in [text.value for text in visitor.app.text]
    assert not titles(visitor)
    visitor.press("Show all kinds")
    assert len(titles(visitor)) == len(issue_kinds())
    goto(visitor, FIX_ERRORS, code="NO_SUCH_CODE")
    assert "There is no issue of this code" in visitor.text
    assert len(titles(visitor)) == len(issue_kinds())
