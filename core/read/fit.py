"""Makes a row of the wrong width fit the table, losing nothing. ``records.py`` calls it.

A short row is padded. Of a long row the surplus empty cell is dropped whose place fits the kinds
of the columns best; what is left over stays, as the row's spill.
"""

from collections.abc import Sequence

from core.read.cells import kind_of

MOST_TRIED = 40


def pad(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def drop_surplus(cells: Sequence[str], width: int, kinds: Sequence[str]) -> list[str]:
    """Drop empty cells, best place first, until the row fits or no empty cell is left."""
    cells = list(cells)
    while len(cells) > width:
        empties = [index for index, cell in enumerate(cells) if not cell.strip()][-MOST_TRIED:]
        if not empties:
            break
        del cells[best_to_drop(cells, empties, width, kinds)]
    return cells


def best_to_drop(
    cells: Sequence[str], empties: Sequence[int], width: int, kinds: Sequence[str]
) -> int:
    """The last of the equally good places: an empty cell at the end is the likeliest surplus."""

    def fitting(index: int) -> tuple[int, int]:
        left = [*cells[:index], *cells[index + 1 :]][:width]
        return sum(map(matches, left, kinds)), index

    return max(empties, key=fitting)


def matches(cell: str, kind: str) -> int:
    found = kind_of(cell)
    if not found:
        return 1 if kind == "" else 0
    return 2 if found == kind and kind != "text" else 1 if found == kind else -1
