"""Review of captured contacts: who is new, who is updated, each value old → new. Nothing is written
before *Import*."""

from functools import partial

import streamlit as st

from core.capture.sources import SOURCES
from core.engine.capturing.reviewing import Reviewed, cell_issues, review_contacts
from core.engine.capturing.saving import conflicts
from core.engine.parts import parts_of
from core.engine.run import known_plan, reviewed_mark, run_import
from core.errors import Cancelled
from core.store.imports import Import
from pages.parts.capture_flow import current_batch, start_review
from pages.parts.current import CAPTURE_PAGES, CAPTURE_REVIEW, RECORD, RESULTS, go
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.job_progress import (
    COMMIT_PHASES,
    say_outdated,
    start_job,
    wait_for,
    was_refused,
)
from pages.parts.outcome import outcome_choice, outcome_metrics
from pages.parts.plain import plain
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.step_header import step_header
from pages.parts.table import table
from pages.parts.wording import count

# So that what changes is in sight on a phone.
CHANGES = {"Contact": 88, "Property": 88, "Now": 88, "After": 88}

cursor = new_cursor()


def start_import(draft: Import, rows: int, reviewed: str) -> None:
    """Callback: commits the plan that is shown, in the background; the results page shows how far
    it is."""
    title, work = "Your contacts are being imported", partial(run_import, reviewed=reviewed)
    start_job(draft.import_id, title, rows, COMMIT_PHASES, work)
    if not was_refused(draft.import_id):
        st.session_state["started"] = draft.import_id


def back(draft: Import) -> None:
    """To the list, where contacts are chosen and mended."""
    st.switch_page(
        CAPTURE_PAGES[draft.recipe.source], query_params={"import": str(draft.import_id)}
    )


def contact_rows(found: list[Reviewed]) -> list[dict[str, object]]:
    """A line a contact; one that changes has a line for each value, and whose record it is last."""
    rows: list[dict[str, object]] = []
    for each in found:
        line: dict[str, object] = {"Contact": each.name}
        record: dict[str, object] = {}
        if each.record is not None:
            record["In the store"] = each.record_name or f"Record {each.record}"
        if each.reason:
            line["Why"] = each.reason
        changes: list[dict[str, object]] = [
            {"Property": label, "Now": old, "After": new} for label, old, new in each.changes
        ]
        rows += [line | change | record for change in changes] or [line | record | each.facts]
    return rows


if started := st.session_state.pop("started", None):
    go(RESULTS, started)
draft = current_batch(cursor)
if draft is None:
    st.info("There is nothing to review. Capture some contacts first.")
    for page in CAPTURE_PAGES.values():
        st.page_link(page)
    st.stop()

step_header(CAPTURE_REVIEW, draft, "A dry run. Nothing is written until you press Import.")
st.session_state.pop("reviewed", None)
say_outdated(draft.import_id)
job = jobs().get(draft.import_id)
cancelled = job is not None and isinstance(job.error, Cancelled)
ended_well = wait_for(draft.import_id)
plan = known_plan(open_store(), cursor, draft) if draft.staged else None
if plan is None:
    if not ended_well or cancelled:
        if st.button("Back", icon=":material/arrow_back:"):
            back(draft)
        st.stop()
    start_review(draft.import_id, 0)
    st.rerun()

part = parts_of(open_store(), cursor, draft)[0]
counters = plan.objects["contacts"]
outcome_metrics(counters, captured=True)
for _, sentence in conflicts(open_store(), cursor, draft.import_id):
    st.warning(plain(sentence, 500), icon=":material/help:")
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        back(draft)
    writes = counters.created + counters.updated
    st.button(
        f"Import {count(writes, 'contact')}" if writes else "Finish: nothing changes",
        type="primary",
        icon=":material/download_done:",
        on_click=start_import,
        args=(draft, counters.rows, reviewed_mark(open_store(), cursor, draft.import_id)),
    )

action = outcome_choice(counters, f"captured-outcome-{draft.import_id}")
if action:
    total = getattr(counters, action)
    offset = paged(total, f"captured-review-page-{draft.import_id}-{action}")
    reviewed = review_contacts(cursor, part, action, offset, PAGE_ROWS)
    table(contact_rows(reviewed), narrow=CHANGES if action == "updated" else None)
    st.caption(f"Contacts {offset + 1:,} to {offset + len(reviewed):,} of {total:,}.")
    if action == "updated" and len(reviewed) == 1 and reviewed[0].record:
        st.page_link(
            RECORD,
            label=f"Open {plain(reviewed[0].record_name or 'the record')}",
            icon=":material/person:",
            query_params={"object": "contacts", "id": str(reviewed[0].record)},
        )
if issues := cell_issues(cursor, part):
    with st.expander(f"{count(len(issues), 'value')} left out", icon=":material/warning:"):
        st.markdown("\n".join(f"- {plain(issue, 300)}" for issue in issues))
st.caption(
    f"New contacts say where they came from: {SOURCES[draft.recipe.source].label}. An existing "
    "contact keeps its owner, its lifecycle stage and its original source."
)
