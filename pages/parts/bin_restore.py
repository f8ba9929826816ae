"""Bringing records back from the recycle bin, and what could not come back. Called by its page."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.store.bin_restore import Restored, restore_records
from core.store.recycle_bin import DeletedRecord
from pages.parts.bin_table import PAGE
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.wording import count

_WHY = {
    "association waits": "the other record is in the recycle bin, too.",
    "association is lost": "the other record or the label is gone.",
    "place in a list is lost": "the list is gone.",
    "secondary email is lost": "another record has it now.",
}


def restore_button(chosen: Sequence[DeletedRecord]) -> None:
    """Brings the chosen records back."""
    st.button(
        f"Restore {count(len(chosen), 'record')}" if chosen else "Restore",
        type="primary",
        icon=":material/restore_from_trash:",
        disabled=not chosen,
        on_click=_restore,
        args=([each.record_id for each in chosen],),
    )


def _restore(record_ids: list[int]) -> None:
    """Callback: restores, and keeps what to say about it."""
    restored = Restored()

    def action(cursor: duckdb.DuckDBPyConnection) -> object:
        nonlocal restored
        restored = restore_records(cursor, record_ids)
        return restored

    if attempt(PAGE, action, ""):
        st.session_state[f"{PAGE}-done"] = f"{count(restored.records, 'record')} restored."
        st.session_state[f"{PAGE}-restored"] = restored


def told_restored() -> None:
    """What the last restoring could not bring back."""
    restored: Restored | None = st.session_state.pop(f"{PAGE}-restored", None)
    if restored is None:
        return
    lines = [
        f"{plain(each.name)} stays here: another record has the {each.property_label.lower()} "
        f"{plain(each.value)} now."
        for each in restored.refused[:20]
    ]
    for number, one, many in (
        (restored.waiting, "association waits", "associations wait"),
        (restored.lost_associations, "association is lost", "associations are lost"),
        (restored.lost_members, "place in a list is lost", "places in lists are lost"),
        (restored.lost_emails, "secondary email is lost", "secondary emails are lost"),
    ):
        if number:
            lines.append(f"{count(number, one, many)}: {_WHY[one]}")
    if lines:
        st.warning("\n".join(f"- {line}" for line in lines), icon=":material/info:")
