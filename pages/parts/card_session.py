"""The card that this session is scanning: its photos, corners and reading, kept between redraws.
Called by the page of business cards and its parts.

``card_keeping`` has the same on disk for as long, so that a reload comes back to it.
"""

import json
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
    counts how often they were put back; ``name`` is the file's, once it is kept."""

    photo: Photo
    corners: Shares
    version: int = 0
    name: str = ""

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
    """``read_of`` says of which corners and by which engine the reading is; ``at_photo`` that it
    waits while the photo is looked at again. ``round`` names the fields of this card, so that those
    of the next are empty. ``kept`` is the id on disk, ``written`` what was last written there."""

    sides: dict[int, SidePhoto] = field(default_factory=dict)
    scan: Scan | None = None
    review: CardReview | None = None
    engine: str = DEFAULT
    chosen: int | None = None
    at_photo: bool = False
    read_of: str = ""
    round: int = 0
    kept: str = ""
    written: str = ""

    @property
    def to_be_read(self) -> bool:
        """True where the photo is to be drawn: nothing is read, or it is looked at again."""
        return self.at_photo or (self.scan is None and self.review is None)

    @property
    def is_as_read(self) -> bool:
        """True where the reading is of the corners and the engine as they are now."""
        return self.review is not None and self.read_of == self.wanted()

    def wanted(self) -> str:
        """What a reading would be of now. Another photo forgets the reading anyway."""
        corners = {
            number: [[round(share, 4) for share in point] for point in side.corners]
            for number, side in sorted(self.sides.items())
        }
        return json.dumps([self.engine, corners])

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


def put_card(card: CardSession) -> None:
    """Another card takes the place of the session's."""
    st.session_state[_KEY] = card


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
    card.at_photo = False


def back_to_photo() -> None:
    """Callback: the photo is looked at again; what was read and corrected waits."""
    card_session().at_photo = True


def back_to_fields() -> None:
    """Callback: to what was read and corrected."""
    card_session().at_photo = False


def empty_session() -> None:
    """An empty session, with the engine of the last."""
    card = card_session()
    put_card(CardSession(engine=card.engine, round=card.round + 1))
