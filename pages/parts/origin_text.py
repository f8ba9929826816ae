"""Where a value or an association came from, in words. Called by the parts of the record page."""

from functools import lru_cache

from core.records import Origin
from core.records.found import found_text
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store


def origin_text(origin: Origin) -> str:
    """The file and line of a captured contact; else the import and the row of its file."""
    return _found(str(open_store().files), origin.import_id, origin.row_number) or row_text(origin)


def row_text(origin: Origin) -> str:
    """The import and the row of its file."""
    return f"{origin.import_name[:40]}, row {origin.row_number:,}"


# Many values of a record have one origin, and what is finished stays as it is.
@lru_cache(maxsize=512)
def _found(_store: str, import_id: int, row_number: int) -> str | None:
    return found_text(open_store(), new_cursor(), import_id, row_number)
