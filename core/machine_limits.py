"""No more memory, no more disk: what DuckDB then raises becomes an error in words for people.
Called where work begins: the commit, the background jobs, the command line and ``app.py``."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from core.errors import AppError


@contextmanager
def limits_told() -> Iterator[None]:
    """Raises AppError instead of DuckDB's own error where memory or disk ran out."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise AppError(
            "Not enough memory",
            "The work needs more than it may take; nothing was written.",
            "Close other programs and set ROWCALL_MEMORY, such as 6GB, before Rowcall is started; "
            "or import the file in pieces.",
        ) from error
    except duckdb.IOException as error:
        if "no space left" not in str(error).lower():
            raise
        raise AppError(
            "No space left on the disk",
            "The work could not be kept; nothing was written.",
            "Free some disk space, then try again.",
        ) from error
