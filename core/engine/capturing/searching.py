"""The search in a list of captured contacts, as a condition. Called by ``listing.py``.

A word is found where a word of a value begins with it. Digits are found anywhere in a number, since
nobody begins at its country code, but not fewer than three: one digit is in every number there is.
"""

import re
from itertools import groupby
from typing import Any

from core.engine.capturing.batch import PROPERTIES

MOST_WORDS = 10
_ENOUGH = 3
_NUMBERS = ("phone", "mobilephone", "fax")
# Where a digit or two are looked for: in house numbers and dates they are nearly everywhere.
_NAMES = ("firstname", "lastname", "email", "company", "jobtitle")
_WORDS = tuple(name for name in PROPERTIES if name not in _NUMBERS)
# What parts words besides white space.
_MARKS = "@.,;:-_/+()'\"&"


def fits(search: str) -> tuple[str, dict[str, Any]]:
    """A condition over ``captured`` c, and the values in it: it has every word of the search."""
    values: dict[str, Any] = {}
    words = search.split()[:MOST_WORDS]
    parts = [
        part
        for number, (is_number, group) in enumerate(groupby(words, _is_number))
        for part in (_number if is_number else _words)(list(group), f"word{number}", values)
    ]
    return " and ".join(["true", *parts]), values


def _is_number(word: str) -> bool:
    return re.fullmatch(r"[+(]*\d[\d()./-]*", word) is not None


def _words(words: list[str], prefix: str, values: dict[str, Any]) -> list[str]:
    return [_begins(_WORDS, word, f"{prefix}_{n}", values) for n, word in enumerate(words)]


def _number(words: list[str], prefix: str, values: dict[str, Any]) -> list[str]:
    """Words that are one number, as people write it. One of 0612 is found in +31612 as well."""
    digits = re.sub(r"\D", "", "".join(words))
    where = _WORDS if len(digits) >= _ENOUGH else _NAMES
    begin = [_begins(where, word, f"{prefix}_{n}", values) for n, word in enumerate(words)]
    if len(digits) < _ENOUGH:
        return begin
    bare = digits.lstrip("0")
    values[prefix] = bare if len(bare) >= _ENOUGH else digits
    numbers = ", ".join(f"c.{name}" for name in _NUMBERS)
    told = f"concat_ws(';', {numbers}, array_to_string(c.other_phones, ';'))"
    held = f"contains(regexp_replace({told}, '[^\\d;]', '', 'g'), ${prefix})"
    return [f"({held} or ({' and '.join(begin)}))"]


def _begins(names: tuple[str, ...], word: str, value: str, values: dict[str, Any]) -> str:
    """A word of one of these properties, or of another email, begins with this one."""
    values[value] = word
    told = ", ".join(f"c.{name}" for name in names)
    text = f"concat_ws(' ', '', {told}, array_to_string(c.other_emails, ' '))"
    return f"contains({_plain(text)}, ' ' || trim({_plain(f'${value}')}))"


def _plain(text: str) -> str:
    """In lower case without accents, its words parted by spaces."""
    marks = _MARKS.replace("'", "''")
    return f"translate(lower(strip_accents({text})), '{marks}', '{' ' * len(_MARKS)}')"
