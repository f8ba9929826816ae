"""The stages of a pipeline as a table, and the forms that add, change, order and remove one. Called
by the settings of pipelines."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.store.pipeline_changes import add_stage, change_stage, move_stage, remove_stage
from core.store.pipelines import Pipeline, Stage, Uses, has_probability
from core.store.stage_drafts import StageDraft
from pages.parts.pipeline_forms import PAGE, remove_with_records
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import picked_row

_TENTHS = tuple(tenth / 10 for tenth in range(10, -1, -1))


def stages_grid(object_type: str, pipeline: Pipeline, uses: Uses) -> Stage | None:
    """The stages in order; the selected one is returned."""
    lines = [_line(object_type, stage, uses) for stage in pipeline.stages]
    row = picked_row(
        lines,
        round_key(PAGE, f"grid-{object_type}-{pipeline.value}"),
        column_config={"Records": st.column_config.NumberColumn(format="localized")},
        alt="Stages of the pipeline",
    )
    return pipeline.stages[row] if row is not None else None


def _line(object_type: str, stage: Stage, uses: Uses) -> dict[str, Any]:
    line: dict[str, Any] = {"Stage": stage.label}
    if has_probability(object_type):
        line["Probability"] = _chance(stage.probability or 0.0)
    line["State"] = "Closed" if stage.closed else "Open"
    return line | {"Records": uses.stages.get(stage.value, 0), "Internal value": stage.value}


def _chance(probability: float) -> str:
    """``Won``, ``40 %``, ``Lost``."""
    if probability in (0, 1):
        return "Won" if probability else "Lost"
    return f"{100 * probability:.3g} %"


def edit_stage(
    object_type: str,
    pipeline: Pipeline,
    stage: Stage,
    pipelines: Sequence[Pipeline],
    uses: Uses,
) -> None:
    """Changing, moving and removing one stage."""
    _change_form(object_type, pipeline, stage)
    if len(pipeline.stages) == 1:
        st.caption("A pipeline keeps at least one stage.")
        return
    others = [
        Pipeline(p.value, p.label, tuple(s for s in p.stages if s != stage)) for p in pipelines
    ]
    remove_with_records(
        "stage",
        f"stage-to-{object_type}-{stage.value}",
        uses.stages.get(stage.value, 0),
        object_type,
        others,
        lambda cursor, to: remove_stage(cursor, object_type, stage.value, to),
        f"{plain(stage.label)} removed.",
    )


def _change_form(object_type: str, pipeline: Pipeline, stage: Stage) -> None:
    """The fields of a stage, and its place in the order."""
    value, place = stage.value, pipeline.stages.index(stage)
    keys = (f"stage-label-{object_type}-{value}", f"stage-state-{object_type}-{value}")
    with st.form("stage-edit"):
        st.subheader("Change a stage")
        _fields(object_type, keys, stage.label, stage)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save",
                type="primary",
                icon=":material/save:",
                on_click=_change,
                args=(object_type, value, keys),
            )
            for label, icon, by, disabled in (
                ("Move up", "arrow_upward", -1, place == 0),
                ("Move down", "arrow_downward", 1, place == len(pipeline.stages) - 1),
            ):
                st.form_submit_button(
                    label,
                    icon=f":material/{icon}:",
                    disabled=disabled,
                    on_click=_move,
                    args=(object_type, value, by),
                )


def add_stage_form(object_type: str, pipeline: Pipeline) -> None:
    """A new stage at the end of the pipeline."""
    keys = (round_key(PAGE, f"stage-{object_type}"), round_key(PAGE, f"state-{object_type}"))
    with st.form("stage-add"):
        st.subheader("Add a stage")
        _fields(object_type, keys, "", Stage("", "", False, 0.5))
        st.form_submit_button(
            "Add stage",
            icon=":material/add:",
            on_click=_add,
            args=(object_type, pipeline.value, keys),
        )


def _fields(object_type: str, keys: tuple[str, str], label: str, stage: Stage) -> None:
    left, right = st.columns([2, 1])
    left.text_input("Name of the stage", label, key=keys[0])
    if has_probability(object_type):
        held = stage.probability or 0.0
        chances = sorted({*_TENTHS, held}, reverse=True)
        right.selectbox(
            "Probability that the deal is won",
            chances,
            chances.index(held),
            format_func=_chance,
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


def _draft(object_type: str, keys: tuple[str, str]) -> StageDraft:
    label, state = (st.session_state[key] for key in keys)
    if has_probability(object_type):
        return StageDraft(label, probability=state)
    return StageDraft(label, closed=state)


def _add(object_type: str, pipeline: str, keys: tuple[str, str]) -> None:
    draft = _draft(object_type, keys)
    attempt(
        PAGE,
        lambda cursor: add_stage(cursor, object_type, pipeline, draft),
        f"{plain(draft.label)} added.",
    )


def _change(object_type: str, value: str, keys: tuple[str, str]) -> None:
    draft = _draft(object_type, keys)
    attempt(
        PAGE,
        lambda cursor: change_stage(cursor, object_type, value, draft),
        f"{plain(draft.label)} saved.",
    )


def _move(object_type: str, value: str, by: int) -> None:
    attempt(PAGE, lambda cursor: move_stage(cursor, object_type, value, by), "Order changed.")
