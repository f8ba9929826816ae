"""The forms that add, rename, order and remove a pipeline. Called by the settings of pipelines."""

from collections.abc import Sequence

import streamlit as st

from core.store.pipeline_changes import (
    add_pipeline,
    move_pipeline,
    remove_pipeline,
    rename_pipeline,
)
from core.store.pipelines import Pipeline, Uses
from core.store.stage_drafts import FIRST_STAGE, LAST_STAGES, drafted_stages
from pages.parts.order_buttons import order_buttons
from pages.parts.pipeline_choice import PAGE
from pages.parts.plain import plain
from pages.parts.remove_with_records import remove_with_records
from pages.parts.settings_actions import attempt, round_key


def edit_pipeline(
    object_type: str, pipeline: Pipeline, pipelines: Sequence[Pipeline], uses: Uses
) -> None:
    """Renaming, moving and removing one pipeline."""
    value, key = pipeline.value, f"pipeline-label-{object_type}-{pipeline.value}"
    with st.form("pipeline-edit", border=False):
        st.text_input("Name of the pipeline", pipeline.label, key=key)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save name",
                icon=":material/save:",
                on_click=_rename,
                args=(object_type, value, key),
            )
            if len(pipelines) > 1:
                order_buttons(
                    pipelines.index(pipeline),
                    len(pipelines),
                    ("Move to the left", "arrow_back"),
                    ("Move to the right", "arrow_forward"),
                    _move,
                    object_type,
                    value,
                )
    if len(pipelines) == 1:
        return
    others = [each for each in pipelines if each != pipeline]
    remove_with_records(
        "pipeline",
        f"pipeline-to-{object_type}-{value}",
        uses.pipelines.get(value, 0),
        object_type,
        others,
        lambda cursor, to: remove_pipeline(cursor, object_type, value, to),
        f"{plain(pipeline.label)} removed.",
    )


def add_pipeline_form(object_type: str) -> None:
    """Name and open stages of a new pipeline; how it ends is added."""
    keys = (round_key(PAGE, f"name-{object_type}"), round_key(PAGE, f"stages-{object_type}"))
    ends = " and ".join(draft.label for draft in LAST_STAGES[object_type])
    with st.form("pipeline-add", border=False):
        st.text_input("Name", key=keys[0])
        st.text_area("Open stages, one a line", FIRST_STAGE[object_type], key=keys[1], height=110)
        st.caption(f"{ends} follow." if " and " in ends else f"{ends} follows.")
        st.form_submit_button(
            "Add pipeline",
            type="primary",
            icon=":material/add:",
            on_click=_add,
            args=(object_type, *keys),
        )


def _add(object_type: str, name: str, stages: str) -> None:
    label = st.session_state[name]
    drafts = drafted_stages(object_type, st.session_state[stages].splitlines())
    attempt(
        PAGE,
        lambda cursor: add_pipeline(cursor, object_type, label, drafts),
        f"{plain(label)} added.",
    )


def _rename(object_type: str, value: str, key: str) -> None:
    label = st.session_state[key]
    attempt(
        PAGE,
        lambda cursor: rename_pipeline(cursor, object_type, value, label),
        f"{plain(label)} saved.",
    )


def _move(object_type: str, value: str, by: int) -> None:
    attempt(PAGE, lambda cursor: move_pipeline(cursor, object_type, value, by), "Order changed.")
