"""What could be the name, the title or the company: lines of the card, parts of lines, and lines
that go together. Called by ``roles``.
"""

import re
from dataclasses import dataclass

from core.capture.cards.layout import join
from core.capture.cards.piece import Segment

_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|\s*[,;:]\s+|\s+/\s+")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """``lines`` are the numbers of the lines it uses; ``part`` says which part of a line, None
    for whole lines. ``how`` is "line", "part" or "below" (lines below one another); ``bottom`` is
    the lower edge of the last of its lines."""

    segment: Segment
    lines: tuple[int, ...]
    how: str = "line"
    part: tuple[int, int] | None = None
    bottom: float = 0.0

    @property
    def text(self) -> str:
        """What it says."""
        return self.segment.text

    def excludes(self, other: "Candidate") -> bool:
        """True where both use the same text."""
        if not set(self.lines) & set(other.lines):
            return False
        if self.part is None or other.part is None:
            return True
        return self.part[0] < other.part[1] and other.part[0] < self.part[1]


def find_candidates(lines: list[Segment]) -> list[Candidate]:
    """Every line, every run of parts of a line, every two or three lines below one another."""
    found = []
    for number, line in enumerate(lines):
        found.append(Candidate(line, (number,), bottom=line.bottom))
        found += _parts(number, line)
    for one, upper in enumerate(lines):
        other = below(one, lines)
        if other is None:
            continue
        both = join(upper, lines[other], " ")
        found.append(Candidate(both, (one, other), "below", bottom=lines[other].bottom))
        third = below(other, lines)
        if third is not None:
            all_three = join(both, lines[third], " ")
            used = (one, other, third)
            found.append(Candidate(all_three, used, "below", bottom=lines[third].bottom))
    return found


def _parts(number: int, line: Segment) -> list[Candidate]:
    cuts = [match.span() for match in _PARTS.finditer(line.text)]
    spans = _between(cuts, len(line.text)) or _scripts(line.text)
    if not 1 < len(spans) <= _MOST_PARTS:
        return []
    parts = []
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            if (first, last) == (0, len(spans) - 1):
                continue
            begin, end = spans[first][0], spans[last][1]
            text = line.text[begin:end].strip()
            share = line.width / max(1, len(line.text))
            segment = Segment(
                *(text, line.left + begin * share, line.top, (end - begin) * share, line.height),
                *(line.confidence, line.side, line.pieces),
            )
            if text:
                spot = (first, last + 1)
                parts.append(Candidate(segment, (number,), "part", spot, line.bottom))
    return parts


def _between(cuts: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    if not cuts:
        return []
    edges = [0, *(edge for cut in cuts for edge in cut), length]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(begin, end) for begin, end in pairs if end > begin]


def _scripts(text: str) -> list[tuple[int, int]]:
    """The runs of Latin and of East Asian writing, where a line has both."""
    if not _CJK.search(text) or not re.search(r"[A-Za-z]{2}", text):
        return []
    runs = re.finditer(r"[぀-ヿ㐀-鿿가-힯\s]+|[^぀-ヿ㐀-鿿가-힯]+", text)
    return [match.span() for match in runs if match[0].strip()]


def below(number: int, lines: list[Segment]) -> int | None:
    """The line right below one, in the same column; a firm's second line may be much smaller."""
    upper = lines[number]
    fits = [
        (lower.top - upper.bottom, other)
        for other, lower in enumerate(lines)
        if other != number and _continues(upper, lower)
    ]
    return min(fits)[1] if fits else None


def _continues(upper: Segment, lower: Segment) -> bool:
    small, big = sorted((upper.height, lower.height))
    return (
        upper.side == lower.side
        and big < 3 * small
        and -0.45 * small < lower.top - upper.bottom < 1.25 * big
        and is_aligned(upper, lower)
        and lower.middle > upper.middle + 0.4 * small
    )


def is_aligned(one: Segment, other: Segment) -> bool:
    """True for lines that begin, end or are centred at the same place."""
    size = max(one.height, other.height)
    offsets = (one.left - other.left, one.right - other.right, one.centre - other.centre)
    return min(abs(offset) for offset in offsets) < 0.8 * size
