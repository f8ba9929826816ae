"""Compare: two finished imports side by side, named in the URL (``?one=3&other=7``)."""

import streamlit as st

from core.compare import shared_objects
from core.errors import StoreError
from core.store.imports import FINISHED, Import, list_imports, read_import
from core.store.properties import read_object_type
from pages.parts.address_filters import put_into_address
from pages.parts.compared_decisions import decisions
from pages.parts.compared_numbers import issues, numbers
from pages.parts.compared_records import records
from pages.parts.current import HISTORY, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.kept_tabs import kept_tabs
from pages.parts.plain import plain
from pages.parts.wording import local_time, objects_text

KEYS = {"one": "compare-one", "other": "compare-other"}
cursor = new_cursor()


def show_chosen() -> None:
    """Callback: puts the choice into the URL."""
    put_into_address(KEYS)


def asked(name: str) -> Import | None:
    """The import that the URL names; None where it is none that has run."""
    number = st.query_params.get(name, "")
    if not (number.isdecimal() and len(number) < 10):
        return None
    try:
        found = read_import(cursor, int(number))
    except StoreError:
        return None
    return found if found.state in FINISHED else None


st.title("Compare two imports")
finished = {each.import_id: each for each in list_imports(cursor) if each.state in FINISHED}
if len(finished) < 2:
    st.info("Two imports have to be finished before they can be compared.")
    st.page_link(HISTORY, label="History", icon=":material/history:")
    st.stop()


def told(number: int) -> str:
    """One import in the list to choose from."""
    each = finished[number]
    return (
        f"{number} {plain(each.name or each.file_name)} · {plain(objects_text(each))} · "
        f"{local_time(each.finished_at)}"
    )


pair = {name: asked(name) for name in KEYS}
for name, found in pair.items():
    st.session_state[KEYS[name]] = found.import_id if found else None
with st.container(horizontal=True, vertical_alignment="bottom"):
    for name, label in (("one", "First import"), ("other", "Second import")):
        st.selectbox(label, list(finished), format_func=told, key=KEYS[name], on_change=show_chosen)
one, other = pair["one"], pair["other"]
if one is None or other is None:
    st.caption("Choose two imports.")
    st.stop()
if one.import_id == other.import_id:
    st.info("This is the same import twice. Choose another one for the second.")
    st.stop()
shared = shared_objects(one, other)
if not shared:
    st.info("The two imports have no object in common, so there is nothing to compare.")
    st.stop()
with st.container(horizontal=True):
    for each in (one, other):
        st.page_link(
            RESULTS,
            label=f"Results of import {each.import_id}: {plain(each.name or each.file_name)}",
            icon=":material/fact_check:",
            query_params={"import": str(each.import_id)},
        )
kinds = {name: read_object_type(cursor, name) for name in shared}
chosen = shared[0]
if len(shared) > 1:
    chosen = st.segmented_control(
        "Object",
        shared,
        format_func=lambda name: plain(kinds[name].plural),
        default=shared[0],
        required=True,
        label_visibility="collapsed",
        key="compare-object",
    )
tabs = kept_tabs(["Numbers", "Decisions", "Issues", "Records"], "compare-tab")
with tabs[0]:
    numbers(one, other, chosen)
with tabs[1]:
    decisions(cursor, one, other)
with tabs[2]:
    issues(cursor, one, other, kinds[chosen])
with tabs[3]:
    records(cursor, one, other, kinds[chosen])
