"""Stages as the user describes them, and those of a new pipeline by their names. Called by
``pipeline_changes.py`` and the pipeline settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.store.pipelines import has_probability


@dataclass(frozen=True)
class StageDraft:
    """A stage as the user describes it: of a deal how likely it is won (0 lost, 1 won), of a ticket
    whether it is closed."""

    label: str
    probability: float | None = None
    closed: bool = False


# With what a new pipeline is proposed to begin, and how it ends.
FIRST_STAGE = {"deals": "Open", "tickets": "New"}
LAST_STAGES = {
    "deals": (StageDraft("Won", 1.0), StageDraft("Lost", 0.0)),
    "tickets": (StageDraft("Closed", closed=True),),
}


def drafted_stages(object_type: str, names: Sequence[str]) -> list[StageDraft]:
    """The stages of a new pipeline: open ones by their names, a deal's ever more likely to be won,
    then those that end it, where they are not among the names."""
    labels = [name.strip() for name in names if name.strip()]
    ends = {draft.label.lower(): draft for draft in LAST_STAGES[object_type]}
    missing = [draft for label, draft in ends.items() if label not in map(str.lower, labels)]
    opened = [label for label in labels if label.lower() not in ends]
    chances = dict(zip(opened, _rising(len(opened)), strict=False))
    drafts = [
        ends.get(label.lower())
        or StageDraft(label, chances[label] if has_probability(object_type) else None)
        for label in labels
    ]
    return [*drafts, *missing]


def _rising(number: int) -> list[float]:
    """Probabilities in tenths, between lost and won."""
    tenths = (round(10 * place / (number + 1)) for place in range(1, number + 1))
    return [min(max(tenth, 1), 9) / 10 for tenth in tenths]
