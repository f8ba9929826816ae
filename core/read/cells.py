"""What kind of thing a cell's text looks like. The dialect vote, the search for the header and the
repair of rows compare kinds; nothing here changes a value."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

NUMBER = re.compile(
    r"[-+(]?\s?[$€£¥]?\s?-?(\d{1,3}([.,' \u00a0\u202f]\d{3})+|\d+)?([.,]\d+)?([eE][-+]?\d+)?"
    r"\s?[%€$£)]?"
)
DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?([AaPp][Mm]|Z|[-+]\d.*)?)?"
    r"|\d{1,2}[- ][A-Za-z]{3}[- ]\d{2,4}"
)
TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[AaPp][Mm])?")
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
WEB = re.compile(r"(https?://|www\.)\S+", re.I)
TRUTH = {"true", "false", "yes", "no", "y", "n"}


def kind_of(text: str) -> str:
    """'' for an empty cell, else number, date, time, email, web, truth or text."""
    text = text.strip()
    if not text:
        return ""
    if any(digit in text for digit in "0123456789") and len(text) < 40:
        for kind, pattern in (("number", NUMBER), ("date", DATE), ("time", TIME)):
            if pattern.fullmatch(text):
                return kind
    if "@" in text and EMAIL.fullmatch(text):
        return "email"
    if WEB.fullmatch(text):
        return "web"
    return "truth" if text.lower() in TRUTH else "text"


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1900" <= text <= "2100"


def is_blank(cells: Iterable[str]) -> bool:
    return not any(cell.strip() for cell in cells)


def filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def commonest(values: Iterable[str]) -> tuple[str, float]:
    """The commonest value and its share; ('', 0.0) for none."""
    counts = Counter(values)
    if not counts:
        return "", 0.0
    value, count = counts.most_common(1)[0]
    return value, count / counts.total()


def column_kinds(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """The kind of each column: what 80 % of its filled cells are, else text; '' for empty ones."""
    kinds = []
    for index in range(width):
        found = [kind_of(row[index]) for row in rows if index < len(row)]
        kind, share = commonest(kind for kind in found if kind)
        kinds.append(kind if share >= 0.8 or not kind else "text")
    return tuple(kinds)
