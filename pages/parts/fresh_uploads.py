"""The uploads of a widget, each once. Called by the callbacks of uploaders and camera inputs.

Where a click follows right behind an upload, the browser sends the upload once more with it: it has
not heard yet that the widget is gone. Streamlit then calls the callback a second time, sometimes
with a file whose bytes are deleted."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

_TAKEN = "uploads-taken"


def fresh_uploads(key: str) -> list[UploadedFile]:
    """What the widget with this key holds and no call has returned before, in order."""
    held = st.session_state.get(key)
    several = held if isinstance(held, list) else [held]
    taken: set[str] = st.session_state.setdefault(_TAKEN, set())
    # A deleted file is of another class.
    fresh = [
        each for each in several if isinstance(each, UploadedFile) and each.file_id not in taken
    ]
    taken.update(each.file_id for each in fresh)
    return fresh
