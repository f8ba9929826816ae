"""The custom objects as a table, and the forms that name one anew, associate it with more, put it
away or bring it back. Called by the settings of objects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import streamlit as st

from core.store.object_drafts import ITSELF
from core.store.object_types import (
    CustomObject,
    archive_object,
    associate_object,
    delete_object,
    relabel_object,
    restore_object,
)
from pages.parts.current import BROWSE, UPLOAD
from pages.parts.object_definition import PAGE
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import picked_row
from pages.parts.wording import count


def objects_grid(
    objects: Sequence[CustomObject], plurals: Mapping[str, str]
) -> CustomObject | None:
    """All custom objects; the selected one is returned."""
    lines = [_line(each, plurals) for each in objects]
    if not any(each.archived for each in objects):
        lines = [{name: cell for name, cell in line.items() if name != "State"} for line in lines]
    row = picked_row(
        lines,
        round_key(PAGE, "grid"),
        column_config={"Records": st.column_config.NumberColumn(format="localized")},
        alt="Custom objects",
    )
    return objects[row] if row is not None else None


def _line(each: CustomObject, plurals: Mapping[str, str]) -> dict[str, Any]:
    kind = each.kind
    associated = [
        "Itself" if name == kind.name else plurals.get(name, name) for name in each.associated
    ]
    return {
        "Object": kind.plural,
        "State": "Archived" if each.archived else "In use",
        "Records": each.records,
        "Called by": _labels(each, kind.primary_display),
        "Found by": _labels(each, [prop.name for prop in kind.properties if prop.unique]),
        "Associated with": ", ".join(associated),
        "Internal name": kind.name,
        "Object ID": kind.object_type_id,
    }


def _labels(each: CustomObject, names: Sequence[str]) -> str:
    found = (each.kind.property(name) for name in names)
    return ", ".join(prop.label for prop in found if prop)


def edit_object(chosen: CustomObject, associable: Mapping[str, str]) -> None:
    """One object: its labels, more associations, and putting it away."""
    kind = chosen.kind
    st.subheader(plain(kind.plural))
    if chosen.archived:
        st.info("It is archived: offered nowhere, kept for the history.")
        st.button(
            "Restore object",
            icon=":material/unarchive:",
            on_click=_act,
            args=(restore_object, kind.name, f"{plain(kind.plural)} restored."),
        )
        _put_away(chosen)
        return
    with st.container(horizontal=True):
        st.page_link(
            BROWSE,
            label="See its records",
            icon=":material/table_rows:",
            query_params={"object": kind.name},
        )
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
    _labels_form(chosen)
    _more_associations(chosen, associable)
    _put_away(chosen)


def _labels_form(chosen: CustomObject) -> None:
    name = chosen.kind.name
    keys = (f"objects-one-{name}", f"objects-many-{name}")
    with st.form("object-labels"):
        one, many = st.columns(2)
        one.text_input("One record is called", chosen.kind.singular, key=keys[0])
        many.text_input("Several are called", chosen.kind.plural, key=keys[1])
        st.form_submit_button(
            "Save", type="primary", icon=":material/save:", on_click=_relabel, args=(name, *keys)
        )


def _relabel(name: str, one: str, many: str) -> None:
    singular, plural = st.session_state[one], st.session_state[many]
    attempt(
        PAGE,
        lambda cursor: relabel_object(cursor, name, singular, plural),
        f"{plain(plural)} saved.",
    )


def _more_associations(chosen: CustomObject, associable: Mapping[str, str]) -> None:
    name = chosen.kind.name
    left = [each for each in associable if each not in chosen.associated and each != name]
    if name not in chosen.associated:
        left.append(ITSELF)
    if not left:
        return
    key = round_key(PAGE, f"more-{name}")
    with st.form("object-associations"):
        st.multiselect(
            "Associate with more",
            left,
            format_func=lambda each: associable.get(each, "Itself"),
            key=key,
        )
        st.form_submit_button(
            "Associate", icon=":material/add_link:", on_click=_associate, args=(chosen, key)
        )


def _associate(chosen: CustomObject, key: str) -> None:
    others = tuple(st.session_state[key])
    if others:
        attempt(
            PAGE,
            lambda cursor: associate_object(cursor, chosen.kind.name, others),
            f"{plain(chosen.kind.plural)} can be associated with more.",
        )


def _put_away(chosen: CustomObject) -> None:
    name, shown = chosen.kind.name, plain(chosen.kind.plural)
    with st.popover("Delete this object", icon=":material/delete:"):
        if chosen.records:
            st.markdown(
                f"It has {count(chosen.records, 'record')}. "
                "Only an object without records can be deleted."
            )
            return
        st.markdown("It has no records. Its properties and association labels are deleted too.")
        st.button(
            "Delete object",
            type="primary",
            icon=":material/delete:",
            on_click=_act,
            args=(delete_object, name, f"{shown} deleted."),
        )
        if not chosen.archived:
            st.markdown("Or keep it for the history, offered nowhere:")
            st.button(
                "Archive object",
                icon=":material/archive:",
                on_click=_act,
                args=(archive_object, name, f"{shown} archived."),
            )


def _act(action: Callable[[duckdb.DuckDBPyConnection, str], None], name: str, done: str) -> None:
    attempt(PAGE, lambda cursor: action(cursor, name), done)
