"""What an undo is about: its plan, its objects, what it left, in words. Called by the parts that
show undos, and the lists of imports."""

import duckdb

from core.store.properties import read_object_type
from core.store.undos import Undo
from core.undo.plan import UndoPlan
from core.undo.standing import Standing
from pages.parts.plain import plain
from pages.parts.wording import count


def plan_of(undo: Undo) -> UndoPlan:
    """The numbers of the dry run, or of what was done."""
    return UndoPlan.from_json(undo.counters, undo.store_version)


def objects_of(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> str:
    """``Contacts and Companies``."""
    plurals = [read_object_type(cursor, name).plural for name in undo.object_types]
    return plain(" and ".join(plurals))


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
