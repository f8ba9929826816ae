"""What an undo is about: its plan, its objects in words. Called by the parts that show one undo."""

import duckdb

from core.store.properties import read_object_type
from core.store.undos import Undo
from core.undo.plan import UndoPlan
from pages.parts.plain import plain


def plan_of(undo: Undo) -> UndoPlan:
    """The numbers of the dry run, or of what was done."""
    return UndoPlan.from_json(undo.counters, undo.store_version)


def objects_of(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> str:
    """``Contacts and Companies``."""
    plurals = [read_object_type(cursor, name).plural for name in undo.object_types]
    return plain(" and ".join(plurals))
