"""The contacts of a batch as a list: searched, narrowed, a page at a time, each with what is known
about it. Called by the capture pages; a page costs the same at 100,000 contacts."""

from dataclasses import dataclass
from typing import Any

import duckdb

from core.engine.capturing.batch import PROPERTIES, captured_table
from core.engine.capturing.known import fresh_known
from core.engine.capturing.searching import fits
from core.store import Store

# What a list can be narrowed to, with the condition over ``captured`` c and ``known`` k.
SHOWN = {
    "all": "true",
    "chosen": "c.chosen",
    "new": "k.record_id is null and k.conflict is null",
    "known": "k.record_id is not null",
    "maybe": "k.maybe_id is not null",
    "twice": "k.twice > 1",
    "no_email": "c.email is null",
    "conflict": "k.conflict is not null",
    "problem": "k.problem is not null",
    "more_emails": "len(c.other_emails) > 0",
}


@dataclass(frozen=True)
class Listed:
    """One captured contact: its values by property, and what is known about it. ``record`` is the
    contact that it updates, ``maybe`` one that looks like it; each an id and a name. ``problem`` is
    why it cannot be saved as it is (see ``known.py``)."""

    place: int
    chosen: bool
    values: dict[str, str | None]
    other_emails: tuple[str, ...]
    other_phones: tuple[str, ...]
    warnings: tuple[str, ...]
    found_in: str | None
    line: int | None
    original: str | None
    record: tuple[int, str] | None
    maybe: tuple[int, str] | None
    conflict: tuple[int, ...]
    twice: int
    problem: str | None


def count_shown(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, search: str = ""
) -> dict[str, int]:
    """How many contacts each key of ``SHOWN`` has, of those that fit the search."""
    condition, values = fits(search)
    counts = ", ".join(f"count(*) filter ({sql})" for sql in SHOWN.values())
    rows = cursor.execute(
        f"select {counts} {_from(store, cursor, import_id)} where {condition}", values
    ).fetchall()
    return dict(zip(SHOWN, rows[0], strict=True))


def list_contacts(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    shown: str = "all",
    search: str = "",
    offset: int = 0,
    limit: int = 50,
) -> list[Listed]:
    """One page of the contacts, in the order they were found."""
    condition, values = fits(search)
    names = ", ".join(f"c.{name}" for name in PROPERTIES)
    rows = cursor.execute(
        f"select c.place, c.chosen, c.other_emails, c.other_phones, c.warnings, c.found_in, "
        f"c.line, c.original, k.record_id, {_name('r')}, k.maybe_id, {_name('m')}, k.conflict, "
        f"k.twice, k.problem, {names}\n{_from(store, cursor, import_id)}"
        "left join store.contacts as r on r.hs_object_id = k.record_id\n"
        "left join store.contacts as m on m.hs_object_id = k.maybe_id\n"
        f"where {SHOWN[shown]} and {condition}\n"
        f"order by c.place limit {int(limit)} offset {int(offset)}",
        values,
    ).fetchall()
    return [_listed(row) for row in rows]


def tick_shown(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    chosen: bool,
    shown: str = "all",
    search: str = "",
) -> None:
    """Ticks or unticks every contact that the list shows, on all of its pages."""
    condition, values = fits(search)
    table = captured_table(store, cursor, import_id)
    cursor.execute(
        f"update {table} set chosen = $chosen where place in (\n"
        f"select c.place {_from(store, cursor, import_id)} "
        f"where {SHOWN[shown]} and {condition})",
        values | {"chosen": chosen},
    )


def _from(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    table = captured_table(store, cursor, import_id)
    known = fresh_known(store, cursor, import_id)
    return f"from {table} as c\njoin {known} as k on k.place = c.place\n"


def _name(alias: str) -> str:
    name = f"nullif(trim(concat_ws(' ', {alias}.firstname, {alias}.lastname)), '')"
    return f"coalesce({name}, {alias}.email, cast({alias}.hs_object_id as varchar))"


def _listed(row: tuple[Any, ...]) -> Listed:
    place, chosen, emails, phones, warnings, found_in, line, original = row[:8]
    record, record_name, maybe, maybe_name, conflict, twice, problem = row[8:15]
    return Listed(
        place,
        chosen,
        dict(zip(PROPERTIES, row[15:], strict=True)),
        tuple(emails),
        tuple(phones),
        tuple(warnings),
        found_in,
        line,
        original,
        None if record is None else (record, record_name),
        None if maybe is None else (maybe, maybe_name),
        tuple(conflict or ()),
        twice,
        problem,
    )
