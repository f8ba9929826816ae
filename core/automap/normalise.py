"""Bring a header to one plain spelling, so that tables can be looked up by it.

``FirstName``, ``first_name`` and ``* First name (required)`` are the same words. Accents are
folded in Latin and Greek script only: elsewhere a mark makes another letter. Every phrase of the
synonym tables goes through the same functions as the headers of a file.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ё": "е",
     "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None}
)  # fmt: skip
_SYMBOLS = {"☎": "phone", "📞": "phone", "📱": "mobile", "✆": "phone", "✉": "email", "📧": "email",
            "📨": "email", "🌐": "website", "🏢": "company", "📍": "address", "🎂": "birthday",
            "#": "number", "№": "number", "€": "eur", "$": "usd", "£": "gbp"}  # fmt: skip
_SYMBOL = re.compile("|".join(map(re.escape, _SYMBOLS)))
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_EMAIL = re.compile(r"\be[\W_]{0,3}mails?(?![^\W\d_])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’`´]s\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{（【〔「]([^)\]}）】〕」]*)[)\]}）】〕」]?")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SLASH = re.compile(r"[/|／\n]+")


@dataclass(frozen=True)
class Heading:
    """A header in words: outside brackets, inside brackets, and its sides around a slash."""

    words: tuple[str, ...]
    hint: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """All words, as a key."""
        return " ".join(self.words + self.hint)


def normalise_header(header: str) -> str:
    """The plain spelling of a header: the key under which a user's correction is remembered."""
    return read_heading(header).text


def compact(words: tuple[str, ...]) -> str:
    """Words without the blanks between them: people and programs put those anywhere."""
    return "".join(words)


@lru_cache(maxsize=4096)
def read_heading(header: str) -> Heading:
    """Split a header into plain words."""
    text = _SYMBOL.sub(_symbol_word, unicodedata.normalize("NFKC", header))
    hint = " ".join(_BRACKETS.findall(text))
    outside = _BRACKETS.sub(" ", text)
    if not plain_words(outside):
        hint, outside = "", hint
    sides = tuple(words for side in _SLASH.split(outside) if (words := plain_words(side)))
    return Heading(plain_words(outside), plain_words(hint), sides)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case without accents, camel case and digits split off."""
    text = _CAMEL.sub(" ", _POSSESSIVE.sub("", text))
    text = _EMAIL.sub("email", text)
    folded = fold_accents(text.lower()).replace("ß", "ss").translate(_LETTERS)
    return tuple(_WORD.findall(folded))


def fold_accents(text: str) -> str:
    """Drop the marks above and below Latin and Greek letters, and Arabic vowel marks."""
    if text.isascii():
        return text
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            base = char
        elif _is_folded(base) or "\u064b" <= char <= "\u0652":
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_folded(base: str) -> bool:
    return base < "\u0250" or "\u0370" <= base <= "\u03ff" or "\u1f00" <= base <= "\u1fff"


def _symbol_word(match: re.Match[str]) -> str:
    return f" {_SYMBOLS[match.group()]} "
