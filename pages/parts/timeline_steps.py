"""One step of a record's timeline: an activity with what is known of it, or an edit by hand. Called
by the timeline."""

import streamlit as st

from core.records.timeline import EDITS, Activity, HandEdit, read_body
from pages.parts.current import RECORD
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.put_back import put_back_button
from pages.parts.record_associations import object_word
from pages.parts.record_values import change_line, origin_link
from pages.parts.wording import local_time

ICONS = {
    "calls": ":material/call:",
    "emails": ":material/mail:",
    "meetings": ":material/event:",
    "notes": ":material/sticky_note_2:",
    "tasks": ":material/task_alt:",
    EDITS: ":material/edit:",
}


def activity_step(activity: Activity) -> None:
    """What the activity is called and when it was, its facts, its text, and the way to it."""
    title = plain(activity.title or activity.kind.singular)
    due = "due " if activity.kind.name == "tasks" else ""
    day = f"{due}{local_time(activity.at)}" if activity.at else "no date"
    step = st.expander(
        f"**{title}** :gray[{day}]", expanded=True, icon=ICONS[activity.kind.name], type="step"
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


def edit_step(edit: HandEdit) -> None:
    """What was changed by hand, with the way back."""
    day = local_time(edit.origin.at)
    step = st.expander(
        f"**Edited by hand** :gray[{day}]", expanded=True, icon=ICONS[EDITS], type="step"
    )
    with step:
        st.markdown("\n".join(f"- {change_line(change)}" for change in edit.changes))
        with st.container(horizontal=True, vertical_alignment="center"):
            if edit.holds:
                put_back_button(edit.origin.edit_id)
            st.caption(f"By {plain(edit.origin.by)}")


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
