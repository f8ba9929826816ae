"""Cuts one damaged physical line into a given number of cells so that its quotes pair up.

``records.py`` calls it for the lines that a strict parser refuses or that come out in the wrong
width: a stray quote, an inch mark, a nickname in quotes. A small dynamic programme joins the pieces
between delimiters into cells at the lowest cost.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.read.dialect import Dialect

MOST_PIECES = 3000
WIDEST_JOIN = 60
NEVER = 10**6


class Patterns(dict[str, re.Pattern[str]]):
    """By quote: ``"a, b" c``, a quoted part that holds the delimiters and a rest."""

    def __missing__(self, quote: str) -> re.Pattern[str]:
        q = re.escape(quote)
        self[quote] = re.compile(f"{q}((?:[^{q}]|{q}{q})*){q}([^{q}]+)")
        return self[quote]


CLOSED_EARLY = Patterns()


@dataclass(frozen=True)
class Cut:
    cells: tuple[str, ...]
    cost: int


def recut(line: str, dialect: Dialect, width: int) -> Cut | None:
    """The cheapest cut into exactly ``width`` cells; None when there is none worth having."""
    pieces = line.split(dialect.delimiter)
    surplus = len(pieces) - width
    if surplus < 0 or len(pieces) > MOST_PIECES or surplus > WIDEST_JOIN:
        return None
    ends, cost = cheapest_joins(pieces, dialect, width)
    if cost >= NEVER:
        return None
    cells, start = [], 0
    for end in ends:
        cells.append(cell_text(dialect.delimiter.join(pieces[start:end]), dialect))
        start = end
    return Cut(tuple(cells), cost)


def cheapest_joins(pieces: list[str], dialect: Dialect, width: int) -> tuple[list[int], int]:
    """Where each cell ends. ``best[surplus used]`` is the cheapest way so far, cell by cell."""
    surplus = len(pieces) - width
    best: list[tuple[int, list[int]]] = [(0, []), *[(NEVER, list[int]())] * surplus]
    for cell in range(width):
        after: list[tuple[int, list[int]]] = [(NEVER, [])] * (surplus + 1)
        for used, (cost, ends) in enumerate(best):
            if cost >= NEVER:
                continue
            for more in range(surplus - used + 1):
                start, end = cell + used, cell + used + more + 1
                price = cost + join_cost(dialect, tuple(pieces[start:end]))
                if price < after[used + more][0]:
                    after[used + more] = (price, [*ends, end])
        best = after
    return best[surplus][1], best[surplus][0]


@lru_cache(maxsize=4096)
def join_cost(dialect: Dialect, pieces: tuple[str, ...]) -> int:
    """0 for a cell that is plain or quoted as it should be; more the odder it is."""
    quote = dialect.quote
    text = dialect.delimiter.join(pieces).strip(" \r\n")
    broken = "\n" in text or "\r" in text
    if not quote or quote not in text:
        return 0 if len(pieces) == 1 and not broken else NEVER
    opened = text.startswith(quote)
    closed = text.endswith(quote) and len(text) > 1
    if opened and closed:
        inner = text[1:-1].replace(quote * 2, "")
        seams = inner.count(quote + dialect.delimiter + quote)
        return min(inner.count(quote), 3) + 4 * seams + 3 * inner.count("\n")
    if opened and not broken and CLOSED_EARLY[quote].fullmatch(text):
        return 2
    if len(pieces) > 1 or broken:
        return NEVER
    return 3 if opened else 2 if closed else 1


def cell_text(text: str, dialect: Dialect) -> str:
    """The cell without its quotes when it has both; a stray quote stays, it is the file's text."""
    quote = dialect.quote
    bare = text.strip(" \r\n")
    if quote and len(bare) > 1 and bare.startswith(quote) and bare.endswith(quote):
        return bare[1:-1].replace(quote * 2, quote)
    early = CLOSED_EARLY[quote].fullmatch(bare) if quote and dialect.delimiter in bare else None
    if early:
        return early.group(1).replace(quote * 2, quote) + early.group(2)
    return text.lstrip(" ") if dialect.trim_left else text
