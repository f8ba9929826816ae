"""What passes between the steps of reading a card: pieces from an engine, segments of a layout.

A **piece** is one text as the engine found it, in pixels of the picture. A **segment** is what
stands together on a line, in the coordinates of the upright card.
"""

from dataclasses import dataclass, field

# A value that is less sure is to be looked at.
_SURE = 0.7

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Piece:
    """``quad`` is top left, top right, bottom right, bottom left as one reads the text, in pixels
    of the picture; ``confidence`` is the engine's, 0 to 1."""

    text: str
    quad: Quad
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Text on one line of the upright card. ``pieces`` are the numbers of the pieces it is made of;
    ``side`` is 0 for the front, 1 for the back. Distances are in pixels of the side's picture."""

    text: str
    left: float
    top: float
    width: float
    height: float
    confidence: float = 1.0
    side: int = 0
    pieces: tuple[int, ...] = ()

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return self.top + self.height / 2

    @property
    def centre(self) -> float:
        """The middle of the line from left to right."""
        return self.left + self.width / 2


@dataclass(slots=True)
class Found:
    """A value for a property, how sure it is (0 to 1), and the numbers of its pieces."""

    value: str
    confidence: float
    pieces: tuple[int, ...] = ()

    @property
    def is_sure(self) -> bool:
        """False where a person should look at it."""
        return self.confidence >= _SURE


@dataclass(slots=True)
class CardText:
    """The pieces of the sides of a card, the front first, numbered through; ``turns`` is by how
    many degrees, clockwise, each side's picture must be turned to be upright."""

    pieces: list[Piece] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
