"""Sketches cards as text, so that the finding of fields is tested without an engine.

A line is a line of the card; ``||`` begins another column; ``#`` in front makes letters larger,
each more so; ``~`` alone in front makes them smaller; an empty line is room. In the files of
``cases`` a card begins with ``==`` and its name, and ``--`` stands before the properties that are
to be found.
"""

from pathlib import Path

from core.capture.cards.fields import find_fields
from core.capture.cards.piece import Segment

SIZE = 30.0
COLUMN = 620.0
_CASES = Path(__file__).parent / "cases"


def read_cases() -> dict[str, tuple[str, dict[str, str]]]:
    """The sketch of each case and its properties, by the file's name and the case's own."""
    cases = {}
    for path in sorted(_CASES.glob("*.txt")):
        for block in path.read_text("utf-8").split("== ")[1:]:
            name, _, body = block.partition("\n")
            sketch, _, told = body.partition("\n--\n")
            pairs = (line.partition(": ") for line in told.strip().splitlines())
            cases[f"{path.stem}: {name}"] = (sketch, {prop: value for prop, _, value in pairs})
    return cases


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
