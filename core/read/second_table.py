"""Notices that a second table stands below the first. Its rows are kept; the user is warned.

The slow path shows it every record. Two signs count: more than three rows of one other width after
rows that all had the table's; texts below a blank row where the columns hold numbers or dates.
"""

from collections.abc import Sequence

from core.read.cells import kind_of
from core.read.records import Record

MORE_THAN = 3
TYPED = ("number", "date", "time", "email", "web")


class SecondTable:
    def __init__(self, width: int, kinds: Sequence[str]) -> None:
        self.width = width
        self.typed = [index for index, kind in enumerate(kinds) if kind in TYPED]
        self.starts_at: int | None = None
        self.as_wide = 0
        self.other_width = 0
        self.other_count = 0
        self.other_start = 0
        self.other_before = False
        self.after_blank = False

    def see(self, record: Record, reason: str | None) -> None:
        if self.starts_at is not None:
            return
        if reason is not None:
            self.after_blank = self.after_blank or reason == "blank row"
            return
        if self.after_blank and self.as_wide > MORE_THAN and self.is_header(record):
            self.starts_at = record.row
        self.after_blank = False
        self.count_width(record)

    def is_header(self, record: Record) -> bool:
        cells = [cell for index, cell in enumerate(record.cells) if index in self.typed and cell]
        texts = all(kind_of(cell) == "text" for cell in record.cells if cell)
        return bool(cells) and texts

    def count_width(self, record: Record) -> None:
        if record.raw_width == self.width:
            self.as_wide += 1
            self.other_before = self.other_before or self.other_count > 0
            self.other_count = 0
        elif self.other_count and record.raw_width == self.other_width:
            self.other_count += 1
        else:
            self.other_before = self.other_before or self.other_count > 0
            self.other_width, self.other_count = record.raw_width, 1
            self.other_start = record.row
        steady = self.other_count > MORE_THAN and self.as_wide > 1 and not self.other_before
        if steady and self.starts_at is None:
            self.starts_at = self.other_start
