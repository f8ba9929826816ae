"""Where a captured contact was found: the file of the user's, which the row of the import does not
say, since a capture writes a file of its own. Called by the record pages."""

import duckdb

from core.sql import quote_literal
from core.store import Store


def found_text(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, row_number: int
) -> str | None:
    """In words, such as ``Device contacts: google.vcf, line 12``; None for any other import."""
    path = store.found_file(import_id)
    if not path.exists():
        return None
    rows = cursor.execute(
        f"select said from read_parquet({quote_literal(str(path))}) where row_number = ?",
        [row_number],
    ).fetchall()
    return rows[0][0] if rows else None
