"""Business cards: a photograph becomes a contact, every property with its confidence and its place.

read_card([Side(pixels)])     the whole way; two sides of one card are one contact
propose_corners(pixels)       where the card is in the picture
ENGINES                       what reads the text, and whether it is installed
"""

from core.capture.cards.card import CardReading, Side, SideRead, read_card, upright_pieces
from core.capture.cards.corners import Corners, propose_corners
from core.capture.cards.engines import DEFAULT, ENGINES
from core.capture.cards.fields import PROPERTIES
from core.capture.cards.photo import Photo, is_card_shape, open_photo
from core.capture.cards.piece import Found, Piece, Quad
from core.capture.cards.review import CardReview
from core.capture.cards.scan import Scan, start_scan
from core.capture.cards.warp import cut_out, on_card

__all__ = [
    "DEFAULT",
    "ENGINES",
    "PROPERTIES",
    "CardReading",
    "CardReview",
    "Corners",
    "Found",
    "Photo",
    "Piece",
    "Quad",
    "Scan",
    "Side",
    "SideRead",
    "cut_out",
    "is_card_shape",
    "on_card",
    "open_photo",
    "propose_corners",
    "read_card",
    "start_scan",
    "upright_pieces",
]
