"""The card that this session is scanning: its photos, corners and reading, kept between redraws.
Called by the page of business cards and its parts.

A photo is kept in the session alone until its contact is saved; then it is forgotten.
"""

from dataclasses import dataclass, field

import streamlit as st

from core.capture.cards import DEFAULT, CardReview, Photo, Quad, Scan, Side, is_card_shape
from pages.parts.card_corners import Shares

FRONT, BACK = 0, 1
NAMES = ("front", "back")
_KEY = "card"


@dataclass
class SidePhoto:
    """One side: its photo and the corners as they are set, in shares of the picture. ``version``
    counts how often they were put back."""

    photo: Photo
    corners: Shares
    version: int = 0

    @property
    def quad(self) -> Quad:
        """The corners in pixels."""
        width, height = self.photo.size
        first, second, third, fourth = ((x * width, y * height) for x, y in self.corners)
        return first, second, third, fourth

    @property
    def is_shaped(self) -> bool:
        """True where the corners go round a surface."""
        return is_card_shape(self.quad)


@dataclass
class CardSession:
    """``round`` names the fields of this card, so that those of the next are empty."""

    sides: dict[int, SidePhoto] = field(default_factory=dict)
    scan: Scan | None = None
    review: CardReview | None = None
    engine: str = DEFAULT
    chosen: int | None = None
    round: int = 0

    def to_read(self) -> list[Side]:
        """The sides for the engine, the front first."""
        return [Side(side.photo.pixels, side.quad) for _, side in sorted(self.sides.items())]

    def photos(self) -> list[Photo]:
        """The photos in the order in which they were read."""
        return [side.photo for _, side in sorted(self.sides.items())]


def card_session() -> CardSession:
    """The card of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = CardSession()
    found: CardSession = st.session_state[_KEY]
    return found


def take(side: int, photo: Photo) -> None:
    """A photo for one side; a reading of another one is forgotten."""
    card = card_session()
    before = card.sides.get(side)
    version = before.version + 1 if before else 0
    card.sides[side] = SidePhoto(photo, in_shares(photo.proposed, photo), version)
    forget_reading()


def in_shares(quad: Quad, photo: Photo) -> Shares:
    """Corners in pixels as shares of the picture."""
    width, height = photo.size
    return [[min(1.0, max(0.0, x / width)), min(1.0, max(0.0, y / height))] for x, y in quad]


def drop_side(side: int) -> None:
    """Callback: without this photo."""
    card_session().sides.pop(side, None)
    forget_reading()


def forget_reading() -> None:
    """Back to the photos; what was read and given is gone."""
    card = card_session()
    card.scan = card.review = card.chosen = None


def next_card() -> None:
    """Callback: an empty session, with the engine of the last."""
    card = card_session()
    st.session_state[_KEY] = CardSession(engine=card.engine, round=card.round + 1)
