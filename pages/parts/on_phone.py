"""How to open this page on a phone: a QR code of the address, where the app is served to the
network (``make run HTTPS=1``), else how to do so. Called by the capture pages."""

import os

import streamlit as st

from core.capture.writing import text_code

# Said by scripts/serve_https.py.
_ADDRESS = "ROWCALL_ADDRESS"


def open_on_phone(page: str) -> None:
    """``page`` is the page's own path."""
    with st.expander("Use a phone's camera", icon=":material/smartphone:"):
        address = os.environ.get(_ADDRESS, "")
        if not address:
            st.markdown(
                "Stop Rowcall and start it with `make run HTTPS=1`: phones in the same network can "
                "open it then, and this place shows a QR code of the address."
            )
            return
        url = f"{address}/{page}"
        st.image(text_code(url), width=220)
        st.code(url, language=None)
        st.caption(
            "The phone must be in the same network. Its browser warns of the certificate once, "
            "since it was made on this machine: choose to go on. There is no log-in, so everybody "
            "in this network can open Rowcall while it runs so."
        )
