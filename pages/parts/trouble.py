"""How an application error looks. Called by ``app.py`` and by pages that go on after one."""

import streamlit as st

from core.errors import AppError
from pages.parts.plain import plain


def show_error(error: AppError) -> None:
    """What stopped, what was found, and what to do."""
    st.error(f"**{error.title}.** {plain(error.message, 1000)}", icon=":material/error:")
    if error.hint:
        st.markdown(error.hint)
