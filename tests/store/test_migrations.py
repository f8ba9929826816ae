"""A store of an earlier version is brought up to date when it is opened, and can be used."""

from pathlib import Path

import duckdb
import pytest

from core.sql import quote_identifier, quote_literal
from core.store.associations import create_label, list_association_types
from core.store.properties import object_type_names, read_object_type
from core.store.store import SCHEMA_VERSION
from core.vocabulary import load_association_types, load_object_types
from tests.editing.by_hand import edit
from tests.engine.importing import Desk, empty_store
from tests.engine.undoing import kept, undo

SCHEMAS = {
    version: Path(__file__).parent / f"schema_version_{version}.sql"
    for version in range(1, SCHEMA_VERSION)
}


@pytest.fixture(params=SCHEMAS, ids=lambda version: f"from version {version}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store as an earlier version made it, with one contact."""
    return made_by(request.param, tmp_path)


def made_by(version: int, tmp_path: Path) -> Path:
    path, new = tmp_path / "rowcall.duckdb", tmp_path / "new.duckdb"
    new.write_bytes(empty_store())
    with duckdb.connect() as cursor:
        cursor.execute(f"attach {quote_literal(str(path))} as store")
        cursor.execute(f"attach {quote_literal(str(new))} as new (read_only)")
        cursor.execute(SCHEMAS[version].read_text("utf-8"))
        for table in ("object_types", "properties", "association_types"):
            if table == "association_types" and version < 2:
                continue
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


@pytest.mark.parametrize("version", SCHEMAS)
def test_the_texts_kept_here_are_of_their_versions(version: int):
    assert f"('schema_version', {version})" in SCHEMAS[version].read_text("utf-8")


def test_a_store_of_an_earlier_version_is_migrated_and_usable(old: Path):
    desk = Desk(old)
    assert desk.store.counter(desk.cursor, "schema_version") == SCHEMA_VERSION
    assert object_type_names(desk.cursor) == list(load_object_types())
    for name, kind in load_object_types().items():
        assert read_object_type(desk.cursor, name) == kind
    assert len(list_association_types(desk.cursor)) == len(load_association_types())
    result = desk.run("email,firstname\na@x.com,Ada\nb@x.com,Bob\n")
    assert result.actions == ["updated", "created"]
    assert edit(desk, 1, city="Goes") == ["city"]
    assert [row[3] for row in kept(desk, undo(desk, result.import_id))] == []
    assert desk.record(1)["city"] == "Goes"
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
