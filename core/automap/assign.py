"""Give each property to one column at most, so that the whole file fits best.

The best guess of one column may be the only guess of another: all columns are decided together,
by the Hungarian method over the scores. ``mapper.py`` calls it last.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from core.automap.model import Candidate

THRESHOLD = 0.66
_EARLIER = 1e-7


def assign(candidates: Sequence[Sequence[Candidate]]) -> list[Candidate | None]:
    """One candidate or None per column; of equal columns the first one wins."""
    chosen: list[Candidate | None] = [None] * len(candidates)
    able = [[one for one in column if one.score >= THRESHOLD] for column in candidates]
    targets = sorted({(one.object_type, one.property) for column in able for one in column})
    if not targets:
        return chosen
    place = {target: number for number, target in enumerate(targets)}
    scores = np.zeros((len(able), len(targets)))
    for row, column in enumerate(able):
        for one in column:
            cell = row, place[one.object_type, one.property]
            scores[cell] = max(scores[cell], one.score - _EARLIER * row)
    for row, target in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
        fitting = [one for one in able[row] if place[one.object_type, one.property] == target]
        chosen[row] = max(fitting, key=lambda one: one.score, default=None)
    return chosen
