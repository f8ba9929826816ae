"""Settings, pipelines: the ways of deals and tickets, and the stages on them."""

import streamlit as st

from core.records import plurals
from core.store.pipelines import count_uses, list_pipelines
from pages.parts.database import cursor as new_cursor
from pages.parts.pipeline_choice import PAGE, choose_object, choose_pipeline
from pages.parts.pipeline_forms import add_pipeline_form, edit_pipeline
from pages.parts.settings_actions import outcome_of_action
from pages.parts.stage_forms import add_stage_form, edit_stage
from pages.parts.stages_grid import stages_grid

cursor = new_cursor()

st.title("Pipelines")
st.markdown(
    "Each deal and each ticket is at a stage of a pipeline. A row of a file that names no pipeline "
    "goes to the first one."
)
object_type = choose_object(plurals(cursor))
outcome_of_action(PAGE)

pipelines = list_pipelines(cursor, object_type)
uses = count_uses(cursor, object_type)
pipeline = choose_pipeline(object_type, pipelines, uses)

stage = stages_grid(object_type, pipeline, uses)
if stage:
    edit_stage(object_type, pipeline, stage, pipelines, uses)
else:
    st.caption("Select a stage to change it.")
    add_stage_form(object_type, pipeline)
with st.expander("Change this pipeline", icon=":material/edit:"):
    edit_pipeline(object_type, pipeline, pipelines, uses)
with st.expander("Add another pipeline", icon=":material/add:"):
    add_pipeline_form(object_type)
