"""Sample data for a first look: owners, companies, contacts and deals in the store, and a messy
file to import. Called by the home page. The records come in through the engine, as imports of
their own, so history and origins work on them too."""

import csv
import io

import duckdb

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import run_import
from core.recipe import Recipe
from core.samples import SAMPLE_COUNTS, SAMPLE_OWNERS, messy_contacts, sample_records
from core.store import Store
from core.store.owners import add_owner
from core.store.properties import read_object_type

SAMPLE_OBJECTS = ("companies", "contacts", "deals")
MESSY_FILE = "trade-show-contacts.csv"


def has_sample_data(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether the sample records were loaded into this store before."""
    rows = cursor.execute(
        "select count(*) from store.imports where name like 'Sample %' and state = 'DONE'"
    ).fetchall()
    return bool(rows[0][0])


def load_sample_data(store: Store, cursor: duckdb.DuckDBPyConnection) -> None:
    """Adds the sample owners and records."""
    known = {row[0] for row in cursor.execute("select email from store.owners").fetchall()}
    for owner in SAMPLE_OWNERS:
        if owner.email not in known:
            add_owner(cursor, owner.email, owner.first_name, owner.last_name)
    for object_type in SAMPLE_OBJECTS:
        recipe = Recipe.of(object_type, name=f"Sample {object_type}")
        content = io.BytesIO(_csv(store, object_type))
        import_id = open_draft(store, cursor, recipe, f"sample-{object_type}.csv", content)
        stage_draft(store, cursor, import_id, Progress())
        run_import(store, cursor, import_id, Progress())


def open_messy_file(store: Store, cursor: duckdb.DuckDBPyConnection) -> int:
    """A draft of importing the messy file; the import's id is returned."""
    recipe = Recipe.of("contacts", language="de")
    return open_draft(store, cursor, recipe, MESSY_FILE, io.BytesIO(messy_contacts()))


def _csv(store: Store, object_type: str) -> bytes:
    """The sample records as a file with labels for headers, as another program would export it."""
    kind = read_object_type(store.cursor(), object_type)
    records = sample_records(object_type, SAMPLE_COUNTS[object_type])
    names = list(dict.fromkeys(name for record in records for name in record))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([prop.label if (prop := kind.property(name)) else name for name in names])
    writer.writerows([record.get(name, "") for name in names] for record in records)
    return text.getvalue().encode()
