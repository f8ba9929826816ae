"""A button whose action makes something new, and makes it once: the second click of a double click
comes with the same button and does nothing. Called where a click opens a draft."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def once_button(label: str, key: str, act: Callable[..., None], *what: Any, **looks: Any) -> None:
    """Draws the button; ``act`` is called with ``what``. ``looks`` are further arguments of
    ``st.button``. After a click it is another button, which can be pressed again."""
    clicks = _clicks(key)
    st.button(label, key=f"{key}-{clicks}", on_click=_once, args=(key, clicks, act, what), **looks)


def _clicks(key: str) -> int:
    return int(st.session_state.get(f"{key}-clicks", 0))


def _once(key: str, clicks: int, act: Callable[..., None], what: tuple[Any, ...]) -> None:
    if _clicks(key) == clicks:
        st.session_state[f"{key}-clicks"] = clicks + 1
        act(*what)
