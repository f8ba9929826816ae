"""Rows of Python values become a DuckDB table of text, by the batch, through Arrow columns."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from core.read.sheet_cells import column_text

Values = Sequence[Any]


def load_batches(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    batches: Iterator[Sequence[Values]],
    order: Sequence[int],
    note: Callable[[Values], None] = lambda values: None,
) -> None:
    """``table`` (quoted, qualified) gets c1 to cn: of each row the cells at ``order``. ``note`` is
    shown every column of every batch as it was before it became text."""
    names = [f"c{i}" for i in range(1, len(order) + 1)]
    schema = pa.schema([(name, pa.string()) for name in names])
    made = (record_batch(batch, order, schema, note) for batch in batches)
    cells = ", ".join(f"nullif({name}, '') as {name}" for name in names)
    cursor.register("rows_to_stage", pa.RecordBatchReader.from_batches(schema, made))
    try:
        with collector_paused():
            cursor.execute(f"create or replace table {table} as select {cells} from rows_to_stage")
    finally:
        cursor.unregister("rows_to_stage")


def record_batch(
    batch: Sequence[Values], order: Sequence[int], schema: pa.Schema, note: Callable[[Values], None]
) -> pa.RecordBatch:
    columns = list(zip(*batch, strict=True))
    arrays = []
    for index in order:
        values: Values = columns[index] if index < len(columns) else [""] * len(batch)
        note(values)
        arrays.append(pa.array(column_text(values), pa.string()))
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
