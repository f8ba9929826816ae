"""A table of imports with their outcome; a click opens the results. Called by the home page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.store.imports import Import
from pages.parts.current import RESULTS
from pages.parts.wording import OUTCOMES, local_time

_COUNT = st.column_config.NumberColumn(format="localized")


def import_table(imports: Sequence[Import], key: str) -> None:
    """One row an import. Selecting one opens it."""
    rows = [
        {
            "Import": i.name,
            "Object": i.object_type.replace("_", " ").capitalize(),
            "Finished": local_time(i.finished_at),
            "Rows": i.counters.get("rows", 0),
        }
        | {label: i.counters.get(name, 0) for name, (label, _, _) in OUTCOMES.items()}
        for i in imports
    ]
    picked = st.dataframe(
        pd.DataFrame(rows),
        key=f"imports-{key}",
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select="rerun",
        column_config={name: _COUNT for name in ("Rows", *(o[0] for o in OUTCOMES.values()))},
    )
    if picked.selection.rows:
        chosen = imports[picked.selection.rows[0]]
        st.switch_page(RESULTS, query_params={"import": str(chosen.import_id)})
