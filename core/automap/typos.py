"""A net for typing mistakes in headers, and for nothing else.

Real headers use another word or another language far more often than a wrong letter, so a loose
comparison makes more wrong mappings than right ones. Word by word: equal, or five letters and
more that are nearly equal, with the same first letter ("form name" is no "forename"); two letters
swapped are one mistake. Chinese, Japanese and Korean are left alone: one other sign is another
word there.
"""

from rapidfuzz.distance import OSA

from core.automap.table import Spelled

SIMILAR = 0.86
SIMILAR_WORD = 0.8
MIN_LETTERS = 5
FIRST_SYLLABIC = "\u1100"


def correct_typo(words: tuple[str, ...], known: Spelled) -> tuple[tuple[str, ...], float] | None:
    """The known phrase the words most resemble, with the similarity, or None."""
    text = " ".join(words)
    if len(text) < MIN_LETTERS or max(text) >= FIRST_SYLLABIC:
        return None
    best: tuple[float, tuple[str, ...]] | None = None
    for other, phrase in known.get((len(words), text[0]), {}).items():
        similarity = OSA.normalized_similarity(text, other, score_cutoff=SIMILAR)
        if similarity and (best is None or similarity > best[0]) and _is_typo(words, phrase):
            best = (similarity, phrase)
    return (best[1], best[0]) if best else None


def _is_typo(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    pairs = zip(words, phrase, strict=True)
    return all(word == other or _are_similar(word, other) for word, other in pairs)


def _are_similar(word: str, other: str) -> bool:
    return (
        min(len(word), len(other)) >= MIN_LETTERS
        and OSA.normalized_similarity(word, other) >= SIMILAR_WORD
    )
