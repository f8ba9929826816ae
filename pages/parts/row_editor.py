"""The failed rows of a dry run as a table to type in: each with what is wrong. An edit is a fix of
that cell; the file stays as it is. Called by the panel of rows on the review page.

What is typed is kept until it is applied or discarded, also when another page of the rows, or
something else, is shown meanwhile: a table that is not drawn forgets what was typed into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from core.engine.edited_cells import FailedRow, edits, failed_rows
from core.engine.parts import Part
from core.issues import issue_kinds
from core.store.imports import Import, read_import
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.wording import count

_ROW, _WRONG = "row", "wrong"

# Row of the file and column -> text.
Texts = dict[tuple[int, int], str]


@dataclass
class _Typed:
    """What was typed into the failed rows of one object and is not applied yet. ``table`` is the
    key of the table that shows now, ``rows`` are its rows; ``drawn`` counts the tables, since each
    shows what was typed before as its own text."""

    texts: Texts = field(default_factory=dict)
    table: str = ""
    rows: Sequence[FailedRow] = ()
    shown: Texts = field(default_factory=dict)
    drawn: int = 0


def row_editor(
    cursor: duckdb.DuckDBPyConnection,
    draft: Import,
    part: Part,
    headers: Mapping[int, str],
    offset: int,
    limit: int,
) -> int:
    """One page of the failed rows; how many it shows is returned. ``headers`` are the columns of
    the file, by index."""
    file = part.imported.file
    key = f"rows-{draft.import_id}-{part.name}"
    typed: _Typed = st.session_state.setdefault(f"{key}-typed", _Typed())
    _take(typed)
    rows = failed_rows(cursor, part, list(headers), offset, limit)
    place = f"{key}-{offset}-{len(draft.recipe.files[file - 1].fixes)}"
    _show(typed, rows, place)
    lines = [_line(row, headers, typed.shown) for row in rows]
    text = st.column_config.TextColumn
    st.data_editor(
        pd.DataFrame(lines, dtype=object),
        key=typed.table,
        hide_index=True,
        width="stretch",
        num_rows="fixed",
        disabled=[_ROW, _WRONG],
        column_config={
            _ROW: st.column_config.NumberColumn("Row", format="%d", pinned=True, width="small"),
            _WRONG: text("What is wrong", width="medium"),
        }
        | {_cell(index): text(header) for index, header in headers.items()},
    )
    _buttons(draft.import_id, file, key, typed)
    return len(rows)


def _take(typed: _Typed) -> None:
    """Keeps what is in the table that was drawn last, which may not be drawn this time."""
    state: Any = st.session_state.get(typed.table) if typed.table else None
    for place, cells in (state or {}).get("edited_rows", {}).items():
        row = typed.rows[int(place)]
        for name, value in cells.items():
            index = int(name.removeprefix("c"))
            text = "" if value is None else str(value)
            if text.strip() == (row.cells[index] or "").strip():
                typed.texts.pop((row.row_number, index), None)
            else:
                typed.texts[row.row_number, index] = text


def _show(typed: _Typed, rows: Sequence[FailedRow], place: str) -> None:
    """The table stays the same one while it is drawn each time; else it is a new one."""
    if not typed.table.startswith(f"{place}-table") or typed.table not in st.session_state:
        typed.drawn += 1
        typed.table = f"{place}-table-{typed.drawn}"
        typed.shown = dict(typed.texts)
    typed.rows = rows


def _buttons(import_id: int, file: int, key: str, typed: _Typed) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Apply {count(len(typed.texts), 'edit')}",
            key=f"{key}-apply",
            icon=":material/build:",
            disabled=not typed.texts,
            on_click=_apply,
            args=(import_id, file, f"{key}-typed", typed.texts),
        )
        if typed.texts:
            st.button(
                "Discard",
                key=f"{key}-discard",
                icon=":material/delete:",
                on_click=_forget,
                args=(f"{key}-typed",),
            )
        elsewhere = len({row for row, _ in typed.texts} - {row.row_number for row in typed.rows})
        st.caption(
            "Type into the cells to mend a row. The file stays as it is."
            + (f" {count(elsewhere, 'edited row')} on other pages." if elsewhere else "")
        )


def _cell(index: int) -> str:
    return f"c{index}"


def _line(row: FailedRow, headers: Mapping[int, str], shown: Texts) -> dict[str, object]:
    line: dict[str, object] = {_ROW: row.row_number, _WRONG: _told(row, headers)}
    return line | {
        _cell(index): shown.get((row.row_number, index), row.cells[index] or "")
        for index in headers
    }


def _told(row: FailedRow, headers: Mapping[int, str]) -> str:
    """Each problem in words, with its column; its value only where the cell does not show it."""
    told = []
    for code, index, value in row.problems:
        place = headers.get(index or 0, "")
        shown = bool(place) and value == row.cells[index or 0]
        told.append(
            issue_kinds()[code].title
            + (f" in {place}" if place else "")
            + (f": {value}" if value and not shown else "")
        )
    return "; ".join(told)


def _forget(key: str) -> None:
    """Callback: what was typed is gone, and the table is a new one."""
    st.session_state[key] = _Typed(drawn=st.session_state[key].drawn)


def _apply(import_id: int, file: int, key: str, texts: Texts) -> None:
    """Callback: the dry run follows by itself."""
    cursor = new_cursor()
    recipe = read_import(cursor, import_id).recipe
    catalog = open_store().attach_work(cursor, import_id, file)
    save(
        import_id,
        recipe.with_file(file, fixes=edits(cursor, catalog, recipe.files[file - 1], texts)),
    )
    _forget(key)
