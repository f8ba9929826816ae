"""The contacts of a capture, kept in the work database of their draft until they are saved.

``captured`` has a row a contact: ``place`` (from 1, in the order found), ``chosen``, where it was
found (``found_in``, ``line``), the ``original`` text of a code, a column for each of
``PROPERTIES``, ``other_emails`` and ``other_phones`` beside the main ones, and ``warnings``.
Nothing of it is held in memory, so a file of 100,000 cards is no matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from core.capture import SOURCES, Contact
from core.capture.sources import ELSEWHERE
from core.engine.capturing.known import forget_known
from core.engine.capturing.naming import batch_name, name_batch
from core.errors import RecipeError, StoreError
from core.recipe import NewValue, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import Import, add_import, read_import

# What a captured contact can hold, in the order of a form (specification, 12.1, and what vCards
# have besides).
PROPERTIES = (
    *("firstname", "lastname", "email", "jobtitle", "company", "phone", "mobilephone", "website"),
    *("address", "city", "state", "zip", "country", "fax", "salutation", "date_of_birth"),
    *("gender", "hs_linkedin_url", "twitterhandle"),
)
_CHUNK = 5_000
_LISTS = ("other_emails", "other_phones", "warnings")


def open_batch(
    cursor: duckdb.DuckDBPyConnection, source: str, name: str = "", device: str = ELSEWHERE
) -> int:
    """A new draft for contacts of a source (a key of ``SOURCES``); its import id is returned.

    New contacts get the drill-downs of the original source (specification, 12.3) and the source's
    lifecycle stage; those that exist keep theirs."""
    if source not in SOURCES:
        raise RecipeError("Unknown source", repr(source), f"Use one of {', '.join(SOURCES)}.")
    return add_import(cursor, _recipe(source, name, device), [], 0)


def _recipe(source: str, name: str, device: str) -> Recipe:
    return Recipe.of(
        "contacts",
        name=batch_name(source, name),
        source=source,
        new_values=new_values(source, device),
    )


def new_values(source: str, device: str) -> tuple[NewValue, ...]:
    """What new contacts of a source get: where they came from, and its lifecycle stage."""
    values = {"hs_analytics_source_data_1": device, "hs_analytics_source_data_2": source}
    if stage := SOURCES[source].lifecycle_stage:
        values["lifecyclestage"] = stage
    return tuple(NewValue("contacts", prop, value) for prop, value in values.items())


def read_batch(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    """The draft of a batch. Raises StoreError for an import that is none."""
    draft = read_import(cursor, import_id)
    if not draft.recipe.source:
        raise StoreError(
            "Nothing captured", f"Import {import_id} is that of a file.", "Open it as an import."
        )
    return draft


def captured_table(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    """The quoted name of the table of a batch, made where it is missing."""
    table = quote_identifier(store.attach_work(cursor, import_id), "captured")
    columns = ", ".join(f"{name} varchar" for name in PROPERTIES)
    lists = ", ".join(f"{name} varchar[]" for name in _LISTS)
    cursor.execute(
        f"create table if not exists {table} (place bigint, chosen boolean, found_in varchar, "
        f"line bigint, original varchar, {columns}, {lists})"
    )
    return table


def add_contacts(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    contacts: Iterable[Contact],
    found_in: str = "",
    *,
    chosen: bool = True,
) -> int:
    """Puts contacts behind those that are there; how many is returned. ``found_in`` names the
    file. The batch is named anew for them."""
    added = insert_contacts(store, cursor, import_id, contacts, found_in, chosen=chosen)
    name_batch(store, cursor, import_id)
    return added


def insert_contacts(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    contacts: Iterable[Contact],
    found_in: str = "",
    *,
    chosen: bool = True,
) -> int:
    """``add_contacts`` for a transaction, which may write to the work database only. They are taken
    a piece at a time, so they may come from a generator."""
    table, added = captured_table(store, cursor, import_id), 0
    (last,) = _row(cursor, f"select coalesce(max(place), 0) from {table}")
    source = iter(contacts)
    while piece := list(islice(source, _CHUNK)):
        rows = [
            _row_of(contact, found_in, last + added + number, chosen)
            for number, contact in enumerate(piece, start=1)
        ]
        cursor.register("captured_piece", pa.Table.from_pylist(rows, schema=_SCHEMA))
        cursor.execute(f"insert into {table} by name select * from captured_piece")
        cursor.unregister("captured_piece")
        added += len(piece)
    forget_known(store, cursor, import_id)
    return added


_SCHEMA = pa.schema(
    [("place", pa.int64()), ("chosen", pa.bool_()), ("found_in", pa.string()), ("line", pa.int64())]
    + [("original", pa.string())]
    + [(name, pa.string()) for name in PROPERTIES]
    + [(name, pa.list_(pa.string())) for name in _LISTS]
)


def _row_of(contact: Contact, found_in: str, place: int, chosen: bool) -> dict[str, Any]:
    values = {name: _clean(contact.properties.get(name)) for name in PROPERTIES}
    mains = {values["phone"], values["mobilephone"], values["fax"]}
    email = (values["email"] or "").lower()
    return values | {
        "place": place,
        "chosen": chosen,
        "found_in": found_in or None,
        "line": contact.line,
        "original": _clean(contact.original),
        "other_emails": [
            e for each in contact.emails if (e := _clean(each)) and e.lower() != email
        ],
        "other_phones": [n for each in contact.phones if (n := _clean(each)) and n not in mains],
        "warnings": contact.warnings,
    }


def _clean(text: str | None) -> str | None:
    """None for no text. A zero byte is no text for DuckDB; half a surrogate none for anybody."""
    cleaned = (text or "").replace("\0", "").encode("utf-8", "replace").decode().strip()
    return cleaned or None


def set_values(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    place: int,
    values: Mapping[str, str | None],
) -> None:
    """Writes what the user typed for one contact; None and blanks clear a property."""
    if strange := set(values) - set(PROPERTIES):
        raise StoreError("Unknown property", f"A captured contact has no {sorted(strange)}.")
    table = captured_table(store, cursor, import_id)
    sets = ", ".join(f"{name} = ${name}" for name in values)
    cleaned = {name: _clean(value) for name, value in values.items()}
    cursor.execute(f"update {table} set {sets} where place = $place", cleaned | {"place": place})
    forget_known(store, cursor, import_id)
    name_batch(store, cursor, import_id)


def choose(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    chosen: bool,
    places: Sequence[int] | None = None,
) -> None:
    """Ticks or unticks contacts; None means all."""
    table = captured_table(store, cursor, import_id)
    where = "" if places is None else " where list_contains($places, place)"
    values: dict[str, Any] = {} if places is None else {"places": list(places)}
    cursor.execute(f"update {table} set chosen = $chosen{where}", values | {"chosen": chosen})


def remove(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, place: int) -> None:
    """Takes one contact out of the batch."""
    table = captured_table(store, cursor, import_id)
    cursor.execute(f"delete from {table} where place = ?", [place])
    forget_known(store, cursor, import_id)
    name_batch(store, cursor, import_id)


def count_captured(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int
) -> tuple[int, int]:
    """How many contacts a batch has, and how many of them are chosen."""
    table = captured_table(store, cursor, import_id)
    all_of_them, chosen = _row(cursor, f"select count(*), count(*) filter (chosen) from {table}")
    return int(all_of_them), int(chosen)


def _row(cursor: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return cursor.execute(sql).fetchall()[0]
