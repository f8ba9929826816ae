"""A button whose action makes something new, and makes it once: the second click of a double click
comes with the same button, and only leads to where the first one does. Called where a click opens a
draft or loads the sample data."""

import threading
from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts.moves import forget_move, repeat_move


def once_button(label: str, key: str, act: Callable[..., None], *what: Any, **looks: Any) -> None:
    """Draws the button; ``act`` is called with ``what``. ``looks`` are further arguments of
    ``st.button``. After a click it is another button, which can be pressed again."""
    clicks = _clicks(key)
    st.button(label, key=f"{key}-{clicks}", on_click=_once, args=(key, clicks, act, what), **looks)


def _clicks(key: str) -> int:
    return int(st.session_state.get(f"{key}-clicks", 0))


def _once(key: str, clicks: int, act: Callable[..., None], what: tuple[Any, ...]) -> None:
    """Callback. A second click runs in a thread of its own while the first one still acts, and its
    page is the one that stays: so it waits."""
    lock: threading.Lock = st.session_state.setdefault(f"{key}-lock", threading.Lock())
    with lock:
        if _clicks(key) != clicks:
            repeat_move()
            return
        st.session_state[f"{key}-clicks"] = clicks + 1
        forget_move()
        act(*what)
