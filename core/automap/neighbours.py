"""With several objects in a file, a header that fits more than one of them ("City", "Close date")
belongs to the object that the columns before it are about. ``mapper.py`` asks before it assigns."""

from collections.abc import Sequence
from dataclasses import replace

from core.automap.assign import THRESHOLD
from core.automap.model import Candidate

# Candidates as close as this are a matter of the neighbours, not of the header.
CLOSE = 0.1
_LEAN = 0.005


def lean_on_neighbours(candidates: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """The candidates of each column, the object of the nearest column to the left that is sure of
    its own a little before the others: people put a fact after what it is about."""
    sure = [_sure_object(column) for column in candidates]
    return [
        _leaning(column, _nearest(sure, place)) if sure[place] is None else column
        for place, column in enumerate(candidates)
    ]


def _sure_object(column: Sequence[Candidate]) -> str | None:
    """The one object a column can be about, or None."""
    objects = {one.object_type for one in _close(column)}
    return objects.pop() if len(objects) == 1 else None


def _close(column: Sequence[Candidate]) -> list[Candidate]:
    able = [one for one in column if one.score >= THRESHOLD]
    return [one for one in able if one.score >= able[0].score - CLOSE]


def _nearest(sure: Sequence[str | None], place: int) -> str | None:
    return next((name for name in reversed(sure[:place]) if name), None)


def _leaning(column: list[Candidate], object_type: str | None) -> list[Candidate]:
    close = _close(column)
    if object_type not in {one.object_type for one in close}:
        return column
    best = close[0].score + _LEAN
    first = max((one for one in close if one.object_type == object_type), key=lambda one: one.score)
    reason = f"{first.reason} The columns before it are about {object_type}."
    moved = replace(first, score=min(best, 1.0), reason=reason)
    return sorted((moved if one is first else one for one in column), key=lambda one: -one.score)
