"""Filters above a table that the address of the page keeps: the fields, and what a change of them
does. Called by the history, the recycle bin and other pages with such a row of fields."""

from collections.abc import Callable, Mapping

import streamlit as st


def put_into_address(keys: Mapping[str, str]) -> None:
    """Callback: the address says what the fields say, and nothing else. ``keys`` are the keys of
    the fields by their names in the address; an empty field is not named there."""
    chosen = {name: st.session_state[key] for name, key in keys.items()}
    st.query_params.from_dict({name: str(value) for name, value in chosen.items() if value})


def search_filter(
    label: str, key: str, placeholder: str, *, width: int, on_change: Callable[[], None]
) -> None:
    """A field to search in; its ``label`` is for those who do not see it."""
    st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        icon=":material/search:",
        label_visibility="collapsed",
        width=width,
        on_change=on_change,
    )


def choice_filter(
    label: str,
    key: str,
    options: Mapping[str, str],
    placeholder: str,
    *,
    width: int,
    on_change: Callable[[], None],
) -> None:
    """A field to choose one of the options, which are words by their value, or none of them."""
    st.selectbox(
        label,
        list(options),
        key=key,
        placeholder=placeholder,
        format_func=options.__getitem__,
        label_visibility="collapsed",
        width=width,
        on_change=on_change,
    )
