"""Words of titles that were misread, by the list of such words. Called by ``fields``.

    REGIONAL DERECTOR -> REGIONAL DIRECTOR     Geschaftsführer -> Geschäftsführer

A letter is changed only where the engine was unsure and the word is long; accents, which engines
lose of letters that they are sure of, also elsewhere.
"""

from functools import cache

from rapidfuzz.distance import Levenshtein

from core.capture.cards.words import fold, load_list, load_words

# Below this a letter may be another.
_UNSURE = 0.97
_SHORTEST = 5
# Where capitals may lose their accents, they keep these.
_UMLAUTS = frozenset("äöüåø")
# Other accents are those of words that are written without in other languages.
_ACCENTED = frozenset("FR BE CH LU CA ES MX AR CO CL PE PT BR PL CZ".split())


def mended_title(text: str, confidence: float, region: str = "") -> str:
    """The title, its misread words as they are spelled. ``region`` is the card's country."""
    words = text.split()
    if confidence < _UNSURE:
        words = [_mended(word) for word in words]
    return " ".join(_with_accents(word, region) for word in words)


def _with_accents(word: str, region: str) -> str:
    whole, ends = _accented()
    plain = fold(word)
    right = whole.get(plain) or next(
        (plain[: -len(end)] + told for end, told in ends.items() if plain.endswith(end)), ""
    )
    lost = {told for read, told in zip(word.casefold(), right, strict=False) if read != told}
    if len(right) != len(word) or not lost or not lost <= {c for c in right if ord(c) > 127}:
        return word
    if not lost <= _UMLAUTS and (word.isupper() or region not in _ACCENTED):
        return word
    return right.upper() if word.isupper() else right.title() if word[0].isupper() else right


def _mended(word: str) -> str:
    plain, titles = fold(word), load_words("titles")
    if len(plain) < _SHORTEST or not word.isalpha() or titles.has(word) or plain in titles.weak:
        return word
    near = [
        right
        for known, right in _spelled().items()
        if known[0] == plain[0]
        and _same_ending(known, plain)
        and Levenshtein.distance(known, plain, score_cutoff=1) == 1
    ]
    if len(near) != 1:
        return word
    return near[0].upper() if word.isupper() else near[0].title() if word[0].isupper() else near[0]


def _same_ending(one: str, other: str) -> bool:
    """False for Manager and Managers, Odontóloga and Odontólogo: these are no slips."""
    return one[-1] == other[-1] or not {one[-1], other[-1]} & set("aeiosn")


@cache
def _accented() -> tuple[dict[str, str], dict[str, str]]:
    """Words and endings of words that are written with accents only, by their form without."""
    words = [word.lstrip("~") for word in load_list("titles")]
    without = {word for word in words if fold(word) == word}
    told = {fold(word): word for word in words if fold(word) != word and fold(word) not in without}
    ends = {plain[1:]: word[1:] for plain, word in told.items() if plain[0] == "-"}
    return {plain: word for plain, word in told.items() if plain[0] != "-"}, ends


@cache
def _spelled() -> dict[str, str]:
    """Long words of titles by their folded form."""
    words = (word.lstrip("~") for word in load_list("titles") if word[0] != "-")
    return {fold(word): word for word in words if len(word) >= _SHORTEST and word.isalpha()}
