"""Which headers of a recipe are which of a file: the same, the same but for letters' case and
signs, or the same but for a typing mistake. Called by fit_recipe.py."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from core.automap import normalise_header
from core.automap.typos import FIRST_SYLLABIC, MIN_LETTERS, SIMILAR

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class HeaderMatch:
    """``pairs`` are headers of the recipe with those of the file that are the same; ``missing`` are
    headers that the file lacks, ``extra`` those that the recipe does not know."""

    pairs: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def renamed(self) -> list[tuple[str, str]]:
        """The pairs that are not written the same."""
        return [(known, found) for known, found in self.pairs if known != found]

    @property
    def compared(self) -> int:
        """How many headers there are on both sides."""
        return 2 * len(self.pairs) + len(self.missing) + len(self.extra)


def match_headers(known: Sequence[str], found: Sequence[str]) -> HeaderMatch:
    """Pairs the headers of a recipe with those of a file, the surest first, each once. Their order
    does not matter."""
    pairs = dict[str, str]()
    for same in (_itself, _folded, normalise_header):
        _pair_equal(pairs, known, found, same)
    for _, one, other in sorted(_mistakes(*_open(pairs, known, found))):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    missing, extra = _open(pairs, known, found)
    kept = tuple((header, pairs[header]) for header in known if header in pairs)
    return HeaderMatch(kept, tuple(missing), tuple(extra))


def score(matches: Sequence[HeaderMatch]) -> float:
    """The share of the headers, on both sides, that have their like on the other: 0 to 1."""
    compared = sum(match.compared for match in matches)
    return sum(2 * len(match.pairs) for match in matches) / compared if compared else 0.0


def _open(
    pairs: dict[str, str], known: Sequence[str], found: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The headers of both sides without a partner."""
    taken = set(pairs.values())
    return [h for h in known if h not in pairs], [h for h in found if h not in taken]


def _itself(header: str) -> str:
    return header


def _folded(header: str) -> str:
    return " ".join(header.casefold().split())


def _pair_equal(
    pairs: dict[str, str],
    known: Sequence[str],
    found: Sequence[str],
    spelling: Callable[[str], str],
) -> None:
    """Adds the pairs that are equal in one spelling. Two headers of a side with the same spelling
    pair in their order."""
    missing, extra = _open(pairs, known, found)
    by_spelling = dict[str, list[str]]()
    for header in extra:
        by_spelling.setdefault(spelling(header), []).append(header)
    for header in missing:
        if (key := spelling(header)) and by_spelling.get(key):
            pairs[header] = by_spelling[key].pop(0)


def _mistakes(missing: Sequence[str], extra: Sequence[str]) -> Iterator[tuple[float, str, str]]:
    """How far apart two headers are that differ by a typing mistake only. Numbers are no mistakes:
    "Phone 2" is not "Phone 1"; nor are signs of a syllabic script."""
    for one in missing:
        plain = normalise_header(one)
        if len(plain) < MIN_LETTERS or max(plain) >= FIRST_SYLLABIC:
            continue
        for other in extra:
            spelled = normalise_header(other)
            if _DIGITS.findall(plain) == _DIGITS.findall(spelled):
                alike = OSA.normalized_similarity(plain, spelled, score_cutoff=SIMILAR)
                if alike:
                    yield 1 - alike, one, other
