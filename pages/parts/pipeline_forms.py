"""Which object's pipelines are shown and which of them, and the forms that add, rename, order and
remove one. Called by the settings of pipelines."""

from collections.abc import Callable, Sequence

import duckdb
import streamlit as st

from core.store.pipeline_changes import (
    add_pipeline,
    move_pipeline,
    remove_pipeline,
    rename_pipeline,
)
from core.store.pipelines import PIPELINED, Pipeline, Uses
from core.store.stage_drafts import FIRST_STAGE, LAST_STAGES, drafted_stages
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key

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


def edit_pipeline(
    object_type: str, pipeline: Pipeline, pipelines: Sequence[Pipeline], uses: Uses
) -> None:
    """Renaming, moving and removing one pipeline."""
    value, key = pipeline.value, f"pipeline-label-{object_type}-{pipeline.value}"
    place = pipelines.index(pipeline)
    with st.form("pipeline-edit", border=False):
        st.text_input("Name of the pipeline", pipeline.label, key=key)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save name",
                icon=":material/save:",
                on_click=_rename,
                args=(object_type, value, key),
            )
            for label, icon, by, disabled in (
                ("Move to the left", "arrow_back", -1, place == 0),
                ("Move to the right", "arrow_forward", 1, place == len(pipelines) - 1),
            ):
                if len(pipelines) > 1:
                    st.form_submit_button(
                        label,
                        icon=f":material/{icon}:",
                        disabled=disabled,
                        on_click=_move,
                        args=(object_type, value, by),
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


def remove_with_records(
    what: str,
    key: str,
    records: int,
    object_type: str,
    pipelines: Sequence[Pipeline],
    remove: Callable[[duckdb.DuckDBPyConnection, str | None], object],
    done: str,
) -> None:
    """Asks before a stage or pipeline is removed, and where its records go: to a stage of
    ``pipelines``."""
    with st.popover(f"Remove this {what}", icon=":material/delete:"):
        if records:
            noun = object_type if records != 1 else object_type.removesuffix("s")
            st.markdown(f"{records:,} {noun} {'are' if records != 1 else 'is'} in it.")
            labels = {s.value: f"{p.label}: {s.label}" for p in pipelines for s in p.stages}
            st.selectbox(
                f"Move the {what}'s {object_type} to",
                list(labels),
                index=None,
                format_func=labels.__getitem__,
                placeholder="Choose a stage",
                key=key,
            )
        else:
            st.markdown(f"No {object_type} are in it.")
        st.button(
            f"Remove {what}",
            key=f"{key}-remove",
            type="primary",
            icon=":material/delete:",
            on_click=_remove,
            args=(remove, key, done),
        )


def _remove(
    remove: Callable[[duckdb.DuckDBPyConnection, str | None], object], key: str, done: str
) -> None:
    to = st.session_state.get(key)
    attempt(PAGE, lambda cursor: remove(cursor, to), done)


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
