"""Edits by hand in tests, the way the record page makes them."""

from core.editing import PutBack, edit_record, put_back
from core.store.changing import changing
from tests.engine.importing import Desk


def edit(
    desk: Desk,
    record_id: int,
    object_type: str = "contacts",
    seen: dict[str, str | None] | None = None,
    **texts: str | None,
) -> list[str]:
    """Types these texts; the properties that changed are returned."""
    with changing(desk.store) as cursor:
        saved = edit_record(cursor, object_type, record_id, texts, seen)
    return [prop.name for prop in saved]


def back(desk: Desk, edit_id: int) -> PutBack:
    """Puts an edit back."""
    with changing(desk.store) as cursor:
        return put_back(cursor, edit_id)


def last_edit(desk: Desk) -> int:
    """The edit that was saved last."""
    return int(desk.cursor.execute("select max(edit_id) from store.edits").fetchall()[0][0])
