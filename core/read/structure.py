"""Where the table is among the first rows of a file or sheet: what stands above it, which rows are
its header, where its data starts. ``inspect_file`` calls ``find_structure`` for every kind of file.

Each rule here can lose rows, so every row that is left out is listed with its reason.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.read import trouble
from core.read.cells import column_kinds, filled, is_blank, is_year, kind_of
from core.read.headers import cell_at, fill_right, join_headers, join_names

MOST_HEADER_ROWS = 4


@dataclass(frozen=True)
class Row:
    """A row of the file by its number, as a spreadsheet counts. ``merged`` says that texts stand
    in several cells because those were merged."""

    number: int
    cells: tuple[str, ...]
    merged: bool = False

    @property
    def blank(self) -> bool:
        return is_blank(self.cells)


@dataclass(frozen=True)
class Structure:
    """``header_row`` is 0 when there is none. ``width`` counts the columns kept; ``first_row`` is
    the number of the first data row (one past the header when there is no data)."""

    header_row: int
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    names: tuple[str, ...]
    first_row: int
    width: int
    skipped: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]


def find_structure(rows: Sequence[Row], chosen_header: int | None) -> Structure:
    """``rows`` start with the file's first; blank rows are in it (or left out of the numbering)."""
    table = [row for row in rows if not row.blank]
    if not table:
        raise trouble.empty_file("holds blank lines only" if rows else "has no rows")
    width = table_width(table)
    start = start_of_table(table, width, chosen_header)
    has_header = chosen_header != 0 and (
        chosen_header is not None or looks_like_header(table[start:], width)
    )
    header = header_rows(table, start, width) if has_header else []
    width = kept_width(header, table[start + len(header) :], width)
    return describe(rows, table, start, header, width)


def table_width(table: Sequence[Row]) -> int:
    """The commonest width, titles aside; the wider of two equally common ones."""
    widths = Counter(len(row.cells) for row in table)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide or (widths[1] > 3 * sum(wide.values()) and max(wide.values()) < 2):
        return max(widths)
    return max(wide.items(), key=lambda item: (item[1], item[0]))[0]


def start_of_table(table: Sequence[Row], width: int, chosen_header: int | None) -> int:
    """Index of the first row of the table: the header's, or that of the first data row."""
    if chosen_header:
        for index, row in enumerate(table):
            if row.number == chosen_header:
                return index
        message = f"Row {chosen_header} was chosen as the header but is blank or too far down."
        raise trouble.wrong_option(message, "Choose a row that has the column names.")
    fullness = usual_fullness(table, width)
    for index, row in enumerate(table[:-1]):
        if full_enough(row, width, fullness) and not is_comment(row, width):
            return group_above(table, index, width)
    return first_uncommented(table, width) if len(table) > 1 else 0


def first_uncommented(table: Sequence[Row], width: int) -> int:
    for index, row in enumerate(table):
        if not is_comment(row, width) and (len(row.cells) > 1 or width == 1):
            return index
    return 0


def usual_fullness(table: Sequence[Row], width: int) -> int:
    """How many cells a row of the table usually has filled (the middle)."""
    counts = sorted(filled(row.cells) for row in table if len(row.cells) == width)
    return counts[len(counts) // 2] if counts else 1


def full_enough(row: Row, width: int, fullness: int) -> bool:
    if width == 1:
        return True
    return filled(row.cells) >= max(min(2, fullness), 0.6 * fullness)


def is_comment(row: Row, width: int) -> bool:
    return row.cells[0].lstrip().startswith("#") and (
        width == 1 or len(row.cells) != width or filled(row.cells) == 1
    )


def group_above(table: Sequence[Row], index: int, width: int) -> int:
    """The row directly above may name groups of columns: texts with blanks between them."""
    if index == 0 or table[index - 1].number != table[index].number - 1:
        return index
    return index - 1 if is_group_over(table, index - 1, width) else index


def is_group_row(above: Row, below: Row, width: int) -> bool:
    cells = [cell.strip() for cell in above.cells]
    cells = without_repeats(cells) if above.merged else cells
    places = [index for index, cell in enumerate(cells) if cell]
    if len(cells) > width or not places or len(places) >= width:
        return False
    if not above.merged and (len(places) < 2 or places[-1] < 2):
        return False
    if any(kind_of(cell) not in ("text", "") and not is_year(cell) for cell in cells):
        return False
    below_cells = [cell_at(below.cells, index).strip() for index in range(width)]
    if any(kind_of(cell) not in ("text", "") for cell in below_cells):
        return False
    under = {cell_at(cells, index) for index in places} & set(below_cells)
    return not under and all(below_cells[index] for index in places)


def without_repeats(cells: Sequence[str]) -> list[str]:
    """A merged group name stands in each of its cells: keep the first."""
    return ["" if index and cell == cells[index - 1] else cell for index, cell in enumerate(cells)]


def looks_like_header(table: Sequence[Row], width: int) -> bool:
    return header_votes(table, width) >= 0


def header_votes(table: Sequence[Row], width: int) -> int:
    """Column by column: text over numbers speaks for a header, what recurs below against it."""
    first = table[0]
    body = [row for row in table[1:200] if row.cells != first.cells]
    if not body:
        return 0 if all(kind_of(cell) in ("text", "") for cell in first.cells) else -1
    kinds = column_kinds([row.cells for row in body], width)
    return sum(header_vote(first, body, index, kinds[index]) for index in range(width))


def header_vote(first: Row, body: Sequence[Row], index: int, kind: str) -> int:
    cell = cell_at(first.cells, index).strip()
    found = kind_of(cell)
    if not cell or (is_year(cell) and kind in ("number", "")):
        return 0
    if found not in ("text", "truth"):
        return -2 if found == kind else -1
    if kind not in ("text", ""):
        return 2
    below = [cell_at(row.cells, index).strip() for row in body]
    return -1 if cell in below else 0


def header_rows(table: Sequence[Row], start: int, width: int) -> list[Row]:
    """One row; or a repeated one; or a row of groups over a row of names."""
    header = [table[start]]
    for row in table[start + 1 : start + MOST_HEADER_ROWS]:
        if row.cells != header[0].cells:
            break
        header.append(row)
    if len(header) == 1 and start + 2 < len(table):
        below = table[start + 1]
        if below.number == header[0].number + 1 and is_group_over(table, start, width):
            header.append(below)
    return header


def is_group_over(table: Sequence[Row], start: int, width: int) -> bool:
    """Names below a group must be told from data: by merged cells, by typed cells under them, or
    by names that recur from group to group."""
    above, names = table[start], table[start + 1]
    if not is_group_row(above, names, width):
        return False
    votes = header_votes(table[start + 1 :], width)
    texts = [cell.strip() for cell in names.cells if cell.strip()]
    return votes > 0 or (votes == 0 and (above.merged or len(set(texts)) < len(texts)))


def kept_width(header: Sequence[Row], body: Sequence[Row], width: int) -> int:
    """The header's width, less unnamed columns at the end that no row fills."""
    named = max((last_filled(row.cells) for row in header), default=0)
    rows = [row for row in body if len(row.cells) <= width] or body
    most = max((last_filled(row.cells) for row in rows), default=0)
    if not header:
        return max(most, 1)
    return max(named, min(most, width), 1)


def last_filled(cells: Sequence[str]) -> int:
    return max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)


def describe(
    rows: Sequence[Row],
    table: Sequence[Row],
    start: int,
    header: list[Row],
    width: int,
) -> Structure:
    data = table[start + len(header) :]
    last_header = header[-1].number if header else table[start].number - 1
    first_row = data[0].number if data else last_header + 1
    shown = [list(row.cells) for row in header]
    if len(header) > 1 and filled(header[0].cells) < filled(header[-1].cells):
        shown[0] = group_names(header[0], header[-1], width)
    numbers = tuple(row.number for row in header)
    skipped = left_out(rows, first_row, numbers, width)
    return Structure(
        header_row=numbers[0] if numbers else 0,
        header_rows=numbers,
        headers=tuple(join_headers(shown, width)) if len(shown) != 1 else padded(shown[0], width),
        names=tuple(join_names(shown, width)),
        first_row=first_row,
        width=width,
        skipped=tuple(skipped),
        warnings=tuple(warnings_of(header, skipped)),
    )


def group_names(groups: Row, below: Row, width: int) -> list[str]:
    """Each group's name over all its columns; one that was merged over them is there already."""
    cells = list(padded(groups.cells, width))
    if groups.merged:
        return cells
    named = [bool(cell.strip()) for cell in padded(below.cells, width)]
    return [cell if name else "" for cell, name in zip(fill_right(cells), named, strict=True)]


def padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cell_at(cells, index) for index in range(width))


def left_out(
    rows: Sequence[Row], first_row: int, header: Sequence[int], width: int
) -> list[tuple[int, str]]:
    above = [row for row in rows if row.number < first_row and row.number not in header]
    return [(row.number, reason(row, width)) for row in above]


def reason(row: Row, width: int) -> str:
    if row.blank:
        return "blank row"
    if row.cells[0].lstrip().startswith("#"):
        return "comment"
    return "above the table: " + " ".join(cell.strip() for cell in row.cells if cell.strip())[:80]


def warnings_of(header: Sequence[Row], skipped: Sequence[tuple[int, str]]) -> list[str]:
    found = []
    if not header:
        found.append(
            "The file seems to have no header row: columns are named Column 1, Column 2 and so on."
        )
    if len(header) > 1:
        rows = " and ".join(str(row.number) for row in header)
        found.append(f"The header stands in rows {rows}; their texts were joined.")
    texts = [number for number, why in skipped if why != "blank row"]
    if texts:
        where = ", ".join(map(str, texts[:5])) + (" …" if len(texts) > 5 else "")
        what = "1 row above the table was" if len(texts) == 1 else f"{len(texts)} rows were"
        found.append(f"{what} left out (row {where}).")
    return found
