"""Fix import errors: what each kind of issue means, what happens to the row, what to do, and an
example. One is opened by its code in the URL (``?code=INVALID_EMAIL``), and a search is kept there.
"""

import streamlit as st

from core.issues import EFFECTS, find_issue_kinds, issue_kinds
from pages.parts.address_filters import choice_filter, search_filter
from pages.parts.issue_help import EFFECT_WORDS, issue_help
from pages.parts.wording import count

SEARCH, EFFECT = "fix-search", "fix-effect"


def show_found() -> None:
    """Callback: puts the search into the URL, in place of a single kind."""
    chosen = {"q": st.session_state[SEARCH].strip(), "effect": st.session_state[EFFECT]}
    st.query_params.from_dict({name: value for name, value in chosen.items() if value})


params = st.query_params
code = params.get("code", "").upper()
effect = params.get("effect", "")
st.session_state[SEARCH] = params.get("q", "")
st.session_state[EFFECT] = effect if effect in EFFECTS else None

st.title("Fix import errors")
st.markdown(
    "Every kind of issue that an import can tell of, in the words it is told in: on the Map, "
    "Review and Results pages, in the error file and by the command line."
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    search_filter(
        "Search", SEARCH, "Search: email, date, duplicate …", width=400, on_change=show_found
    )
    effects = {name: EFFECT_WORDS[name] for name in EFFECTS}
    choice_filter(
        "What happens", EFFECT, effects, "Whatever happens", width=300, on_change=show_found
    )

if code and code not in issue_kinds():
    st.warning("There is no issue of this code; these are all there are.", icon=":material/help:")
if code in issue_kinds():
    with st.container(border=True):
        issue_help(issue_kinds()[code], heading=True)
    st.button("Show all kinds", icon=":material/list:", on_click=params.clear)
    st.stop()

found = find_issue_kinds(params.get("q", ""), effect if effect in EFFECTS else "")
st.caption(f"{count(len(found), 'kind')} of issue")
if not found:
    st.info("No kind of issue has all of these words.")
    st.button("Show all kinds", icon=":material/list:", on_click=params.clear)
for name, sentence in EFFECTS.items():
    kinds = [kind for kind in found if kind.effect == name]
    if not kinds:
        continue
    st.subheader(EFFECT_WORDS[name])
    st.caption(sentence)
    for kind in kinds:
        with st.expander(kind.title, expanded=len(found) <= 3):
            issue_help(kind)
