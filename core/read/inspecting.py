"""``inspect_file``: decides how a file will be read, by kind. The street of this room starts here.

magic (what is it) ─ decode ─ dialect ─ structure ─► Layout        (text, here)
magic ─ sheets ─ structure ─► Layout                               (spreadsheets and HTML)
"""

from pathlib import Path

from core.read import trouble
from core.read.html import inspect_html
from core.read.layout import Layout, ReadOptions
from core.read.magic import find_kind
from core.read.sheets import inspect_sheet
from core.read.text_file import inspect_text

MOST_COLUMNS = 1000


def inspect_file(path: Path | str, options: ReadOptions | None = None) -> Layout:
    """Every decision about reading the file, and a sample. ``options`` win over detection."""
    path, options = Path(path), options or ReadOptions()
    check_rows(options)
    found = find_kind(path)
    if found.kind == "csv":
        layout = inspect_text(path, found, options)
    elif found.kind == "html":
        layout = inspect_html(path, options)
    else:
        layout = inspect_sheet(path, found.kind, options)
    if len(layout.columns) >= MOST_COLUMNS:
        raise trouble.too_wide(len(layout.columns), MOST_COLUMNS)
    return layout


def check_rows(options: ReadOptions) -> None:
    for name in ("header_row", "skip_last"):
        value = getattr(options, name)
        if value is not None and value < 0:
            raise trouble.wrong_option(f"{name} is {value}.", "Use 0 or a row number.")
