"""A table of imports with their outcome; a click opens the results. Called by the home page."""

from collections.abc import Sequence

import streamlit as st

from core.history import counted_rows
from core.store.imports import STATES, Import
from pages.parts.current import RESULTS
from pages.parts.table import picked_row
from pages.parts.wording import OUTCOMES, local_time, objects_text

_COUNT = st.column_config.NumberColumn(format="localized")
# Wide enough for a million, of which a narrower column would show the end only.
_ROWS = st.column_config.NumberColumn(
    format="localized",
    width=96,
    help="With several objects a row counts once for each of them.",
)


def import_table(imports: Sequence[Import], key: str) -> None:
    """One row an import. Selecting one opens it."""
    rows = [
        {
            "Import": i.name,
            "Object": objects_text(i),
            "Finished": local_time(i.finished_at),
            "Rows": counted_rows(i),
            "State": STATES[i.state],
        }
        | {label: i.counters.get(name, 0) for name, (label, _, _) in OUTCOMES.items()}
        for i in imports
    ]
    numbers = ("Rows", *(label for label, _, _ in OUTCOMES.values()))
    place = picked_row(
        rows, f"imports-{key}", column_config=dict.fromkeys(numbers, _COUNT) | {"Rows": _ROWS}
    )
    if place is not None:
        chosen = imports[place]
        st.switch_page(RESULTS, query_params={"import": str(chosen.import_id)})
