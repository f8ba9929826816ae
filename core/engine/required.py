"""Required properties: a new record needs a value in at least one of each group. Called by plan.py
for what becomes of a row, and by plan_issues.py to say which of them is missing."""

from core.engine.convert import failed
from core.engine.parts import Part
from core.sql import quote_literal

MISSING, INVALID = "MISSING_REQUIRED_PROPERTY", "INVALID_REQUIRED_PROPERTY"


def missing_required(part: Part) -> list[str]:
    """Branches of a ``case`` over ``p`` (matched) and ``t`` (typed): the reason why a new record
    cannot be made."""
    branches = []
    for group in _groups(part):
        missing = f"p.record_id is null and {_blank(part, group)}"
        places = [n for n, column in enumerate(part.columns) if column.prop.name in group]
        if places:
            invalid = " or ".join(failed(part.columns, n) for n in places)
            branches.append(f"when {missing} and ({invalid}) then '{INVALID}'")
        branches.append(f"when {missing} then '{MISSING}'")
    return branches


def missing_labels_sql(part: Part) -> str:
    """SQL over ``t`` (typed): the labels of the first group a row has no value of, such as
    ``Unit price or Product ID``; null where it has all."""
    branches = []
    for group in _groups(part):
        props = [part.object_type.property(name) for name in group]
        labels = " or ".join(prop.label for prop in props if prop)
        branches.append(f"when {_blank(part, group)} then {quote_literal(labels)}")
    return f"case {' '.join(branches)} end" if branches else "null"


def _groups(part: Part) -> list[tuple[str, ...]]:
    """The groups that nothing fills by itself."""
    defaults = part.defaults
    return [
        group for group in part.object_type.required if not any(name in defaults for name in group)
    ]


def _blank(part: Part, group: tuple[str, ...]) -> str:
    mapped = [column for column in part.columns if column.prop.name in group]
    return " and ".join(f"t.{column.value} is null" for column in mapped) or "true"
