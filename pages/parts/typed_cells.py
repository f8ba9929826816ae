"""What was typed into the table of failed rows and is not applied yet. Called by that table.

It is kept until it is applied or discarded, also when another page of the rows, or something else,
is shown meanwhile: a table that is not drawn forgets what was typed into it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.engine.edited_cells import FailedRow

# Row of the file and column -> text.
Texts = dict[tuple[int, int], str]


@dataclass
class TypedCells:
    """The cells of the failed rows of one object. ``table`` is the key of the table that shows now,
    ``rows`` are its rows; ``drawn`` counts the tables, since each shows what was typed before as
    its own text, ``shown``."""

    texts: Texts = field(default_factory=dict)
    table: str = ""
    rows: Sequence[FailedRow] = ()
    shown: Texts = field(default_factory=dict)
    drawn: int = 0

    def take(self) -> None:
        """Keeps what is in the table that was drawn last, which may not be drawn this time."""
        state: Any = st.session_state.get(self.table) if self.table else None
        for place, cells in (state or {}).get("edited_rows", {}).items():
            row = self.rows[int(place)]
            for name, value in cells.items():
                index = int(name.removeprefix("c"))
                text = "" if value is None else str(value)
                if text.strip() == (row.cells[index] or "").strip():
                    self.texts.pop((row.row_number, index), None)
                else:
                    self.texts[row.row_number, index] = text

    def show(self, rows: Sequence[FailedRow], place: str) -> None:
        """The table of these rows stays the same one while it is drawn each time at its ``place``;
        else it is a new one."""
        if not self.table.startswith(f"{place}-table") or self.table not in st.session_state:
            self.drawn += 1
            self.table = f"{place}-table-{self.drawn}"
            self.shown = dict(self.texts)
        self.rows = rows

    def text(self, row: FailedRow, index: int) -> str:
        """What the table shows in a cell at first."""
        return self.shown.get((row.row_number, index), row.cells[index] or "")

    @property
    def rows_elsewhere(self) -> int:
        """How many edited rows the table does not show."""
        return len({row for row, _ in self.texts} - {row.row_number for row in self.rows})


def typed_cells(key: str) -> TypedCells:
    """Those of this session under a key; none at first."""
    typed: TypedCells = st.session_state.setdefault(key, TypedCells())
    return typed


def forget_typed(key: str) -> None:
    """Callback: what was typed is gone, and the table is a new one."""
    st.session_state[key] = TypedCells(drawn=st.session_state[key].drawn)


def cell_name(index: int) -> str:
    """What the table calls the column of the file with this index."""
    return f"c{index}"
