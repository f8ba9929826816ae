"""Numbers whose kind stands in a column of its own: Google's "Phone 1 - Label", "Phone 1 - Value".

``mapper.py`` asks when what the headers say is settled. Only where all cells agree: a column that
is mobile for one person and home for the next stays a phone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.automap.normalise import compact, plain_words
from core.automap.settle import Column

_VALUE = re.compile(r"(?P<pair>.*\d.*?)\W*value$", re.IGNORECASE)
_LABEL = re.compile(r"(?P<pair>.*\d.*?)\W*(?:label|type)$", re.IGNORECASE)
# What Google writes, also in the languages that it translates the kinds to.
_MOBILE = re.compile(
    r"mobil|cell|celular|móvil|portable|handy|matkapuhelin|携帯|手机|手機|моб", re.I
)


def settle_labelled(columns: Sequence[Column]) -> list[Column]:
    """The columns, the first one of only mobile numbers a mobile, the first other one a phone."""
    labels = {pair: c.values for c in columns if (pair := _pair(_LABEL, c.header))}
    phones = [c for c in columns if c.reading and c.reading.concepts == ("phone",)]
    mobile = [c for c in phones if _are_mobile(labels.get(_pair(_VALUE, c.header), []))]
    if not mobile:
        return list(columns)
    others = [c for c in phones if c not in mobile and c.reading and not c.reading.scope]
    first = {mobile[0].index: "mobile"} | {c.index: "phone" for c in others[:1]}
    return [_with(c, first[c.index]) if c.index in first else c for c in columns]


def _pair(pattern: re.Pattern[str], header: str) -> str:
    found = pattern.fullmatch(header.strip())
    return compact(plain_words(found["pair"])) if found else ""


def _are_mobile(labels: Sequence[str]) -> bool:
    return bool(labels) and all(_MOBILE.search(label) for label in labels)


def _with(column: Column, concept: str) -> Column:
    assert column.reading
    return replace(column, reading=replace(column.reading, concepts=(concept,), group=1, number=1))
