"""Contacts of the store as vCards, a selection or one, and one contact as a QR code.

Called by the records pages and the command line. Records are read and written a piece at a time."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from core.capture import Contact
from core.capture.writing import qr_code, vcard_text
from core.errors import StoreError
from core.export import replacing
from core.records import View, view_condition
from core.sql import quote_identifier
from core.store import Store
from core.store.properties import read_object_type

OBJECT = "contacts"
# The properties that a vCard has a place for.
NAMES = (
    *("firstname", "lastname", "salutation", "email", "jobtitle", "company", "phone"),
    *("mobilephone", "fax", "website", "address", "city", "state", "zip", "country"),
    *("date_of_birth", "gender", "hs_linkedin_url", "twitterhandle"),
)
_FETCH = 5_000


def export_vcards(
    cursor: duckdb.DuckDBPyConnection,
    object_type: str,
    path: Path,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
    *,
    version: str = "4.0",
) -> int:
    """Writes all contacts as one file of vCards; with ``where`` only those that meet it. The number
    of contacts is returned. Raises StoreError for another object than contacts."""
    if object_type != OBJECT:
        raise StoreError(
            "No vCards of these",
            f"Only contacts can be vCards, not {object_type}.",
            "Export them as CSV.",
        )
    count = 0
    with replacing(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        for contact in _contacts(cursor, where, values or {}):
            file.write(vcard_text(contact, version))
            count += 1
    return count


VCARD_EXPORTERS: dict[str, Callable[..., int]] = {
    "vcard": export_vcards,
    "vcard3": partial(export_vcards, version="3.0"),
}


def vcards_content(store: Store, file_format: str, view: View | None = None) -> bytes:
    """The vCards of a view (or of all contacts) for a download; ``file_format`` is a key of
    ``VCARD_EXPORTERS``. It runs on a thread of its own, so it takes its own cursor."""
    cursor = store.cursor()
    where, values = view_condition(cursor, view) if view else ("true", {})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.vcf"
        VCARD_EXPORTERS[file_format](cursor, OBJECT, path, where, values)
        return path.read_bytes()


def record_qr_code(cursor: duckdb.DuckDBPyConnection, record_id: int) -> bytes:
    """The QR code of one contact, as PNG. Raises AppError where it holds too much."""
    return qr_code(_one(cursor, record_id))


def record_vcard(store: Store, record_id: int, version: str = "4.0") -> bytes:
    """The vCard of one contact."""
    return vcard_text(_one(store.cursor(), record_id), version).encode()


def _one(cursor: duckdb.DuckDBPyConnection, record_id: int) -> Contact:
    found = list(_contacts(cursor, "hs_object_id = $record_id", {"record_id": record_id}))
    if not found:
        raise StoreError("Contact not found", f"There is no contact {record_id}.")
    return found[0]


def _contacts(
    cursor: duckdb.DuckDBPyConnection, where: str, values: Mapping[str, Any]
) -> Iterator[Contact]:
    known = {prop.name for prop in read_object_type(cursor, OBJECT).properties}
    names = [name for name in NAMES if name in known]
    columns = ", ".join(quote_identifier(name) for name in names)
    table = quote_identifier("store", OBJECT)
    cursor.execute(
        f"""
        select {columns}, (
          select list(i.value order by i.value)
          from store.identifiers as i
          where i.object_type = '{OBJECT}' and i.property = 'email'
            and i.record_id = {table}.hs_object_id
        )
        from {table}
        where {where}
        order by hs_object_id
        """,
        dict(values),
    )
    while rows := cursor.fetchmany(_FETCH):
        for *cells, emails in rows:
            said = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
            yield Contact(said, list(emails or ()))
