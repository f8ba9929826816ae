"""Sample data for a first look: owners, companies, contacts, deals and calls in the store, tied to
each other, and a messy file to import. Called by the home page. The records come in through the
engine, as imports of their own, so history and origins work on them too."""

import csv
import io
from dataclasses import replace

import duckdb

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import run_import
from core.recipe import Recipe
from core.recipe.model import ASSOCIATION_KEYS
from core.samples import (
    SAMPLE_COUNTS,
    SAMPLE_OWNERS,
    messy_contacts,
    sample_partners,
    sample_records,
)
from core.store import Store
from core.store.imports import save_recipe
from core.store.owners import add_owner
from core.store.properties import read_object_type

SAMPLE_OBJECTS = ("companies", "contacts", "deals", "calls")
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
        draft = stage_draft(store, cursor, import_id, Progress())
        save_recipe(cursor, import_id, _associating(draft.recipe, object_type))
        run_import(store, cursor, import_id, Progress())


def open_messy_file(store: Store, cursor: duckdb.DuckDBPyConnection) -> int:
    """A draft of importing the messy file; the import's id is returned."""
    recipe = Recipe.of("contacts", language="de")
    return open_draft(store, cursor, recipe, MESSY_FILE, io.BytesIO(messy_contacts()))


def _associating(recipe: Recipe, object_type: str) -> Recipe:
    """The columns that name the partners of a record, mapped to them."""
    by_header = {column.header: column for column in recipe.files[0].columns}
    for to_object_type, name in sample_partners(object_type, 0):
        column = replace(
            by_header[_partner_header(to_object_type)],
            object_type=object_type,
            column_type=ASSOCIATION_KEYS,
            to_object_type=to_object_type,
            property_name=name,
            ignored=False,
            reason="",
        )
        recipe = recipe.with_column(column)
    return recipe


def _partner_header(object_type: str) -> str:
    return f"Associated {object_type}"


def _csv(store: Store, object_type: str) -> bytes:
    """The sample records as a file with labels for headers, as another program would export it."""
    kind = read_object_type(store.cursor(), object_type)
    records = sample_records(object_type, SAMPLE_COUNTS[object_type])
    names = list(dict.fromkeys(name for record in records for name in record))
    text = io.StringIO()
    writer = csv.writer(text)
    partners = [sample_partners(object_type, number) for number in range(len(records))]
    headers = [prop.label if (prop := kind.property(name)) else name for name in names]
    writer.writerow([*headers, *(_partner_header(to) for to, _ in partners[0])])
    writer.writerows(
        [*(record.get(name, "") for name in names), *with_.values()]
        for record, with_ in zip(records, partners, strict=True)
    )
    return text.getvalue().encode()
