"""The two buttons of a form that move a pipeline or a stage to another place in the order. Called
by the forms of both."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def order_buttons(
    place: int,
    number: int,
    back: tuple[str, str],
    on: tuple[str, str],
    move: Callable[..., None],
    *what: Any,
) -> None:
    """``place`` is where it is among ``number``, from 0; ``back`` and ``on`` are the label and icon
    of each button. ``move`` is called with ``what``, and by how many places to move it."""
    for (label, icon), by, disabled in ((back, -1, place == 0), (on, 1, place == number - 1)):
        st.form_submit_button(
            label,
            icon=f":material/{icon}:",
            disabled=disabled,
            on_click=move,
            args=(*what, by),
        )
