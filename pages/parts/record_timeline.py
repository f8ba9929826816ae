"""The activities of a record, and its edits by hand, as a timeline, newest first. Called by the
record page."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.records import Record
from core.records.associated import associable_objects
from core.records.timeline import EDITS, PAGE_ROWS, HandEdit, count_edits, read_activities
from core.vocabulary import ObjectType
from pages.parts.current import UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.put_back import follow_put_back
from pages.parts.record_address import keep_kinds, page_numbers, shown_kinds, shown_page
from pages.parts.record_associations import object_word
from pages.parts.timeline_steps import ICONS, activity_step, edit_step


def activities(record: Record, kinds: Sequence[ObjectType], counts: Mapping[str, int]) -> None:
    """The activities of these kinds, and edits; what to do where there is none."""
    if edits := count_edits(new_cursor(), record.record_id):
        _timeline(record, kinds, {**counts, EDITS: edits})
    elif record.kind.activity:
        st.info(
            f"This is an activity itself. Its {object_word(record.kind, 1)} is under Properties."
        )
    elif not any(kind.activity for kind in associable_objects(new_cursor(), record.kind.name)):
        st.info(f"{plain(record.kind.plural)} have no activities.")
    elif not kinds:
        st.info(
            f"This {object_word(record.kind, 1)} has no activities yet. Import a file with "
            f"{object_word(record.kind)} and calls, emails, meetings, notes or tasks together to "
            "associate them."
        )
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    else:
        _timeline(record, kinds, dict(counts))


@st.fragment
def _timeline(record: Record, kinds: Sequence[ObjectType], counts: dict[str, int]) -> None:
    follow_put_back()
    names = {kind.name: plain(kind.plural) for kind in kinds}
    if EDITS in counts:
        names[EDITS] = "Edits by hand"
    chosen = shown_kinds(list(names)) or list(names)
    if len(names) > 1:
        _kind_choice(names, counts)
    pages = -(-sum(counts[name] for name in chosen) // PAGE_ROWS)
    wanted = [kind for kind in kinds if kind.name in chosen]
    edited = record.kind if EDITS in chosen else None
    page = shown_page("page", pages)
    for each in read_activities(new_cursor(), record.record_id, wanted, page, edited):
        if isinstance(each, HandEdit):
            edit_step(each)
        else:
            activity_step(each)
    if pages > 1:
        page_numbers("page", pages)


def _kind_choice(names: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """Which kinds show; none chosen means all."""
    st.session_state["record-kinds"] = shown_kinds(list(names))
    st.pills(
        "Kinds of activities",
        list(names),
        selection_mode="multi",
        format_func=lambda name: f"{ICONS[name]} {names[name]} :gray[{counts[name]:,}]",
        key="record-kinds",
        label_visibility="collapsed",
        on_change=lambda: keep_kinds(st.session_state["record-kinds"]),
    )
