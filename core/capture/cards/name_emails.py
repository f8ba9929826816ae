"""How well a person's name fits an email address, by the usual ways of making one of the other.

    Anna Bell, a.bell -> 0.95

Called by ``people``, ``role_scores``, ``fields`` and ``lost_spaces``.
"""

import re
from itertools import product

from rapidfuzz import fuzz

from core.capture.cards.words import fold, is_kind, load_set, spellings, squeeze


def likely_locals(words: list[str]) -> list[str]:
    """What usually stands before the @ in the address of a person, with its stops."""
    plain = [squeeze(word) for word in words]
    plain = [word for word in plain if word]
    if len(plain) < 2:
        return [word for word in plain if len(word) > 2]
    first, last, end = plain[0], "".join(plain[1:]), plain[-1]
    made = [f"{first}{dot}{back}" for dot in (".", "", "_", "-") for back in (last, end)]
    made += [f"{first[0]}{dot}{back}" for dot in (".", "") for back in (last, end)]
    # The first of two last names: Ana Ortega Gasset, a.ortega.
    made += [f"{front}{dot}{plain[1]}" for front in (first, first[0]) for dot in (".", "")]
    return list(dict.fromkeys([*made, f"{last}.{first}", f"{end}.{first}", first, last, end]))


def email_match(words: list[str], locals_: list[str]) -> float:
    """How well a name fits the best of the addresses, 0 to 1."""
    return max((_match(words, local) for local in locals_), default=0.0)


def _match(words: list[str], local: str) -> float:
    target = squeeze(re.sub(r"\d+$", "", local))
    if not target or fold(local) in load_set("offices") or len(target) < 2:
        return 0.0
    if words and squeeze(words[0]) == target and is_kind(target):
        return 0.0  # gemeinde@ is not a Mr Gemeinde
    best = 0.0
    for form in product(*(sorted(spellings(word)) for word in words[:6])):
        parts = [part for part in form if part]
        if parts:
            best = max(best, _forms(parts, target))
    return best


def _forms(parts: list[str], target: str) -> float:
    """The usual ways of making an address of a name, the surest first."""
    first, last = parts[0], "".join(parts[1:])
    end = parts[-1]
    whole = {"".join(parts), last + first, first + end, end + first}
    if len(parts) == 1:
        return (
            0.75
            if first == target and len(first) > 2
            else 0.4 * (first in target and len(first) > 3)
        )
    if target in whole:
        return 1.0
    initials = "".join(part[0] for part in parts)
    if target in {
        first[0] + last,
        first[0] + end,
        initials[:-1] + end,
        last + first[0],
        end + first[0],
        end[0] + first,  # the last name stands first
    }:
        return 0.95
    if target in {front + part for part in parts[1:] for front in (first, first[0])}:
        return 0.9  # the first of two last names
    if (
        target
        in {
            first + last[0],
            first + end[0],
            first[:2] + end,
            first[:3] + end[:3],
            end[:3] + first[:2],
            last,
            end,
        }
        and len(target) > 2
    ):
        return 0.85
    if target == first and len(first) > 2:
        return 0.75
    if len(end) > 3 and end in target:
        return 0.7
    if fuzz.ratio(first + end, target) >= 88 or fuzz.ratio(first[0] + end, target) >= 88:
        return 0.7
    if len(first) > 3 and first in target:
        return 0.6
    return 0.45 if len(target) > 1 and target == initials else 0.0
