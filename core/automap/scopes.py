"""Leave out the addresses, phones and e-mail addresses that give way to a better column.

A record has one address and one phone: the business or plain one wins, home, other and delivery
ones are only taken where they are the only ones, and an assistant's never. ``mapper.py`` asks
for the reason to leave a column out before it looks for candidates.
"""

from collections.abc import Sequence

from core.automap.reading import Reading
from core.automap.settle import Column

FAMILIES = {
    "address": ("address", "address2", "full_address", "city", "zip", "state", "county", "country",
                "country_code", "state_code", "address_part"),
    "phone": ("phone",),
    "mobile": ("mobile",),
    "fax": ("fax",),
    "e-mail address": ("email", "work_email"),
    "website": ("website",),
}  # fmt: skip
DECISIVE = frozenset({"address", "full_address", "city", "zip", "phone", "mobile", "fax", "email",
                      "work_email", "website"})  # fmt: skip
LESSER = {"home": "home", "other": "second", "shipping": "delivery"}
WEIGHTS = {"": 1.0, "work": 0.98, "primary": 0.96, "billing": 0.95, "home": 0.85, "other": 0.78,
           "shipping": 0.8}  # fmt: skip


def family_of(reading: Reading) -> str:
    """The family a concept gives way in, or nothing."""
    return next((name for name, held in FAMILIES.items() if reading.concepts[0] in held), "")


def weight_of(reading: Reading) -> float:
    """How much a column of this scope counts against another of the same concept."""
    if reading.scope == "work" and family_of(reading) == "e-mail address":
        return 0.95
    return WEIGHTS.get(reading.scope, 1.0)


def reason_to_leave_out(column: Column, columns: Sequence[Column]) -> str | None:
    """Why this column gives way, or None."""
    reading = column.reading
    if not reading:
        return None
    if reading.scope == "assistant":
        return "Left out: it belongs to another person."
    if "phonetic" in reading.qualifiers:
        return "Left out: it says how a name is read, or writes it in another script."
    if reading.is_additional:
        return f"Left out: it is one more {family_of(reading) or 'of the same'}."
    family = family_of(reading)
    if family and reading.scope in LESSER and _has_better(family, column, columns):
        return f"Left out: a {LESSER[reading.scope]} {family}, a business or plain one is present."
    return None


def _has_better(family: str, column: Column, columns: Sequence[Column]) -> bool:
    return any(
        other.reading
        and other.index != column.index
        and family_of(other.reading) == family
        and other.reading.concepts[0] in DECISIVE
        and other.reading.scope in ("", "work", "primary", "billing")
        and not other.reading.is_additional
        for other in columns
    )
