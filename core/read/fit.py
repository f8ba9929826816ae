"""Makes a row of the wrong width fit the table, losing nothing. ``records.py`` calls it.

A short row is padded. Of a long row the surplus empty cell is dropped whose place fits the kinds
of the columns best, unless its last text may just go on; what is left over stays, as its spill.
"""

from collections.abc import Sequence

from core.read.cells import is_blank, kind_of

MOST_TRIED = 40


def pad(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def fit_long(cells: Sequence[str], width: int, kinds: Sequence[str]) -> tuple[list[str], list[int]]:
    """Makes room in a row of more cells than columns, where it may: the cells, those behind the
    ``width``-th being what is left over, and the places (1, 2, ...) of the empty cells left out.

    A row can be too long since an empty cell slipped in, and then the cells behind it move back; or
    since a text at its end has a delimiter that nobody quoted, and then nothing may move. Where the
    kinds of the cells do not tell which, the second is taken when the last column is of text."""
    dropped = without_empties(cells, width, kinds)
    if dropped is None:
        return list(cells), []
    shorter, places = dropped
    stays, moves = strangers(cells[:width], kinds), strangers(shorter, kinds)
    if moves > stays or (moves == stays and may_stay(cells, width, kinds)):
        return list(cells), []
    return shorter, places


def without_empties(
    cells: Sequence[str], width: int, kinds: Sequence[str]
) -> tuple[list[str], list[int]] | None:
    """The row after dropping empty cells, best place first; None where it has too few."""
    numbered = list(enumerate(cells, start=1))
    while len(numbered) > width:
        left = [cell for _, cell in numbered]
        empties = [index for index, cell in enumerate(left) if not cell.strip()][-MOST_TRIED:]
        if not empties:
            return None
        del numbered[best_to_drop(left, empties, width, kinds)]
    kept = {place for place, _ in numbered}
    places = [place for place in range(1, len(cells) + 1) if place not in kept]
    return [cell for _, cell in numbered], places


def strangers(cells: Sequence[str], kinds: Sequence[str]) -> int:
    """How odd the cells are in their columns: 2 for a cell that a column of numbers, dates, ...
    cannot hold, 1 for a number, date, ... among texts."""
    odd = 0
    for cell, kind in zip(cells, kinds, strict=False):
        found, wanted = _plain(kind_of(cell)), _plain(kind)
        if found and wanted and found != wanted:
            odd += 1 if wanted == "text" else 2
    return odd


def _plain(kind: str) -> str:
    return "text" if kind == "truth" else kind


def may_stay(cells: Sequence[str], width: int, kinds: Sequence[str]) -> bool:
    """Whether what is left over is nothing, or may be the rest of a text in the last column."""
    if is_blank(cells[width:]):
        return True
    last = _plain(kinds[width - 1]) if len(kinds) >= width else ""
    return last in ("", "text") and bool(cells[width - 1].strip()) and bool(cells[width].strip())


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
