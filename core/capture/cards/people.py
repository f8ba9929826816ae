"""How much a text looks like a person's name. Called by ``role_scores``.

Evidence: how many words, their capitals, known first names, titles and degrees, and above all the
part of the email address before the @.
"""

import re

from core.capture.cards.bare_names import bare_name, is_small
from core.capture.cards.lost_spaces import spaced_name
from core.capture.cards.name_emails import email_match
from core.capture.cards.titles import DEPARTMENT
from core.capture.cards.words import fold, is_kind, legal_form, load_words, squeeze
from core.capture.names import PARTICLES

# No name begins with one of these: La, Le and De may.
_ARTICLES = frozenset("the el los las il gli les der die das het".split())
# How well a name must fit the address for its last word to be a last name.
_OWN = 0.9
# "Harker's Hire", "Boys' Club": what somebody has is no person.
_OF_ONE = re.compile(r"\w['’]s\b|s['’]\s")


def name_score(text: str, locals_: list[str]) -> float:
    """About 3 for a plain name, 5 and more with evidence of the email, below 0 for what is none.

    ``locals_`` are the parts of the email addresses before the @."""
    if any(c.isdigit() for c in text) or "@" in text or "&" in text or "/" in text:
        return -4.0
    text = spaced_name(text, locals_)
    person = bare_name(text.title() if is_small(text) else text)
    words = [word for word in person.words if word]
    plain = [word for word in words if squeeze(word) and word.lower() not in PARTICLES]
    if not plain or len(words) > 7 or not all(_is_name_word(word) for word in words):
        return -4.0
    score = {1: -1.0, 2: 1.2, 3: 0.9, 4: 0.2}.get(len(plain), -1.2)
    score += 1.5 * _has_first_name(plain) + 1.0 * person.decorated
    score -= 3.0 * (words[0].lower() in _ARTICLES)
    match = email_match(words, locals_)
    score += 3.0 * match
    score -= 3.0 * bool(legal_form().search(text) or _OF_ONE.search(text))
    score -= 3.0 * bool(DEPARTMENT.search(text))
    titles = load_words("titles")
    # Anna Baker is no baker where her address says so.
    owned = plain[-1:] if match >= _OWN else []
    score -= 2.0 * sum(titles.has(word) for word in plain if word not in owned)
    score -= 1.5 * sum(is_kind(word) for word in plain) + 2.0 * is_kind(plain[0])
    weak = sum(fold(word) in titles.weak for word in plain)
    return score - 0.8 * weak - (0.6 if any(len(squeeze(w)) == 1 for w in plain[-1:]) else 0)


def _is_name_word(word: str) -> bool:
    """Begins with a capital, or is a particle, or an initial; in letters of any script."""
    if word.lower().strip(".") in PARTICLES or word.lower() in ("di", "d'", "dell'"):
        return True
    letters = re.sub(r"[.'’´`ª-]", "", word)
    return letters.isalpha() and (letters[0].isupper() or letters.lower() == letters.upper())


def _has_first_name(words: list[str]) -> float:
    known = load_words("first_names").whole
    hits = [any(fold(part) in known for part in re.split(r"-", word)) for word in words]
    if hits[0]:
        return 1.0
    return 0.7 if any(hits) else 0.0
