"""The forms that add, change, order and remove a stage of a pipeline. Called by the settings of
pipelines."""

from collections.abc import Sequence

import streamlit as st

from core.store.pipeline_changes import add_stage, change_stage, move_stage, remove_stage
from core.store.pipelines import Pipeline, Stage, Uses
from pages.parts.order_buttons import order_buttons
from pages.parts.pipeline_choice import PAGE
from pages.parts.plain import plain
from pages.parts.remove_with_records import remove_with_records
from pages.parts.settings_actions import attempt, round_key
from pages.parts.stage_fields import stage_fields, typed_stage


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
    value = stage.value
    keys = (f"stage-label-{object_type}-{value}", f"stage-state-{object_type}-{value}")
    with st.form("stage-edit"):
        st.subheader("Change a stage")
        stage_fields(object_type, keys, stage.label, stage)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save",
                type="primary",
                icon=":material/save:",
                on_click=_change,
                args=(object_type, value, keys),
            )
            order_buttons(
                pipeline.stages.index(stage),
                len(pipeline.stages),
                ("Move up", "arrow_upward"),
                ("Move down", "arrow_downward"),
                _move,
                object_type,
                value,
            )


def add_stage_form(object_type: str, pipeline: Pipeline) -> None:
    """A new stage at the end of the pipeline."""
    keys = (round_key(PAGE, f"stage-{object_type}"), round_key(PAGE, f"state-{object_type}"))
    with st.form("stage-add"):
        st.subheader("Add a stage")
        stage_fields(object_type, keys, "", Stage("", "", False, 0.5))
        st.form_submit_button(
            "Add stage",
            icon=":material/add:",
            on_click=_add,
            args=(object_type, pipeline.value, keys),
        )


def _add(object_type: str, pipeline: str, keys: tuple[str, str]) -> None:
    draft = typed_stage(object_type, keys)
    attempt(
        PAGE,
        lambda cursor: add_stage(cursor, object_type, pipeline, draft),
        f"{plain(draft.label)} added.",
    )


def _change(object_type: str, value: str, keys: tuple[str, str]) -> None:
    draft = typed_stage(object_type, keys)
    attempt(
        PAGE,
        lambda cursor: change_stage(cursor, object_type, value, draft),
        f"{plain(draft.label)} saved.",
    )


def _move(object_type: str, value: str, by: int) -> None:
    attempt(PAGE, lambda cursor: move_stage(cursor, object_type, value, by), "Order changed.")
