"""One column of a batch of cells as Arrow text. ``arrow_table.py`` calls it for every batch.

A workbook of millions of cells spends its time here, so the common columns have ways of their own:
text is handed over as it is, and numbers become text inside Arrow. Each way gives exactly what
``cell_text`` gives for each cell.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from core.read.sheet_cells import MOST_EXACT, cell_text

Numbers = np.ndarray[Any, np.dtype[np.float64]]

# Between these Arrow writes a double as Python does; beyond, one of them takes an exponent.
SMALLEST_PLAIN, LARGEST_PLAIN = 1e-4, 1e9


class RoundedNumbers:
    """Counts numbers of more than 15 digits: a spreadsheet keeps no more, the rest is gone."""

    def __init__(self) -> None:
        self.count = 0

    def note(self, numbers: Numbers) -> None:
        far = np.abs(numbers) >= MOST_EXACT
        if far.any():
            large = numbers[far]
            self.count += int((np.trunc(large) == large)[np.isfinite(large)].sum())


def column_array(values: Sequence[Any], rounded: RoundedNumbers) -> pa.Array:
    """The cells as text, an empty one as '' or null; ``rounded`` counts the numbers among them."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, pa.string())
    if kinds == {float}:
        return number_array(values, rounded)
    if kinds == {float, str} and set(filter(is_text, values)) == {""}:
        return number_array([None if value == "" else value for value in values], rounded)
    rounded.note(np.array([float(v) for v in values if type(v) in (float, int)], np.float64))
    return pa.array(list(map(cell_text, values)), pa.string())


def is_text(value: Any) -> bool:
    return type(value) is str


def number_array(values: Sequence[float | None], rounded: RoundedNumbers) -> pa.Array:
    """Floats and nothing else but None, the way ``float_text`` writes each."""
    array = pa.array(values, pa.float64())
    numbers: Numbers = array.drop_null().to_numpy()
    rounded.note(numbers)
    size = np.abs(numbers)
    if (size < MOST_EXACT).all() and (np.trunc(numbers) == numbers).all():
        return array.cast(pa.int64()).cast(pa.string())
    if ((size < LARGEST_PLAIN) & (size >= SMALLEST_PLAIN) | (numbers == 0)).all():
        return pa.compute.add(array, 0.0).cast(pa.string())  # which makes -0 a 0
    return pa.array([cell_text(value) for value in values], pa.string())
