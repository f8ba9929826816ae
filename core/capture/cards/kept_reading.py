"""A reading and what a person changed of it as JSON, and back. Called by ``kept_cards``."""

from dataclasses import asdict
from typing import Any

from core.capture.cards.card import CardReading, SideRead
from core.capture.cards.corners import Corners
from core.capture.cards.piece import Found, Piece, Quad
from core.capture.cards.review import CardReview
from core.capture.contact import Contact

Json = dict[str, Any]


def review_to_json(review: CardReview) -> Json:
    """The whole of it; places stay numbers of the same picture."""
    return asdict(review)


def review_from_json(kept: Json) -> CardReview:
    """What ``review_to_json`` gave. Raises KeyError, TypeError or ValueError for anything else."""
    reading = kept["reading"]
    made = CardReading(
        Contact(**reading["contact"]),
        _found(reading["found"]),
        [_side(side) for side in reading["sides"]],
        list(reading["warnings"]),
    )
    return CardReview(made, _found(kept["found"]))


def quad_from_json(kept: list[list[float]]) -> Quad:
    """Four places."""
    first, second, third, fourth = ((float(x), float(y)) for x, y in kept)
    return first, second, third, fourth


def _found(kept: Json) -> dict[str, Found]:
    return {
        name: Found(one["value"], one["confidence"], tuple(one["pieces"]))
        for name, one in kept.items()
    }


def _side(kept: Json) -> SideRead:
    corners = Corners(quad_from_json(kept["corners"]["quad"]), kept["corners"]["confidence"])
    pieces = [
        Piece(one["text"], quad_from_json(one["quad"]), one["confidence"]) for one in kept["pieces"]
    ]
    return SideRead(pieces, corners, kept["turn"], kept["first"])
