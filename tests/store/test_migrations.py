"""A store of an earlier version is brought up to date when it is opened, and can be used."""

from pathlib import Path

import duckdb
import pytest

from core.sql import quote_identifier, quote_literal
from core.store.associations import create_label, list_association_types
from core.store.properties import object_type_names, read_object_type
from core.store.store import SCHEMA_VERSION
from core.vocabulary import load_association_types, load_object_types
from tests.engine.importing import Desk, empty_store

SCHEMA = Path(__file__).parent / "schema_version_1.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as version 1 made it, with one contact."""
    path, new = tmp_path / "rowcall.duckdb", tmp_path / "new.duckdb"
    new.write_bytes(empty_store())
    with duckdb.connect() as cursor:
        cursor.execute(f"attach {quote_literal(str(path))} as store")
        cursor.execute(f"attach {quote_literal(str(new))} as new (read_only)")
        cursor.execute(SCHEMA.read_text("utf-8"))
        for table in ("object_types", "properties"):
            columns = ", ".join(columns_of(cursor, table))
            cursor.execute(f"insert into store.{table} select {columns} from new.{table}")
        for name in load_object_types():
            table = quote_identifier(name)
            cursor.execute(f"create table store.{table} as from new.{table}")
        cursor.execute(
            "insert into store.contacts (hs_object_id, email, firstname) values (1, 'a@x.com', 'A')"
        )
        cursor.execute("update store.counters set value = 2 where name = 'next_record_id'")
    new.unlink()
    return path


def columns_of(cursor: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in cursor.execute(f"describe store.{table}").fetchall()]


def test_the_text_kept_here_is_version_1():
    assert "('schema_version', 1)" in SCHEMA.read_text("utf-8")


def test_a_store_of_version_1_is_migrated_and_usable(old: Path):
    desk = Desk(old)
    assert desk.store.counter(desk.cursor, "schema_version") == SCHEMA_VERSION
    assert object_type_names(desk.cursor) == list(load_object_types())
    for name, kind in load_object_types().items():
        assert read_object_type(desk.cursor, name) == kind
    assert len(list_association_types(desk.cursor)) == len(load_association_types())
    result = desk.run("email,firstname\na@x.com,Ada\nb@x.com,Bob\n")
    assert result.actions == ["updated", "created"]
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    desk.close()


def test_a_migrated_store_has_the_tables_of_a_new_one(old: Path, tmp_path: Path):
    migrated, new = Desk(old), Desk(tmp_path / "other.duckdb")
    query = (
        "select table_name, column_name, column_index, data_type from duckdb_columns() "
        "where database_name = 'store' order by all"
    )
    assert migrated.cursor.execute(query).fetchall() == new.cursor.execute(query).fetchall()
    migrated.close()
    new.close()


def test_it_is_migrated_once(old: Path):
    Desk(old).close()
    desk = Desk(old)
    assert len(list_association_types(desk.cursor)) == len(load_association_types())
    desk.close()
