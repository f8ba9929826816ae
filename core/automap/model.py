"""The shapes automatic mapping takes and gives: hints about properties, guesses about columns.

The pages and the command line build hints from the store's properties and show the guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str | None]
FULL_NAME = "__fullname"
RECORD_ID = "hs_object_id"


@dataclass(frozen=True)
class PropertyHint:
    """What matching needs to know of one property.

    ``options`` are (label, value) pairs; ``labels`` the label in other languages and any other
    name to recognise; a ``read_only`` property is never proposed.
    """

    name: str
    label: str
    type: str = "string"
    options: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    read_only: bool = False


@dataclass(frozen=True)
class Guess:
    """What one column probably is. ``property`` is None where it should not be mapped;
    ``alternatives`` are up to three other (property, confidence), written ``object.property``
    where several objects are imported.
    """

    index: int
    object_type: str
    property: str | None
    confidence: float
    reason: str
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Candidate:
    """One property a column may become, how likely, and why."""

    object_type: str
    property: str
    score: float
    reason: str
