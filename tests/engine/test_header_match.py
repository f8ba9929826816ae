"""Headers of two files are paired as people would, and never twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.templates.header_match import match_headers, score


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ("Email", "Email"),
        ("Email", "EMAIL"),
        ("First name", "  first   NAME "),
        ("First name", "first_name"),
        ("FirstName", "First name"),
        ("E-Mail", "email"),
        ("Straße", "STRASSE"),
        ("Telefonnummer", "Telefonnumer"),
        ("Company name", "Compnay name"),
        ("***", " *** "),
        ("電話番号", "電話番号"),
    ],
)
def test_the_same_header(known, found):
    match = match_headers([known], [found])
    assert match.pairs == ((known, found),)
    assert score([match]) == 1
    assert match.renamed == ([] if known == found else [(known, found)])


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ("Email", "Phone"),
        ("Phone 1", "Phone 2"),
        ("Address line 1", "Address line 2"),
        ("First name", "Last name"),
        ("Mailing city", "Billing city"),
        ("City", "Cite"),
        ("電話番号一", "電話番号二"),
        ("***", "---"),
    ],
)
def test_another_header(known, found):
    match = match_headers([known], [found])
    assert (match.pairs, match.missing, match.extra) == ((), (known,), (found,))
    assert score([match]) == 0


def test_order_does_not_matter_and_equal_headers_come_first():
    match = match_headers(["Email", "Company name", "e-mail"], ["Compnay name", "E-MAIL", "Email"])
    assert dict(match.pairs) == {
        "Email": "Email", "e-mail": "E-MAIL", "Company name": "Compnay name",
    }  # fmt: skip


def test_the_score_counts_both_sides():
    match = match_headers(["a", "b", "c"], ["c", "a", "x", "y", "z"])
    assert score([match]) == 4 / 8
    assert (match.missing, match.extra) == (("b",), ("x", "y", "z"))
    assert score([]) == 0
    assert score([match, match_headers(["a"] * 1, ["a"])]) == 6 / 10


HEADERS = st.lists(st.text(st.sampled_from("abE é_1-電"), max_size=8), max_size=8, unique=True)


@given(known=HEADERS, found=HEADERS)
def test_each_header_is_in_one_place(known, found):
    match = match_headers(known, found)
    assert sorted([pair[0] for pair in match.pairs] + list(match.missing)) == sorted(known)
    assert sorted([pair[1] for pair in match.pairs] + list(match.extra)) == sorted(found)
    assert 0 <= score([match]) <= 1
    assert all(pair[0] == pair[1] for pair in match.pairs if pair[0] in found)
