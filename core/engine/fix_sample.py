"""A look at what a fix would change, before it is applied. Called by the dialog that transforms a
column."""

from dataclasses import replace

import duckdb

from core.engine.fix_checks import check_new_fix
from core.engine.fixes import fixed_rows
from core.recipe import ColumnMapping, Fix, ImportedFile
from core.sql import quote_identifier

# Rows in which a preview looks for what a fix changes: a tenth of a second's worth.
SAMPLE_ROWS = 50_000


def sample_of_fix(
    cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile, fix: Fix, limit: int = 5
) -> list[dict[str, str | None]]:
    """Distinct values before and after a fix, of the first rows that it changes: for a look before
    it is applied. Raises RecipeError where it cannot be."""
    check_new_fix(cursor, file, fix)
    first = max((column.column for column in file.columns), default=0) + 1
    made = tuple(ColumnMapping(first + place, header) for place, header in enumerate(fix.made))
    after = replace(file, fixes=(*file.fixes, fix), columns=(*file.columns, *made))
    own = [c for c in after.columns if c.header == fix.header]
    shown = [*(f"a.c{c.column}" for c in made), *(f"a.c{c.column}" for c in own if not made)]
    headers = [c.header for c in made] or ["After"]
    source = f"(select * from {quote_identifier(catalog, 'source')} limit {SAMPLE_ROWS})"
    before = f"b.c{own[0].column}" if own else "null"
    cells = ", ".join(
        f"{cell} as {quote_identifier(header)}" for cell, header in zip(shown, headers, strict=True)
    )
    changed = "true" if made else f"{shown[0]} is distinct from {before}"
    rows = cursor.execute(
        f"""
        select distinct {before} as "Before", {cells}
        from {fixed_rows(source, file)} as b
        join {fixed_rows(source, after)} as a on a.row_number = b.row_number
        where {changed}
        limit {int(limit)}
        """
    ).fetchall()
    return [dict(zip(["Before", *headers], row, strict=True)) for row in rows]
