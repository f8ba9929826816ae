"""The values behind a warning of the mapping grid: each distinct one, how often, where first.
Called by the mapping page."""

from collections.abc import Mapping, Sequence

import duckdb
import streamlit as st

from core.engine.check import ColumnCheck, bad_values
from core.engine.parts import Part
from core.issues import EFFECTS, issue_kinds
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count

_SHOWN = 100


def bad_values_panel(
    cursor: duckdb.DuckDBPyConnection, parts: Sequence[Part], checks: Mapping[int, ColumnCheck]
) -> None:
    """One column with warnings at a time, chosen by the user."""
    bad = {c.index: (part, c) for part in parts for c in part.columns if checks[c.index].failed}
    if not bad:
        return
    with st.expander(
        f"Values that cannot be read, in {count(len(bad), 'column')}", icon=":material/warning:"
    ):
        index = st.selectbox(
            "Column",
            list(bad),
            format_func=lambda i: (
                f"{bad[i][1].header} → {bad[i][1].prop.label} ({count(checks[i].failed, 'row')})"
            ),
            key=f"bad-column-{parts[0].catalog}",
        )
        for code in checks[index].codes:
            kind = issue_kinds()[code]
            st.markdown(
                f"**{kind.title}.** {kind.description} {EFFECTS[kind.effect]} {kind.remedy}"
            )
        part, column = bad[index]
        if options := column.prop.options:
            st.caption("Options: " + ", ".join(plain(option.label) for option in options[:40]))
        values = bad_values(cursor, part.catalog, column, part.formats, _SHOWN)
        table([{"Value": v.value, "Rows": v.rows, "First row": v.first_row} for v in values])
        if len(values) == _SHOWN:
            st.caption(f"The {_SHOWN} most frequent values.")
