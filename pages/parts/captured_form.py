"""Final review and edit of one captured contact: a form, what saving it would do, and *Save*.
Called by the pages that capture one at a time."""

import streamlit as st

from core.engine.capturing.batch import PROPERTIES, count_captured, set_values
from core.engine.capturing.listing import Listed, list_contacts
from core.store.imports import Import
from core.store.properties import read_object_type
from pages.parts.capture_flow import discard, is_open, keep_too_late
from pages.parts.captured_outcome import captured_outcome, forget_outcome, is_compared
from pages.parts.captured_screen import captured_screen
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.saved_contact import save_contact, show_saved

# The fields of HubSpot's QR form (specification, 12.1) and the phone; others where they have a
# value.
_FIRST = (
    *("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "phone", "website"),
    *("address", "city", "state", "zip", "country"),
)


def captured_form(draft: Import) -> None:
    """The only contact of a batch, to be mended and saved."""
    store, cursor = open_store(), new_cursor()
    (each,) = list_contacts(store, cursor, draft.import_id, limit=1)
    st.subheader("Final review and edit")
    labels = {p.name: p.label for p in read_object_type(cursor, "contacts").properties}
    _take_news(draft.import_id, each, labels)
    _fields(draft.import_id, each, labels)
    writes = captured_outcome(draft, each)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Finish: nothing changes" if writes is False else "Save",
            type="primary",
            icon=":material/download_done:",
            on_click=_save,
            args=(draft.import_id,),
            disabled=writes is None,
        )
        st.button(
            "Discard and scan again",
            icon=":material/delete:",
            on_click=discard,
            args=(draft.import_id,),
        )
    for warning in each.warnings:
        st.caption(plain(warning, 300))
    if each.original:
        with st.expander("The text of the code", icon=":material/qr_code:"):
            st.code(each.original, language=None, wrap_lines=True)


def _take_news(import_id: int, each: Listed, labels: dict[str, str]) -> None:
    """Says what another window changed since the form was drawn; the dry run is made anew then."""
    screen = captured_screen(import_id)
    if not screen.shows(each.values):
        forget_outcome(import_id)
    screen.draw(each.values)
    if screen.news:
        changes = "; ".join(
            f"{labels.get(name, name)} is now {_quoted(each.values[name])}" for name in screen.news
        )
        st.warning(
            f"**Changed in another window:** {changes}. Nothing is saved yet; look at the fields, "
            "then save.",
            icon=":material/sync_problem:",
        )


def _quoted(value: str | None) -> str:
    return f"“{plain(value, 80)}”" if value else "empty"


def _fields(import_id: int, each: Listed, labels: dict[str, str]) -> None:
    screen = captured_screen(import_id)
    more = [name for name in PROPERTIES if name not in _FIRST and each.values[name]]
    with st.container(border=True):
        # Row by row, so that a narrow window has them in their order, too.
        for pair in _pairs([*_FIRST, *more]):
            for name, column in zip(pair, st.columns(2), strict=False):
                key = f"captured-{import_id}-{each.place}-{screen.round}-{name}"
                column.text_input(
                    labels.get(name, name),
                    each.values[name] or "",
                    key=key,
                    on_change=_edited,
                    args=(import_id, each.place, name, key),
                )


def _pairs(names: list[str]) -> list[list[str]]:
    return [names[place : place + 2] for place in range(0, len(names), 2)]


def _edited(import_id: int, place: int, name: str, key: str) -> None:
    """Callback: the typed value goes to the batch; the dry run is made anew."""
    if not is_open(import_id):
        keep_too_late()  # saved or discarded in another window; the page says so
        return
    set_values(open_store(), new_cursor(), import_id, place, {name: st.session_state[key]})
    if each := _only(import_id):
        captured_screen(import_id).typed(name, each.values[name])
    forget_outcome(import_id)


def _save(import_id: int) -> None:
    """Callback: saves what is on the screen. What another window has changed or saved meanwhile is
    drawn instead."""
    if not is_open(import_id):
        show_saved(import_id)
        return
    each = _only(import_id)
    if each is not None and captured_screen(import_id).shows(each.values):
        save_contact(import_id, compared=is_compared(import_id))


def _only(import_id: int) -> Listed | None:
    """The contact of a batch; None where another window has added more."""
    store, cursor = open_store(), new_cursor()
    if count_captured(store, cursor, import_id)[0] != 1:
        return None
    return list_contacts(store, cursor, import_id, limit=1)[0]
