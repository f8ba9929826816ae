"""Recognise the program that wrote a file by its headers, where plain words mislead.

A column "URL" is a LinkedIn profile in a LinkedIn export and nothing in particular elsewhere.
``exporters.json`` lists only such headers: each program has a signature of headers that its
files hold, and for a few of its headers a property, or null for none. ``mapper.py`` asks once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.automap.normalise import compact, plain_words
from core.automap.table import FOLDER


@dataclass(frozen=True)
class Exporter:
    """A program, the headers its files hold, and what its own headers mean."""

    name: str
    object_type: str
    signature: frozenset[str]
    headers: dict[str, str | None]


def recognise(headers: Sequence[str], object_types: Sequence[str]) -> Exporter | None:
    """The program whose signature the headers hold; the longest signature wins."""
    present = {compact(plain_words(header)) for header in headers}
    found = [
        exporter
        for exporter in _exporters()
        if exporter.object_type in object_types and exporter.signature <= present
    ]
    return max(found, key=lambda exporter: len(exporter.signature), default=None)


@lru_cache(maxsize=1)
def _exporters() -> tuple[Exporter, ...]:
    listed = json.loads((FOLDER / "exporters.json").read_text(encoding="utf-8"))["exporters"]
    return tuple(
        Exporter(
            entry["name"],
            entry["object"],
            frozenset(compact(plain_words(header)) for header in entry["signature"]),
            {compact(plain_words(header)): name for header, name in entry["headers"].items()},
        )
        for entry in listed
    )
