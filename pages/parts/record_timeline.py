"""The activities of a record, and its edits by hand, as a timeline, newest first. Called by the
record page."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.records import Record
from core.records.associated import associable_objects
from core.records.timeline import (
    EDITS,
    PAGE_ROWS,
    Activity,
    HandEdit,
    count_edits,
    read_activities,
    read_body,
)
from core.vocabulary import ObjectType
from pages.parts.current import RECORD, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.record_address import keep_kinds, page_numbers, shown_kinds, shown_page
from pages.parts.record_associations import object_word
from pages.parts.record_edit import follow_put_back, put_back_button
from pages.parts.record_values import change_line, origin_link
from pages.parts.wording import local_time

_ICONS = {
    "calls": ":material/call:",
    "emails": ":material/mail:",
    "meetings": ":material/event:",
    "notes": ":material/sticky_note_2:",
    "tasks": ":material/task_alt:",
    EDITS: ":material/edit:",
}


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
            _edit(each)
        else:
            _entry(each)
    if pages > 1:
        page_numbers("page", pages)


def _kind_choice(names: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """Which kinds show; none chosen means all."""
    st.session_state["record-kinds"] = shown_kinds(list(names))
    st.pills(
        "Kinds of activities",
        list(names),
        selection_mode="multi",
        format_func=lambda name: f"{_ICONS[name]} {names[name]} :gray[{counts[name]:,}]",
        key="record-kinds",
        label_visibility="collapsed",
        on_change=lambda: keep_kinds(st.session_state["record-kinds"]),
    )


def _entry(activity: Activity) -> None:
    """One step of the timeline."""
    title = plain(activity.title or activity.kind.singular)
    due = "due " if activity.kind.name == "tasks" else ""
    day = f"{due}{local_time(activity.at)}" if activity.at else "no date"
    step = st.expander(
        f"**{title}** :gray[{day}]", expanded=True, icon=_ICONS[activity.kind.name], type="step"
    )
    with step:
        facts = _facts(activity)
        if facts:
            st.markdown(facts)
        _body(activity)
        with st.container(horizontal=True, vertical_alignment="center"):
            _open_button(activity)
            if activity.origin:
                origin_link(activity.origin)


def _edit(edit: HandEdit) -> None:
    """What was changed by hand, with the way back."""
    day = local_time(edit.origin.at)
    step = st.expander(
        f"**Edited by hand** :gray[{day}]", expanded=True, icon=_ICONS[EDITS], type="step"
    )
    with step:
        st.markdown("\n".join(f"- {change_line(change)}" for change in edit.changes))
        with st.container(horizontal=True, vertical_alignment="center"):
            if edit.holds:
                put_back_button(edit.origin.edit_id)
            st.caption(f"By {plain(edit.origin.by)}")


def _open_button(activity: Activity) -> None:
    """To its own record. A link to the page that shows would look like the current one."""
    if st.button(
        f"Open {object_word(activity.kind, 1)}",
        key=f"open-{activity.kind.name}-{activity.record_id}",
        type="tertiary",
        icon=":material/open_in_full:",
    ):
        query = {"object": activity.kind.name, "id": str(activity.record_id)}
        st.switch_page(RECORD, query_params=query)


def _facts(activity: Activity) -> str:
    """States as badges, then what else is known, the owner last."""
    badges = [f":blue-badge[{plain(state, 60)}]" for state in activity.states]
    facts = [*activity.facts, *([("Owner", activity.owner)] if activity.owner else [])]
    words = " · ".join(f"{plain(label)}: {plain(text, 80)}" for label, text in facts)
    return "  ".join([*badges, *([f":small[:gray[{words}]]"] if words else [])])


def _body(activity: Activity) -> None:
    """The beginning of the text; all of it, once that is asked for."""
    key = f"activity-text-{activity.record_id}"
    if not st.session_state.get(key) and activity.body:
        st.text(f"{activity.body} …" if activity.cut else activity.body)
    if activity.cut:
        whole = st.expander("Whole text", type="compact", key=key, on_change="rerun")
        if whole.open:
            whole.text(read_body(new_cursor(), activity.kind, activity.record_id))
