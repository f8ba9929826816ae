"""The two fields of a stage: its name, and how likely a deal is won there or whether a ticket is
closed. Called by the forms of stages; their table writes the probability the same way."""

import streamlit as st

from core.store.pipelines import Stage, has_probability
from core.store.stage_drafts import StageDraft

_TENTHS = tuple(tenth / 10 for tenth in range(10, -1, -1))


def chance(probability: float) -> str:
    """``Won``, ``40 %``, ``Lost``."""
    if probability in (0, 1):
        return "Won" if probability else "Lost"
    return f"{100 * probability:.3g} %"


def stage_fields(object_type: str, keys: tuple[str, str], label: str, stage: Stage) -> None:
    """Draws both fields under their ``keys``, with what is in them at first."""
    left, right = st.columns([2, 1])
    left.text_input("Name of the stage", label, key=keys[0])
    if has_probability(object_type):
        held = stage.probability or 0.0
        chances = sorted({*_TENTHS, held}, reverse=True)
        right.selectbox(
            "Probability that the deal is won",
            chances,
            chances.index(held),
            format_func=chance,
            key=keys[1],
        )
    else:
        right.selectbox(
            "State",
            [False, True],
            int(stage.closed),
            format_func=lambda closed: "Closed" if closed else "Open",
            key=keys[1],
        )


def typed_stage(object_type: str, keys: tuple[str, str]) -> StageDraft:
    """What is in the fields now."""
    label, state = (st.session_state[key] for key in keys)
    if has_probability(object_type):
        return StageDraft(label, probability=state)
    return StageDraft(label, closed=state)
