"""The table ``issues`` of a dry run: row_number, column_index, property, code, value.

Called by plan.py once the plan stands."""

from collections.abc import Sequence

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import conversion, failed, flag_names, rows_of
from core.engine.parts import Part
from core.engine.required import INVALID, MISSING, missing_labels_sql
from core.property_types import Formats
from core.sql import quote_literal

# The user said so, with a fix.
BY_CHOICE = "ROW_LEFT_OUT"
# With several objects in a file these are how such a file is written, not what is wrong with it.
USUAL_WITH_SEVERAL = ("NO_VALUES_FOR_OBJECT", "DUPLICATE_RECORD_ID", "DUPLICATE_ALTERNATE_ID")


def list_issues(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Issues of cells come from the failure flags, issues of rows from the plan's reasons, issues
    of associations from associate.py."""
    work = part.work
    cells = cell_issues_sql(part.catalog, work, part.columns, part.formats)
    cursor.execute(f"create or replace table {work}.issues as\n" + cells)
    cursor.execute(
        f"insert into {work}.issues\n"
        "select row_number, column_index, property, 'DUPLICATE_UNIQUE_PROPERTY_VALUE', value\n"
        f"from {work}.taken"
    )
    cursor.execute(
        f"insert into {work}.issues\n"
        "select row_number, column_index, property, code, value\n"
        f"from {work}.link_issues"
    )
    cursor.execute(f"insert into {work}.issues\n" + _row_issues_sql(part))
    stage = next((c for c in part.columns if c.prop.name == "lifecyclestage"), None)
    if stage:
        cursor.execute(f"insert into {work}.issues\n" + _stage_kept_sql(part, stage))


def cell_issues_sql(
    catalog: str, work: str, columns: Sequence[MappedColumn], formats: Formats
) -> str:
    """Every cell that could not be read. Only rows with a failure flag pay for the lookups.
    ``catalog`` has the source, the quoted schema ``work`` the typed rows."""
    made = [conversion(catalog, column, formats) for column in columns]
    cells = ",\n    ".join(
        f"case when {failed(columns, n)} then {{'column_index': {column.index}, "
        f"'property': '{column.prop.name}', 'code': {made[n].issue}, 'value': {column.cell}}} end"
        for n, column in enumerate(columns)
    )
    joins = "\n  ".join(conversion.joins for conversion in made if conversion.joins)
    any_flag = " or ".join(f"t.{name} <> 0" for name in flag_names(columns))
    if not columns:
        cells = (
            "cast(null as struct(column_index integer, property varchar, "
            "code varchar, value varchar))"
        )
    return (
        "select row_number, cell.column_index, cell.property, cell.code, cell.value\n"
        "from (\n"
        f"  select t.row_number, unnest([{cells}]) as cell\n"
        f"  from {work}.typed as t\n"
        f"  join {rows_of(catalog, columns)} as s on s.row_number = t.row_number\n"
        f"  {joins}\n"
        f"  where ({any_flag}) and not t.left_out\n"
        ")\n"
        "where cell is not null"
    )


def _row_issues_sql(part: Part) -> str:
    """The reasons of skipped and failed rows that are not a cell's issue already. Where a required
    property is missing, the value says which."""
    work, identifiers = part.work, part.identifiers
    index = property_ = value = "null"
    if identifiers:
        places = list(enumerate(identifiers))
        index = (
            "case p.matched_by " + " ".join(f"when {n} then {c.index}" for n, c in places) + " end"
        )
        property_ = (
            "case p.matched_by "
            + " ".join(f"when {n} then {quote_literal(c.prop.name)}" for n, c in places)
            + " end"
        )
        value = (
            "case p.matched_by "
            + " ".join(f"when {n} then cast(t.{c.value} as varchar)" for n, c in places)
            + " end"
        )
    required = f"'{MISSING}', '{INVALID}'"
    of_row = (
        f"{required}, 'FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES', "
        "'NO_VALUES_FOR_OBJECT', 'FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS'"
    )
    unlisted = (BY_CHOICE, *(USUAL_WITH_SEVERAL if part.several else ()))
    codes = ", ".join(quote_literal(code) for code in unlisted)
    return (
        f"select p.row_number, case when p.reason not in ({of_row}) then {index} end,\n"
        f"  case when p.reason not in ({of_row}) then {property_} end, p.reason,\n"
        f"  case when p.reason in ({required}) then {missing_labels_sql(part)}\n"
        f"    when p.reason not in ({of_row}) then {value} end\n"
        f"from {work}.plan as p\n"
        f"join {work}.typed as t on t.row_number = p.row_number\n"
        f"where p.reason not in ({codes})\n"
        "  and not exists (\n"
        f"    select 1 from {work}.issues as i\n"
        "    where i.row_number = p.row_number and i.code = p.reason\n"
        "  )"
    )


def _stage_kept_sql(part: Part, column: MappedColumn) -> str:
    """Rows whose lifecycle stage lies behind the record's: the record keeps its stage."""
    merged = column.kind.merged(f"t.{column.value}", "r.lifecyclestage", column.prop)
    return (
        f"select p.row_number, {column.index}, 'lifecyclestage', 'LIFECYCLE_STAGE_KEPT', "
        f"t.{column.value}\n"
        f"from {part.work}.plan as p\n"
        f"join {part.work}.typed as t on t.row_number = p.row_number\n"
        f"join {part.records} as r on r.hs_object_id = p.record_id\n"
        "where p.action in ('updated', 'unchanged')\n"
        f"  and t.{column.value} is not null\n"
        f"  and {merged} is distinct from t.{column.value}"
    )
