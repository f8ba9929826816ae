"""A table of imports with their outcome; a click opens the results. Called by the home page."""

from collections.abc import Sequence

import streamlit as st

from core.history import counted_rows
from core.store.imports import Import
from pages.parts.current import RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.state_column import state_column, state_words
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
    states = state_words(new_cursor(), imports)
    rows = [
        {
            "Import": i.name,
            "State": states[i.import_id],
            "Object": objects_text(i),
            "Finished": local_time(i.finished_at),
            "Rows": counted_rows(i),
        }
        | {label: i.counters.get(name, 0) for name, (label, _, _) in OUTCOMES.items()}
        for i in imports
    ]
    numbers = ("Rows", *(label for label, _, _ in OUTCOMES.values()))
    columns = dict.fromkeys(numbers, _COUNT) | {"Rows": _ROWS} | state_column(states.values())
    place = picked_row(rows, f"imports-{key}", column_config=columns)
    if place is not None:
        chosen = imports[place]
        st.switch_page(RESULTS, query_params={"import": str(chosen.import_id)})
