"""What saving one captured contact would do, by the dry run. Called by its form."""

import duckdb
import streamlit as st

from core.engine.capturing.listing import Listed
from core.engine.capturing.reviewing import Reviewed, cell_issues, review_contacts
from core.engine.capturing.saving import review_batch
from core.engine.parts import parts_of
from core.engine.plan import ACTIONS, Plan
from core.engine.run import known_plan
from core.store.imports import Import, read_import
from pages.parts.capture_flow import REVIEWING
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.job_progress import start_job, wait_for
from pages.parts.plain import plain
from pages.parts.table import table


def captured_outcome(draft: Import, each: Listed) -> bool | None:
    """Says what saving would do, by the dry run. Whether it writes something is returned; None
    where the contact cannot be saved."""
    cursor = new_cursor()
    plan = _dry_run(cursor, draft.import_id, each)
    if plan is None:
        return None
    part = parts_of(open_store(), cursor, read_import(cursor, draft.import_id))[0]
    for issue in cell_issues(cursor, part):
        st.warning(plain(issue, 400), icon=":material/warning:")
    (action,) = [name for name in ACTIONS if getattr(plan.counters, name)]
    (review,) = review_contacts(cursor, part, action, limit=1)
    if action in ("failed", "skipped"):
        st.error(f"**This contact cannot be saved.** {plain(review.reason, 400)}")
        return None
    if action == "created":
        _created(each)
    elif action == "updated":
        _updated(review)
    else:
        name = _name(review)
        st.success(f"**{name} is in the store, with all of this.**", icon=":material/check_circle:")
    return action != "unchanged"


def forget_outcome(import_id: int) -> None:
    """Says that the contact was changed: the dry run is made anew."""
    st.session_state[f"captured-planned-{import_id}"] = False


def is_compared(import_id: int) -> bool:
    """Whether the dry run is of the contact as it is now."""
    return bool(st.session_state.get(f"captured-planned-{import_id}"))


def _dry_run(cursor: duckdb.DuckDBPyConnection, import_id: int, each: Listed) -> Plan | None:
    """The plan of the contact as it is; None while there is none, which is then said."""
    done_key, draft = f"captured-planned-{import_id}", read_import(cursor, import_id)
    fresh = st.session_state.get(done_key) and draft.staged
    plan = known_plan(open_store(), cursor, draft) if fresh else None
    if plan is not None:
        return plan
    if each.conflict:
        ids = ", ".join(map(str, each.conflict))
        st.warning(
            f"Its emails belong to several contacts (Record IDs {ids}). Type the email of the "
            "one that is meant.",
            icon=":material/help:",
        )
        return None
    # Before the job: the page may have to wait for it, and then runs anew from the top.
    st.session_state[done_key] = True
    start_job(import_id, "Comparing with the store", 0, REVIEWING, review_batch)
    if not wait_for(import_id):
        return None
    return known_plan(open_store(), cursor, read_import(cursor, import_id))


def _created(each: Listed) -> None:
    alike = f" It looks like {plain(each.maybe[1])}, who is in the store." if each.maybe else ""
    st.success(f"**New contact.**{alike}", icon=":material/person_add:")
    if not each.values["email"]:
        st.caption(
            "Without an email address it cannot be told from contacts that are there already, "
            "nor linked to a company."
        )


def _updated(review: Reviewed) -> None:
    st.info(f"**Updates {_name(review)}.** The owner stays.", icon=":material/edit:")
    changes = [{"Property": p, "Now": old, "After": new} for p, old, new in review.changes]
    table(changes, narrow=dict.fromkeys(("Property", "Now", "After"), 118))


def _name(review: Reviewed) -> str:
    return plain(review.record_name or f"record {review.record}")
