"""Spaces between words that engines lose: SalesManager, JohnSmith, SELENASILVA. Called by
``roles``, ``people``, ``split_names`` and ``fields``.

Names of firms are left as they are read: many are written in one.
"""

import re

from core.capture.cards.words import fold, load_words, squeeze

# A small letter before a capital: two words or more behind one another.
_CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_COMMA = re.compile(r"(?<=[a-zà-ÿ]),(?=[A-Za-zÀ-ÿ]{2})")


def spaced_title(text: str) -> str:
    """A title with its spaces: ``SalesManager,Europe`` -> ``Sales Manager, Europe``."""
    titles = load_words("titles")
    words: list[str] = []
    for word in text.split():
        parts = _CAMEL.split(word)
        told = [part for part in map(fold, parts) if part in titles.whole or part in titles.weak]
        words += parts if told and fold(word) not in titles.whole else [word]
    return _COMMA.sub(", ", " ".join(words))


def spaced_name(text: str, locals_: list[str]) -> str:
    """A name with its space, where capitals or the email say where it was: the address is made of
    both parts, or the text begins with a known first name and the address has that or the rest."""
    if " " in text or not text.isalpha() or len(text) < 7:
        return text
    known = load_words("first_names").whole
    parts = _CAMEL.split(text)
    if len(parts) > 1 and fold(parts[0]) in known:
        return " ".join(parts)
    for local in locals_:
        first, *rest = [squeeze(part) for part in re.split(r"[._-]+", local)]
        if rest and squeeze(text) == first + "".join(rest):
            return f"{text[: len(first)]} {text[len(first) :]}"
    for cut in range(len(text) - 3, 2, -1):
        first, last = squeeze(text[:cut]), squeeze(text[cut:])
        if first in known and any(_has(local, first, last) for local in locals_):
            return f"{text[:cut]} {text[cut:]}"
    return text


def _has(local: str, first: str, last: str) -> bool:
    return first in re.split(r"[._-]+", local) or (local.endswith(last) and len(last) > 3)
