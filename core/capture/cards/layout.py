"""The pieces of a card's side become segments in reading order: upright, what belongs together on
one line joined. Called by ``card``.

The engine breaks a line where there is much room between words. What stands in another column or
in letters of another size stays apart.
"""

import math
import statistics

from core.capture.cards.piece import Piece, Point, Segment

# Of the height of the letters: a wider gap is another column.
WIDEST_GAP = 1.1
_MOST_TALLER = 1.45
_LEAST_OVERLAP = 0.6


def segments_of(pieces: list[Piece], side: int = 0, first: int = 0) -> list[Segment]:
    """The segments from top to bottom, those beside one another from left to right. ``first`` is
    the number of the first piece among those of both sides."""
    tilt = _tilt(pieces)
    single = [_segment(p, tilt, side, first + number) for number, p in enumerate(pieces)]
    rows = _rows([s for s in single if s.text])
    return [joined for row in rows for joined in _join(row)]


def _tilt(pieces: list[Piece]) -> float:
    """By which angle the lines are tilted, in radians; long texts tell it best."""
    angles = []
    for piece in pieces:
        left, right = _middle(piece.quad[0], piece.quad[3]), _middle(piece.quad[1], piece.quad[2])
        length = math.dist(left, right)
        angles += [math.atan2(right[1] - left[1], right[0] - left[0])] * max(1, len(piece.text))
        if not length:
            angles.pop()
    return statistics.median(angles) if angles else 0.0


def _segment(piece: Piece, tilt: float, side: int, number: int) -> Segment:
    corners = [_turned(point, -tilt) for point in piece.quad]
    height = (math.dist(corners[0], corners[3]) + math.dist(corners[1], corners[2])) / 2
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    middle = sum(y for _, y in corners) / 4
    text = " ".join(piece.text.split())
    return Segment(
        *(text, left, middle - height / 2, right - left, height),
        *(piece.confidence, side, (number,)),
    )


def _turned(point: Point, angle: float) -> Point:
    x, y = point
    return (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _rows(segments: list[Segment]) -> list[list[Segment]]:
    """Segments of about the same height on the card, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.middle):
        row = rows[-1] if rows else []
        if row and _overlap(row[0], segment) >= _LEAST_OVERLAP:
            row.append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _overlap(one: Segment, other: Segment) -> float:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(1e-6, min(one.height, other.height))


def _join(row: list[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for segment in row:
        if joined and _belongs(joined[-1], segment):
            joined[-1] = join(joined[-1], segment, " ")
        else:
            joined.append(segment)
    return joined


def _belongs(left: Segment, right: Segment) -> bool:
    low, high = sorted((left.height, right.height))
    gap = right.left - left.right
    return high <= _MOST_TALLER * low and gap <= WIDEST_GAP * high


def join(one: Segment, other: Segment, between: str) -> Segment:
    """Two segments as one; the heights of lines on top of one another are not added."""
    left, top = min(one.left, other.left), min(one.top, other.top)
    same_line = _overlap(one, other) >= _LEAST_OVERLAP
    height = max(one.bottom, other.bottom) - top if same_line else max(one.height, other.height)
    return Segment(
        f"{one.text}{between}{other.text}",
        *(left, top, max(one.right, other.right) - left, height),
        *(min(one.confidence, other.confidence), one.side, one.pieces + other.pieces),
    )
