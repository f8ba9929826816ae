"""The word lists of cards: titles, kinds of organisation, legal forms, first names, labels ...

Files in ``words/``, written for this app. Everything is compared folded: without case, accents and
stops. Called by the finders of names, titles and companies.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_SPELLED = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l",
    "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "’": "'", "‘": "'", "`": "'", "´": "'",
})  # fmt: skip
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "å": "aa", "Å": "aa"}
)


def fold(text: str) -> str:
    """Lower case, without accents: Müller -> muller."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def squeeze(text: str) -> str:
    """Letters and digits only, folded: Müller & Söhne -> mullersohne."""
    return "".join(c for c in fold(text) if c.isalnum())


def spellings(text: str) -> set[str]:
    """How a name may stand in an address: Müller -> muller, mueller."""
    return {squeeze(text), squeeze(text.translate(_UMLAUTS))}


@dataclass(frozen=True)
class WordList:
    """``whole`` words, ``endings`` of longer words, ``weak`` words that say little alone."""

    whole: frozenset[str]
    endings: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """True for a word that says it by itself."""
        word = fold(word).strip(".,;:()[]'\"")
        if word in self.whole:
            return True
        return any(len(word) > len(end) + 1 and word.endswith(end) for end in self.endings)


@cache
def load_words(name: str) -> WordList:
    """The list ``titles``, ``companies``, ``degrees``, ``honorifics`` or ``first_names``."""
    words = [fold(word) for line in _lines(name) for word in line.split()]
    return WordList(
        frozenset(word for word in words if word[0] not in "-~"),
        tuple(word[1:] for word in words if word[0] == "-"),
        frozenset(word[1:] for word in words if word[0] == "~"),
    )


@cache
def load_list(name: str) -> tuple[str, ...]:
    """The words of a list as they are written, in their order: ``streets``."""
    return tuple(word for line in _lines(name) for word in line.split())


@cache
def load_set(name: str) -> frozenset[str]:
    """The words of a list where their order is all the same: ``offices``, ``networks`` ..."""
    return frozenset(load_list(name))


@cache
def load_sections(name: str) -> dict[str, list[str]]:
    """The words of a list by the name in brackets above them: ``labels``."""
    sections: dict[str, list[str]] = {}
    for line in _lines(name):
        if line.startswith("["):
            sections[line.strip("[]")] = words = []
        else:
            words += line.split()
    return sections


@cache
def load_pairs(name: str) -> dict[str, str]:
    """The lines ``word = meaning`` of a list: ``countries``."""
    pairs = (line.partition(" = ") for line in _lines(name))
    return {word: meaning for word, _, meaning in pairs}


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_lines("slogans")) + r")\b", re.I)


def is_slogan(text: str) -> bool:
    """True for a text with words of slogans: no name of a firm and no title has them."""
    return bool(_slogan().search(text))


def is_kind(word: str) -> bool:
    """True for a word that says what kind of firm it is: ``Bakery``, ``Pasticceria``, and no first
    name: ``Valeria``."""
    return load_words("companies").has(word) and fold(word) not in load_words("first_names").whole


@cache
def legal_form() -> re.Pattern[str]:
    """Finds a legal form as a word of its own: ``GmbH & Co. KG``, ``B.V.``, ``Pte Ltd``."""
    forms = sorted(set(_lines("legal_forms")), key=len, reverse=True)
    return re.compile(
        # "Ballina, Co. Mayo" is in a county.
        r"(?<![\w.&-])(?!(?<!& )Co\.? (?!Limited|Ltd|KG|Inc)[A-Z][a-z])(?:"
        + "|".join(_form_pattern(form) for form in forms)
        + r")(?![\w&-])"
    )


def _form_pattern(form: str) -> str:
    """Stops and spaces are optional; short ones count in their own case or capitals only."""
    parts = [r"\.?\s?" if c == "." else r"\s*" if c == " " else re.escape(c) for c in form]
    pattern = "".join(parts)
    letters = sum(c.isalpha() for c in form)
    return (
        rf"(?i:{pattern})"
        if letters > 3
        else rf"(?:{pattern}|{pattern.upper()})"
        if (form.upper() != form and "\\S" not in pattern.upper())
        else pattern
    )


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
