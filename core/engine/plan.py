"""The dry run: what would happen to each row and each cell, exactly, before anything is written.

Commit carries out this plan and nothing else. Called by the review page and ``run.py``. It makes,
for each part of the import: ``typed`` and ``matched`` (convert.py, match.py), then

    plan            row_number, action, record_id, matched_by, reason, merged_into
    changed_cells   row_number, record_id, property, old_value, new_value
    issues          row_number, column_index, property, code, value

and for the import as a whole the associations it makes (associate.py).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import duckdb

from core.engine.associations.associate import Associations, associate, refuse_rows_alone
from core.engine.convert import failed, flag_names, prepare_lookups, typed_sql
from core.engine.match import match_rows
from core.engine.merge import merged_value, written_columns
from core.engine.obstacles import check_obstacles
from core.engine.parts import Part
from core.engine.plan_issues import list_issues
from core.engine.progress import Progress
from core.engine.uniqueness import refuse_taken_values
from core.recipe import Recipe
from core.sql import quote_identifier

ACTIONS = ("created", "updated", "unchanged", "skipped", "failed")


@dataclass(frozen=True)
class Counters:
    """What an import does with one object, in rows of its file; ``changed_cells`` in cells of
    existing records."""

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

    def __add__(self, other: "Counters") -> "Counters":
        return Counters(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counters)))


@dataclass(frozen=True)
class Plan:
    """A finished dry run: the counters of each object, the associations to be made, and the state
    of the store it was made against. ``first_ids``: a new record of an object has this id plus its
    row number."""

    objects: dict[str, Counters]
    associations: Associations
    first_ids: dict[str, int]
    store_version: int

    @property
    def counters(self) -> Counters:
        """The sums over all objects: a row counts once for each object it is read for."""
        return sum(self.objects.values(), Counters())

    def to_json(self) -> dict[str, object]:
        """The counters as kept with the import."""
        return self.counters.to_json() | {
            "objects": {name: each.to_json() for name, each in self.objects.items()},
            "associations": self.associations.to_json(),
        }


def make_plan(
    cursor: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    recipe: Recipe,
    progress: Progress,
) -> Plan:
    """The dry run of a recipe over the staged rows. Writes to the work databases only.

    Raises RecipeError for a recipe that cannot be carried out."""
    check_obstacles(cursor, recipe, parts)
    version, first_id = _counter(cursor, "version"), _counter(cursor, "next_record_id")
    for part in parts:
        _plan_rows(cursor, part, progress)
    first_ids = _first_ids(cursor, parts, first_id)
    with progress.phase("Associating records"):
        associations = associate(cursor, parts, recipe, first_ids)
        for part in parts:
            refuse_rows_alone(cursor, parts[0].catalog, part)
    for part in parts:
        with progress.phase("Listing issues"):
            list_issues(cursor, part)
    objects = {part.name: count_actions(cursor, part) for part in parts}
    return Plan(objects, associations, first_ids, version)


def _plan_rows(cursor: duckdb.DuckDBPyConnection, part: Part, progress: Progress) -> None:
    """What becomes of each row of one part, and which cells change."""
    cursor.execute(f"create schema if not exists {part.work}")
    with progress.phase("Reading values"):
        prepare_lookups(cursor, part.catalog, part.columns, part.formats)
        typed = typed_sql(part.catalog, part.columns, part.formats)
        cursor.execute(f"create or replace table {part.work}.typed as\n" + typed)
    with progress.phase("Matching records"):
        match_rows(cursor, part)
    with progress.phase("Comparing"):
        cursor.execute(f"create or replace table {part.work}.plan as\n" + _plan_sql(part))
        refuse_taken_values(cursor, part)
    with progress.phase("Listing changes"):
        changes = _changed_cells_sql(part)
        cursor.execute(f"create or replace table {part.work}.changed_cells as\n" + changes)


def count_actions(cursor: duckdb.DuckDBPyConnection, part: Part) -> Counters:
    """The counters of one part. Every row of the file is in exactly one class."""
    rows = cursor.execute(
        f"select action, count(*) from {part.work}.plan group by action"
    ).fetchall()
    by_action = dict(rows)
    cells = _count(cursor, f"{part.work}.changed_cells")
    total = _count(cursor, part.source)
    if sum(by_action.values()) != total or set(by_action) - set(ACTIONS):
        raise AssertionError(f"{total} rows in the file, but the plan has {by_action}")
    return Counters(rows=total, changed_cells=cells, **by_action)


def _count(cursor: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(cursor.execute(f"select count(*) from {table}").fetchall()[0][0])


def _counter(cursor: duckdb.DuckDBPyConnection, name: str) -> int:
    rows = cursor.execute("select value from store.counters where name = ?", [name]).fetchall()
    return int(rows[0][0])


def _first_ids(
    cursor: duckdb.DuckDBPyConnection, parts: Sequence[Part], first_id: int
) -> dict[str, int]:
    """Each part numbers its new records by their rows, after the rows of the part before. A plan
    is void when the store changes, so the ids can be told before anything is written."""
    first_ids = {}
    for part in parts:
        first_ids[part.name] = first_id
        last = cursor.execute(f"select coalesce(max(row_number), 0) from {part.work}.plan")
        first_id += 1 + int(last.fetchall()[0][0])
    return first_ids


def _plan_sql(part: Part) -> str:
    """One row per row of the file. The branches of ``reason`` stand in the order of their weight;
    ``action`` follows from the reason, so that no failed or skipped row is without one."""
    changes = [
        f"{merged_value(c, part.identifiers)} is distinct from r.{quote_identifier(c.prop.name)}"
        for c in written_columns(part.columns)
    ]
    return (
        "with reasons as (\n"
        "  select t.row_number, p.record_id, p.matched_by, p.merged_into,\n"
        f"    {_reason(part)} as reason,\n"
        f"    p.record_id is not null and ({' or '.join(changes) or 'false'}) as changed\n"
        f"  from {part.work}.typed as t\n"
        f"  join {part.work}.matched as p on p.row_number = t.row_number\n"
        f"  left join {part.records} as r on r.hs_object_id = p.record_id\n"
        ")\n"
        "select row_number, record_id, matched_by, merged_into, reason,\n"
        f"  case when reason is null then case when record_id is null then 'created' "
        "when changed then 'updated' else 'unchanged' end\n"
        f"  when reason in ({_skip_codes()}) then 'skipped' else 'failed' end as action\n"
        "from reasons"
    )


# Reasons that skip a row: the user chose the mode, a later row carries the same record, or the row
# has nothing of this object.
SKIP_CODES = (
    "ROW_LEFT_OUT",
    "NO_VALUES_FOR_OBJECT",
    "DUPLICATE_RECORD_ID",
    "DUPLICATE_ALTERNATE_ID",
    "CREATE_ONLY_IMPORT",
    "UPDATE_ONLY_IMPORT",
)


def _skip_codes() -> str:
    return ", ".join(f"'{code}'" for code in SKIP_CODES)


def _reason(part: Part) -> str:
    by_record_id = bool(part.identifiers) and part.identifiers[0].is_record_id
    repeated = (
        "case when p.matched_by = 0 then 'DUPLICATE_RECORD_ID' else 'DUPLICATE_ALTERNATE_ID' end"
        if by_record_id
        else "'DUPLICATE_ALTERNATE_ID'"
    )
    values = " and ".join(f"t.{c.value} is null" for c in part.columns if c.index) or "true"
    branches = [
        "when p.failure is not null then p.failure",
        f"when {values} then {_without_values(part)}",
        f"when p.merged_into is not null then {repeated}",
    ]
    if part.imported.mode == "CREATE":
        branches.append("when p.record_id is not null then 'CREATE_ONLY_IMPORT'")
    if part.imported.mode == "UPDATE":
        branches.append("when p.record_id is null then 'UPDATE_ONLY_IMPORT'")
    branches.extend(_missing_required(part))
    return "case " + "\n      ".join(branches) + " end"


def _without_values(part: Part) -> str:
    """A row without a readable value fails; where the file has several objects, a row may well
    have nothing of one of them."""
    failure = "'FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES'"
    if not part.several:
        return failure
    unread = " or ".join(f"t.{name} <> 0" for name in flag_names(part.columns))
    return f"case when {unread} then {failure} else 'NO_VALUES_FOR_OBJECT' end"


def _missing_required(part: Part) -> list[str]:
    """For each group of required properties: a new record needs a value in at least one."""
    branches = []
    defaults = part.defaults
    for group in part.object_type.required:
        if any(name in defaults for name in group):
            continue
        positions = [n for n, column in enumerate(part.columns) if column.prop.name in group]
        blank = [f"t.{part.columns[n].value} is null" for n in positions]
        invalid = [failed(part.columns, n) for n in positions]
        missing = " and ".join(["p.record_id is null", *blank])
        if invalid:
            branches.append(
                f"when {missing} and ({' or '.join(invalid)}) then 'INVALID_REQUIRED_PROPERTY'"
            )
        branches.append(f"when {missing} then 'MISSING_REQUIRED_PROPERTY'")
    return branches


def _changed_cells_sql(part: Part) -> str:
    """Old and new text of every cell that an update changes."""
    cells = []
    for column in written_columns(part.columns):
        old = f"r.{quote_identifier(column.prop.name)}"
        new = merged_value(column, part.identifiers)
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
        f"  from {part.work}.plan as p\n"
        f"  join {part.work}.typed as t on t.row_number = p.row_number\n"
        f"  join {part.records} as r on r.hs_object_id = p.record_id\n"
        "  where p.action = 'updated'\n"
        ")\n"
        "where cell is not null"
    )
