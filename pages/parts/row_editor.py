"""The failed rows of a dry run as a table to type in: each with what is wrong. An edit is a fix of
that cell; the file stays as it is. Called by the panel of rows on the review page."""

from collections.abc import Mapping, Sequence

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
    rows = failed_rows(cursor, part, list(headers), offset, limit)
    before = pd.DataFrame([_line(row, headers) for row in rows], dtype=object)
    file = part.imported.file
    key = f"rows-{draft.import_id}-{part.name}-{offset}-{len(draft.recipe.files[file - 1].fixes)}"
    text = st.column_config.TextColumn
    after = st.data_editor(
        before,
        key=f"{key}-editor",
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
    typed = _typed(before, after, headers)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Apply {count(len(typed), 'edit')}",
            key=f"{key}-apply",
            icon=":material/build:",
            disabled=not typed,
            on_click=_apply,
            args=(draft.import_id, file, typed),
        )
        st.caption("Type into the cells to mend a row. The file stays as it is.")
    return len(rows)


def _cell(index: int) -> str:
    return f"c{index}"


def _line(row: FailedRow, headers: Mapping[int, str]) -> dict[str, object]:
    line: dict[str, object] = {_ROW: row.row_number, _WRONG: _told(row, headers)}
    return line | {_cell(index): row.cells[index] or "" for index in headers}


def _told(row: FailedRow, headers: Mapping[int, str]) -> str:
    """Each problem in words, with its column and value."""
    told = []
    for code, index, value in row.problems:
        place = f" in {headers[index]}" if index is not None and index in headers else ""
        told.append(f"{issue_kinds()[code].title}{place}{f': {value}' if value else ''}")
    return "; ".join(told)


def _typed(
    before: pd.DataFrame, after: pd.DataFrame, headers: Sequence[int] | Mapping[int, str]
) -> dict[tuple[int, int], str]:
    """What was typed: row of the file and column -> text."""
    typed = {}
    for index in headers:
        name = _cell(index)
        for place, (old, new) in enumerate(zip(before[name], after[name], strict=True)):
            text = "" if pd.isna(new) else str(new)
            if text.strip() != str(old).strip():
                typed[int(before[_ROW].iloc[place]), index] = text
    return typed


def _apply(import_id: int, file: int, typed: Mapping[tuple[int, int], str]) -> None:
    """Callback: the dry run follows by itself."""
    cursor = new_cursor()
    recipe = read_import(cursor, import_id).recipe
    catalog = open_store().attach_work(cursor, import_id, file)
    save(
        import_id,
        recipe.with_file(file, fixes=edits(cursor, catalog, recipe.files[file - 1], typed)),
    )
