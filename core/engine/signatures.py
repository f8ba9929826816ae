"""What the values of a column depend on, as one short text: while it stays the same, what was found
out about the column still holds. Called by check.py, evidence.py and typed_values.py."""

import hashlib
import re
from collections.abc import Collection

import duckdb

from core.engine.columns import MappedColumn
from core.engine.fixes import FixGroup, accepted_values, deciding_fixes
from core.property_types import Formats
from core.property_types.record_id import RecordId
from core.recipe import ImportedFile
from core.recipe import fixes as kinds


def column_signature(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, formats: Formats
) -> str:
    """Changes whenever a value of the column could: the cells it is read from, the fixes of these,
    the property with its options, the formats, what is accepted, the owners or products named."""
    text = repr(
        (
            column.index,
            column.raw,
            column.prop,
            formats,
            column_fixes(column),
            accepted_values(column.file, column.header),
            _named(cursor, column),
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()


def column_fixes(column: MappedColumn) -> list[FixGroup]:
    """The fixes that decide the texts of a column, also of the pipeline that its stages need."""
    if column.file is None:
        return []
    read = {int(index) for index in re.findall(r"\bs\.c(\d+)\b", column.raw)}
    headers = {c.header for c in column.file.columns if c.column in read} | {column.header}
    return deciding_fixes(column.file, headers)


def skipping_signature(file: ImportedFile | None) -> str:
    """Changes whenever other rows could be left out."""
    headers: Collection[str] = (
        {fix.header for fix in file.fixes if fix.kind == kinds.SKIP_ROWS} if file else ()
    )
    return repr(deciding_fixes(file, headers, kinds.SKIP_ROWS) if headers else [])


def _named(cursor: duckdb.DuckDBPyConnection, column: MappedColumn) -> object:
    """The part of the store that values of some kinds are looked up in."""
    if column.prop.value_type == "owner":
        names = "hash(owner_id, email, first_name, last_name)"
        return cursor.execute(f"select count(*), bit_xor({names}) from store.owners").fetchone()
    if column.prop.value_type == "product":
        ids = "select count(*), bit_xor(hash(hs_object_id)) from store.products"
        return cursor.execute(ids).fetchone()
    if isinstance(column.kind, RecordId):
        ids = f"select count(*), bit_xor(hash(hs_object_id)) from {column.kind.records}"
        return cursor.execute(ids).fetchone()
    return None
