"""Progress of a background job: phase, rows a second, time left, cancel. Called by every page that
waits for one."""

import streamlit as st

from core.engine.jobs import Job, Work
from core.engine.run import ReviewOutdated
from pages.parts.database import jobs
from pages.parts.plain import plain
from pages.parts.trouble import show_error
from pages.parts.wording import count, duration

# Short jobs end within this, and the page goes on without ever drawing a progress bar: a dry run of
# 100,000 rows after a fix, for one.
_PATIENCE = 0.9

READ_PHASES = {"Reading the file": 3.0, "Looking at the columns": 1.2, "Checking every row": 3.0}
PLAN_PHASES = {
    "Reading values": 3.5,
    "Matching records": 0.7,
    "Comparing": 0.8,
    "Listing changes": 0.8,
    "Listing issues": 0.3,
}
COMMIT_PHASES = {
    "Keeping the outcome": 0.3,
    "Writing the journal": 0.4,
    "Updating records": 0.6,
    "Creating records": 1.8,
    "Finishing": 0.1,
    "Saving": 0.3,
}


def start_job(import_id: int, title: str, rows: int, phases: dict[str, float], work: Work) -> None:
    """Starts the work in the background and waits a moment, since most files are small."""
    jobs().start(import_id, title, rows, phases, work).wait(_PATIENCE)


def say_outdated(import_id: int) -> None:
    """On a review: says that Import was refused, since it was of another dry run."""
    job = jobs().get(import_id)
    if job and isinstance(job.error, ReviewOutdated):
        show_error(job.error)
        jobs().forget(import_id)


def was_refused(import_id: int) -> bool:
    """Callback's end: whether the page stays at the review, which then says why."""
    job = jobs().get(import_id)
    return job is not None and isinstance(job.error, ReviewOutdated)


def wait_for(import_id: int) -> bool:
    """Draws a running job and stops the page; shows how a failed one ended. True when there is
    nothing (more) to wait for."""
    job = jobs().get(import_id)
    if job is None:
        return True
    if job.running:
        _running(job)
        st.stop()
    if job.error:
        show_error(job.error)
    if job.crash:
        st.error(
            "**Something went wrong in Rowcall itself.** Nothing was written. The details are in "
            "the terminal it runs in.",
            icon=":material/bug_report:",
        )
    if job.error or job.crash:
        jobs().forget(import_id)  # said once
        return False
    return True


@st.fragment(run_every=0.5)
def _running(job: Job) -> None:
    if not job.running:
        st.rerun()
    share = job.share
    st.subheader(plain(job.title))
    canceling = job.progress.cancelled and job.progress.cancellable
    st.progress(share, text="Canceling …" if canceling else job.phase or "Starting")
    facts = [f"{duration(job.elapsed)} so far"]
    if job.rows:
        facts.insert(0, f"{count(round(job.rows_per_second), 'row')}/s")
    if job.seconds_left is not None:
        facts.append(f"about {duration(job.seconds_left)} left")
    st.caption(" · ".join(facts) + ". You can leave this page and come back by its address.")
    st.button(
        "Cancel",
        icon=":material/cancel:",
        on_click=_cancel,
        args=(job,),
        disabled=canceling or not job.progress.cancellable,
    )


def _cancel(job: Job) -> None:
    job.cancel()
    job.wait(2)
