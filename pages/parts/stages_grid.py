"""The stages of a pipeline as a table to choose one from. Called by the settings of pipelines."""

from typing import Any

import streamlit as st

from core.store.pipelines import Pipeline, Stage, Uses, has_probability
from pages.parts.pipeline_choice import PAGE
from pages.parts.settings_actions import round_key
from pages.parts.stage_fields import chance
from pages.parts.table import picked_row


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
        line["Probability"] = chance(stage.probability or 0.0)
    line["State"] = "Closed" if stage.closed else "Open"
    return line | {"Records": uses.stages.get(stage.value, 0), "Internal value": stage.value}
