"""Which row of a grid was picked. Called by the grids of records and imports, which switch pages
then; a callback cannot do that before the pages are known."""

from typing import Any


def picked_row(selected: Any, clicked: Any) -> int | None:
    """The row whose button was clicked, or else the row that is selected."""
    if clicked:
        return int(clicked["row"])
    rows = selected.selection.rows
    return int(rows[0]) if rows else None
