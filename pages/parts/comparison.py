"""Pieces of the page that compares two imports: numbers, decisions, issues and records side by
side. "First" and "second" are the two imports in the order of the address."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.compare import (
    BOTH,
    ONLY_FIRST,
    ONLY_SECOND,
    compared_records,
    count_issues,
    count_records,
)
from core.engine.plan import ACTIONS, Counters
from core.issues import issue_kinds
from core.recipe import Recipe
from core.store.imports import Import
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType
from pages.parts.current import RECORD
from pages.parts.database import open_store
from pages.parts.object_choice import object_counters
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.recipe_summary import becomes, summary_lines
from pages.parts.table import picked_row, table
from pages.parts.wording import OUTCOMES, count


def titles(one: Import, other: Import) -> tuple[str, str]:
    """What the two are called over their columns: never the same."""
    return tuple(f"{i.import_id} {i.name or i.file_name}" for i in (one, other))  # type: ignore[return-value]


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
    difference = f"{second - first:+,}" if second != first else "same"
    return {"": what, left: first, right: second, "Difference": difference}


def decisions(cursor: duckdb.DuckDBPyConnection, one: Import, other: Import) -> None:
    """What the recipes say otherwise; what is the same is left out."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    left, right = titles(one, other)
    first, second = (_said(each.recipe, kinds) for each in (one, other))
    differing = [
        {"Decision": what, left: first.get(what, "–"), right: second.get(what, "–")}
        for what in dict.fromkeys([*first, *second])
        if first.get(what) != second.get(what)
    ]
    if differing:
        table(differing)
    else:
        st.info("Both were imported by the same decisions.", icon=":material/check:")


def _said(recipe: Recipe, kinds: dict[str, ObjectType]) -> dict[str, str]:
    """Every decision by what it is about."""
    said = dict[str, str]()
    for line in summary_lines(recipe, kinds):
        what, _, how = line.replace("**", "").replace("\\", "").partition(": ")
        said[what] = how or "Yes"
    for number, file in enumerate(recipe.files, start=1):
        place = f" (file {number})" if len(recipe.files) > 1 else ""
        for column in file.columns:
            kept = ", existing values kept" if column.dont_overwrite else ""
            said[f"Column {column.header}{place}"] = becomes(recipe, number, column, kinds) + kept
        for fix in file.fixes:
            said[f"Fix of {fix.header or 'all rows'}{place}: {fix.title}"] = (
                "Off" if fix.off else "On"
            )
    return said


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
            | {left: first, right: second}
            | {"Difference": f"{second - first:+,}" if second != first else "same"}
            for code, name, first, second in found
        ],
        right=["Difference"],
    )


def records(
    cursor: duckdb.DuckDBPyConnection, one: Import, other: Import, kind: ObjectType
) -> None:
    """The records of both and of one only; a click opens one."""
    counts = count_records(open_store(), cursor, one, other, kind.name)
    left, right = titles(one, other)
    words = {BOTH: "In both", ONLY_FIRST: f"Only in {left}", ONLY_SECOND: f"Only in {right}"}
    if counts.changed_again:
        st.caption(
            f"{count(counts.changed_again, 'record')} got another value for the same property by "
            "each of them."
        )
    place = f"{one.import_id}-{other.import_id}-{kind.name}"
    which = st.segmented_control(
        "Records",
        list(words),
        format_func=lambda name: f"{words[name]}: {counts.of(name):,}",
        default=BOTH,
        required=True,
        label_visibility="collapsed",
        key=f"compare-which-{place}",
    )
    if not which or not counts.of(which):
        st.caption("None.")
        return
    offset = paged(counts.of(which), f"compare-page-{place}-{which}")
    rows = compared_records(open_store(), cursor, one, other, kind, which, offset, PAGE_ROWS)
    picked = picked_row(
        [_told(row, left, right, which) for row in rows], key=f"compare-{place}-{which}-{offset}"
    )
    st.caption(
        f"Records {offset + 1:,} to {offset + len(rows):,} of {counts.of(which):,}. Select one to "
        "open it."
    )
    if picked is not None:
        st.switch_page(
            RECORD, query_params={"object": kind.name, "id": str(rows[picked]["record_id"])}
        )


def _told(row: dict[str, object], left: str, right: str, which: str) -> dict[str, object]:
    told = {"Record": row["record"] or "(no name)", "Record ID": str(row["record_id"])}
    sides: Sequence[tuple[str, str, str]] = (
        ("one", left, ONLY_SECOND),
        ("other", right, ONLY_FIRST),
    )
    for side, title, without in sides:
        if which != without:
            told[title] = f"{OUTCOMES[str(row[side])][0]}, row {row[f'{side}_row']}"
    return told
