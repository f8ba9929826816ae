"""Results: how far a running import is, then what it did, with every number leading to its rows."""

import streamlit as st

from core.engine.plan import Counters
from core.outcome import issue_counts
from core.store.imports import RUNNING, STATES, set_state
from core.store.lists import list_name
from core.store.properties import read_object_type
from pages.parts.current import (
    BROWSE,
    RESULTS,
    REVIEW,
    STEPS,
    UPLOAD,
    current_import,
    go,
    step_header,
)
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs
from pages.parts.job_progress import wait_for
from pages.parts.outcome import outcome_chart, outcome_metrics
from pages.parts.plain import plain
from pages.parts.result_files import result_files
from pages.parts.result_rows import result_issues, result_rows
from pages.parts.wording import count, duration, local_time

cursor = new_cursor()
done = current_import(cursor)
job = jobs().get(done.import_id)
if done.state in RUNNING or (job and job.running):
    step_header(RESULTS, done, "The import is running. Nothing is written until it is complete.")
    wait_for(done.import_id)
    done = current_import(cursor)
    if done.state in RUNNING:
        set_state(cursor, done.import_id, "INTERRUPTED", "It is not running any more.")
        done = current_import(cursor)

step_header(RESULTS, done, "")
if done.state != "DONE":
    st.warning(
        f"**{STATES[done.state]}.** {done.error or 'Nothing was written.'}", icon=":material/info:"
    )
    if st.button(f"Back to {STEPS[REVIEW]}", type="primary", icon=":material/arrow_back:"):
        jobs().forget(done.import_id)
        go(REVIEW, done.import_id)
    st.stop()

counters = Counters(**done.counters)
kind = read_object_type(cursor, done.object_type)
seconds = sum(done.seconds.values())
st.markdown(
    f":material/check_circle: **{kind.plural}** from **{plain(done.file_name)}**, finished "
    f"{local_time(done.finished_at)} in {duration(seconds)}"
    + (f" ({counters.rows / seconds:,.0f} rows/s)" if seconds and counters.rows else "")
)
outcome_metrics(counters)
outcome_chart(counters)

with st.container(horizontal=True, vertical_alignment="center"):
    if counters.created + counters.updated:
        st.page_link(
            BROWSE,
            label=f"See the {count(counters.created + counters.updated, 'record')}",
            icon=":material/table_rows:",
            query_params={"object": done.object_type, "import": str(done.import_id)},
        )
    if done.list_id and (name := list_name(cursor, done.list_id)):
        st.page_link(
            BROWSE,
            label=f"List: {plain(name)}",
            icon=":material/list_alt:",
            query_params={"object": done.object_type, "list": str(done.list_id)},
        )
    st.page_link(UPLOAD, label="Start another import", icon=":material/upload_file:")
issues = issue_counts(cursor, done.import_id)
result_files(done, bool(issues))

rows_tab, issues_tab = st.tabs(["Rows", "Issues"])
with rows_tab:
    result_rows(cursor, done, counters)
with issues_tab:
    result_issues(cursor, done, issues)
