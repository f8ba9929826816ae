"""The properties of one record with where each value came from, and what changed when. Called by
the record page."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from core.records import ByHand, Change, Origin, Record, Value
from core.records.record import HISTORY_LIMIT
from pages.parts.current import RESULTS
from pages.parts.origin_text import origin_text, row_text
from pages.parts.plain import plain
from pages.parts.put_back import put_back_button
from pages.parts.wording import local_time

_WIDTHS = (2, 3, 2)
_SYSTEM = {"hs_object_id", "createdate", "hs_lastmodifieddate", "hs_object_source_label"}


def property_groups(record: Record, *, internal: bool, empty: bool) -> None:
    """One section a group, filled properties first."""
    for label, values in record.groups().items():
        wanted = [v for v in values if (v.shown is not None or empty) and _own(v)]
        if wanted:
            st.subheader(plain(label), divider="gray")
            with st.container(gap="small"):
                for value in wanted:
                    _property_row(value, internal=internal)


def empty_count(record: Record) -> int:
    """How many properties have no value."""
    return sum(value.shown is None for value in record.values if _own(value))


def _own(value: Value) -> bool:
    """Not among those that stand under the title."""
    return value.prop.name not in _SYSTEM


def _property_row(value: Value, *, internal: bool) -> None:
    label, shown, origin = st.columns(_WIDTHS, gap="xsmall")
    label.markdown(f":gray[{plain(value.prop.label)}]", help=value.prop.description or None)
    shown.text("–" if value.shown is None else value.shown)
    if internal:
        label.caption(plain(value.prop.name))
        if value.stored is not None and value.stored != value.shown:
            shown.code(value.stored, language=None, wrap_lines=True)
    if value.origin:
        with origin:
            origin_of(value.origin)


def origin_of(origin: Origin | ByHand) -> None:
    """Where a value came from: an import, or somebody by hand."""
    if isinstance(origin, Origin):
        origin_link(origin)
    else:
        st.markdown(f":small[:material/edit: By hand, {local_time(origin.at)}]")


def origin_link(origin: Origin) -> None:
    """The import a value came from, and where in its file or in what it was captured from."""
    st.page_link(
        RESULTS,
        label=plain(origin_text(origin), 80),
        icon=":material/input:",
        help=f"{plain(row_text(origin))}, {plain(origin.file_name)}, {local_time(origin.at)}",
        query_params={"import": str(origin.import_id)},
    )


def change_list(record: Record, changes: Sequence[Change]) -> None:
    """What changed when, newest first; at the end the import that made the record."""
    for _, together in groupby(changes, key=lambda change: _source(change.origin)):
        made = list(together)
        st.caption(local_time(made[0].origin.at))
        _change_source(made)
        st.markdown("\n".join(f"- {change_line(change)}" for change in made))
    if len(changes) == HISTORY_LIMIT:
        st.caption("Older changes are not shown.")
    if record.creation:
        st.caption(local_time(record.creation.at))
        origin_link(record.creation)
        st.markdown("- Created")
    elif not changes:
        st.caption("No import touched this record, and nobody edited it.")


def _source(origin: Origin | ByHand) -> tuple[int, int] | tuple[int]:
    """What changes were made together by: a row of an import, or an edit."""
    if isinstance(origin, ByHand):
        return (origin.edit_id,)
    return (origin.import_id, origin.row_number)


def _change_source(made: Sequence[Change]) -> None:
    """The import, or who edited by hand, with the way back while the edit holds."""
    origin = made[0].origin
    if isinstance(origin, Origin):
        origin_link(origin)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/edit: By hand, by {plain(origin.by)}", width="content")
        if any(isinstance(c.origin, ByHand) and not c.origin.put_back_at for c in made):
            put_back_button(origin.edit_id)


def change_line(change: Change) -> str:
    """One changed property: old and new value, and when it was put back by hand."""
    label = change.prop.label if change.prop else change.property_name
    old, new = (plain(text) if text is not None else "*empty*" for text in (change.old, change.new))
    line = f"**{plain(label)}**: {old} → {new}"
    if isinstance(change.origin, ByHand) and change.origin.put_back_at:
        line = f":gray[{line} (put back {local_time(change.origin.put_back_at)})]"
    return line
