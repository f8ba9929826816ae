"""How an application error looks. Called by ``app.py`` and by pages that go on after one."""

import streamlit as st

from core.errors import AppError


def show_error(error: AppError) -> None:
    """What stopped, what was found, and what to do."""
    st.error(f"**{error.title}.** {error.message}", icon=":material/error:")
    if error.hint:
        st.markdown(error.hint)
