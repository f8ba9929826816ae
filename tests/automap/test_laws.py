"""What holds for any header row, whatever its words."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.automap.mapping import guess

KNOWN = [
    *("First Name", "Nachname", "E-mail", "Tel. privat", "会社名", "電話番号", "Город", "Title"),
    *("Nom", "Estado", "Phone 2", "Home City", "Name", "Ad", "الاسم", "ID", "Shipping Zip"),
]
HEADERS = st.lists(st.one_of(st.sampled_from(KNOWN), st.text(max_size=20)), max_size=12)
OBJECTS = st.sampled_from(["contacts", "companies", "deals", "contacts,companies", "calls"])
LANGUAGES = st.sampled_from(["", "en", "de", "ja", "tr", "xx", "pt-BR"])
CELLS = st.lists(st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=4), max_size=3)
FEW = settings(max_examples=60)


@FEW
@given(HEADERS, OBJECTS, LANGUAGES, CELLS)
def test_any_text_is_answered_and_no_property_is_taken_twice(headers, objects, language, cells):
    guesses = guess(headers, objects, language, cells)
    assert [one.index for one in guesses] == list(range(1, len(headers) + 1))
    taken = Counter((one.object_type, one.property) for one in guesses if one.property)
    assert all(count == 1 for count in taken.values())
    assert all(one.reason and 0 <= one.confidence <= 1 for one in guesses)
    assert all(one.property or one.confidence == 0 for one in guesses)


@FEW
@given(HEADERS, OBJECTS, LANGUAGES)
def test_the_same_file_gives_the_same_answer(headers, objects, language):
    assert guess(headers, objects, language) == guess(headers, objects, language)


@FEW
@given(st.permutations(["Email", "Job Title", "Mobile Phone", "City", "Lead Status", "Birthday"]))
def test_the_order_of_unrelated_columns_does_not_matter(headers):
    found = {header: one.property for header, one in zip(headers, guess(headers), strict=True)}
    assert found == {
        "Email": "email",
        "Job Title": "jobtitle",
        "Mobile Phone": "mobilephone",
        "City": "city",
        "Lead Status": "hs_lead_status",
        "Birthday": "date_of_birth",
    }


@pytest.mark.parametrize("count", [2, 5])
def test_the_first_of_equal_columns_wins(count: int) -> None:
    first, *others = guess(["Email"] * count)
    assert first.property == "email"
    assert all(one.property is None for one in others)


def test_no_columns_no_guesses() -> None:
    assert guess([]) == []
