"""How many rows and issues two imports had, side by side, and what the two are called over their
columns. "First" and "second" are the imports in the order of the address. Called by the page that
compares imports; the other tables of that page take the titles from here."""

import duckdb
import streamlit as st

from core.compare import count_issues
from core.engine.plan import ACTIONS, Counters
from core.issues import issue_kinds
from core.store.imports import Import
from core.vocabulary import ObjectType
from pages.parts.object_choice import object_counters
from pages.parts.table import table
from pages.parts.wording import OUTCOMES


def titles(one: Import, other: Import) -> tuple[str, str]:
    """What the two are called over their columns: never the same."""
    return _title(one), _title(other)


def _title(each: Import) -> str:
    return f"{each.import_id} {each.name or each.file_name}"


def numbers(one: Import, other: Import, name: str) -> None:
    """The counters of an object, and how much they differ."""
    first, second = (object_counters(each)[name] for each in (one, other))
    left, right = titles(one, other)
    lines = [
        _line("Rows", left, right, first.rows, second.rows),
        *(_of_action(action, left, right, first, second) for action in ACTIONS),
        _line("Changed cells", left, right, first.changed_cells, second.changed_cells),
    ]
    table(lines, right=["Difference"])


def _of_action(
    action: str, left: str, right: str, first: Counters, second: Counters
) -> dict[str, object]:
    return _line(OUTCOMES[action][0], left, right, getattr(first, action), getattr(second, action))


def _line(what: str, left: str, right: str, first: int, second: int) -> dict[str, object]:
    return {"": what, left: first, right: second, "Difference": _difference(first, second)}


def _difference(first: int, second: int) -> str:
    return f"{second - first:+,}" if second != first else "same"


def issues(cursor: duckdb.DuckDBPyConnection, one: Import, other: Import, kind: ObjectType) -> None:
    """How often each kind came up."""
    found = count_issues(cursor, one, other, kind.name)
    if not found:
        st.info("Neither had an issue.", icon=":material/check:")
        return
    left, right = titles(one, other)
    labels = {prop.name: prop.label for prop in kind.properties}
    table(
        [
            {"Issue": issue_kinds()[code].title, "Property": labels.get(name or "", "")}
            | {left: first, right: second, "Difference": _difference(first, second)}
            for code, name, first, second in found
        ],
        right=["Difference"],
    )
