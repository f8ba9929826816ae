"""Reads the largest table of an HTML file, the kind of "Excel export" that is a web page.

The standard library's parser does it: pandas.read_html would guess types and needs lxml.
"""

from html.parser import HTMLParser
from pathlib import Path

import duckdb

from core.read import trouble
from core.read.arrow_table import load_batches
from core.read.decode import choose_encoding
from core.read.headers import make_columns
from core.read.layout import Layout, ReadOptions, StagedFile
from core.read.scan import scan_bytes
from core.read.sheets import sample_rows
from core.read.source_view import Staged, make_source_view
from core.read.structure import Row, find_structure

MOST_BYTES = 256 << 20
MOST_SPAN = 1000
LOOKED_AT = 300
SAMPLE_ROWS = 100
BREAK = "\0"  # <br>; a line break of the source is a space


class TableParser(HTMLParser):
    """Collects the cells of every table; a cell that spans columns fills them all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.open_tables: list[list[list[str]]] = []
        self.text: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.end_cell()
            self.open_tables.append([])
            self.tables.append(self.open_tables[-1])
        elif tag == "tr" and self.open_tables:
            self.end_cell()
            self.open_tables[-1].append([])
        elif tag in ("td", "th") and self.open_tables:
            self.start_cell(dict(attrs))
        elif tag == "br" and self.text is not None:
            self.text.append(BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.end_cell()
        elif tag == "table" and self.open_tables:
            self.end_cell()
            self.open_tables.pop()

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def start_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        span = attributes.get("colspan") or "1"
        self.span = min(int(span), MOST_SPAN) if span.isdigit() else 1
        self.text = []

    def end_cell(self) -> None:
        if self.text is None or not self.open_tables:
            return
        table = self.open_tables[-1]
        if not table:
            table.append([])
        lines = "".join(self.text).split(BREAK)
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        table[-1].extend([text] * max(1, self.span))
        self.text = None


def read_rows(path: Path, encoding: str | None) -> tuple[list[Row], str]:
    with trouble.reading(path, "HTML"), path.open("rb") as file:
        findings = scan_bytes(file)
        file.seek(0)
        content = file.read(MOST_BYTES)
    codec = choose_encoding(content[:4096], findings, encoding)
    parser = TableParser()
    parser.feed(content.decode(codec, "replace"))
    parser.close()
    parser.end_cell()
    tables = [table for table in parser.tables if any(table)]
    if not tables:
        raise trouble.not_a_table("is a web page without a table")
    largest = max(tables, key=lambda table: sum(map(len, table)))
    width = max(map(len, largest))
    rows = [[*cells, *[""] * (width - len(cells))] for cells in largest]
    return [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)], codec


def inspect_html(path: Path, options: ReadOptions) -> Layout:
    rows, codec = read_rows(path, options.encoding)
    structure = find_structure(rows[:LOOKED_AT], options.header_row)
    data = sample_rows(rows, structure)
    return Layout(
        kind="html",
        options=ReadOptions(
            encoding=codec, header_row=structure.header_row, skip_last=options.skip_last or 0
        ),
        columns=make_columns(structure.headers, structure.names),
        sample=tuple(cells[: structure.width] for cells in data[:SAMPLE_ROWS]),
        skipped_rows=structure.skipped,
        warnings=structure.warnings,
        details={"first_row": structure.first_row, "headers": list(structure.headers)},
    )


def stage_html(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout
) -> StagedFile:
    rows, _ = read_rows(path, layout.options.encoding)
    first_row, width = layout.details["first_row"], len(layout.columns)
    staged = Staged(catalog, width, f"rowid + {first_row}")
    cells = [row.cells for row in rows if row.number >= first_row]
    load_batches(cursor, staged.table, iter([cells] if cells else []), range(width), len(cells))
    headers = layout.details["headers"] if layout.options.header_row else []
    view = make_source_view(cursor, staged, headers, layout.options.skip_last or 0)
    return StagedFile(layout, view.row_count, (), layout.warnings + view.warnings)
