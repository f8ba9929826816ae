"""The failed rows of a dry run as a table to type in: each with what is wrong. An edit is a fix of
that cell; the file stays as it is. Called by the panel of rows on the review page."""

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd
import streamlit as st

from core.engine.edited_cells import FailedRow, edits, failed_rows
from core.engine.parts import Part
from core.issues import issue_kinds
from core.store.imports import Import, read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.typed_cells import Texts, TypedCells, cell_name, forget_typed, typed_cells
from pages.parts.wording import count

_ROW, _WRONG = "row", "wrong"


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
    typed = typed_cells(f"{key}-typed")
    typed.take()
    rows = failed_rows(cursor, part, list(headers), offset, limit)
    place = f"{key}-{offset}-{len(draft.recipe.files[file - 1].fixes)}"
    typed.show(rows, place)
    _table(rows, headers, typed)
    _buttons(draft.import_id, file, key, typed)
    return len(rows)


def _table(rows: Sequence[FailedRow], headers: Mapping[int, str], typed: TypedCells) -> None:
    lines = [_line(row, headers, typed) for row in rows]
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
        | {cell_name(index): text(header) for index, header in headers.items()},
    )


def _line(row: FailedRow, headers: Mapping[int, str], typed: TypedCells) -> dict[str, object]:
    line: dict[str, object] = {_ROW: row.row_number, _WRONG: _told(row, headers)}
    return line | {cell_name(index): typed.text(row, index) for index in headers}


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


def _buttons(import_id: int, file: int, key: str, typed: TypedCells) -> None:
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
                on_click=forget_typed,
                args=(f"{key}-typed",),
            )
        elsewhere = typed.rows_elsewhere
        st.caption(
            "Type into the cells to mend a row. The file stays as it is."
            + (f" {count(elsewhere, 'edited row')} on other pages." if elsewhere else "")
        )


@unless_gone
def _apply(import_id: int, file: int, key: str, texts: Texts) -> None:
    """Callback: the dry run follows by itself."""
    cursor = new_cursor()
    recipe = read_draft(cursor, import_id).recipe
    catalog = open_store().attach_work(cursor, import_id, file)
    save(
        import_id,
        recipe.with_file(file, fixes=edits(cursor, catalog, recipe.files[file - 1], texts)),
    )
    forget_typed(key)
