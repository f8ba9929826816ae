"""A person's name without what stands around it: titles in front, degrees behind, a nickname.

    Prof. Dr. Anna "Ann" Bell, MBA -> Anna Bell

Called by ``people`` and ``split_names``.
"""

import re
from dataclasses import dataclass

from core.capture.cards.words import fold, load_words

# Of letters; last names in capitals are mostly longer.
_LONGEST_DEGREE = 5
_NICKNAME = re.compile(r"\s*[\"“„(][^\"”“)]{2,20}[\"”“)]\s*")
_DEGREE = re.compile(
    r"^(?:Dip|Cert|Adv)\.[A-Z]\w*|^(?:M|B|Dipl|Ph|LL|Ed|Psy|Dr)\.?\s?-?(?:Sc|A|D|Ing|Eng|B|M|Ed|Tech|Com|Arch|Phil|Jur)\b\.?",
    re.I,
)


@dataclass(frozen=True)
class PersonText:
    """A text without what is no name: ``words`` of the name; ``decorated`` says that a title or a
    degree stood there."""

    words: tuple[str, ...]
    decorated: bool


def bare_name(text: str) -> PersonText:
    """The words of a name without titles in front, degrees behind, and a nickname."""
    text = _NICKNAME.sub(" ", text)
    head, *behind = re.split(r"\s*[,|]\s*|\s+[–-]\s+", text)
    decorated = bool(behind) and all(is_degree(part) for part in behind)
    words = head.replace("Dipl.-", "Dipl-").split()
    if behind and not decorated:
        words = text.replace(",", " ").split()
    words = [piece for word in words for piece in _unglued(word)]
    honorifics = load_words("honorifics").whole
    if len(words) > 2 and words[0].lower() == "the" and _bare(words[1]) in honorifics:
        words.pop(0)  # The Rev.
    while (
        len(words) > 1
        and _bare(words[0]) in honorifics
        and (words[0].endswith(".") or _bare(words[0]) not in _NAMES_TOO or _is_don(words))
    ) or (len(words) > 2 and _is_rank(words[0])):
        words.pop(0)
        decorated = True
    words = [word for word in words if word not in _NOBLE]
    bare = _without_degrees(words)
    decorated |= len(bare) < len(words)
    words = bare
    return PersonText(tuple(word.strip(",;:|") for word in words), decorated)


def _without_degrees(words: list[str]) -> list[str]:
    """Without degrees at the end: the known ones, and others that stand in capitals beside a known
    one or another, behind a name that does not: "Anna Bell MRE RT"."""
    count = len(words)
    while count > 2 and _may_be_degree(words[count - 1]):
        count -= 1
    behind = words[count:]
    mixed = all(not word.isupper() for word in words[:count] if len(word) > 2 and word.isalpha())
    if behind and mixed and (len(behind) > 1 or is_degree(behind[0])):
        return words[:count]
    while len(words) > 2 and is_degree(words[-1]) and _is_marked(words[-1]):
        words = words[:-1]
    return words


def _may_be_degree(word: str) -> bool:
    short = word.isalpha() and word.isupper() and len(word) <= _LONGEST_DEGREE
    return short or (is_degree(word) and _is_marked(word))


def _is_marked(word: str) -> bool:
    """True where a word has a stop or more capitals than one: a name has not."""
    return "." in word or not word[1:].islower()


# Short titles that are first names or initials too, unless there is a stop behind them.
_NAMES_TOO = frozenset("he ra m fr sr er ing mag don gen bc lic may med sig sir ca".split())


# In small letters between a first and a last name.
_NOBLE = frozenset("baron barones baronesse graf gräfin freiherr freifrau jonkheer ridder".split())
_RANKS = frozenset(
    "deputy detective sheriff trooper officer constable pastor father sister brother rabbi imam "
    "judge councillor cllr ambassador professor doctor colonel major".split()
)
# First names that are cut short with a stop.
_SHORT_NAMES = frozenset("chr wm geo thos jos joh chas jas robt edw alex fred ant fco".split())


def _is_don(words: list[str]) -> bool:
    """True for "Don Evaristo Cruz": a first name goes on with its last."""
    return len(words) > 2 and fold(words[1]) in load_words("first_names").whole


def _is_rank(word: str) -> bool:
    """True for "Deputy", and for a word that is cut short and no name: "Bro.", "Bgm."."""
    bare = _bare(word)
    cut = word.endswith(".") and word.count(".") == 1 and len(bare) > 2 and bare.isalpha()
    return bare in _RANKS or (cut and bare not in _SHORT_NAMES)


def _unglued(word: str) -> list[str]:
    """``Dr.Anna`` is two words; ``J.R.`` is one, and so is ``Prof.ssa``."""
    if _bare(word) in load_words("honorifics").whole:
        return [word]
    found = re.fullmatch(r"(Dr|Mr|Mrs|Ms|Prof|Ir|Ing|Drs|Mag|Dipl-Ing)\.(\w.+)", word, re.I)
    return [f"{found[1]}.", found[2]] if found else [word]


def _bare(word: str) -> str:
    return fold(word).replace(".", "").strip(",")


def is_degree(text: str) -> bool:
    """True for degrees and memberships alone: ``MBA``, ``Ph.D.``, ``CPA CFE``."""
    words = text.replace(",", " ").split()
    known = load_words("degrees").whole
    return bool(words) and all(
        fold(word).replace(".", "").strip("()") in known or bool(_DEGREE.match(word))
        for word in words
    )


def is_small(text: str) -> bool:
    """True for a name that is printed without capitals: its first word is a known first name."""
    return text.islower() and fold(text.split()[0]) in load_words("first_names").whole
