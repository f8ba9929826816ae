"""The templates and earlier imports that a new file is like, with what differs, to apply with one
press. Called by the upload page once its files can be read."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.engine.templates.correction import corrected_import, correction_offer
from core.engine.templates.offers import Offer, find_offers
from core.read import Layout
from core.store.imports import Import
from pages.parts.error_file_note import error_file_note
from pages.parts.offer_use import unuse_button, use_button, use_for_second_file
from pages.parts.offer_words import differences, offer_title


def template_offers(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> None:
    """Draws the offers; nothing where there are none. ``layouts`` are those of the draft's files,
    as they are read now."""
    done = corrected_import(cursor, draft, layouts)
    correction = correction_offer(cursor, draft, layouts) if done else None
    offers = find_offers(cursor, draft, layouts)
    if correction:
        offers = [correction, *(each for each in offers if each.source != correction.source)]
    use_for_second_file(draft, offers, len(layouts))
    applied = next((offer for offer in offers if offer.is_applied(draft.recipe)), None)
    if done:
        _corrects(draft, done, correction, applied, len(layouts))
        offers = [each for each in offers if each is not correction]
    if applied and applied is not correction:
        _used(draft, applied)
    elif offers and not applied:
        also = "also " if correction else ""
        with st.container(border=True):
            st.markdown(
                f":material/bookmarks: **This file is {also}like one that you imported before**"
            )
            for offer in offers:
                _line(draft, offer, len(layouts))


def _corrects(
    draft: Import, done: Import, correction: Offer | None, applied: Offer | None, files: int
) -> None:
    """Says of an error file whose it is, with the button that takes over what was decided there, or
    takes it back."""
    in_use = correction is not None and applied is correction
    decisions = f"the decisions of import {done.import_id}"
    with st.container(border=True):
        error_file_note(done, correction, in_use=in_use)
        if in_use:
            unuse_button(draft, f"Don't use {decisions}")
        elif correction and not applied:
            st.markdown("  \n".join(differences(correction)))
            use_button(
                draft, correction, files, f"Use {decisions}", ":material/healing:", "primary"
            )


def _line(draft: Import, offer: Offer, files: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("  \n".join([offer_title(offer), *differences(offer)]), width="stretch")
        use_button(draft, offer, files, "Use it", ":material/bookmark_added:")


def _used(draft: Import, offer: Offer) -> None:
    """Says what is in use; it can be taken back."""
    consent = "contacts" in draft.recipe.object_types
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":green[:material/bookmark_added:] In use: {offer_title(offer)}"
            + ("  \n:gray[The consent of the contacts is to be ticked anew.]" if consent else ""),
            width="stretch",
        )
        unuse_button(draft, "Don't use it")
