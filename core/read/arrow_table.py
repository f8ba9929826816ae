"""Rows of Python values become a DuckDB table of text, by the batch, through Arrow columns."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from core.read.column_array import RoundedNumbers, column_array

Values = Sequence[Any]

# DuckDB compresses a table by the row group, each in one thread. While a longer table is read the
# groups before are compressed; a table that fits in one waits for it at the end, for 0.2 s of the
# 0.4 that loading 100,000 x 20 takes, to save 20 MB of a database that goes with the import.
ROW_GROUP = 122_880


def load_batches(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    batches: Iterator[Sequence[Values]],
    order: Sequence[int],
    row_count: int,
) -> RoundedNumbers:
    """``table`` (quoted, qualified) gets c1 to cn: of each row the cells at ``order``, about
    ``row_count`` rows. What was rounded among the numbers is returned."""
    names = [f"c{i}" for i in range(1, len(order) + 1)]
    schema = pa.schema([(name, pa.string()) for name in names])
    rounded = RoundedNumbers()
    made = (record_batch(batch, order, schema, rounded) for batch in batches)
    storage = "varchar using compression uncompressed" if row_count <= ROW_GROUP else "varchar"
    columns = ", ".join(f"{name} {storage}" for name in names)
    cursor.execute(f"create or replace table {table} ({columns})")
    cells = ", ".join(f"nullif({name}, '')" for name in names)
    cursor.register("rows_to_stage", pa.RecordBatchReader.from_batches(schema, made))
    try:
        with collector_paused():
            cursor.execute(f"insert into {table} select {cells} from rows_to_stage")
    finally:
        cursor.unregister("rows_to_stage")
    return rounded


def record_batch(
    batch: Sequence[Values], order: Sequence[int], schema: pa.Schema, rounded: RoundedNumbers
) -> pa.RecordBatch:
    columns = list(zip(*batch, strict=True))
    missing = [""] * len(batch)
    arrays = [
        column_array(columns[index] if index < len(columns) else missing, rounded)
        for index in order
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's collector walks the new lists again and again in vain: it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
