"""Final review and edit of one captured contact: a form, what saving it would do, and *Save*.
Called by the pages that capture one at a time."""

import streamlit as st

from core.engine.capturing.batch import PROPERTIES, set_values
from core.engine.capturing.listing import Listed, list_contacts
from core.engine.capturing.reviewing import cell_issues, only_record, review_contacts
from core.engine.capturing.saving import review_batch
from core.engine.parts import parts_of
from core.engine.plan import ACTIONS
from core.engine.run import known_plan, run_import
from core.store.imports import Import, read_import
from core.store.properties import read_object_type
from pages.parts.capture_flow import REVIEWING, discard
from pages.parts.current import CAPTURE_PAGES, RECORD, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.job_progress import COMMIT_PHASES, start_job, wait_for
from pages.parts.plain import plain
from pages.parts.table import table

# The fields of HubSpot's QR form (specification, 12.1) and the phone; others where they have a
# value.
_FIRST = (
    *("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "phone", "website"),
    *("address", "city", "state", "zip", "country"),
)
_SAVED = "saved"


def captured_form(draft: Import) -> None:
    """The only contact of a batch, to be mended and saved."""
    store, cursor = open_store(), new_cursor()
    (each,) = list_contacts(store, cursor, draft.import_id, limit=1)
    st.subheader("Final review and edit")
    _fields(draft.import_id, each)
    writes = _what_it_does(draft, each)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Finish: nothing changes" if writes is False else "Save",
            type="primary",
            icon=":material/download_done:",
            on_click=_save,
            args=(draft.import_id,),
            disabled=writes is None,
        )
        st.button(
            "Discard and scan again",
            icon=":material/delete:",
            on_click=discard,
            args=(draft.import_id,),
        )
    for warning in each.warnings:
        st.caption(plain(warning, 300))
    if each.original:
        with st.expander("The text of the code", icon=":material/qr_code:"):
            st.code(each.original, language=None, wrap_lines=True)


def _fields(import_id: int, each: Listed) -> None:
    labels = {p.name: p.label for p in read_object_type(new_cursor(), "contacts").properties}
    more = [name for name in PROPERTIES if name not in _FIRST and each.values[name]]
    with st.container(border=True):
        # Row by row, so that a narrow window has them in their order, too.
        for pair in _pairs([*_FIRST, *more]):
            for name, column in zip(pair, st.columns(2), strict=False):
                key = f"captured-{import_id}-{each.place}-{name}"
                column.text_input(
                    labels.get(name, name),
                    each.values[name] or "",
                    key=key,
                    on_change=_edited,
                    args=(import_id, each.place, name, key),
                )


def _pairs(names: list[str]) -> list[list[str]]:
    return [names[place : place + 2] for place in range(0, len(names), 2)]


def _edited(import_id: int, place: int, name: str, key: str) -> None:
    """Callback: the typed value goes to the batch; the dry run is made anew."""
    set_values(open_store(), new_cursor(), import_id, place, {name: st.session_state[key]})
    st.session_state[f"captured-planned-{import_id}"] = False


def _what_it_does(draft: Import, each: Listed) -> bool | None:
    """Says what saving would do, by the dry run. Whether it writes something is returned; None
    where the contact cannot be saved."""
    cursor, done_key = new_cursor(), f"captured-planned-{draft.import_id}"
    draft = read_import(cursor, draft.import_id)
    fresh = st.session_state.get(done_key) and draft.staged
    plan = known_plan(open_store(), cursor, draft) if fresh else None
    if plan is None:
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
        start_job(draft.import_id, "Comparing with the store", 0, REVIEWING, review_batch)
        if not wait_for(draft.import_id):
            return None
        draft = read_import(cursor, draft.import_id)
        plan = known_plan(open_store(), cursor, draft)
        if plan is None:
            return None
    part = parts_of(open_store(), cursor, draft)[0]
    for issue in cell_issues(cursor, part):
        st.warning(plain(issue, 400), icon=":material/warning:")
    (action,) = [name for name in ACTIONS if getattr(plan.counters, name)]
    (review,) = review_contacts(cursor, part, action, limit=1)
    if action in ("failed", "skipped"):
        st.error(f"**This contact cannot be saved.** {plain(review.reason, 400)}")
        return None
    if action == "created":
        alike = f" It looks like {plain(each.maybe[1])}, who is in the store." if each.maybe else ""
        st.success(f"**New contact.**{alike}", icon=":material/person_add:")
        if not each.values["email"]:
            st.caption(
                "Without an email address it cannot be told from contacts that are there already, "
                "nor linked to a company."
            )
        return True
    name = plain(review.record_name or f"record {review.record}")
    if action == "unchanged":
        st.success(f"**{name} is in the store, with all of this.**", icon=":material/check_circle:")
        return False
    st.info(f"**Updates {name}.** The owner stays.", icon=":material/edit:")
    table([{"Property": p, "Now": old, "After": new} for p, old, new in review.changes])
    return True


def _save(import_id: int) -> None:
    """Callback: imports the contact; the page then says so."""
    jobs().forget(import_id)
    start_job(import_id, "Saving the contact", 1, COMMIT_PHASES, run_import)
    st.query_params.clear()
    st.query_params[_SAVED] = str(import_id)


def saved_contact(again: str = "Scan the next") -> bool:
    """After *Save*: says that the contact is there, and leads to it, to the undo and to the next
    scan, which is called ``again``. Whether there was one."""
    number = st.query_params.get(_SAVED, "")
    if not (number.isdecimal() and len(number) < 10):
        return False
    cursor, import_id = new_cursor(), int(number)
    ended_well = wait_for(import_id)
    done = read_import(cursor, import_id)
    if not ended_well or done.state != "DONE":
        st.error(plain(done.error or "The contact was not saved."), icon=":material/error:")
        page = CAPTURE_PAGES.get(done.recipe.source)
        if page:
            st.page_link(
                page,
                label="Back to the contact",
                icon=":material/arrow_back:",
                query_params={"import": number},
            )
        return True
    st.success("Contact saved", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            again,
            type="primary",
            icon=":material/qr_code_scanner:",
            on_click=st.query_params.clear,
        )
        if record := only_record(open_store(), cursor, import_id):
            st.page_link(
                RECORD,
                label="Open the contact",
                icon=":material/person:",
                query_params={"object": "contacts", "id": str(record)},
            )
        st.page_link(
            RESULTS,
            label="Results and undo",
            icon=":material/undo:",
            query_params={"import": number},
        )
    return True
