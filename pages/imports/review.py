"""Review: the dry run. What would happen to each row and cell; nothing is written."""

from functools import partial

import streamlit as st

from core.engine.associations.rows import planned_associations
from core.engine.parts import parts_of
from core.engine.review import issue_groups
from core.engine.run import known_plan, plan_import, reviewed_mark, run_import
from core.errors import Cancelled
from core.store.imports import Import
from pages.parts.associations_panel import association_text, associations_panel
from pages.parts.corrections import corrects_note
from pages.parts.current import DETAILS, RESULTS, REVIEW, go, open_draft_or_stop
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.fixes_list import fixes_list
from pages.parts.issue_panel import issue_panel
from pages.parts.job_progress import (
    COMMIT_PHASES,
    PLAN_PHASES,
    say_outdated,
    start_job,
    wait_for,
    was_refused,
)
from pages.parts.kept_tabs import kept_tabs
from pages.parts.object_choice import choose_object, objects_table
from pages.parts.outcome import outcome_chart, outcome_metrics
from pages.parts.plan_rows import changes_panel, rows_panel
from pages.parts.review_downloads import review_downloads
from pages.parts.settings_actions import outcome_of_action
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS
from pages.parts.value_fixes import page_of
from pages.parts.wording import count

cursor = new_cursor()


def start_import(draft: Import, reviewed: str) -> None:
    """Callback: commits the plan that is shown, in the background; the results page shows how far
    it is."""
    title, work = f"Importing {draft.name}", partial(run_import, reviewed=reviewed)
    start_job(draft.import_id, title, draft.row_count, COMMIT_PHASES, work)
    if not was_refused(draft.import_id):
        st.session_state["started"] = draft.import_id


if started := st.session_state.pop("started", None):
    go(RESULTS, started)

draft = open_draft_or_stop(cursor)
step_header(REVIEW, draft, "A dry run over every row. Nothing is written until you press Import.")
say_outdated(draft.import_id)
if undecided := draft.recipe.undecided:
    st.info("Before the dry run: " + " ".join(undecided), icon=":material/info:")
    if st.button(f"Back to {STEPS[DETAILS]}", type="primary", icon=":material/arrow_back:"):
        go(DETAILS, draft.import_id)
    st.stop()
plan = known_plan(open_store(), cursor, draft)
if plan is None:
    job = jobs().get(draft.import_id)
    if job and isinstance(job.error, Cancelled):
        jobs().forget(draft.import_id)
        go(DETAILS, draft.import_id)
    if job is None or not job.running:
        rows = draft.row_count
        title = f"Dry run of {count(rows, 'row')}"
        start_job(draft.import_id, title, rows, PLAN_PHASES, plan_import)
    if not wait_for(draft.import_id):
        if st.button("Back", icon=":material/arrow_back:"):
            go(DETAILS, draft.import_id)
        st.stop()
    plan = known_plan(open_store(), cursor, draft)
    if plan is None:
        st.rerun()

outcome_of_action(page_of(draft.import_id))
corrects_note(cursor, draft)
parts = parts_of(open_store(), cursor, draft)
if len(parts) > 1:
    objects_table(cursor, plan.objects)
name = choose_object(cursor, draft, f"review-object-{draft.import_id}")
part = next(part for part in parts if part.name == name)
counters = plan.objects[name]
groups = issue_groups(cursor, part)
outcome_metrics(counters)
outcome_chart(counters)
if plan.associations.pairs:
    st.markdown(f":material/link: {association_text(cursor, plan.associations.pairs)}")
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        go(DETAILS, draft.import_id)
    total, linked = plan.counters, plan.associations.associations + plan.associations.labels
    writes = total.created + total.updated
    if writes:
        label = f"Import {count(writes, 'record')}"
    else:
        label = f"Import {count(linked, 'association')}" if linked else "Finish: nothing changes"
    st.button(
        label,
        type="primary",
        icon=":material/download_done:",
        on_click=start_import,
        args=(draft, reviewed_mark(open_store(), cursor, draft.import_id)),
    )
    in_file = [each for each in parts if each.imported.file == part.imported.file]
    review_downloads(cursor, draft, in_file, plan.objects)

fixes = sum(len(file.fixes) for file in draft.recipe.files)
names = ["Rows", "Changed cells", "Issues"]
names += ["Associations"] if len(parts) > 1 or linked else []
names += ["Fixes"] if fixes else []
tabs = dict(zip(names, kept_tabs(names, f"review-tab-{draft.import_id}"), strict=True))
with tabs["Rows"]:
    rows_panel(cursor, draft, part, counters)
with tabs["Changed cells"]:
    changes_panel(cursor, draft, part, counters)
with tabs["Issues"]:
    issue_panel(cursor, draft, part, groups)
if "Associations" in tabs:
    with tabs["Associations"]:
        associations_panel(
            cursor,
            draft,
            plan.associations.pairs,
            "review",
            lambda between, offset, limit: planned_associations(
                cursor, parts, between, offset, limit
            ),
        )
if fixes:
    with tabs["Fixes"]:
        fixes_list(draft)
