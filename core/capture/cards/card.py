"""A photograph of a business card, of one or both sides, becomes a contact. The door of this room.

    find the card -> read the texts -> turn it upright -> lines -> fields

Called by ``kinds`` for the command line, and by the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from core.capture.cards.corners import Corners, propose_corners, whole
from core.capture.cards.engines import DEFAULT, read_pieces
from core.capture.cards.fields import CardFields, find_fields
from core.capture.cards.layout import segments_of
from core.capture.cards.piece import Found, Piece, Quad, Segment
from core.capture.cards.quality import find_faults
from core.capture.cards.two_people import two_people
from core.capture.cards.warp import cut_out, pieces_on_card
from core.capture.contact import Contact
from core.capture.pictures import Pixels

# Of a card's size: how far outside its corners text still counts.
_MARGIN = 0.04
# A smaller card is cut out before reading, so that its letters keep their pixels.
_SMALL_CARD = 0.45

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Side:
    """A picture of one side, red, green, blue. ``corners`` are those that a person has set; None:
    they are proposed."""

    pixels: Pixels
    corners: Quad | None = None


@dataclass
class SideRead:
    """``pieces`` in pixels of the picture; ``turn`` degrees clockwise make the card upright;
    ``first`` is the number of its first piece among those of both sides."""

    pieces: list[Piece]
    corners: Corners
    turn: int
    first: int = 0


@dataclass
class CardReading:
    """``found`` has each property's value, confidence and pieces; ``contact`` is made of it."""

    contact: Contact
    found: dict[str, Found] = field(default_factory=dict)
    sides: list[SideRead] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """The texts of all sides, as ``found`` numbers them."""
        return [piece for side in self.sides for piece in side.pieces]


def read_card(
    sides: list[Side], engine: str = DEFAULT, tell: Tell = lambda *_: None
) -> CardReading:
    """Reads the sides of one card, the front first. ``tell`` hears the phase and the share done.

    Raises ``AppError`` where the engine is not installed."""
    reads: list[SideRead] = []
    segments: list[Segment] = []
    warnings: list[str] = []
    faults: list[str] = []
    for number, side in enumerate(sides):
        name = "the card" if len(sides) == 1 else ("the front", "the back")[min(number, 1)]
        tell(f"Finding {name}", number / len(sides))
        corners = Corners(side.corners, 1.0) if side.corners else propose_corners(side.pixels)
        faults += _faults(side.pixels, corners, name if len(sides) > 1 else "")
        tell(f"Reading {name}", (number + 0.2) / len(sides))
        read = _read_side(side, corners, engine)
        read.first = sum(len(known.pieces) for known in reads)
        reads.append(read)
        segments += _segments(read, number)
    tell("Finding the fields", 0.95)
    fields = find_fields(segments)
    if not _is_sure(fields):
        warnings += faults
    if len(sides) > 1 and (question := two_people(segments)):
        warnings.append(question)
    if not segments:
        warnings.append("No text was found in the picture.")
    elif not fields.found:
        warnings.append("The text in the picture has no name, address or number of a contact.")
    return CardReading(_contact(fields, warnings), fields.found, reads, warnings)


def _is_sure(fields: CardFields) -> bool:
    """True where a person was read with every value sure: what is wrong with the photo did not
    matter then."""
    named = "lastname" in fields.found or "email" in fields.found
    return named and all(found.is_sure for found in fields.found.values())


def _faults(pixels: Pixels, corners: Corners, name: str) -> list[str]:
    quad = corners.quad if corners.sure else whole(pixels)
    card = cut_out(pixels, quad)
    return [f"{name.capitalize()}: {fault}" if name else fault for fault in find_faults(card)]


def _read_side(side: Side, corners: Corners, engine: str) -> SideRead:
    given = side.corners is not None
    left, top, right, bottom = _around(corners, side.pixels, given)
    pieces, turn = read_pieces(side.pixels[top:bottom, left:right], engine)
    pieces = [_moved(piece, left, top) for piece in pieces]
    inside = [piece for piece in pieces if _is_inside(piece, corners.quad)]
    if given or (corners.sure and _length(inside) >= 0.6 * _length(pieces)):
        return SideRead(inside, corners, turn)
    if corners.confidence:
        corners = Corners(corners.quad, min(corners.confidence, 0.5))
    return SideRead(pieces, corners, turn)


def _around(corners: Corners, pixels: Pixels, given: bool) -> tuple[int, int, int, int]:
    """The part of the picture to read: the card's surroundings where it is small or certain."""
    height, width = pixels.shape[:2]
    area = float(cv2.contourArea(np.array(corners.quad, np.float32))) / (width * height)
    if not given and not (corners.sure and area < _SMALL_CARD):
        return 0, 0, width, height
    xs, ys = [x for x, _ in corners.quad], [y for _, y in corners.quad]
    room = (0.04 if given else 0.12) * max(max(xs) - min(xs), max(ys) - min(ys))
    left, top = max(0, int(min(xs) - room)), max(0, int(min(ys) - room))
    right, bottom = min(width, int(max(xs) + room)), min(height, int(max(ys) + room))
    if right - left < 8 or bottom - top < 8:
        return 0, 0, width, height
    return left, top, right, bottom


def _moved(piece: Piece, left: int, top: int) -> Piece:
    first, second, third, fourth = ((x + left, y + top) for x, y in piece.quad)
    return Piece(piece.text, (first, second, third, fourth), piece.confidence)


def _is_inside(piece: Piece, quad: Quad) -> bool:
    x = sum(point[0] for point in piece.quad) / 4
    y = sum(point[1] for point in piece.quad) / 4
    shape = np.array(quad, np.float32)
    room = _MARGIN * float(np.ptp(shape, axis=0).max())
    return cv2.pointPolygonTest(shape.reshape(-1, 1, 2), (x, y), True) > -room


def _length(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _segments(read: SideRead, number: int) -> list[Segment]:
    """The lines of a side, on the flat card where its corners are sure, else in the picture."""
    return segments_of(upright_pieces(read), number, read.first)


def upright_pieces(read: SideRead) -> list[Piece]:
    """The pieces of a side where they are on the upright card."""
    quad = read.corners.quad if read.corners.sure else _frame(read.pieces)
    return pieces_on_card(read.pieces, quad, read.turn)


def _frame(pieces: list[Piece]) -> Quad:
    """An upright frame around all the texts: nothing is mended but the turn."""
    right = max((x for piece in pieces for x, _ in piece.quad), default=1.0)
    bottom = max((y for piece in pieces for _, y in piece.quad), default=1.0)
    return (0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)


def _contact(fields: CardFields, warnings: list[str]) -> Contact:
    contact = Contact(emails=fields.emails, phones=fields.phones, warnings=list(warnings))
    for name, found in fields.found.items():
        contact.put(name, found.value)
        contact.confidence[name] = round(found.confidence, 2)
    return contact
