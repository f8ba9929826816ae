"""Whether a work database can still be used. It holds nothing that cannot be read again from the
original file, so a damaged one is thrown away, not mended. Called by ``store.py``."""

from contextlib import closing
from pathlib import Path

import duckdb

from core.sql import quote_literal
from core.store.database_file import DatabaseFile, is_whole


def is_sound(path: Path) -> bool:
    """Whether DuckDB can open a work database, and all of its metadata is whole: it reads most of
    that only when it is asked for. True where there is none. Nothing is changed.

    For a file that this process does not have open. It is tried in an instance of its own, which
    an internal error makes useless."""
    if not path.exists():
        return True
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"attach {quote_literal(str(path))} as work (read_only)")
            rows = connection.execute("from pragma_metadata_info('work')").fetchall()
        with closing(DatabaseFile(path)) as file:
            return all(is_whole(file.block(number)) for number, *_ in rows)
    except (duckdb.Error, OSError):
        return False
