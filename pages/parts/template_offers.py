"""The templates and earlier imports that a new file is like, with what differs, to apply with one
press. Called by the upload page once its files can be read."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb
import streamlit as st

from core.engine.templates.correction import corrected_import, correction_offer
from core.engine.templates.header_match import HeaderMatch
from core.engine.templates.offers import Offer, find_offers
from core.read import Layout
from core.recipe import Recipe
from core.store.imports import Import, read_import
from core.store.templates import note_use
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.error_file_note import error_file_note
from pages.parts.plain import plain
from pages.parts.wording import count, local_time

_NAMED = 6


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
    _follow(draft, offers, len(layouts))
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
    with st.container(border=True):
        error_file_note(done, correction, in_use=in_use)
        if in_use:
            st.button(
                f"Don't use the decisions of import {done.import_id}",
                key=f"unuse-{draft.import_id}",
                icon=":material/undo:",
                on_click=_unuse,
                args=(draft.import_id,),
            )
        elif correction and not applied:
            st.markdown("  \n".join(_differences(correction)))
            st.button(
                f"Use the decisions of import {done.import_id}",
                key=f"use-{correction.source}-{draft.import_id}",
                type="primary",
                icon=":material/healing:",
                on_click=_use,
                args=(draft.import_id, correction, files),
            )


def _line(draft: Import, offer: Offer, files: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("  \n".join([_title(offer), *_differences(offer)]), width="stretch")
        st.button(
            "Use it",
            key=f"use-{offer.source}-{draft.import_id}",
            icon=":material/bookmark_added:",
            on_click=_use,
            args=(draft.import_id, offer, files),
        )


def _title(offer: Offer) -> str:
    objects = ", ".join(name.replace("_", " ") for name in offer.fitted.recipe.object_types)
    if offer.template_id is not None:
        return f"Template **{plain(offer.name)}** · {plain(objects)}"
    ended = local_time(offer.moment)
    return f"As import {offer.import_id}, **{plain(offer.name)}**, {ended} · {plain(objects)}"


def _differences(offer: Offer) -> list[str]:
    """What is not the same, a sentence each."""
    matches = offer.fitted.matches
    same = sum(len(match.pairs) for match in matches)
    all_known = same + sum(len(match.missing) for match in matches)
    lines = [f"{same} of its {count(all_known, 'column')} are in the file."]
    for number, match in enumerate(matches, start=1):
        place = f" (file {number})" if len(matches) > 1 else ""
        lines += [f":gray[{text}{place}]" for text in _of_file(match)]
    if len(offer.fitted.recipe.files) > len(matches):
        lines.append(":gray[It is for two files; the second comes next.]")
    return lines + [f":orange[{plain(text, 200)}]" for text in offer.fitted.gone]


def _of_file(match: HeaderMatch) -> list[str]:
    lines = []
    if match.missing:
        lines.append(f"Not in this file: {_names(match.missing)}")
    if match.extra:
        lines.append(f"New in this file: {_names(match.extra)}")
    if match.renamed:
        pairs = [f"{known} is now {found}" for known, found in match.renamed]
        lines.append(f"Written differently: {_names(pairs)}")
    return lines


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(plain(name, 60) for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _used(draft: Import, offer: Offer) -> None:
    """Says what is in use; it can be taken back."""
    consent = "contacts" in draft.recipe.object_types
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":green[:material/bookmark_added:] In use: {_title(offer)}"
            + ("  \n:gray[The consent of the contacts is to be ticked anew.]" if consent else ""),
            width="stretch",
        )
        st.button(
            "Don't use it",
            key=f"unuse-{draft.import_id}",
            icon=":material/undo:",
            on_click=_unuse,
            args=(draft.import_id,),
        )


def _key(import_id: int) -> str:
    return f"offer-used-{import_id}"


def _use(import_id: int, offer: Offer, files: int) -> None:
    """Callback: the draft becomes as the offer says."""
    recipe = read_import(new_cursor(), import_id).recipe
    save(import_id, offer.applied_to(recipe))
    st.session_state[_key(import_id)] = offer.source, files
    if offer.template_id is not None:
        note_use(new_cursor(), offer.template_id)


def _unuse(import_id: int) -> None:
    """Callback: the mapping is proposed anew, with objects and files as they are."""
    st.session_state.pop(_key(import_id), None)
    recipe = read_import(new_cursor(), import_id).recipe
    save(import_id, without_mapping(recipe))


def without_mapping(recipe: Recipe) -> Recipe:
    """The recipe with nothing decided but the objects, their modes and how the files are read."""
    for number in range(1, len(recipe.files) + 1):
        recipe = recipe.with_file(number, columns=(), formats=None, fixes=())
    for name in recipe.object_types:
        recipe = recipe.with_object(name, key=None, create_list=False)
    return replace(recipe, common=None, associate_by_domain=False)


def _follow(draft: Import, offers: Sequence[Offer], files: int) -> None:
    """What was used for the first of two files is used for the second, too, once it is there."""
    source, before = st.session_state.get(_key(draft.import_id), ("", files))
    offer = next((offer for offer in offers if offer.source == source), None)
    if offer and files > before:
        _use(draft.import_id, offer, files)
        st.rerun()
