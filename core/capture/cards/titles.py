"""How much a text looks like a job title, by words of titles in several languages. Called by
``role_scores``."""

import re

from core.capture.cards.words import fold, legal_form, load_set, load_words

_WORD = re.compile(r"[A-Za-zÀ-ɏ'’.]+(?:-[A-Za-zÀ-ɏ]+)*")
# A part of a firm: its first word, or its last in English.
DEPARTMENT = re.compile(
    r"^(?:department|dept|division|faculty|school|institute|abteilung|fachbereich|fakultät|"
    r"institut|lehrstuhl|"
    r"afdeling|faculteit|vakgroep|département|service|faculté|departamento|facultad|"
    r"dipartimento|"
    r"facoltà|ufficio|bureau|unit|section|centre for|center for|direction d\w*)\b|"
    r"\b(?:school|faculty|college|institute|center|centre) of\b|"
    r"\b(?:department|dept\.?|division|unit|team)$|"
    r"^(?:dpto|depto|dep|abt|afd|dip|uff|dienst|servicio|área|area|sector)\.?\s",
    re.I,
)
# Only a slogan speaks to the reader.
_OWN = re.compile(
    r"\b(?:your|our|we|you|ihr|ihre|unser|uw|jouw|wij|votre|vos|notre|nos|vous|nous|su|nuestro|"
    r"vuestro|vostro|nostro)\b",
    re.I,
)
# Offices that are called by this word and the name of their owner.
_OFFICE = re.compile(
    r"^(?:étude|etude|studio|estudio|cabinet|bufete|kanzlei|praxis|bureau|atelier|agence|agenzia|despacho)\b",
    re.I,
)
# What a firm does: "specialised in paints", "dealers in hardware".
_DEALS = re.compile(
    r"^(?:gespecialiseerd|speciali[sz](?:ed|ing)|spezialisiert|spécialis\w+|especializad\w+|"
    r"specializzat\w+|(?:\w+ ){0,2}(?:dealers?|distributors?|suppliers?|manufacturers?|"
    r"importers?|exporters?|makers|purveyors) (?:in|of|for)|members? of|part of|lid van|"
    r"mitglied (?:der|des|im)|membre d\w+)\b",
    re.I,
)
# When somebody is there: "Monday-Friday 8am-5pm".
_HOURS = re.compile(r"\d\s?(?:am|pm|uhr|uur|h)\b|\d[.:]\d\d\b", re.I)
_ENDS_OPEN = re.compile(
    r"(?:[,&/+-]|\b(?:and|of|for|the|und|für|der|des|en|van|voor|et|de|du|pour|y|e|di|per|in|to))$",
    re.I,
)
_JOINS = re.compile(r"(?:in|of|for|and|the|to)$", re.I)
_BEGINS_OPEN = re.compile(
    r"^(?:[&/+,-]|(?:and|of|for|und|für|en|van|voor|et|de|du|des|pour|y|e|di|per|in|to)\b)", re.I
)


def title_score(text: str) -> float:
    """2 and more for a title, about 0 for what might be one, below 0 for what is none."""
    words = _WORD.findall(text)
    if not words or sum(c.isdigit() for c in text) > 2 or _HOURS.search(text):
        return -3.0
    strong, weak = strong_words(text), weak_words(text)
    score = -0.6
    if strong:
        score = 2.2 + min(0.6, 0.3 * (strong - 1)) + 0.3 * (weak > 0)
        score -= 0.8 * max(0.0, 0.5 - (strong + weak) / len(words))
    elif weak >= max(1, len(words) - 1) and any(_tells(word) for word in words):
        score = 0.6
    score -= 3.0 * bool(DEPARTMENT.search(text)) * (strong == 0)
    score -= 3.0 * bool(_DEALS.match(text))
    score -= 2.5 * bool(legal_form().search(text)) + 0.5 * bool(_ENDS_OPEN.search(text))
    score -= 0.35 * max(0, len(words) - 7) + 2.5 * (bool(_OWN.search(text)))
    score -= 1.2 * (text.rstrip()[-1:] in ".!?" and len(words) > 4)
    # A label that was misread.
    score -= 2.0 * (":" in text or fold(text).startswith(("e-mai", "emai")))
    # "Studio Manager" is a title, "Studio Tecnico Zanetti" is none.
    score -= 2.0 * (bool(_OFFICE.match(text)) and not strong_words(words[-1]))
    return score


def _tells(word: str) -> bool:
    """True for a word of titles that is more than "in" and "of"."""
    return fold(word) in load_words("titles").weak and len(word) > 1 and not _JOINS.match(word)


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


def goes_on(upper: str, lower: str) -> float:
    """How likely a title goes on in the next line, 0 to 1: "Senior Vice President" / "Global Sales"
    is likely, "Manager" / "Northern Light" possible, "Owner" / "Sales Department" not."""
    words = _WORD.findall(lower)
    if not words or len(_WORD.findall(upper)) + len(words) > 9:
        return 0.0
    if DEPARTMENT.search(lower) or legal_form().search(lower) or any(c.isdigit() for c in lower):
        return 0.0
    if _ENDS_OPEN.search(upper) or _BEGINS_OPEN.search(lower):
        return 1.0
    if lower[:1].islower() and upper[:1].isupper():
        return 1.0
    one, other = strong_words(upper), strong_words(lower)
    if one and other:
        return 0.0
    if other:
        return float(weak_words(upper) >= max(1, len(_WORD.findall(upper)) - 1))
    if not one or not any(
        fold(word).strip(".,") in load_set("open_titles") for word in _WORD.findall(upper)
    ):
        return 0.0
    if weak_words(lower) >= max(1, len(words) - 1):
        return 1.0
    alike = upper.isupper() == lower.isupper() and lower[:1].isupper()
    return 0.5 if alike and len(words) <= 4 and weak_words(lower) else 0.0
