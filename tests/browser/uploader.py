"""A script with one uploader, to try the drop before the pages rely on it (test_actions.py)."""

import streamlit as st

st.title("Uploader")
file = st.file_uploader("A file", type=["csv"])
if file is not None:
    st.write(f"{file.name} holds {len(file.getvalue())} bytes")
