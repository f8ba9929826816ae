"""Objects that the user defined: no synonym leads to their properties, so their labels are read the
way headers are, and a header that says the same in another language becomes the property.

``mapper.py`` reads the labels once a file and asks for the candidates of each column.
"""

from collections.abc import Iterator, Mapping, Sequence

from core.automap.candidates import OWN, Hints, reason_of
from core.automap.model import RECORD_ID, Candidate
from core.automap.normalise import read_heading
from core.automap.reading import Reading, read_header
from core.automap.settle import Column
from core.automap.table import Table
from core.automap.values import weigh

# What records of every object have, by concept.
_COMMON = {"owner": "hubspot_owner_id", "record_id": RECORD_ID}
_SAME, _NEARLY = 0.96, 0.85

Meanings = Mapping[tuple[str, str], Reading]


def is_own(object_type: str) -> bool:
    """Whether the tables of this room know nothing of an object: the user defined it."""
    return object_type not in OWN


def read_labels(hints: Hints, order: tuple[str, ...], table: Table) -> Meanings:
    """What the labels of such objects' properties say, of those that say something."""
    read = {
        key: read_header(read_heading(hint.label), order, table)
        for key, hint in hints.items()
        if is_own(key[0])
    }
    return {key: reading for key, reading in read.items() if reading}


def own_candidates(
    column: Column, object_types: Sequence[str], hints: Hints, meanings: Meanings, table: Table
) -> Iterator[Candidate]:
    """Properties of such objects that the header means."""
    reading = column.reading
    if reading is None:
        return
    weight = reading.certainty * weigh(table.concepts[reading.concepts[0]].kind, column.values)
    for object_type, name in _common(reading, object_types, hints):
        reason = reason_of(column, hints[object_type, name], table)
        yield Candidate(object_type, name, min(weight * _SAME, 0.98), reason)
    for (object_type, name), label in meanings.items():
        if _about(label) == _about(reading):
            factor = _SAME if label.concepts == reading.concepts else _NEARLY
            reason = reason_of(column, hints[object_type, name], table)
            yield Candidate(object_type, name, min(weight * factor, 0.98), reason)


def _common(
    reading: Reading, object_types: Sequence[str], hints: Hints
) -> Iterator[tuple[str, str]]:
    name = _COMMON.get(reading.concepts[0], "")
    for object_type in object_types:
        if is_own(object_type) and (object_type, name) in hints and not reading.qualifiers:
            yield object_type, name


def _about(reading: Reading) -> tuple[str, frozenset[str], int, int]:
    """A home phone is no work phone, a second one not the first."""
    return reading.concepts[0], reading.qualifiers, reading.group, reading.number
