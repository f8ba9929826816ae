"""The dry run of captured contacts, contact by contact: whom it makes or changes, and each value
old → new. Called by the capture pages after ``review_batch``."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.capturing.batch import PROPERTIES
from core.engine.parts import Part
from core.issues import issue_message
from core.sql import quote_literal
from core.store import Store
from core.store.properties import read_object_type

_FACTS = ("email", "company", "jobtitle", "phone", "mobilephone", "website")


@dataclass(frozen=True)
class Reviewed:
    """One contact of the dry run. ``record`` is the id of the contact that it updates;
    ``reason`` says why it is skipped or fails; ``changes`` are label, old and new value; ``facts``
    are the values to know a contact by, under their labels."""

    row_number: int
    name: str
    action: str
    record: int | None
    record_name: str | None
    reason: str
    changes: tuple[tuple[str, str | None, str | None], ...]
    facts: dict[str, str | None]


def review_contacts(
    cursor: duckdb.DuckDBPyConnection, part: Part, action: str, offset: int = 0, limit: int = 50
) -> list[Reviewed]:
    """One page of the contacts with one outcome, in the order they were captured."""
    cells = {c.prop.name: f"s.c{c.index}" for c in part.columns if c.prop.name in PROPERTIES}
    told = [name for name in _FACTS if name in cells]
    page = _page_sql(part, cells, told, offset, limit)
    rows = cursor.execute(page, [action]).fetchall()
    labels = {prop.name: prop.label for prop in read_object_type(cursor, part.name).properties}
    headers = {c.index: c.header for c in part.columns}
    return [
        Reviewed(
            number,
            name,
            action,
            record,
            record_name or None,
            _why(reason, headers.get(column), value) if reason else "",
            tuple((labels.get(prop, prop), old, new) for prop, old, new in found or ()),
            {labels[name]: value for name, value in zip(told, facts, strict=True)},
        )
        for number, name, record, record_name, reason, column, value, found, *facts in rows
    ]


# Of several contacts with one email the last one is written, with what the others have besides.
_AGAIN = ("DUPLICATE_RECORD_ID", "DUPLICATE_ALTERNATE_ID")


def _why(reason: str, header: str | None, value: str | None) -> str:
    """Why a contact is skipped or fails, with the value or the properties that it is about."""
    if reason in _AGAIN:
        return f"Several times here{f': {value}' if value else ''}; taken once, together."
    return issue_message(reason, header, value)


def _page_sql(
    part: Part, cells: dict[str, str], told: Sequence[str], offset: int, limit: int
) -> str:
    """The rows of a page. ``cells`` are the cells of the file by their property, ``told`` the
    properties to know a contact by."""
    words = ", ".join(cells[n] for n in ("firstname", "lastname") if n in cells) or "null"
    fallback = ", ".join(cells[n] for n in ("email", "company", "phone") if n in cells) or "null"
    facts = "".join(f", {cells[name]}" for name in told)
    return f"""
        with page as (
          select row_number, record_id, reason
          from {part.work}.plan
          where action = ?
          order by row_number
          limit {int(limit)} offset {int(offset)}
        ),
        cells as (
          select row_number, list((property, old_value, new_value) order by column_index) as found
          from {part.work}.changed_cells
          where row_number in (select row_number from page)
          group by row_number
        ),
        why as (
          select row_number, code,
            first(column_index order by column_index) as column_index,
            first(value order by column_index) as value
          from {part.work}.issues
          where row_number in (select row_number from page)
          group by row_number, code
        )
        select p.row_number,
          coalesce(nullif(trim(concat_ws(' ', {words})), ''), {fallback}, 'Without a name'),
          p.record_id, trim(concat_ws(' ', r.firstname, r.lastname)), p.reason,
          w.column_index, w.value, c.found{facts}
        from page as p
        join {part.source} as s on s.row_number = p.row_number
        left join {part.records} as r on r.hs_object_id = p.record_id
        left join why as w on w.row_number = p.row_number and w.code = p.reason
        left join cells as c on c.row_number = p.row_number
        order by p.row_number
        """


def cell_issues(cursor: duckdb.DuckDBPyConnection, part: Part) -> list[str]:
    """What is wrong with values of the contacts that are written, as sentences; the first hundred.
    Why a contact is not written, ``review_contacts`` says."""
    headers = {c.index: c.header for c in part.columns}
    rows = cursor.execute(
        f"""
        select i.code, i.column_index, i.value
        from {part.work}.issues as i
        join {part.work}.plan as p on p.row_number = i.row_number
        where i.column_index is not null
          and p.action not in ('failed', 'skipped')
        order by i.row_number, i.column_index
        limit 100
        """
    ).fetchall()
    return [issue_message(code, headers.get(index), value) for code, index, value in rows]


def only_record(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> int | None:
    """The record that a finished import of one contact made or found; None for several."""
    path = quote_literal(str(store.outcome_file(import_id, "contacts")))
    rows = cursor.execute(f"select distinct record_id from read_parquet({path}) limit 2").fetchall()
    return rows[0][0] if len(rows) == 1 else None
