"""The dry run: what would happen to each row and each cell, exactly, before anything is written.

Commit carries out this plan and nothing else. Called by the review page and ``run.py``. It makes,
in the import's work database: ``typed`` and ``matched`` (convert.py, match.py), then

    plan            row_number, action, record_id, matched_by, reason, merged_into
    changed_cells   row_number, record_id, property, old_value, new_value
    issues          row_number, column_index, property, code, value
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb

from core.engine.columns import MappedColumn, mapped_columns
from core.engine.convert import failed, prepare_lookups, typed_sql
from core.engine.defaults import creation_defaults
from core.engine.evidence import formats_of
from core.engine.match import match_rows
from core.engine.merge import merged_value, written_columns
from core.engine.plan_issues import list_issues
from core.engine.progress import Progress
from core.engine.uniqueness import refuse_taken_values
from core.errors import RecipeError
from core.recipe import Recipe
from core.sql import quote_identifier
from core.vocabulary import ObjectType

ACTIONS = ("created", "updated", "unchanged", "skipped", "failed")


@dataclass(frozen=True)
class Counters:
    """What an import does, in rows of the file; ``changed_cells`` in cells of existing records."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    changed_cells: int = 0

    def to_json(self) -> dict[str, int]:
        """As stored and as printed by the command line."""
        return asdict(self)


@dataclass(frozen=True)
class Plan:
    """A finished dry run; ``store_version`` is the state of the store it was made against."""

    counters: Counters
    store_version: int


def make_plan(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    object_type: ObjectType,
    progress: Progress,
) -> Plan:
    """The dry run of a recipe over the staged rows. Writes to the work database only.

    Raises RecipeError for a recipe that cannot be carried out."""
    if not recipe.mapped:
        raise RecipeError(
            "Nothing to import", "No column is mapped to a property.", "Map at least one column."
        )
    if not object_type.stands_alone:
        raise RecipeError(
            "Not on their own",
            f"{object_type.plural} belong to a record, so a file of them alone cannot be imported.",
            "Calls and tasks are the activities that can.",
        )
    columns = mapped_columns(recipe, object_type)
    formats = formats_of(cursor, catalog, recipe, object_type)
    work = quote_identifier(catalog)
    version = _store_version(cursor)
    with progress.phase("Reading values"):
        prepare_lookups(cursor, catalog, columns, formats)
        cursor.execute(
            f"create or replace table {work}.typed as\n" + typed_sql(catalog, columns, formats)
        )
    with progress.phase("Matching records"):
        identifiers = match_rows(cursor, catalog, columns, recipe, object_type)
    with progress.phase("Comparing"):
        cursor.execute(
            f"create or replace table {work}.plan as\n"
            + _plan_sql(work, columns, identifiers, recipe, object_type)
        )
        refuse_taken_values(cursor, work, columns, identifiers, object_type)
    with progress.phase("Listing changes"):
        changes = _changed_cells_sql(work, columns, identifiers, object_type)
        cursor.execute(f"create or replace table {work}.changed_cells as\n" + changes)
    with progress.phase("Listing issues"):
        list_issues(cursor, catalog, columns, identifiers, formats, object_type)
    return Plan(count_actions(cursor, catalog), version)


def count_actions(cursor: duckdb.DuckDBPyConnection, catalog: str) -> Counters:
    """The counters of the plan. Every row of the file is in exactly one class."""
    work = quote_identifier(catalog)
    rows = cursor.execute(f"select action, count(*) from {work}.plan group by action").fetchall()
    by_action = dict(rows)
    cells = cursor.execute(f"select count(*) from {work}.changed_cells").fetchone()
    total = cursor.execute(f"select count(*) from {work}.source").fetchone()
    assert cells is not None and total is not None
    if sum(by_action.values()) != total[0] or set(by_action) - set(ACTIONS):
        raise AssertionError(f"{total[0]} rows in the file, but the plan has {by_action}")
    return Counters(rows=total[0], changed_cells=cells[0], **by_action)


def _store_version(cursor: duckdb.DuckDBPyConnection) -> int:
    row = cursor.execute("select value from store.counters where name = 'version'").fetchone()
    assert row is not None
    return int(row[0])


def _plan_sql(
    work: str,
    columns: Sequence[MappedColumn],
    identifiers: Sequence[MappedColumn],
    recipe: Recipe,
    object_type: ObjectType,
) -> str:
    """One row per row of the file. The branches of ``reason`` stand in the order of their weight;
    ``action`` follows from the reason, so that no failed or skipped row is without one."""
    table = quote_identifier("store", object_type.name)
    writes = written_columns(columns)
    changes = [
        f"{merged_value(c, identifiers)} is distinct from r.{quote_identifier(c.prop.name)}"
        for c in writes
    ]
    return (
        "with reasons as (\n"
        "  select t.row_number, p.record_id, p.matched_by, p.merged_into,\n"
        f"    {_reason(columns, identifiers, recipe, object_type)} as reason,\n"
        f"    p.record_id is not null and ({' or '.join(changes) or 'false'}) as changed\n"
        f"  from {work}.typed as t\n"
        f"  join {work}.matched as p on p.row_number = t.row_number\n"
        f"  left join {table} as r on r.hs_object_id = p.record_id\n"
        ")\n"
        "select row_number, record_id, matched_by, merged_into, reason,\n"
        f"  case when reason is null then case when record_id is null then 'created' "
        "when changed then 'updated' else 'unchanged' end\n"
        f"  when reason in ({_skip_codes()}) then 'skipped' else 'failed' end as action\n"
        "from reasons"
    )


# Reasons that skip a row: the user chose the mode, or a later row carries the same record.
SKIP_CODES = (
    "DUPLICATE_RECORD_ID",
    "DUPLICATE_ALTERNATE_ID",
    "CREATE_ONLY_IMPORT",
    "UPDATE_ONLY_IMPORT",
)


def _skip_codes() -> str:
    return ", ".join(f"'{code}'" for code in SKIP_CODES)


def _reason(
    columns: Sequence[MappedColumn],
    identifiers: Sequence[MappedColumn],
    recipe: Recipe,
    object_type: ObjectType,
) -> str:
    by_record_id = bool(identifiers) and identifiers[0].is_record_id
    repeated = (
        "case when p.matched_by = 0 then 'DUPLICATE_RECORD_ID' else 'DUPLICATE_ALTERNATE_ID' end"
        if by_record_id
        else "'DUPLICATE_ALTERNATE_ID'"
    )
    values = " and ".join(f"t.{c.value} is null" for c in columns if c.index) or "true"
    branches = [
        "when p.failure is not null then p.failure",
        f"when {values} then 'FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES'",
        f"when p.merged_into is not null then {repeated}",
    ]
    if recipe.mode == "CREATE":
        branches.append("when p.record_id is not null then 'CREATE_ONLY_IMPORT'")
    if recipe.mode == "UPDATE":
        branches.append("when p.record_id is null then 'UPDATE_ONLY_IMPORT'")
    branches.extend(_missing_required(columns, recipe, object_type))
    return "case " + "\n      ".join(branches) + " end"


def _missing_required(
    columns: Sequence[MappedColumn], recipe: Recipe, object_type: ObjectType
) -> list[str]:
    """For each group of required properties: a new record needs a value in at least one."""
    branches = []
    defaults = creation_defaults(object_type, recipe.name)
    for group in object_type.required:
        if any(name in defaults for name in group):
            continue
        positions = [n for n, column in enumerate(columns) if column.prop.name in group]
        blank = [f"t.{columns[n].value} is null" for n in positions]
        invalid = [failed(columns, n) for n in positions]
        missing = " and ".join(["p.record_id is null", *blank])
        if invalid:
            branches.append(
                f"when {missing} and ({' or '.join(invalid)}) then 'INVALID_REQUIRED_PROPERTY'"
            )
        branches.append(f"when {missing} then 'MISSING_REQUIRED_PROPERTY'")
    return branches


def _changed_cells_sql(
    work: str,
    columns: Sequence[MappedColumn],
    identifiers: Sequence[MappedColumn],
    object_type: ObjectType,
) -> str:
    """Old and new text of every cell that an update changes."""
    table = quote_identifier("store", object_type.name)
    cells = []
    for column in written_columns(columns):
        old = f"r.{quote_identifier(column.prop.name)}"
        new = merged_value(column, identifiers)
        cells.append(
            f"case when {new} is distinct from {old} then "
            f"{{'property': '{column.prop.name}', 'column_index': {column.index}, "
            f"'old_value': {column.kind.text(old)}, "
            f"'new_value': {column.kind.text(f'({new})')}}} end"
        )
    if not cells:
        cells = [
            "cast(null as struct(property varchar, column_index integer, "
            "old_value varchar, new_value varchar))"
        ]
    listed = ",\n      ".join(cells)
    return (
        "select row_number, record_id, cell.property, cell.column_index, "
        "cell.old_value, cell.new_value\n"
        "from (\n"
        f"  select p.row_number, p.record_id, unnest([\n      {listed}\n    ]) as cell\n"
        f"  from {work}.plan as p\n"
        f"  join {work}.typed as t on t.row_number = p.row_number\n"
        f"  join {table} as r on r.hs_object_id = p.record_id\n"
        "  where p.action = 'updated'\n"
        ")\n"
        "where cell is not null"
    )
