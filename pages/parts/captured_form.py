"""Final review and edit of one captured contact: a form, what saving it would do, and *Save*.
Called by the pages that capture one at a time."""

import streamlit as st

from core.engine.capturing.batch import PROPERTIES, set_values
from core.engine.capturing.listing import Listed, list_contacts
from core.store.imports import Import
from core.store.properties import read_object_type
from pages.parts.capture_flow import discard
from pages.parts.captured_outcome import captured_outcome, forget_outcome
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.saved_contact import save_contact

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
    _fields(draft.import_id, each)
    writes = captured_outcome(draft, each)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Finish: nothing changes" if writes is False else "Save",
            type="primary",
            icon=":material/download_done:",
            on_click=save_contact,
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


def _fields(import_id: int, each: Listed) -> None:
    labels = {p.name: p.label for p in read_object_type(new_cursor(), "contacts").properties}
    more = [name for name in PROPERTIES if name not in _FIRST and each.values[name]]
    with st.container(border=True):
        # Row by row, so that a narrow window has them in their order, too.
        for pair in _pairs([*_FIRST, *more]):
            for name, column in zip(pair, st.columns(2), strict=False):
                key = f"captured-{import_id}-{each.place}-{name}"
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
    set_values(open_store(), new_cursor(), import_id, place, {name: st.session_state[key]})
    forget_outcome(import_id)
