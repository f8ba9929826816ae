"""The editable mapping grid: one row a column of the file. Called by the mapping page.

Edits are turned into the recipe before the page is drawn (mapping_edits.py); the grid then shows
the recipe. Its key carries the import, the file and a revision: a new revision drops edits that
were refused or overtaken by a button."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.engine.check import ColumnCheck
from core.engine.mapping_choices import AS_COMMON, Choices
from core.engine.profile import ColumnProfile
from core.issues import issue_kinds
from core.recipe import ColumnMapping
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.store.imports import Import
from pages.parts.mapping_edits import revision, take_edits
from pages.parts.plain import plain
from pages.parts.wording import percent

# Pixels. Without room of its own the bar lies on the last row, which then cannot be clicked.
HEADER, ROW, SCROLL_BAR = 38, 35, 12

_OPEN = {
    ASSOCIATION_LABEL: "Choose the two objects",
    ASSOCIATION_KEYS: "Choose which record",
}


def mapping_grid(
    draft: Import,
    file: int,
    choices: Choices,
    profiles: Sequence[ColumnProfile],
    checks: Mapping[int, ColumnCheck],
) -> None:
    """Draws the grid of one file; what the user edits goes to the recipe."""
    by_index = {profile.index: profile for profile in profiles}
    columns = draft.recipe.files[file - 1].columns
    common = {c.column for c in columns if draft.recipe.is_foreign_key(file, c)}
    tie = draft.recipe.common
    tying = {c.column for c in columns if tie and c.header == tie.headers[file - 1]}
    rows = [
        _row(column, by_index[column.column], checks.get(column.column), choices, common, tying)
        for column in columns
    ]
    key = f"mapping-{draft.import_id}-{file}-{revision(draft.import_id)}"
    if refused := st.session_state.pop("mapping-refused", None):
        st.error(plain(refused, 1000), icon=":material/error:")
    kinds = [*choices.kinds, *([AS_COMMON] if common else [])]
    st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        height=min(HEADER + ROW * len(rows) + SCROLL_BAR, 640),
        num_rows="fixed",
        disabled=["header", "values", "filled", "distinct", "check", "why"],
        column_config=_column_config(kinds, choices),
        on_change=take_edits,
        args=(draft.import_id, file, key),
    )
    st.caption("\\* at least one of these is required to create a record.")


def _row(
    column: ColumnMapping,
    profile: ColumnProfile,
    check: ColumnCheck | None,
    choices: Choices,
    common: set[int],
    tying: set[int],
) -> dict[str, object]:
    choice = choices.of(column)
    foreign = column.column in common
    return {
        "header": column.header,
        "values": " · ".join(profile.samples),
        "import_as": AS_COMMON if foreign else choices.import_as(column),
        "property": choice.detail or None if choice and not foreign else None,
        "check": "✓" if foreign else _check_text(check, profile.rows, column),
        "dont_overwrite": column.dont_overwrite,
        "filled": 100 * profile.filled / profile.rows if profile.rows else 0.0,
        "distinct": f"{profile.distinct_count:,}"
        if profile.exact
        else f"≈ {profile.distinct_count:,}",
        "why": f"{column.reason} Ties the two files together.".strip()
        if column.column in tying
        else column.reason,
    }


def _check_text(check: ColumnCheck | None, rows: int, column: ColumnMapping) -> str:
    if column.unmapped:
        return _OPEN.get(column.column_type, "Choose a property")
    if check is None:
        return column.reason if column.ignored else "✓"
    if not check.failed:
        return "✓"
    reasons = ", ".join(issue_kinds()[code].title for code in check.codes)
    return f"⚠ {check.failed:,} of {rows:,}: {reasons} ({percent(check.failed, rows)})"


def _column_config(kinds: list[str], choices: Choices) -> dict[str, Any]:
    config = st.column_config
    return {
        "header": config.TextColumn("Column header", pinned=True, width=140),
        "values": config.TextColumn("First values", width=150),
        "import_as": config.SelectboxColumn("Import as", options=kinds, required=True, width=150),
        "property": config.SelectboxColumn(
            "Property",
            options=choices.details(),
            width=230,
            help="Type to search. * required",
        ),
        "check": config.TextColumn("Check", width=166),
        "dont_overwrite": config.CheckboxColumn(
            "Don't overwrite", width=110, help="Records that have a value keep it."
        ),
        "filled": config.ProgressColumn(
            "Filled", format="%.0f %%", min_value=0, max_value=100, width="small"
        ),
        "distinct": config.TextColumn("Distinct", alignment="right", width="small"),
        "why": config.TextColumn("Why", width="large"),
    }
