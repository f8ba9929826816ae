"""What is shown of the photo beside a field: the value's own letters."""

import numpy as np
import pytest

from core.capture.cards import Corners, Found, Piece, SideRead
from pages.parts.card_crops import crop_of, span_in

HEIGHT, WIDTH = 300, 800
CORNERS = Corners(((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)), 1.0)


def box(left: float, top: float, right: float, bottom: float):
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@pytest.mark.parametrize(
    ("value", "text", "part"),
    [
        ("Anna", "Dr. Anna van der Berg", "Anna"),
        ("van der Berg", "DR. ANNA VAN DER BERG", "VAN DER BERG"),
        ("Ann", "Annabel Ann", "Ann"),
        ("Grun", "Zoë Grün", "Grün"),
        ("+49 30 5550123", "Tel. +49 30 555-0123  Fax +49 30 555-0124", "+49 30 555-0123"),
        ("Anna", "Anna", None),
        ("Berg", "Anna", None),
        ("", "Anna", None),
        ("...", "Anna", None),
    ],
)
def test_where_a_value_stands_in_a_text(value: str, text: str, part: str | None):
    span = span_in(value, text)
    assert (text[span[0] : span[1] + 1] if span else None) == part


def test_first_and_last_name_are_two_pictures_without_the_next_line():
    # The first name on red, the last on green, the lines around them on black.
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    picture[100:140, 80:400] = (255, 0, 0)
    picture[100:140, 400:720] = (0, 255, 0)
    piece = Piece("Annas Bergs", box(80, 100, 720, 140))
    side = SideRead([piece], CORNERS, 0)
    for name, colour, other in (("Annas", 0, 1), ("Bergs", 1, 0)):
        crop = crop_of(picture, side, Found(name, 1.0, (0,)))
        assert crop is not None
        lit = crop.pixels.reshape(-1, 3).mean(axis=0)
        assert lit[colour] > 180
        assert lit[other] < 45
        # A tenth of the line above and below, no more.
        assert crop.pixels.shape[0] == pytest.approx(48, abs=1)


def test_a_word_ends_at_the_gap_beside_it():
    # By their letters the words would be alike wide.
    picture = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    picture[105:135, 80:370:4] = picture[105:135, 400:720:4] = 0
    side = SideRead([Piece("Annas Bergs", box(80, 100, 720, 140))], CORNERS, 0)
    crop = crop_of(picture, side, Found("Annas", 1.0, (0,)))
    assert crop is not None
    # To the middle of the gap; where the line begins, a quarter of its height is added.
    assert crop.pixels.shape[1] == pytest.approx(384 - 80 + 10, abs=3)


def test_a_value_of_two_lines_has_them_below_each_other():
    picture = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    pieces = [Piece("Head of", box(20, 20, 220, 60)), Piece("Sales", box(400, 200, 500, 240))]
    side = SideRead(pieces, CORNERS, 0, first=3)
    crop = crop_of(picture, side, Found("Head of Sales", 1.0, (3, 4)))
    assert crop is not None
    assert crop.pixels.shape[0] == pytest.approx(96, abs=2)
    assert crop.pixels.shape[1] > 200
    assert crop_of(picture, side, Found("Berg", 1.0, (0, 2))) is None
