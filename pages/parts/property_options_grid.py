"""The options of a property in a grid: labels are typed over, rows added and taken away, places
given by number. Called by the property settings."""

from typing import Any

import pandas as pd
import streamlit as st

from core.store.property_options import (
    WantedOption,
    change_options,
    has_fixed_options,
    in_order,
    why_options_stay,
)
from core.store.stored_properties import StoredProperty, count_options
from pages.parts.database import cursor as new_cursor
from pages.parts.settings_actions import attempt, outcome_of_action, round_key

_SECTION = "property-options"
_ROW_PIXELS, _ROWS_SHOWN = 35, 12


def options_section(stored: StoredProperty) -> None:
    """The grid with its buttons; only where the property has options."""
    if not stored.prop.options:
        return
    st.subheader("Options")
    outcome_of_action(_SECTION)
    if reason := why_options_stay(stored):
        st.caption(f"These stay as they are: {reason[0].lower()}{reason[1:]}")
        _grid(stored, disabled=True, num_rows="fixed")
        return
    fixed = has_fixed_options(stored)
    st.caption(
        "Type over a label to rename it, or over a place to move it."
        + (
            ""
            if fixed
            else " The last row adds an option; select rows to delete them. One that records have "
            "stays. A file may name an option by its label or by its internal value."
        )
    )
    edited = _grid(stored, disabled=["value", "records"], num_rows="fixed" if fixed else "dynamic")
    wanted = in_order(stored.prop.options, _wanted(edited))
    with st.container(horizontal=True):
        if st.button("Save options", type="primary", icon=":material/save:"):
            _save(stored, wanted)
        if st.button("Save, sorted by label", icon=":material/sort_by_alpha:"):
            _save(stored, sorted(wanted, key=lambda each: each.label.lower()))


def _grid(stored: StoredProperty, **options: Any) -> pd.DataFrame:
    counts = count_options(new_cursor(), stored)
    lines = [
        {
            "place": place,
            "label": option.label,
            "value": option.value,
            "records": counts.get(option.value, 0),
        }
        for place, option in enumerate(stored.prop.options, start=1)
    ]
    config = st.column_config
    return st.data_editor(
        pd.DataFrame(lines).astype({"place": "Int64", "records": "Int64"}),
        key=round_key(_SECTION, f"{stored.object_type}-{stored.prop.name}"),
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (min(len(lines) + 1, _ROWS_SHOWN) + 1) + 3,
        placeholder="",
        column_config={
            "place": config.NumberColumn("Place", min_value=1, step=1, format="%d", width=80),
            "label": config.TextColumn("Label", width="large"),
            "value": config.TextColumn("Internal value", width="medium"),
            "records": config.NumberColumn("Records", format="localized", width="small"),
        },
        alt=f"Options of {stored.prop.label}",
        **options,
    )


def _wanted(edited: pd.DataFrame) -> list[WantedOption]:
    """The rows of the grid as options; a row that was added and left empty is none."""
    rows = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return [
        WantedOption(row["value"], row["label"] or "", row["place"] and int(row["place"]))
        for row in rows
        if row["value"] is not None or (row["label"] or "").strip()
    ]


def _save(stored: StoredProperty, wanted: list[WantedOption]) -> None:
    """Saves, and draws the page anew; a refusal leaves the grid as it was edited."""
    attempt(_SECTION, lambda cursor: change_options(cursor, stored, wanted), "Options saved.")
    st.rerun()
