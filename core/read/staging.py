"""``stage_file``: loads a whole file as text: table ``staged``, view ``source`` in the catalog.

On the fast path the staged rows have no number of their own: the view adds the offset to DuckDB's
row id, which is the order of the file. Rows that are left out among the data are left out by the
view, so the numbers of the others stay right.
"""

from pathlib import Path

import duckdb

from core.read import trouble
from core.read.html import stage_html
from core.read.layout import Layout, StagedFile
from core.read.stage_sheet import stage_sheet
from core.read.stage_text import stage_text
from core.sql import quote_identifier


def stage_file(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    path: Path | str,
    layout: Layout,
    folder: Path | str,
) -> StagedFile:
    """Load the file as ``layout`` says. What was staged before is replaced; a failure leaves
    nothing. ``folder`` takes a converted copy where one is needed."""
    path, folder = Path(path), Path(folder)
    drop_staged(cursor, catalog)
    with trouble.reading(path, layout.kind), path.open("rb"):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        if layout.kind == "csv":
            return stage_text(cursor, catalog, path, layout, folder)
        if layout.kind == "html":
            return stage_html(cursor, catalog, path, layout)
        return stage_sheet(cursor, catalog, path, layout)
    except BaseException:
        drop_staged(cursor, catalog)
        raise


def drop_staged(cursor: duckdb.DuckDBPyConnection, catalog: str) -> None:
    cursor.execute(f"drop view if exists {quote_identifier(catalog, 'main', 'source')}")
    cursor.execute(f"drop table if exists {quote_identifier(catalog, 'main', 'staged')}")
