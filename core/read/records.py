"""Cuts physical lines into the records of a table, one at a time, repairing those that are damaged.

The slow path streams a whole file through it; ``inspect_file`` its sample. Python's csv does the
parsing in strict mode, so that a damaged record is noticed where it starts: then only the physical
line it starts on is cut again, and the lines it had swallowed go back to be read afresh.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.read.cells import is_blank
from core.read.dialect import DELIMITERS, QUOTES, Dialect, csv_reader
from core.read.fit import fit_long, pad
from core.read.recut import Cut, recut

# A quote that never closes must not swallow the file. Cells of thousands of lines exist, so the
# limit is high at first; each quote that reaches it halves it, to keep a bad file from being slow.
MOST_LINES = 20_000
FEWEST_LINES = 100
MOST_JOINED = 12
WORTH = 6


@dataclass
class Record:
    """``cells`` as many as the width asked for (any number when none was); ``repair`` says what
    was done, '' for nothing; ``spill`` are surplus values; ``raw_width`` counts the cells cut."""

    row: int
    cells: list[str]
    raw_width: int
    repair: str = ""
    spill: tuple[str, ...] = ()
    lines: int = 1


class Lines:
    """Physical lines with their ends, remembering those the record at hand took."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.returned: deque[str] = deque()
        self.taken: list[str] = []
        self.most = MOST_LINES

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self.most:
            self.most = max(FEWEST_LINES, self.most // 2)
            raise StopIteration
        line = self.returned.popleft() if self.returned else next(self.source)
        self.taken.append(line)
        return line

    def give_back(self, keep: int) -> None:
        """Return all but the first ``keep`` lines of the record at hand."""
        self.returned.extendleft(reversed(self.taken[keep:]))
        del self.taken[keep:]


class RecordCutter:
    """Iterate over it for Records. ``kinds`` (of the columns) help to place surplus cells."""

    def __init__(
        self,
        source: Iterator[str],
        dialect: Dialect,
        width: int | None = None,
        kinds: Sequence[str] = (),
        may_be_short: bool = False,
    ) -> None:
        self.lines = Lines(source)
        self.dialect = dialect
        self.width = width
        self.kinds = tuple(kinds)
        self.may_be_short = may_be_short
        self.reader = csv_reader(self.lines, dialect, strict=bool(dialect.quote))
        self.row = 0

    def __iter__(self) -> Iterator[Record]:
        while True:
            self.lines.taken.clear()
            try:
                cells, damaged = next(self.reader), False
            except StopIteration:
                return
            except csv.Error:
                cells, damaged = [], True
            self.row += 1
            yield self.finish(cells, damaged)

    def finish(self, cells: list[str], damaged: bool) -> Record:
        width = self.width
        if damaged:
            return self.repair(None)
        if width is None or len(cells) == width or is_blank(cells):
            return self.record(cells)
        return self.repair(cells)

    def record(self, cells: list[str]) -> Record:
        if any(cell[:1] == " " for cell in cells) and self.dialect.quote:
            cells = unpad(cells, "".join(self.lines.taken), self.dialect)
        return Record(self.row, cells, len(cells), lines=len(self.lines.taken))

    def repair(self, cells: list[str] | None) -> Record:
        """``cells`` is what the parser made of the record, None when it refused it."""
        whole = self.quoted_as_a_whole(cells)
        if whole is not None:
            return whole
        if self.dialect.quote and self.dialect.quote in "".join(self.lines.taken[:MOST_JOINED]):
            record = self.repair_quotes(cells)
            if record is not None:
                return record
        if cells is None or len(self.lines.taken) > MOST_JOINED:
            cells = self.first_line_only()
        other = self.other_dialect()
        if other is not None:
            return other
        return self.fit(cells, "" if self.width is not None else "quotes did not pair up")

    def quoted_as_a_whole(self, cells: list[str] | None) -> Record | None:
        """A row that a program took for one cell: quoted from end to end, its quotes doubled."""
        if cells is None or len(cells) != 1 or self.width is None or self.width < 2:
            return None
        inner = next(csv_reader(iter([cells[0]]), self.dialect, strict=False), [])
        if len(inner) != self.width:
            return None
        count = len(self.lines.taken)
        return Record(self.row, inner, 1, "the row was quoted as a whole", (), count)

    def repair_quotes(self, cells: list[str] | None) -> Record | None:
        if cells is not None and not self.swallowed_a_row():
            return None
        found = self.cheapest_cut(MOST_JOINED if cells is None else 1)
        if found is None:
            return None
        cut, count = found
        self.take(count)
        return Record(self.row, list(cut.cells), len(cut.cells), "quotes paired again", (), count)

    def swallowed_a_row(self) -> bool:
        """The parser joined lines, yet each of the first two makes a row of its own."""
        lines, width = self.lines.taken[:2], self.width
        if len(lines) < 2 or width is None:
            return False
        cuts = [recut(line.rstrip("\r\n"), self.dialect, width) for line in lines]
        return all(cut is not None and cut.cost < WORTH for cut in cuts)

    def cheapest_cut(self, most: int) -> tuple[Cut, int] | None:
        """The first line alone, or joined with those after it, cut into the width."""
        width = self.width or self.width_of_first_line()
        best: tuple[Cut, int] | None = None
        for count in range(1, most + 1):
            if not self.take(count) or (count > 1 and self.is_row(self.lines.taken[-1], width)):
                break
            cut = recut("".join(self.lines.taken).rstrip("\r\n"), self.dialect, width)
            if cut is not None and (best is None or cut.cost < best[0].cost):
                best = cut, count
            if best is not None and best[0].cost <= 3 * count:
                break
        return best

    def is_row(self, line: str, width: int) -> bool:
        """The line is a row by itself, so it is no part of the damaged one."""
        try:
            return len(next(csv_reader(iter([line]), self.dialect, strict=True), [])) == width
        except csv.Error:
            return False

    def width_of_first_line(self) -> int:
        """Without a known width: as many cells as a lenient parser sees."""
        line = self.lines.taken[0]
        cells = next(csv_reader(iter([line]), self.dialect, strict=False), [])
        return max(1, len(cells))

    def take(self, count: int) -> bool:
        """Make the record at hand the next ``count`` physical lines."""
        if len(self.lines.taken) > count:
            self.lines.give_back(count)
        while len(self.lines.taken) < count:
            try:
                next(self.lines)
            except StopIteration:
                return False
        return True

    def first_line_only(self) -> list[str]:
        self.take(1)
        line = self.lines.taken[0].rstrip("\r\n")
        whole = recut(line, self.dialect, line.count(self.dialect.delimiter) + 1)
        return list(whole.cells) if whole else [line]

    def other_dialect(self) -> Record | None:
        """One row written with another delimiter or quote than the rest of the file."""
        if self.width is None or self.width < 3 or len(self.lines.taken) != 1:
            return None
        line = self.lines.taken[0]
        for other in other_dialects(self.dialect):
            found = next(csv_reader(iter([line]), other, strict=False), [])
            if len(found) == self.width:
                what = f"read with delimiter {other.delimiter!r} and quote {other.quote}"
                return Record(self.row, found, len(found), what)
        return None

    def fit(self, cells: list[str], repair: str) -> Record:
        cells = unpad(cells, "".join(self.lines.taken), self.dialect)
        width, raw, count = self.width, len(cells), len(self.lines.taken)
        if width is None or raw == width:
            return Record(self.row, cells, raw, repair, (), count)
        if raw < width:
            done = "" if self.may_be_short else f"{width - raw} missing cells left empty"
            return Record(self.row, pad(cells, width), raw, done, (), count)
        fitted, places = fit_long(cells, width, self.kinds)
        spill = () if is_blank(fitted[width:]) else tuple(fitted[width:])
        return Record(self.row, fitted[:width], raw, told_fit(spill, places), spill, count)


def told_fit(spill: Sequence[str], places: Sequence[int]) -> str:
    """What was done to a row with too many cells."""
    if spill:
        return f"{len(spill)} surplus value{'s' if len(spill) > 1 else ''} kept apart"
    if not places:
        return ""
    numbers = " and ".join(map(str, places))
    what = f"empty cell {numbers}" if len(places) == 1 else f"empty cells {numbers}"
    return f"{what} left out, those behind moved to the left"


def reason_to_leave_out(record: Record, headers: Sequence[str], width: int) -> str | None:
    """Why a record is no data: blank, the header once more (same case), or a comment, which is a
    line that starts with # and is not as wide as the table."""
    if is_blank(record.cells) and not record.spill:
        return "blank row"
    if any(headers) and record.cells == list(headers):
        return "repeated header"
    if record.raw_width != width and record.cells[0].lstrip().startswith("#"):
        return "comment"
    return None


def other_dialects(dialect: Dialect) -> Iterator[Dialect]:
    for quote in QUOTES:
        if quote and dialect.quote and quote != dialect.quote:
            yield replace(dialect, quote=quote)
    for delimiter in DELIMITERS:
        if delimiter not in (dialect.delimiter, " ", ":"):
            yield replace(dialect, delimiter=delimiter)


def unpad(cells: list[str], text: str, dialect: Dialect) -> list[str]:
    """`` "x"`` is ``x``, as DuckDB reads it: a space between delimiter and quote is no text."""
    quote = dialect.quote
    opening = rf"(^|{re.escape(dialect.delimiter)}) +{re.escape(quote)}" if quote else "(?!)"
    if not re.search(opening, text):
        return cells
    return [unpadded(cell, quote) for cell in cells]


def unpadded(cell: str, quote: str) -> str:
    bare = cell.strip(" ")
    if cell[:1] == " " and len(bare) > 1 and bare[0] == quote == bare[-1]:
        return bare[1:-1].replace(quote * 2, quote)
    return cell
