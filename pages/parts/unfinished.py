"""The unfinished imports, each with the step it is at, a way on and a way out. Called by the home
page."""

from collections.abc import Collection, Sequence

import streamlit as st

from core.history import Unfinished
from core.store.imports import RUNNING, STATES
from pages.parts.current import RESULTS
from pages.parts.drop_draft import ask_to_drop
from pages.parts.plain import plain
from pages.parts.steps import page_name, step_page
from pages.parts.wording import count, local_time, objects_text

# More than these are folded away.
SHOWN = 5


def unfinished_list(drafts: Sequence[Unfinished], running: Collection[int]) -> None:
    """All of them, the newest first; ``running`` are those that a job works on."""
    for draft in drafts[:SHOWN]:
        _line(draft, running)
    if more := drafts[SHOWN:]:
        with st.expander(f"{count(len(more), 'more unfinished import')}", icon=":material/more:"):
            for draft in more:
                _line(draft, running)


def _line(draft: Unfinished, running: Collection[int]) -> None:
    each = draft.each
    if each.state in RUNNING:
        page, params, where = RESULTS, dict[str, str](), "importing now"
    else:
        page, params = step_page(draft.step)
        second = " of the second file" if params else ""
        where = f"at **{page_name(page)}**{second}"
    state = "" if each.state in ("DRAFT", *RUNNING) else f" · {STATES[each.state].lower()}"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(
            f"**{plain(each.name or each.file_name)}** · {plain(objects_text(each).lower())} · "
            f"{where}{state} · :gray[{local_time(each.created_at)}]"
        )
        st.space("stretch")
        st.page_link(
            page,
            label="Continue",
            icon=":material/play_arrow:",
            query_params={"import": str(each.import_id)} | params,
        )
        st.button(
            "Drop",
            key=f"drop-{each.import_id}",
            icon=":material/delete:",
            on_click=ask_to_drop,
            args=(each.import_id,),
            disabled=each.import_id in running,
        )
