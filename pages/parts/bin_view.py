"""The recycle bin as a table, and what can be done with its records. Called by its page."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import duckdb
import streamlit as st

from core.errors import StoreError
from core.store.bin_restore import Restored, restore_records
from core.store.changing import changing
from core.store.recycle_bin import DeletedRecord, purge_all, purge_expired, purge_records
from pages.parts.database import open_store
from pages.parts.dialogs import close_when_done
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import frame
from pages.parts.wording import count, local_time

PAGE = "recycle-bin"


def drop_expired() -> None:
    """Deletes for good what has been here long enough; not while an import writes."""
    with suppress(StoreError), changing(open_store(), wait=0.1) as cursor:
        purge_expired(cursor)


def bin_table(records: Sequence[DeletedRecord], singulars: dict[str, str]) -> list[DeletedRecord]:
    """The records; those that are chosen are returned."""
    event = st.dataframe(
        frame(
            [
                {
                    "Record": each.name,
                    "Object": singulars.get(each.object_type, each.object_type),
                    "Record ID": str(each.record_id),
                    "Deleted": local_time(each.deleted_at),
                    "By": each.deleted_by,
                    "Created by": _created_by(each),
                    "Gone for good": local_time(each.gone_at)[:10],
                }
                for each in records
            ]
        ),
        key=round_key(PAGE, "table"),
        hide_index=True,
        width="stretch",
        selection_mode="multi-row",
        on_select="rerun",
    )
    return [records[place] for place in event.selection.rows if place < len(records)]


def _created_by(each: DeletedRecord) -> str | None:
    """The import that made a record; nothing for those of no import."""
    if each.created_by is None:
        return None
    return f"Import {each.created_by}: {each.import_name}" if each.import_name else None


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


_WHY = {
    "association waits": "the other record is in the recycle bin, too.",
    "association is lost": "the other record or the label is gone.",
    "place in a list is lost": "the list is gone.",
    "secondary email is lost": "another record has it now.",
}


def purge_buttons(chosen: Sequence[DeletedRecord], total: int) -> None:
    """Deletes the chosen records, or all, for good; asks first."""
    ids = [each.record_id for each in chosen]
    st.button(
        "Delete for good",
        icon=":material/delete_forever:",
        disabled=not chosen,
        on_click=_ask_for,
        args=(ids,),
    )
    st.button(
        "Empty the bin",
        icon=":material/delete_sweep:",
        disabled=not total,
        on_click=_ask_for,
        args=(None,),
    )
    if _ASKED in st.session_state:
        asked: list[int] | None = st.session_state[_ASKED]
        _ask(total if asked is None else len(asked), asked)


_ASKED = f"{PAGE}-purge-asked"


def _ask_for(record_ids: list[int] | None) -> None:
    """Callback: opens the question about these records, or about all."""
    st.session_state[_ASKED] = record_ids


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _purge(number: int, record_ids: list[int] | None) -> None:
    """Callback: deletes for good."""
    _forget()
    purge = purge_all if record_ids is None else partial(purge_records, record_ids=record_ids)
    attempt(PAGE, purge, f"{count(number, 'record')} deleted for good.")


@st.dialog("Delete for good?", on_dismiss=_forget)
def _ask(number: int, record_ids: list[int] | None) -> None:
    close_when_done(_ASKED)
    st.markdown(
        f"**{count(number, 'record')}** and what the history knows of their values are deleted. "
        "Nothing brings them back."
    )
    with st.container(horizontal=True):
        st.button(
            f"Delete {count(number, 'record')} for good",
            type="primary",
            icon=":material/delete_forever:",
            key="bin-purge-yes",
            on_click=_purge,
            args=(number, record_ids),
        )
        st.button("Keep", key="bin-purge-no", on_click=_forget)
