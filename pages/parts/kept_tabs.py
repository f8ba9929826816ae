"""Tabs that stay where the user left them, also when the page was not drawn for a while: a dry run
draws its progress instead. Called by the review page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st


def kept_tabs(names: Sequence[str], key: str) -> Sequence[Any]:
    """The containers, in the order of the names."""
    left = st.session_state.get(f"{key}-left")
    return st.tabs(
        names,
        default=left if left in names else names[0],
        key=key,
        on_change=_keep,
        args=(key,),
    )


def _keep(key: str) -> None:
    """Callback: a widget that is not drawn forgets its state, this does not."""
    st.session_state[f"{key}-left"] = st.session_state[key]
