"""A name written as one text becomes first and last name.

    Dr. Anna van der Berg -> firstname Anna, lastname van der Berg, salutation Dr.

Called where a source has no separate parts: a vCard without N, MECARD, BIZCARD, MEMORY.
"""

import re
from dataclasses import dataclass

# In front of a last name and part of it; "de la Cruz", "van der Berg", "bin Rashid".
PARTICLES = frozenset(
    "van von vander vom zu zur zum der den de del della delle degli dello di da dal dos das do du "
    "des la las le les lo los y e 't ter ten te op het in bin ibn al el af av ap st. san santa mac "
    "o' ben abu binte binti bte ó ní nic i".split()
)
_ALONE_NO_PARTICLE = frozenset("e y i in op al do ben san st. la lo le".split())
_TITLES = frozenset(
    "mr mrs ms miss mx sir dame lord lady dr drs prof ir ing mag dipl.-ing dipl-ing herr frau "
    "hr fr dhr mevr mw mme mlle mrs m sr sra srta sig sig.ra dott dott.ssa avv rev hon capt".split()
)
# Words that are a title only with their full stop, since they are names, too.
_NEEDS_STOP = frozenset("m fr sr sig ing ir mag hon hr".split())
# Of an email address; longer texts are not looked at, since they would take long.
_LONGEST = 320
# Three digits or more and nothing but what stands between digits.
_NUMBER = re.compile(r"(?:[\s+()./*#-]*\d){3,}[\s()./*#-]*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_SUFFIXES = frozenset(
    "jr sr i ii iii iv phd ph.d md m.d mba esq cpa rn dds bsc msc ba ma llm cfa pmp".split()
)


@dataclass(frozen=True)
class Name:
    """``salutation`` is the title in front (Dr., Mrs.); what is not there is empty."""

    first: str = ""
    last: str = ""
    salutation: str = ""


def split_name(text: str) -> Name:
    """The parts of a name. A comma means last name first, and so do capitals at the start
    (``DUPONT Jean``); one word is a first name. What is no name has no parts."""
    text = " ".join(text.split())
    if is_no_name(text):
        return Name()
    before, comma, after = text.partition(",")
    if comma and _is_suffix(after):
        text, comma = before, ""
    if comma:
        given = split_name(after.partition(",")[0])
        return Name(
            " ".join(filter(None, (given.first, given.last))), before.strip(), given.salutation
        )
    words = text.split()
    titles = 0
    while titles < len(words) - 1 and _is_title(words[titles]):
        titles += 1
    salutation, words = " ".join(words[:titles]), words[titles:]
    while len(words) > 2 and _is_suffix(words[-1]):
        words.pop()
    if len(words) < 2:
        return Name("".join(words), "", salutation)
    if capitals := _leading_capitals(words):
        return Name(" ".join(words[capitals:]), " ".join(words[:capitals]), salutation)
    cut = _start_of_last_name(words)
    return Name(" ".join(words[:cut]), " ".join(words[cut:]), salutation)


def is_no_name(text: str) -> bool:
    """True for a number or an email address, which phones show for who has no name."""
    text = text.strip()
    return len(text) <= _LONGEST and bool(_NUMBER.fullmatch(text) or _EMAIL.fullmatch(text))


def are_particles(text: str) -> bool:
    """True for ``van der`` and the like: a Dutch card may keep them apart from the last name."""
    words = text.split()
    return bool(words) and all(w in PARTICLES for w in words)


def _start_of_last_name(words: list[str]) -> int:
    """Index of the last name's first word: the last word, with the particles before it."""
    for index in range(1, len(words) - 1):
        word = words[index].lower()
        # "María y José" has no particle; "Ortega y Gasset" and "van de Velde" have.
        if word in PARTICLES and (word not in _ALONE_NO_PARTICLE or words[index + 1] in PARTICLES):
            return index
    return len(words) - 1


def _leading_capitals(words: list[str]) -> int:
    """How many words at the start are in capitals, where the others are not."""
    count = 0
    while count < len(words) and words[count].isupper() and len(words[count]) > 2:
        count += 1
    return 0 if any(word.isupper() for word in words[count:]) else count % len(words)


def _is_title(word: str) -> bool:
    bare = word.lower().rstrip(".")
    return bare in _TITLES and (word.endswith(".") or bare not in _NEEDS_STOP)


def _is_suffix(text: str) -> bool:
    words = text.replace(",", " ").split()
    return bool(words) and all(w.lower().rstrip(".") in _SUFFIXES for w in words)
