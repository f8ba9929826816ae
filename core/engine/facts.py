"""What is costly to find out about a staged file, kept in its work database until something it
depends on changes. Called by the details page, which must redraw at once over a million rows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, TypeVar

import duckdb

from core.sql import quote_identifier

T = TypeVar("T")


def remembered(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    name: str,
    depends_on: object,
    compute: Callable[[], Sequence[T]],
    shape: Callable[..., T],
) -> list[T]:
    """The kept list of dataclasses (of type ``shape``) under a name, computed anew when the text of
    ``depends_on`` differs."""
    table = quote_identifier(catalog, "facts")
    signature = repr(depends_on)
    cursor.execute(
        f"create table if not exists {table} (name varchar, signature varchar, value json)"
    )
    rows = cursor.execute(
        f"select value from {table} where name = ? and signature = ?", [name, signature]
    ).fetchall()
    if rows:
        return [shape(**item) for item in json.loads(rows[0][0])]
    found = list(compute())
    kept: list[dict[str, Any]] = [asdict(item) for item in found if is_dataclass(item)]  # type: ignore[arg-type]
    cursor.execute(f"delete from {table} where name = ?", [name])
    cursor.execute(f"insert into {table} values (?, ?, ?)", [name, signature, json.dumps(kept)])
    return found
