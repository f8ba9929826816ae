"""What the sample cells say about a guess: they support it, contradict it, or neither.

Cells never decide alone (a column of dates can be anything), they only weigh what the header
says. ``candidates.py`` asks for each column, ``settle.py`` to tell a salutation from a job title.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from core.automap.model import PropertyHint, Row
from core.automap.normalise import compact, plain_words
from core.automap.table import FOLDER

MOST = 0.6
SAMPLED = 50
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_LINKEDIN = re.compile(r"linkedin\.com/", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+|www\.\S+|[\w-]+(\.[\w-]+)+(/\S*)?", re.IGNORECASE)
_DAY = re.compile(r"\d\d?")
_PHONE = re.compile(r"[+(\d][\d\s()./+x-]{4,}")


def column_values(samples: Sequence[Row], column: int) -> list[str]:
    """The filled cells of a column, a few dozen at most."""
    cells = (row[column] for row in samples if column < len(row))
    return [cell.strip() for cell in cells if cell and cell.strip()][:SAMPLED]


def share(values: Sequence[str], test: Callable[[str], object]) -> float:
    """The part of the values that pass."""
    return sum(bool(test(value)) for value in values) / len(values) if values else 0.0


def are_emails(values: Sequence[str]) -> bool:
    """Whether most cells are e-mail addresses."""
    return share(values, EMAIL.fullmatch) >= MOST


def are_linkedin(values: Sequence[str]) -> bool:
    """Whether most cells are links to LinkedIn."""
    return share(values, _LINKEDIN.search) >= MOST


def are_salutations(values: Sequence[str]) -> bool:
    """Whether most cells are forms of address such as Mr, Frau or Mme."""
    known = _salutations()
    return share(values, lambda value: compact(plain_words(value)) in known) >= MOST


def are_options(values: Sequence[str], hint: PropertyHint) -> bool:
    """Whether most cells are options of the property, by label or by value."""
    known = {compact(plain_words(text)) for option in hint.options for text in option}
    return bool(known) and share(values, lambda value: compact(plain_words(value)) in known) >= MOST


def weigh(kind: str, values: Sequence[str]) -> float:
    """The factor on a guess: above 1 where the cells support it, below where they contradict."""
    if not values or kind == "any":
        return 1.0
    if kind == "email":
        return _factor(share(values, EMAIL.search), 0.2)
    if are_emails(values):
        return 0.6
    if kind == "phone":
        return _factor(share(values, _PHONE.search), 0.01)
    if kind == "url":
        return _factor(share(values, _LINK.match), 0.01)
    if kind == "date" and share(values, _DAY.fullmatch) >= MOST:
        return 0.6  # the day or the month of a date whose parts have columns of their own
    if kind in ("date", "number"):
        return 1.0 if share(values, _has_digit) > 0 else 0.6
    return 1.0


def _factor(supporting: float, least: float) -> float:
    if supporting < least:
        return 0.6
    return 1.02 if supporting >= MOST else 1.0


def _has_digit(value: str) -> bool:
    return any(char.isdigit() for char in value)


@lru_cache(maxsize=1)
def _salutations() -> frozenset[str]:
    listed = json.loads((FOLDER / "salutations.json").read_text(encoding="utf-8"))
    return frozenset(compact(plain_words(text)) for texts in listed.values() for text in texts)
