"""The buttons by which a draft takes over the recipe of a template or an earlier import, or gives
it back. Called by the offers of these."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from core.engine.templates.offers import Offer
from core.recipe.choosing import without_mapping
from core.store.imports import Import, read_draft
from core.store.templates import note_use
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor


def use_button(
    draft: Import,
    offer: Offer,
    files: int,
    label: str,
    icon: str,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """Takes an offer. ``files`` is how many files of the draft there are by now."""
    st.button(
        label,
        key=f"use-{offer.source}-{draft.import_id}",
        type=kind,
        icon=icon,
        on_click=_use,
        args=(draft.import_id, offer, files),
    )


def unuse_button(draft: Import, label: str) -> None:
    """Gives back what was taken."""
    st.button(
        label,
        key=f"unuse-{draft.import_id}",
        icon=":material/undo:",
        on_click=_unuse,
        args=(draft.import_id,),
    )


def use_for_second_file(draft: Import, offers: Sequence[Offer], files: int) -> None:
    """What was used for the first of two files is used for the second, too, once it is there."""
    source, before = st.session_state.get(_key(draft.import_id), ("", files))
    offer = next((offer for offer in offers if offer.source == source), None)
    if offer and files > before:
        _use(draft.import_id, offer, files)
        st.rerun()


def _key(import_id: int) -> str:
    return f"offer-used-{import_id}"


@unless_gone
def _use(import_id: int, offer: Offer, files: int) -> None:
    """Callback: the draft becomes as the offer says."""
    recipe = read_draft(new_cursor(), import_id).recipe
    save(import_id, offer.applied_to(recipe))
    st.session_state[_key(import_id)] = offer.source, files
    if offer.template_id is not None:
        note_use(new_cursor(), offer.template_id)


@unless_gone
def _unuse(import_id: int) -> None:
    """Callback: the mapping is proposed anew, with objects and files as they are."""
    st.session_state.pop(_key(import_id), None)
    recipe = read_draft(new_cursor(), import_id).recipe
    save(import_id, without_mapping(recipe))
