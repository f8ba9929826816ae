"""How much a text looks like a job title, by words of titles in several languages. Called by
``roles``."""

import re

from core.capture.cards.words import fold, legal_form, load_words

_WORD = re.compile(r"[A-Za-zÀ-ÿŒœŠšŽžŁłŚśŻżĞğİışŞ'’.]+(?:-[A-Za-zÀ-ÿ]+)*")
_DEPARTMENT = re.compile(
    r"^(?:department|dept|division|faculty|school|institute|abteilung|fachbereich|institut|lehrstuhl|"
    r"afdeling|faculteit|vakgroep|département|service|direction|faculté|departamento|facultad|área|dipartimento|"
    r"facoltà|ufficio|bureau|office|unit|section|centre|center|team)\b",
    re.I,
)
_ENDS_OPEN = re.compile(
    r"(?:[,&/+-]|\b(?:and|of|for|the|und|für|der|des|en|van|voor|et|de|du|pour|y|e|di|per|in|to))$",
    re.I,
)
_BEGINS_OPEN = re.compile(
    r"^(?:[&/+,-]|(?:and|of|for|und|für|en|van|voor|et|de|du|des|pour|y|e|di|per|in|to)\b)", re.I
)


def title_score(text: str) -> float:
    """2 and more for a title, about 0 for what might be one, below 0 for what is none."""
    words = _WORD.findall(text)
    if not words or sum(c.isdigit() for c in text) > 2:
        return -3.0
    strong, weak = strong_words(text), weak_words(text)
    score = -0.6
    if strong:
        score = 2.2 + min(0.6, 0.3 * (strong - 1)) + 0.3 * (weak > 0)
        score -= 0.8 * max(0.0, 0.5 - (strong + weak) / len(words))
    elif weak >= max(1, len(words) - 1):
        score = 0.6
    score -= 1.5 * bool(_DEPARTMENT.match(text)) * (strong == 0)
    score -= 2.5 * bool(legal_form().search(text))
    score -= 0.35 * max(0, len(words) - 7)
    score -= 1.2 * (text.rstrip()[-1:] in ".!?" and len(words) > 4)
    return score


def strong_words(text: str) -> int:
    """How many words say by themselves that it is a title."""
    titles = load_words("titles")
    return sum(
        titles.has(w) or any(titles.has(p) for p in w.split("-")) for w in _WORD.findall(text)
    )


def weak_words(text: str) -> int:
    """How many words stand in titles but say little alone."""
    weak = load_words("titles").weak
    return sum(fold(w).strip(".") in weak for w in _WORD.findall(text))


def goes_on(upper: str, lower: str) -> bool:
    """True where a title goes on in the next line: "Senior Vice President" / "Global Sales"."""
    words = _WORD.findall(lower)
    if not words or len(_WORD.findall(upper)) + len(words) > 9:
        return False
    if _DEPARTMENT.match(lower) or legal_form().search(lower) or any(c.isdigit() for c in lower):
        return False
    if _ENDS_OPEN.search(upper) or _BEGINS_OPEN.search(lower):
        return True
    one, other = strong_words(upper), strong_words(lower)
    if one and other:
        return False
    if one:
        return weak_words(lower) >= max(1, len(words) - 1)
    return bool(other) and weak_words(upper) >= max(1, len(_WORD.findall(upper)) - 1)
