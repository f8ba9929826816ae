"""Rows of Python values become a DuckDB table of text, by the batch, through Arrow columns."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from core.read.sheet_cells import column_text


def load_batches(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    batches: Iterator[Sequence[Sequence[Any]]],
    width: int,
) -> None:
    """``table`` (quoted, qualified) gets the first ``width`` cells of each row, c1 to cn."""
    names = [f"c{i}" for i in range(1, width + 1)]
    schema = pa.schema([(name, pa.string()) for name in names])
    arrow = pa.RecordBatchReader.from_batches(
        schema, (record_batch(batch, names, schema) for batch in batches)
    )
    cells = ", ".join(f"nullif({name}, '') as {name}" for name in names)
    cursor.register("rows_to_stage", arrow)
    try:
        cursor.execute(f"create or replace table {table} as select {cells} from rows_to_stage")
    finally:
        cursor.unregister("rows_to_stage")


def record_batch(
    batch: Sequence[Sequence[Any]], names: Sequence[str], schema: pa.Schema
) -> pa.RecordBatch:
    columns = list(zip(*batch, strict=True))
    arrays = [
        pa.array(column_text(columns[i]) if i < len(columns) else [""] * len(batch), pa.string())
        for i in range(len(names))
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
