"""Rows that give a company's name only, beside rows that give its domain, too. Called by match.py.

A name does not identify like a domain does: rows of one file that say "Acme" mean the Acme whose
domain stands in another of its rows, unless there are several."""

import duckdb

from core.engine.columns import MappedColumn
from core.engine.identifiers import compared
from core.engine.parts import Part


def settle_names(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """In ``matched``, gives rows that only have a name the record, or the key, of the rows that
    have the same name and a stronger identifier. A name that stands for several fails its row."""
    name = _name(part)
    if name is None or part.identifiers[0] == name:
        return
    work, place = part.work, part.identifiers.index(name)
    only_named = f"m.matched_by = {place} and m.failure is null"
    if not cursor.execute(
        f"select 1 from {work}.matched as m where {only_named} limit 1"
    ).fetchall():
        return
    cursor.execute(
        f"create or replace table {work}.named_by as\n{_meant_sql(work, name, place, only_named)}"
    )
    cursor.execute(
        f"update {work}.matched as m\n"
        "set record_id = n.record_id, key_value = coalesce(n.key, m.key_value),\n"
        "  failure = case when n.several then 'MULTIPLE_RECORDS_WITH_THIS_VALUE' end\n"
        f"from {work}.named_by as n\n"
        "where n.row_number = m.row_number"
    )


def _meant_sql(work: str, name: MappedColumn, place: int, only_named: str) -> str:
    """Each row that only has a name, with the record or the key that the name stands for in the
    other rows."""
    value = compared(name, f"t.{name.value}")
    rows = f"from {work}.matched as m\njoin {work}.typed as t on t.row_number = m.row_number\n"
    return f"""
        with known as (
          select {value} as name, m.record_id,
            case when m.record_id is null then m.key_value end as key
          {rows}
          where m.matched_by < {place} and m.failure is null and t.{name.value} is not null
          union all
          select {value}, m.record_id, null
          {rows}
          where {only_named} and m.record_id is not null
        ),
        meant as (
          select name, min(record_id) as record_id, min(key) as key,
            count(distinct record_id) + count(distinct key) > 1 as several
          from known
          group by name
        )
        select m.row_number, k.record_id, k.key, k.several
        {rows}
        join meant as k on k.name = {value}
        where {only_named}
        order by m.row_number
    """


def _name(part: Part) -> MappedColumn | None:
    """The last identifier, where it is one that only names the record and others come before."""
    last = part.identifiers[-1] if part.identifiers else None
    if last is None or last.is_record_id or last.prop.unique:
        return None
    return None if last.prop.name in part.object_type.identifiers else last
