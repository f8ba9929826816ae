"""Two sides that name two people are asked about; those of one card are not."""

from dataclasses import replace

import pytest

from core.capture.cards.two_people import two_people
from tests.capture.cards.sketch import segments

ANNA = """
## Anna Weber
Export Manager
anna.weber@kestrel.example.com
+49 30 5550123
"""
JAN = """
## Jan de Boer
Sales Director
jan.deboer@heron.example.org
+31 20 5550199
"""


def told(front: str, back: str) -> str | None:
    first = segments(front)
    later = [
        replace(one, side=1, pieces=tuple(len(first) + piece for piece in one.pieces))
        for one in segments(back)
    ]
    return two_people([*first, *later])


def test_two_people_are_asked_about():
    assert told(ANNA, JAN) == (
        "The two sides name two people: Anna Weber and Jan de Boer. Is it the same card?"
    )


def test_of_one_family_the_emails_tell():
    other = ANNA.replace("Anna", "Pieter").replace("anna", "pieter")
    assert told(ANNA, other)
    without = "\n".join(line for line in other.splitlines() if "@" not in line)
    assert told(ANNA, without) is None


@pytest.mark.parametrize(
    "back",
    [
        ANNA,
        ANNA.replace("Export Manager", "Exportleiterin"),
        ANNA.replace("anna.weber@", "info@"),
        ANNA.replace("Anna Weber", "A. Weber"),
        ANNA.replace("Anna Weber", "Anna Webber"),
        ANNA.replace("Anna Weber", "Ana Vebera"),
        ANNA.replace("Anna Weber", "Anna Weber-Schmidt"),
        "## Kestrel Labs GmbH\nTools for laboratories\nwww.kestrel.example.com",
        "Opening hours\nMonday to Friday 9.00 - 17.00",
        "Hauptstraße 5\n10115 Berlin\nGermany",
    ],
    ids=[
        *("the same", "another language", "another email", "initial", "misread", "same email"),
        *("double name", "firm", "hours", "address"),
    ],
)
def test_one_card_is_not_asked_about(back: str):
    assert told(ANNA, back) is None
