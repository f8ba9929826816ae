"""A card in the middle of its scan is on disk: read back as it was, gone when it is to be."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

from core.capture.cards import CardReading, CardReview, Corners, Found, Piece, SideRead, open_photo
from core.capture.cards.kept_cards import KEPT_SECONDS, KeptCards, photo_facts
from core.capture.cards.kept_reading import review_from_json, review_to_json
from core.capture.contact import Contact
from tests.capture.cards.drawing import as_bytes, draw_card, on_table

QUAD = ((1.5, 2.0), (30.0, 2.0), (30.0, 12.0), (1.5, 12.0))


@pytest.fixture
def kept(tmp_path: Path) -> KeptCards:
    return KeptCards(tmp_path / "cards")


def test_a_review_is_read_back_as_it_was():
    reading = CardReading(
        Contact(
            {"firstname": "Zoë"}, ["zoe@example.com"], warnings=["Look"], confidence={"a": 0.5}
        ),
        {"firstname": Found("Zoë", 0.5, (0,))},
        [SideRead([Piece("Zoë Grün", QUAD, 0.9)], Corners(QUAD, 1.0), 90, 0)],
        ["Look"],
    )
    review = CardReview.of(reading)
    review.set("lastname", "Grün")
    assert review_from_json(json.loads(json.dumps(review_to_json(review)))) == review


def test_a_photo_is_read_back_with_its_corners(kept: KeptCards):
    photo = open_photo(as_bytes(on_table(draw_card())[0]))
    card = kept.add()
    kept.keep_photo(card, "front", photo)
    facts = json.loads(json.dumps(photo_facts(photo)))
    again = kept.read_photo(card, "front", facts)
    assert (again.proposed, again.found, again.warnings) == (photo.proposed, True, ())
    assert again.size == photo.size
    assert np.abs(again.pixels.astype(int) - photo.pixels).mean() < 2


def test_photos_that_are_not_named_any_more_go(kept: KeptCards, tmp_path: Path):
    photo, card = open_photo(as_bytes(draw_card())), kept.add()
    for name in ("one", "other"):
        kept.keep_photo(card, name, photo)
    kept.keep_state(card, {"sides": {"0": {"name": "other"}}})
    files = {path.name for path in (tmp_path / "cards" / card).iterdir()}
    assert files == {"other.jpg", "state.json"}


def test_a_card_goes_when_it_is_told_and_after_a_day(kept: KeptCards, tmp_path: Path):
    one, other = kept.add(), kept.add()
    for card in (one, other):
        kept.keep_state(card, {"sides": {}})
    kept.forget(one)
    assert kept.read_state(one) is None
    kept.forget_old(time.time() + KEPT_SECONDS - 60)
    assert kept.read_state(other) == {"sides": {}}
    kept.forget_old(time.time() + KEPT_SECONDS + 60)
    assert list((tmp_path / "cards").iterdir()) == []


def test_what_is_written_after_the_end_makes_nothing(kept: KeptCards, tmp_path: Path):
    card = kept.add()
    kept.forget(card)
    kept.keep_photo(card, "front", open_photo(as_bytes(draw_card())))
    kept.keep_state(card, {"sides": {}})
    assert list((tmp_path / "cards").iterdir()) == []


@pytest.mark.parametrize("card", ["", "..", "../cards", "/etc", "0" * 31, "0" * 32])
def test_an_address_that_names_no_card(kept: KeptCards, card: str):
    kept.add()
    assert kept.read_state(card) is None
    kept.forget(card)
