"""No two records may share a value of a unique property. Called by plan.py once the actions are
known: a row that would break this fails."""

import duckdb

from core.engine.columns import MappedColumn
from core.engine.match import index_sql
from core.engine.merge import merged_value
from core.engine.parts import Part
from core.sql import quote_identifier


def refuse_taken_values(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Fails the rows that would give two records the same value of a unique property, and keeps
    these values in the table ``taken``, since a row may have several that are unique.

    With a single identifier nothing can clash: its values were matched and merged already."""
    work = part.work
    cursor.execute(
        f"create or replace table {work}.taken "
        "(row_number bigint, column_index integer, property varchar, value varchar)"
    )
    unique = tuple(column for column in part.columns if column.prop.unique)
    if not unique or (len(unique) == 1 and unique == part.identifiers):
        return
    for column in unique:
        name, value = column.prop.name, column.kind.text("value")
        cursor.execute(
            f"insert into {work}.taken\n"
            f"select row_number, {column.index}, '{name}', {value}\n"
            f"from (\n{_taken_sql(part, column)}\n)"
        )
        cursor.execute(
            f"update {work}.plan as p set action = 'failed', "
            "reason = 'DUPLICATE_UNIQUE_PROPERTY_VALUE'\n"
            f"from {work}.taken as taken\n"
            "where taken.row_number = p.row_number"
        )


def _taken_sql(part: Part, column: MappedColumn) -> str:
    """Rows that would write a value which another record has, or which an earlier row of the file
    writes to another. A row that leaves its record's value as it is takes nothing."""
    old = f"r.{quote_identifier(column.prop.name)}"
    merged = merged_value(column, part.identifiers)
    new = f"case when p.record_id is null then t.{column.value} else {merged} end"
    return (
        "with wanted as (\n"
        f"  select p.row_number, p.record_id, {new} as value\n"
        f"  from {part.work}.plan as p\n"
        f"  join {part.work}.typed as t on t.row_number = p.row_number\n"
        f"  left join {part.records} as r "
        "on r.hs_object_id = p.record_id\n"
        "  where p.action in ('created', 'updated')\n"
        f"    and t.{column.value} is not null and {new} is distinct from {old}\n"
        "),\n"
        f"holders as (\n{index_sql(part.name, column)}\n),\n"
        "held as (\n"
        "  select w.row_number, w.value, h.value is not null\n"
        "    and (w.record_id is distinct from h.record_id or h.hits > 1) as by_another\n"
        "  from wanted as w\n"
        "  left join holders as h on h.value = w.value\n"
        ")\n"
        "select row_number, value from held where by_another\n"
        "union all\n"
        "select row_number, value\n"
        "from (\n"
        "  select row_number, value,\n"
        "    row_number() over (partition by value order by row_number) as place\n"
        "  from held\n"
        "  where not by_another\n"
        ")\n"
        "where place > 1"
    )
