"""What there is to say about the last scan of codes: kept by callbacks, said at the next drawing.
Called by the page of QR codes and ``code_intake.py``."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.capture_flow import show_kept_error
from pages.parts.plain import plain


@contextmanager
def telling() -> Iterator[None]:
    """One scan: what was told of the last one is gone, what is told of this one stays until the
    next, or until another batch shows."""
    st.session_state["qr-told"] = []
    yield
    st.session_state["qr-told-of"] = st.query_params.get("import", "")


def tell(sentence: str) -> None:
    """Keeps a sentence for the drawings to come; the last few."""
    st.session_state["qr-told"] = [*st.session_state["qr-told"], sentence][-8:]


def show_told() -> None:
    """What the last scan said."""
    show_kept_error()
    told = st.session_state.get("qr-told", [])
    if told and st.session_state.get("qr-told-of") == st.query_params.get("import", ""):
        said = [plain(sentence, 400) for sentence in told]
        text = said[0] if len(said) == 1 else "\n".join(f"- {each}" for each in said)
        st.warning(text, icon=":material/info:")
