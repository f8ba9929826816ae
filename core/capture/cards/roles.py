"""Which text is the name, which the title, which the company: the three are chosen together, so
that none takes what another needs more. Called by ``fields``.

Each candidate has a score for each role (``role_scores``); a title right below the name fits it.
"""

import math
import statistics
from dataclasses import dataclass, replace

from core.capture.cards.addresses import is_address_like
from core.capture.cards.candidates import Candidate, find_candidates, is_aligned
from core.capture.cards.companies import without_mark
from core.capture.cards.piece import Segment
from core.capture.cards.role_scores import company_fit, name_fit, title_fit
from core.capture.cards.titles import strong_words
from core.capture.cards.words import load_words

# A role is given where its score is above this.
NEEDED = {"name": 1.0, "title": 0.7, "company": 0.4}
_KEPT = 9
# What it says against a part of a line as the title that the rest of it is left over.
_LEFT_OVER = 0.5
# Right below such a name even a line without a word of titles is likely the title.
_CLEAR_NAME = 2.5
_PLACED = 1.1


@dataclass(frozen=True)
class Roles:
    """The chosen candidates; None where no text is good enough. ``sure`` is by role, 0 to 1."""

    name: Candidate | None
    title: Candidate | None
    company: Candidate | None
    sure: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float


def choose_roles(lines: list[Segment], locals_: list[str], domains: list[str]) -> Roles:
    """The best name, title and company among the lines that are nothing else."""
    lines = [
        replace(line, text=without_mark(line.text))
        for line in lines
        if not is_address_like(line.text)
    ]
    if not lines:
        return Roles(None, None, None, {})
    size = statistics.median(line.height for line in lines)
    candidates = find_candidates(lines)
    scored = {
        "name": _best([(c, name_fit(c, locals_, domains, lines, size)) for c in candidates]),
        "title": _best([(c, title_fit(c, domains, lines)) for c in candidates]),
        "company": _best([(c, company_fit(c, domains, locals_, lines, size)) for c in candidates]),
    }
    best = -math.inf
    chosen: tuple[_Scored | None, _Scored | None, _Scored | None] = (None, None, None)
    for name in [*scored["name"], None]:
        for company in [*scored["company"], None]:
            if _clash(name, company):
                continue
            for title in [*scored["title"], None]:
                if _clash(name, title) or _clash(company, title):
                    continue
                total = _total(name, title, company)
                if total > best:
                    best, chosen = total, (name, title, company)
    name, title, company = chosen
    sure = {
        role: _sureness(one.score + (_beside(name, one) if role == "title" else 0), role)
        for role, one in zip(("name", "title", "company"), chosen, strict=True)
        if one
    }
    return Roles(_text(name), _text(title), _text(company), sure)


def _text(one: _Scored | None) -> Candidate | None:
    return one.candidate if one else None


def _best(pairs: list[tuple[Candidate, float]]) -> list[_Scored]:
    ranked = sorted((_Scored(c, score) for c, score in pairs), key=lambda s: -s.score)
    return [one for one in ranked[:_KEPT] if one.score > -1.7]


def _clash(one: _Scored | None, other: _Scored | None) -> bool:
    return bool(one and other and one.candidate.excludes(other.candidate))


def _total(name: _Scored | None, title: _Scored | None, company: _Scored | None) -> float:
    total = 0.0
    if name:
        total += name.score - NEEDED["name"]
    if company:
        total += company.score - NEEDED["company"]
    if title:
        total += title.score + _beside(name, title) - NEEDED["title"]
        total -= _LEFT_OVER * _is_torn(title, name, company)
    return total


def _is_torn(title: _Scored, name: _Scored | None, company: _Scored | None) -> bool:
    """True where the title is a part of a line, and the rest of the line is neither the name nor
    the company."""
    if title.candidate.how != "part":
        return False
    others = {line for one in (name, company) if one for line in one.candidate.lines}
    return not others & set(title.candidate.lines)


def _beside(name: _Scored | None, title: _Scored) -> float:
    """What it says for a title that it stands below the name, or beside it on the line."""
    if name is None:
        return 0.0
    one, other = name.candidate.segment, title.candidate.segment
    if set(name.candidate.lines) & set(title.candidate.lines):
        return 1.0
    if one.side != other.side:
        return -0.3
    size = max(one.height, other.height)
    gap = other.top - name.candidate.bottom
    if -0.5 * size < gap < 1.6 * size and (is_aligned(one, other) or _overlaps(one, other)):
        near = 1.6 if gap < 0.9 * size else 1.2
        if name.score > _CLEAR_NAME and not strong_words(title.candidate.text):
            near += _PLACED * (gap < 0.8 * size and _is_smaller(title.candidate, name.candidate))
        # Of two lines of titles the upper one.
        return near - 0.6 * max(0.0, gap) / size
    if -0.5 * size < one.top - other.bottom < 0.8 * size and is_aligned(one, other):
        return 0.5
    return 0.0


def _is_smaller(title: Candidate, name: Candidate) -> bool:
    """True for a line of words that stand back behind the name, by size or by capitals."""
    kinds = load_words("companies")
    return (
        title.how == "line"
        and not any(kinds.has(word) for word in name.text.split())
        and " " in title.text
        and "," not in title.text  # a place
        and title.segment.height < 1.1 * name.segment.height
        and (name.text.isupper() or not title.text.isupper())
    )


def _overlaps(one: Segment, other: Segment) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.5 * min(one.width, other.width)


def _sureness(score: float, role: str) -> float:
    """A score far above what is needed is sure; one just above is half sure."""
    return round(1 / (1 + math.exp(-1.1 * (score - NEEDED[role]))), 3)
