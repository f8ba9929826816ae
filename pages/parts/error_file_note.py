"""Says on the upload page that a file is the error file of an import, and takes that import's
decisions over. Called by the offers of templates, and by the uploader once the file is there."""

from contextlib import suppress

import streamlit as st

from core.engine.original_files import original_file
from core.engine.templates.correction import correction_offer
from core.engine.templates.offers import Offer
from core.errors import AppError
from core.store.imports import Import, read_draft
from pages.parts.current import RESULTS, save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.file_layout import file_layout
from pages.parts.plain import plain
from pages.parts.wording import count


def take_over_decisions(import_id: int) -> None:
    """Callback's end, where a draft has got its first file: the recipe of the import whose error
    file it is. Any other file is left alone, and one that cannot be read, which the page says."""
    cursor = new_cursor()
    draft = read_draft(cursor, import_id)
    with suppress(AppError):
        layout = file_layout(original_file(open_store(), import_id), draft.recipe.files[0].read)
        if offer := correction_offer(cursor, draft, [layout]):
            recipe = offer.applied_to(draft.recipe)
            save(import_id, recipe.with_file(1, read=draft.recipe.files[0].read))


def error_file_note(done: Import, offer: Offer | None, *, in_use: bool) -> None:
    """Whose error file it is, and what is used of that import."""
    name = plain(done.name or done.file_name)
    st.markdown(
        f":material/healing: **This is the error file of import {done.import_id}, {name}.** "
        "What you have corrected counts for that import."
    )
    if in_use and offer:
        st.markdown(f":green[:material/check:] {_in_use(done, offer)}")
    st.page_link(
        RESULTS,
        label=f"See the results of import {done.import_id}",
        icon=":material/fact_check:",
        query_params={"import": str(done.import_id)},
    )


def _in_use(done: Import, offer: Offer) -> str:
    """What was taken over."""
    recipe = offer.fitted.recipe
    fixes = sum(len(file.fixes) for file in recipe.files)
    also = f", with its {count(fixes, 'fix', 'fixes')}" if fixes else ""
    told = f"Columns, formats and key are as in import {done.import_id}{also}."
    if "contacts" in recipe.object_types:
        told += " The consent of the contacts is to be ticked anew."
    return told
