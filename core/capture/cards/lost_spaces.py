"""Spaces between words that engines lose: SalesManager, JohnSmith, SELENASILVA. Called by
``role_scores``, ``people``, ``split_names`` and ``fields``.

Names of firms are left as they are read: many are written in one.
"""

import re

from core.capture.cards.name_emails import email_match
from core.capture.cards.words import fold, load_set, load_words, squeeze

# A small letter before a capital: two words or more behind one another.
_CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_PARTICLE = re.compile(
    r"(?<=[a-zà-ÿ]{2})(van|von|de|del|della|di|da|dos|ten|ter|zu)(der|den|de|la|las|los|het)?"
    r"(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
# What stands before a capital within a name.
_PREFIX = re.compile(r"Mc|Mac|Fitz|La|Le|De|Di|Du|Van|O['’]")
# How well the parts must fit the address.
_FITS = 0.7
# Around which spaces are lost; "R&D" has none.
_AND = re.compile(r"(?<=\w{3})([&+])(?=\w{3})")
_FILLER = re.compile(r"(\w{4,})(of|for|de|des|du|der|und|van|voor|di|del|et)")
# "Dr.AnnaBell,MBA": a title and degrees around one word.
_TITLED = re.compile(r"((?:[^\W\d_]{1,7}\.-?)*)([^\W\d_]{2}[^\W\d_'’-]{5,}[^\s,.]*)((?:,\S+)?)")
_COMMA = re.compile(r"(?<=[a-zà-ÿ]),(?=[A-Za-zÀ-ÿ]{2})")


def spaced_title(text: str) -> str:
    """A title with its spaces: ``SalesManager,Europe`` -> ``Sales Manager, Europe``."""
    titles = load_words("titles")
    words: list[str] = []
    for word in _AND.sub(r" \1 ", text).split():
        parts = _CAMEL.split(word)
        told = [part for part in parts if titles.has(part) or fold(part) in titles.weak]
        words += parts if told and fold(word) not in titles.whole else [word]
    words = [part for word in words for part in _without_filler(word)]
    return _COMMA.sub(", ", " ".join(words))


def _without_filler(word: str) -> list[str]:
    """``Headof`` and ``Adjointdes`` are two words."""
    titles = load_words("titles")
    found = _FILLER.fullmatch(word)
    if not found or titles.has(word) or fold(word) in titles.weak:
        return [word]
    known = titles.has(found[1]) or fold(found[1]) in titles.weak
    return [found[1], found[2]] if known else [word]


def spaced_name(text: str, locals_: list[str]) -> str:
    """A name with its space, where capitals or the email say where it was: the address is made of
    both parts, or the text begins with a known first name and the address has that or the rest."""
    glued = _TITLED.fullmatch(text)
    if glued and (glued[1] or glued[3]):
        head, tail = f"{glued[1]} " if glued[1] else "", glued[3].replace(",", ", ")
        return f"{head}{spaced_name(glued[2], locals_)}{tail}"
    if " " in text or not re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text) or len(text) < 7:
        return text
    known = load_words("first_names").whole
    parts = _camel_parts(text)
    if len(parts) > 1 and (fold(parts[0]) in known or email_match(parts, locals_) >= _FITS):
        return " ".join(parts)
    for local in locals_:
        first, *rest = [squeeze(part) for part in re.split(r"[._-]+", local)]
        if rest and squeeze(text) == first + "".join(rest):
            return f"{text[: len(first)]} {text[len(first) :]}"
    if fold(text) in known:
        return text
    if place := _end_of_token(text, locals_):
        return f"{text[:place]} {text[place:]}"
    for cut in range(len(text) - 3, 2, -1):
        first, last = squeeze(text[:cut]), squeeze(text[cut:])
        if first in known and any(_has(local, first, last) for local in locals_):
            return f"{text[:cut]} {text[cut:]}"
    return text


def _end_of_token(text: str, locals_: list[str]) -> int:
    """Where a first name ends that is the whole of a word of an address; 0 where none is."""
    whole = squeeze(text)
    for local in locals_:
        if local in load_set("offices") or len(whole) != sum(c.isalnum() for c in text):
            continue
        for token in re.split(r"[._-]+", local):
            if len(token) > 3 and whole.startswith(token) and len(whole) > len(token) + 2:
                return len(token)
    return 0


def _camel_parts(text: str) -> list[str]:
    """``JanvanderMeer`` -> Jan van der Meer; ``JaneMcAdam`` -> Jane McAdam."""
    text = _PARTICLE.sub(lambda found: f" {' '.join(filter(None, found.groups()))} ", text)
    parts: list[str] = []
    for part in (part for word in text.split() for part in _CAMEL.split(word)):
        if parts and _PREFIX.fullmatch(parts[-1]):
            part = parts.pop() + part
        parts.append(part)
    return parts


def _has(local: str, first: str, last: str) -> bool:
    tokens = re.split(r"[._-]+", local)
    # "cassius" is one name, though it begins with one that is known, "lenajansen" is two.
    short = first + last in tokens and min(len(first), len(last)) < 4
    return not short and (first in tokens or (local.endswith(last) and len(last) > 3))
