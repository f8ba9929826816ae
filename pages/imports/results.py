"""Results: how far a running import is, then what it did, with every number leading to its rows."""

import streamlit as st

from core.engine.associations.rows import made_associations
from core.engine.run import ImportedAlready
from core.outcome import issue_counts
from core.store.imports import FINISHED, RUNNING, STATES, set_state
from core.store.lists import lists_of_import
from core.store.properties import read_object_type
from pages.parts.associations_panel import association_text, associations_panel, made_pairs
from pages.parts.capture_results import capture_more, captured_notice
from pages.parts.corrections import corrections_note
from pages.parts.current import BROWSE, CAPTURE_REVIEW, RESULTS, REVIEW, UPLOAD, current_import, go
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs
from pages.parts.job_progress import wait_for
from pages.parts.object_choice import choose_object, listed, object_counters, objects_table
from pages.parts.outcome import outcome_chart, outcome_metrics
from pages.parts.plain import plain
from pages.parts.result_files import result_files
from pages.parts.result_rows import result_issues, result_rows
from pages.parts.save_template import save_template_choice, template_saved
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS
from pages.parts.undo_notice import undo_notice
from pages.parts.undo_panel import undo_panel
from pages.parts.wording import duration, local_time
from pages.parts.written_records import deleted_records_note, written_records_link

cursor = new_cursor()
done = current_import(cursor)
job = jobs().get(done.import_id)
if done.state in RUNNING or (job and job.running):
    running = "The import is running. Nothing is written until it is complete."
    step_header(RESULTS, done, running if done.state in RUNNING else "")
    wait_for(done.import_id)
    done = current_import(cursor)
    if done.state in RUNNING:
        set_state(cursor, done.import_id, "INTERRUPTED", "It is not running any more.")
        done = current_import(cursor)

step_header(RESULTS, done, "")
if done.state not in FINISHED:
    st.warning(
        f"**{STATES[done.state]}.** {done.error or 'Nothing was written.'}", icon=":material/info:"
    )
    if st.button(f"Back to {STEPS[REVIEW]}", type="primary", icon=":material/arrow_back:"):
        jobs().forget(done.import_id)
        go(CAPTURE_REVIEW if done.recipe.source else REVIEW, done.import_id)
    st.stop()

if job and isinstance(job.error, ImportedAlready):
    jobs().forget(done.import_id)
    st.info("This import had been run already. These are its results.", icon=":material/info:")
undo_notice(cursor, done)
counters = object_counters(done)
captured_notice(cursor, done, counters)
seconds = sum(done.seconds.values())
plurals = [read_object_type(cursor, name).plural for name in done.object_types]
st.markdown(
    f":material/check_circle: **{plain(listed(plurals))}** from "
    f"**{plain(listed(done.file_names))}**, finished "
    f"{local_time(done.finished_at)}"
    + (f" by {plain(done.imported_by)}" if done.imported_by else "")
    + f" in {duration(seconds)}"
    + (f" ({done.row_count / seconds:,.0f} rows/s)" if seconds and done.row_count else "")
)
corrections_note(cursor, done)
if len(counters) > 1:
    objects_table(cursor, counters)
name = choose_object(cursor, done, f"result-object-{done.import_id}")
kind = read_object_type(cursor, name)
outcome_metrics(counters[name], captured=bool(done.recipe.source))
outcome_chart(counters[name])
deleted_records_note(cursor, done, kind)
made = made_pairs(done.counters)
if made:
    st.markdown(f":material/link: {association_text(cursor, made)}")

with st.container(horizontal=True, vertical_alignment="center"):
    written_records_link(cursor, done, kind)
    for made_list in lists_of_import(cursor, done.import_id):
        st.page_link(
            BROWSE,
            label=f"List: {plain(made_list.name)}",
            icon=":material/list_alt:",
            query_params={"object": made_list.object_type, "list": str(made_list.list_id)},
        )
    if done.recipe.source:
        capture_more(done)
    else:
        st.page_link(UPLOAD, label="Start another import", icon=":material/upload_file:")
        save_template_choice(done)
template_saved(done.import_id)
result_files(done)

several = len(counters) > 1 or made
tabs = st.tabs(["Rows", "Issues", *(["Associations"] if several else [])])
with tabs[0]:
    result_rows(cursor, done, kind, counters[name])
with tabs[1]:
    result_issues(cursor, done, kind, issue_counts(cursor, done.import_id, name))
if several:
    with tabs[2]:
        associations_panel(
            cursor,
            done,
            made,
            "results",
            lambda between, offset, limit: made_associations(
                cursor, done.import_id, between, offset, limit
            ),
        )

undo_panel(cursor, done)
