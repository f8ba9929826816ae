"""The recycle bin as a table to choose records from. Called by its page."""

from collections.abc import Sequence

import streamlit as st

from core.store.recycle_bin import DeletedRecord
from pages.parts.settings_actions import round_key
from pages.parts.table import frame
from pages.parts.wording import local_time

PAGE = "recycle-bin"


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
