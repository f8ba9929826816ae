"""Words of titles that were misread, by the list of such words. Called by ``fields``.

    REGIONAL DERECTOR -> REGIONAL DIRECTOR

Only where the engine was unsure, and only a letter of a long word.
"""

from functools import cache

from rapidfuzz.distance import Levenshtein

from core.capture.cards.words import fold, load_list, load_words

# Below this a letter may be another.
_UNSURE = 0.97
_SHORTEST = 5


def mended_title(text: str, confidence: float) -> str:
    """The title, its misread words as they are spelled."""
    if confidence >= _UNSURE:
        return text
    return " ".join(_mended(word) for word in text.split())


def _mended(word: str) -> str:
    plain, titles = fold(word), load_words("titles")
    if len(plain) < _SHORTEST or not word.isalpha() or titles.has(word) or plain in titles.weak:
        return word
    near = [
        right
        for known, right in _spelled().items()
        if known[0] == plain[0] and Levenshtein.distance(known, plain, score_cutoff=1) == 1
    ]
    if len(near) != 1:
        return word
    return near[0].upper() if word.isupper() else near[0].title() if word[0].isupper() else near[0]


@cache
def _spelled() -> dict[str, str]:
    """Long words of titles by their folded form."""
    words = (word.lstrip("~") for word in load_list("titles") if word[0] != "-")
    return {fold(word): word for word in words if len(word) >= _SHORTEST and word.isalpha()}
