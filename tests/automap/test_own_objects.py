"""Objects that the user defined: their labels, in other words and languages, and no crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.automap import Guess, PropertyHint, map_columns
from core.automap.own_objects import is_own
from core.vocabulary import load_object_types
from tests.automap.mapping import default_hints, write

CAR = "p_car"
HINTS = (
    PropertyHint("model", "Model"),
    PropertyHint("plate", "Licence plate"),
    PropertyHint("phone", "Phone number"),
    PropertyHint("home_phone", "Home phone"),
    PropertyHint("colour", "Colour", "enumeration", (("Red", "Red"), ("Blue", "Blue"))),
    PropertyHint("email", "Email"),
    PropertyHint("hubspot_owner_id", "Car owner", "enumeration"),
    PropertyHint("createdate", "Create date", "datetime", read_only=True),
    PropertyHint("hs_object_id", "Record ID", "number", read_only=True),
)


def guess(headers: str, objects: str = CAR, language: str = "en") -> list[Guess]:
    row = [header.strip() for header in headers.split("|")]
    return map_columns(row, [], objects.split(","), language, {**default_hints(), CAR: HINTS})


def mapped(headers: str, objects: str = CAR, language: str = "en") -> str:
    return write(guess(headers, objects, language), objects)


def test_only_what_the_vocabulary_does_not_know_is_the_users_own():
    assert is_own(CAR)
    assert not any(is_own(name) for name in load_object_types())


@pytest.mark.parametrize(
    ("headers", "properties"),
    [
        ("Model | licence_plate | Colour", "model | plate | colour"),
        ("MODEL | Wheels | ", "model | - | -"),
        ("Record ID | Owner", "hs_object_id | hubspot_owner_id"),
        ("Car owner | Create date", "hubspot_owner_id | -"),
        ("Phone | Home phone", "phone | home_phone"),
        ("Phone 2 | Work phone", "- | -"),
        ("Company e-mail | Deal name", "- | -"),
    ],
)
def test_headers_in_the_words_of_the_labels(headers, properties):
    assert mapped(headers) == properties


@pytest.mark.parametrize(
    ("headers", "properties", "language"),
    [
        ("Telefoonnummer | E-mailadres | Eigenaar", "phone | email | hubspot_owner_id", "nl"),
        ("Telefon | E-Mail | Model", "phone | email | model", "de"),
        ("Téléphone | Courriel", "phone | email", "fr"),
    ],
)
def test_headers_in_another_language(headers, properties, language):
    assert mapped(headers, language=language) == properties


def test_the_reason_says_the_language():
    assert guess("Telefoonnummer", language="nl")[0].reason == (
        'The header "Telefoonnummer" is Dutch for Phone number.'
    )


def test_beside_another_object_a_header_goes_to_the_one_whose_label_it_is():
    assert mapped("Email | Licence plate | First name", f"contacts,{CAR}") == (
        "contacts.email | p_car.plate | contacts.firstname"
    )


def test_objects_of_the_vocabulary_are_mapped_as_before():
    assert mapped("Home Phone | Phone", "contacts") == "- | phone"


@given(
    st.lists(st.text(max_size=20) | st.sampled_from(["Name", "Title", "Phone", "Estado"])),
    st.sampled_from([CAR, f"{CAR},contacts", f"companies,{CAR}"]),
)
def test_no_header_breaks_it(headers, objects):
    hints = {**default_hints(), CAR: HINTS}
    found = map_columns(headers, [], objects.split(","), "en", hints)
    assert [one.index for one in found] == list(range(1, len(headers) + 1))
