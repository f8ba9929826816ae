"""Says where the two sides of a card name two people: then they are likely sides of two cards.
Called by ``card``.
"""

from difflib import SequenceMatcher

from core.capture.cards.fields import CardFields, find_fields
from core.capture.cards.piece import Segment
from core.capture.cards.words import fold

# Above this two names are one, read or spelt in two ways: Müller and Mueller.
_ALIKE = 0.75


def two_people(segments: list[Segment]) -> str | None:
    """A question for people where each side has a name, and they are not the same person's."""
    front, back = (
        find_fields([segment for segment in segments if segment.side == side]) for side in (0, 1)
    )
    if not (_has_name(front) and _has_name(back)) or _same_email(front, back):
        return None
    last = _differ(front, back, "lastname")
    if last or (_differ(front, back, "firstname") and _differ(front, back, "email")):
        return (
            f"The two sides name two people: {_name(front)} and {_name(back)}. Is it the same card?"
        )
    return None


def _has_name(side: CardFields) -> bool:
    names = [side.found[name] for name in ("firstname", "lastname") if name in side.found]
    return len(names) == 2 and all(found.is_sure for found in names)


def _same_email(front: CardFields, back: CardFields) -> bool:
    known = {email.lower() for email in front.emails}
    return any(email.lower() in known for email in back.emails)


def _differ(front: CardFields, back: CardFields, name: str) -> bool:
    """True where both sides have the value, and not the same."""
    if name not in front.found or name not in back.found:
        return False
    one, other = fold(front.found[name].value), fold(back.found[name].value)
    if name == "email":
        return one != other
    return one not in other and other not in one and not _alike(one, other)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE


def _name(side: CardFields) -> str:
    return f"{side.found['firstname'].value} {side.found['lastname'].value}"
