"""Dropdowns, checkboxes and owners: the texts that name a value, the others and their issues."""

import pytest

from core.vocabulary import load_labels, load_object_types
from tests.property_types.converting import Converter, Issue, a_property

NONE = Issue("INVALID_ENUMERATION_OPTION")
SEVERAL = Issue("AMBIGUOUS_ENUMERATION_OPTION")

CONTACTS = load_object_types()["contacts"]
STAGE = CONTACTS.property("lifecyclestage")
ROLES = CONTACTS.property("hs_buying_role")
MARKETABLE = CONTACTS.property("hs_marketable_status")

STAGES = [
    ("customer", "customer"),
    ("Customer", "customer"),
    (" CUSTOMER ", "customer"),
    ("Marketing Qualified Lead", "marketingqualifiedlead"),
    ("marketingqualifiedlead", "marketingqualifiedlead"),
    ("Klant", "customer"),
    ("Kunde", "customer"),
    ("kundin", "customer"),
    ("Cliente", "customer"),
    ("顧客", "customer"),
    ("Custom", NONE),
    ("customer;lead", NONE),
    ("0", NONE),
]

# Values 1 and 2 are labelled alike; value 3 is labelled as value 4 is named.
TRICKY = a_property("select", ("1", "Open"), ("2", "open"), ("3", "four"), ("four", "Vier"))
TRICKY_CASES = [
    ("1", "1"),
    ("2", "2"),
    ("Open", SEVERAL),
    ("OPEN", SEVERAL),
    ("four", "four"),
    ("3", "3"),
    ("vier", "four"),
]

SIGNS = a_property("select", ("-", "- none -"), ("+", "=sum"))

CHECKED = [
    *((text, True) for text in ("true", "True", "YES", "yes", "y", "1", "ja", "oui", "sí")),
    *((text, True) for text in ("vrai", "sim", "はい")),
    *((text, False) for text in ("false", "No", "n", "0", "nein", "nee", "non", "いいえ")),
    ("maybe", NONE),
    ("2", NONE),
    ("x", NONE),
    ("true;false", NONE),
]

BOXES = [
    ("BUDGET_HOLDER", "BUDGET_HOLDER"),
    ("Budget Holder", "BUDGET_HOLDER"),
    ("Champion;Budget Holder", "CHAMPION;BUDGET_HOLDER"),
    (" champion ; budget holder ", "CHAMPION;BUDGET_HOLDER"),
    ("Champion;", "CHAMPION"),
    ("Champion;;Blocker", "CHAMPION;BLOCKER"),
    ("Champion;CHAMPION", "CHAMPION"),
    ("Legal & Compliance", "LEGAL_AND_COMPLIANCE"),
    (";Champion", ";CHAMPION"),
    (" ;Champion;Blocker", ";CHAMPION;BLOCKER"),
    ("Champion;Nobody", NONE),
    ("Champion,Blocker", NONE),
    ("Nobody", NONE),
    (";", NONE),
]

OWNERS = [
    ("ada@example.com", "1"),
    ("ADA@Example.com", "1"),
    ("Ada Lovelace", "1"),
    ("  ada   LOVELACE ", "1"),
    ("2", "2"),
    ("sam.two@example.com", "4"),
    ("Cher", "6"),
    ("Sam Jones", Issue("MULTIPLE_OWNERS_FOUND")),
    ("Ada", Issue("COULD_NOT_FIND_OWNER")),
    ("Lovelace Ada", Issue("COULD_NOT_FIND_OWNER")),
    ("99", Issue("COULD_NOT_FIND_OWNER")),
    ("nobody@example.com", Issue("COULD_NOT_FIND_OWNER")),
]


@pytest.mark.parametrize(("text", "expected"), STAGES)
@pytest.mark.parametrize("kind", ["select", "radio"])
def test_an_option_by_value_or_label_in_any_language(
    cells: Converter, kind, text, expected
) -> None:
    options = [(option.value, option.label) for option in STAGE.options]
    prop = a_property(kind, *options, name="lifecyclestage")
    assert cells.convert(prop, [text]) == [expected]


@pytest.mark.parametrize(("text", "expected"), TRICKY_CASES)
def test_a_text_that_fits_two_options_is_an_issue(cells: Converter, text, expected) -> None:
    assert cells.convert(TRICKY, [text]) == [expected]


def test_an_ambiguous_text_among_several_is_an_issue_too(cells: Converter) -> None:
    prop = a_property("checkbox", ("1", "Open"), ("2", "open"), ("3", "Shut"))
    assert cells.convert(prop, ["shut;open", "shut;2"]) == [SEVERAL, "3;2"]


def test_a_guard_against_formulas_is_no_part_of_an_option(cells: Converter) -> None:
    assert cells.convert(SIGNS, ["'- none -", "- none -", "'=sum"]) == ["-", "-", "+"]


@pytest.mark.parametrize(("text", "expected"), CHECKED)
def test_a_single_checkbox_by_words(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("booleancheckbox"), [text]) == [expected]


@pytest.mark.parametrize("language", load_labels().values(), ids=lambda labels: labels.language)
def test_a_single_checkbox_in_every_offered_language(cells: Converter, language) -> None:
    words = [*language.true, *language.false]
    expected = [True] * len(language.true) + [False] * len(language.false)
    assert cells.convert(a_property("booleancheckbox"), words) == expected


def test_a_single_checkbox_by_the_labels_of_its_options(cells: Converter) -> None:
    texts = ["Marketing contact", "non-marketing contact", "true", "no"]
    assert cells.convert(MARKETABLE, texts) == [True, False, True, False]


@pytest.mark.parametrize(("text", "expected"), BOXES)
def test_multiple_checkboxes(cells: Converter, text, expected) -> None:
    assert cells.convert(ROLES, [text]) == [expected]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_an_owner_by_email_name_or_id(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("owner"), [text]) == [expected]
