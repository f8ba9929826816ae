"""Names that are printed in capitals, as people write them. Called by ``split_names``.

VAN DER BERG -> van der Berg     MCDONALD-O'NEIL -> McDonald-O'Neil
"""

import re

from core.capture.cards.words import fold
from core.capture.names import PARTICLES, Name


def cased(name: Name) -> Name:
    """The name with capitals only where they are usual; what is not all in capitals stays."""
    return Name(_usual_case(name.first), _usual_case(name.last), name.salutation)


def _usual_case(text: str) -> str:
    """``VAN DER BERG`` -> ``van der Berg``, ``MCDONALD-O'NEIL`` -> ``McDonald-O'Neil``; what is
    not all in capitals stays."""
    words = text.split()
    return " ".join(_usual_word(word, len(words) > 1) for word in words)


def _usual_word(word: str, among_others: bool) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or not all(c.isupper() for c in letters):
        return word
    if "." in word or (len(letters) == 2 and not re.search(r"[aeiouy]", fold(word))):
        return word  # initials: J.R., JP
    lower = word.lower()
    if lower in ("'t", "’t"):
        return lower
    if (
        among_others
        and lower in PARTICLES
        and lower not in ("y", "st.", "san", "santa", "ben", "al", "mac", "do", "le", "la", "lo")
    ):
        return lower
    cased = re.sub(r"(^|[-'’])(\w)", lambda m: m[1] + m[2].upper(), lower)
    return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)
