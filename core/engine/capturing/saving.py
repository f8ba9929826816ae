"""The chosen contacts of a batch become the file of its import, to be planned and committed like
any other. Called by jobs of the pages and by the command line."""

from pathlib import Path

import duckdb
import pyarrow as pa

from core.capture import SOURCES, is_free_mail
from core.capture.sources import CARD, DEVICE
from core.engine.capturing.batch import PROPERTIES, captured_table, read_batch
from core.engine.capturing.known import mark_known
from core.engine.draft import set_file, stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import
from core.errors import StoreError
from core.property_types import Formats
from core.read import ReadOptions
from core.recipe import ColumnMapping, Recipe
from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.imports import save_recipe
from core.store.properties import read_object_type

# How the file is written, so that nothing is left to be detected.
WRITTEN = ReadOptions(encoding="utf-8", delimiter=",", quote='"', header_row=1, skip_last=0)
# Columns of the file that are not imported, by their header: what was captured, to look it up.
KEPT = {
    "Other emails": "array_to_string(c.other_emails, '; ')",
    "Other phones": "array_to_string(c.other_phones, '; ')",
    "Found in": "c.found_in",
    "Line": "cast(c.line as varchar)",
    "Original text": "c.original",
}


def stage_batch(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Writes the chosen contacts as the file of the import and stages it.

    Each is found by the email that the store knows it by. A new contact without a website gets the
    domain of its email where the source says so; one that is updated does not, or what was
    exported from the store would change it when it comes back. Contacts whose emails belong to
    several others are left out (``conflicts``).

    Raises StoreError where none is chosen."""
    with progress.phase("Writing the file"):
        recipe = read_batch(cursor, import_id).recipe
        path = store.folder(import_id) / "captured.csv"
        columns = _write(store, cursor, import_id, recipe.source, path)
        _take_file(store, cursor, import_id, path, recipe.name)
        written = recipe.with_file(1, read=WRITTEN, columns=columns, formats=Formats())
        save_recipe(cursor, import_id, written.settled())
    stage_draft(store, cursor, import_id, progress)
    _keep_found(store, cursor, import_id, written)


def _keep_found(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, recipe: Recipe
) -> None:
    """Writes where each row was captured, in words, for the pages of the records that it makes."""
    cells = {c.header: f"c{c.column}" for c in recipe.file_of("contacts").columns}
    label = quote_literal(SOURCES[recipe.source].label)
    # A line says something in a file, not in a code; and all cards were found on a card.
    line = f"', line ' || {cells['Line']}" if recipe.source == DEVICE else "null"
    said = f"{label} || ': ' || {cells['Found in']} || coalesce({line}, '')"
    source = quote_identifier(store.attach_work(cursor, import_id), "source")
    cursor.execute(
        f"copy (select row_number, {label if recipe.source == CARD else said} as said "
        f"from {source} order by row_number) "
        f"to {quote_literal(str(store.found_file(import_id)))} (format parquet)"
    )


def _write(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, source: str, path: Path
) -> tuple[ColumnMapping, ...]:
    """Writes the chosen contacts; how each column of the file is imported is returned."""
    values, rows = _values(source), _rows(store, cursor, import_id)
    names = _filled(cursor, rows, values)
    if not names:
        raise StoreError(
            "Nothing to import",
            "No contact is chosen.",
            "Tick the contacts to import, then review again.",
        )
    labels = {prop.name: prop.label for prop in read_object_type(cursor, "contacts").properties}
    headers = {labels.get(name, name): name for name in names}
    cells = [
        *(
            (header, values[name], name if name in labels else None)
            for header, name in headers.items()
        ),
        *((header, sql, None) for header, sql in KEPT.items()),
    ]
    shown = ", ".join(f"{sql} as {quote_identifier(header)}" for header, sql, _ in cells)
    cursor.execute(
        f"copy (select {shown} {rows} order by place) "
        f"to {quote_literal(str(path))} (format csv, header true, force_quote *)"
    )
    return tuple(
        ColumnMapping(place, header, name, ignored=name is None)
        for place, (header, _, name) in enumerate(cells, start=1)
    )


def _rows(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    """The SQL for the chosen contacts with what the store knows of each, whose table it makes."""
    table = captured_table(store, cursor, import_id)
    known = mark_known(store, cursor, import_id)
    catalog = store.attach_work(cursor, import_id)
    _own_domains(cursor, catalog, table)
    return (
        f"from {table} as c\n"
        f"join {known} as k using (place)\n"
        f"left join {quote_identifier(catalog, 'own_domains')} as d on d.domain = {_DOMAIN}\n"
        "where c.chosen and k.conflict is null"
    )


def review_batch(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Stages the batch and makes the dry run, for the page that shows it."""
    stage_batch(store, cursor, import_id, progress)
    plan_import(store, cursor, import_id, progress)


def conflicts(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int
) -> list[tuple[str, str]]:
    """The chosen contacts that are left out because their emails belong to several others: who it
    is, and what is wrong, the first hundred. ``known`` must be made."""
    table, known = captured_table(store, cursor, import_id), mark_known(store, cursor, import_id)
    rows = cursor.execute(
        f"select coalesce(c.email, concat_ws(' ', c.firstname, c.lastname)), c.line, k.conflict "
        f"from {table} as c join {known} as k using (place) "
        "where c.chosen and k.conflict is not null order by place limit 100"
    ).fetchall()
    return [
        (
            name,
            f"{'' if line is None else f'Line {line}: '}the emails of {name} belong to several "
            f"contacts (Record IDs {', '.join(map(str, ids))}); it is left out.",
        )
        for name, line, ids in rows
    ]


_NEEDED = ("firstname", "lastname", "email")
_DOMAIN = "lower(split_part(c.email, '@', 2))"


def _values(source: str) -> dict[str, str]:
    """The SQL for the cell of each property."""
    values = {name: f"c.{name}" for name in PROPERTIES} | {"email": "k.key_email"}
    if SOURCES[source].website_from_email:
        values["website"] = "coalesce(c.website, case when k.record_id is null then d.domain end)"
    return values


def _own_domains(cursor: duckdb.DuckDBPyConnection, catalog: str, table: str) -> None:
    """Makes ``own_domains``: those of the emails where not anybody gets a mailbox."""
    domains = cursor.execute(
        f"select distinct {_DOMAIN} from {table} as c where c.email like '%@%_._%'"
    ).fetchall()
    own = pa.table(
        {"domain": pa.array([d for (d,) in domains if not is_free_mail(d)], pa.string())}
    )
    cursor.register("own_domain_list", own)
    name = quote_identifier(catalog, "own_domains")
    cursor.execute(f"create or replace table {name} as select * from own_domain_list")
    cursor.unregister("own_domain_list")


def _filled(cursor: duckdb.DuckDBPyConnection, rows: str, values: dict[str, str]) -> list[str]:
    """The properties that any of the chosen contacts has, and always those of which a new contact
    needs one; none where no contact is chosen."""
    counts = ", ".join(f"count({sql})" for sql in values.values())
    chosen, *found = cursor.execute(f"select count(*), {counts} {rows}").fetchall()[0]
    filled = [name for name, count in zip(values, found, strict=True) if count or name in _NEEDED]
    return filled if chosen else []


def _take_file(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, path: Path, name: str
) -> None:
    """The written file is the import's first, under the name of the capture."""
    with path.open("rb") as content:
        set_file(store, cursor, import_id, 1, f"{name.replace(':', '')}.csv", content)
    path.unlink()
