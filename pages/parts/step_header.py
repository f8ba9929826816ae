"""The frame of a step of an import: where it is in the flow, its title, what it is for. Called by
the page of each step."""

import streamlit as st

from core.store.imports import Import
from pages.parts.current import CAPTURE_PAGES, CAPTURE_REVIEW, COMMON, RESULTS
from pages.parts.plain import plain
from pages.parts.steps import CAPTURE_NAMES, STEPS, note_step

_CAPTURE_STEPS = {CAPTURE_REVIEW: "Review", RESULTS: "Results"}


def step_header(page: str, draft: Import | None, intro: str) -> None:
    """The title of a step, where it stands in the flow, and one line on what it is for. The step is
    remembered, to come back to."""
    if draft is not None and draft.recipe.source:
        _capture_header(page, draft, intro)
        return
    if draft is not None:
        note_step(page, draft)
    two_files = page == COMMON or (draft is not None and len(draft.recipe.files) > 1)
    names = [name for step, name in STEPS.items() if step != COMMON or two_files]
    here = names.index(STEPS[page])
    trail = " :material/chevron_right: ".join(
        f"**{name}**" if place == here else f":gray[{name}]" for place, name in enumerate(names)
    )
    st.caption(trail)
    st.title(STEPS[page] if draft is None else f"{STEPS[page]}: {plain(draft.name)}")
    st.markdown(intro)


def _capture_header(page: str, draft: Import, intro: str) -> None:
    """The same for captured contacts, which have no columns to map."""
    first = CAPTURE_NAMES[CAPTURE_PAGES[draft.recipe.source]]
    trail = " :material/chevron_right: ".join(
        f"**{name}**" if step == page else f":gray[{name}]"
        for step, name in {"": first, **_CAPTURE_STEPS}.items()
    )
    st.caption(trail)
    st.title(f"{_CAPTURE_STEPS[page]}: {plain(draft.name)}")
    st.markdown(intro)
