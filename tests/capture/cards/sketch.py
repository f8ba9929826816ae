"""Sketches cards as text, so that the finding of fields is tested without an engine.

A line is a line of the card; ``||`` begins another column; ``#`` in front makes letters larger, each
more so; ``.`` alone in front makes them smaller; an empty line is room.
"""

from core.capture.cards.fields import find_fields
from core.capture.cards.piece import Segment

SIZE = 30.0
COLUMN = 620.0


def segments(sketch: str) -> list[Segment]:
    """The segments of a sketched card."""
    drawn: list[Segment] = []
    top = 0.0
    for line in sketch.strip("\n").splitlines():
        height = SIZE
        for number, column in enumerate(line.split("||")):
            text = column.strip()
            height = SIZE
            while text.startswith("#"):
                text, height = text[1:], height * 1.4
            if text.startswith("~"):
                text, height = text[1:], height * 0.75
            text = text.strip()
            if text:
                place = (number * COLUMN, top, len(text) * height * 0.5, height)
                drawn.append(Segment(text, *place, pieces=(len(drawn),)))
        top += height * 1.35
    return drawn


def found(sketch: str) -> dict[str, str]:
    """The properties that are found on a sketched card."""
    return {name: one.value for name, one in find_fields(segments(sketch)).found.items()}
