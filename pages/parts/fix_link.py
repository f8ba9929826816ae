"""Links to what the page "Fix import errors" says about a kind of issue. Called wherever issues are
shown."""

from collections.abc import Iterable

import streamlit as st

from core.issues import issue_kinds
from pages.parts.current import FIX_ERRORS
from pages.parts.plain import plain


def fix_links(codes: Iterable[str]) -> None:
    """A link for each of the codes, once, in a line that wraps."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for code in dict.fromkeys(codes):
            st.page_link(
                FIX_ERRORS,
                label=f"How to fix: {plain(issue_kinds()[code].title)}",
                icon=":material/help:",
                query_params={"code": code},
            )
