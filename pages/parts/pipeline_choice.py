"""Which object's pipelines are shown, and which of them. Called by the settings of pipelines."""

from collections.abc import Sequence

import streamlit as st

from core.store.pipelines import PIPELINED, Pipeline, Uses
from pages.parts.plain import plain

PAGE = "pipelines"


def choose_object(plurals: dict[str, str]) -> str:
    """Deals or tickets."""
    chosen: str = st.segmented_control(
        "Object",
        list(PIPELINED),
        default=next(iter(PIPELINED)),
        format_func=lambda name: plurals[name],
        key=f"{PAGE}-object",
        required=True,
        label_visibility="collapsed",
    )
    return chosen


def choose_pipeline(object_type: str, pipelines: Sequence[Pipeline], uses: Uses) -> Pipeline:
    """One of the pipelines, with the number of its records."""
    key = f"{PAGE}-{object_type}"
    labels = {each.value: each.label for each in pipelines}
    if st.session_state.get(key) not in labels:
        st.session_state[key] = pipelines[0].value
    value = st.pills(
        "Pipeline",
        list(labels),
        format_func=lambda each: (
            f"{plain(labels[each], 60)} :gray[{uses.pipelines.get(each, 0):,}]"
        ),
        key=key,
        required=True,
    )
    return next(each for each in pipelines if each.value == value)
