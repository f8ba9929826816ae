"""The mapper as the header-mapping benchmark calls it: plain lists in, plain names out.

Called by the benchmark's scoring script and by ``tests/automap/test_holdout.py``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.automap.mapper import map_columns
from core.automap.model import PropertyHint, Row


def score_entry(
    headers: Sequence[str],
    samples: Sequence[Row],
    object_type: str,
    language: str,
    vocabulary: Mapping[str, Sequence[Mapping[str, Any]]],
) -> list[str | None]:
    """One property name or None per header; ``object.property`` with several objects."""
    object_types = object_type.split(",")
    hints = {kind: [_hint(entry) for entry in vocabulary[kind]] for kind in object_types}
    guesses = map_columns(headers, samples, object_types, language, hints)
    if len(object_types) == 1:
        return [guess.property for guess in guesses]
    return [guess.property and f"{guess.object_type}.{guess.property}" for guess in guesses]


def _hint(entry: Mapping[str, Any]) -> PropertyHint:
    options = tuple((option["label"], option["value"]) for option in entry.get("options") or ())
    return PropertyHint(entry["name"], entry["label"], entry.get("type", "string"), options)
