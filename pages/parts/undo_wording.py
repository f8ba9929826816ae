"""What an undo is about: its plan, its objects, how far an import is undone, in words. Called by
the parts that show undos, and the lists of imports."""

from collections.abc import Sequence

import duckdb

from core.store.imports import STATES, Import
from core.store.properties import read_object_type
from core.store.undos import Undo
from core.undo.plan import UndoPlan
from core.undo.standing import Standing, standing
from pages.parts.plain import plain
from pages.parts.wording import count


def plan_of(undo: Undo) -> UndoPlan:
    """The numbers of the dry run, or of what was done."""
    return UndoPlan.from_json(undo.counters, undo.store_version)


def objects_of(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> str:
    """``Contacts and Companies``."""
    plurals = [read_object_type(cursor, name).plural for name in undo.object_types]
    return plain(" and ".join(plurals))


def state_words(cursor: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> dict[int, str]:
    """The state of each import for people, by its id: one that is undone in part says so."""
    stands = standing(cursor, imports)
    return {
        each.import_id: _state(each, stands.get(each.import_id, Standing())) for each in imports
    }


def _state(each: Import, stands: Standing) -> str:
    if not each.undone:
        return STATES[each.state]
    parts = [] if each.state == "REVERTED" else [_undone_only(each)]
    parts += [] if stands.nothing else [what_stands(stands)]
    return f"Partly undone: {', '.join(parts)}" if parts else STATES[each.state]


def _undone_only(each: Import) -> str:
    """``only contacts``."""
    return f"only {' and '.join(name.replace('_', ' ') for name in each.undone)}"


def what_stands(stands: Standing) -> str:
    """``24 records and 1 list stay``."""
    numbers = (
        (stands.records, "record"),
        (stands.values, "value"),
        (stands.associations, "association"),
        (stands.lists, "list"),
    )
    told = [count(number, noun) for number, noun in numbers if number]
    one = sum(number for number, _ in numbers) == 1
    *others, last = told
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"{listed} {'stays' if one else 'stay'}"
