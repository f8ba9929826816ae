"""The fixes of an import in their order, to be switched off, moved and taken away. Called by the
mapping and review pages."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.engine.changed_fixes import with_fixes
from core.recipe import Fix
from core.store.imports import Import, read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.mapping_edits import redraw
from pages.parts.plain import plain


def fixes_list(draft: Import) -> None:
    """The fixes of an import in their order: switch off, move, take away."""
    for number, file in enumerate(draft.recipe.files, start=1):
        for place, fix in enumerate(file.fixes):
            # With the fix in it: else the second click of a double click presses the button of the
            # fix that moves up to this place.
            key = f"fix-{draft.import_id}-{number}-{place}-{hash(fix)}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.checkbox(
                    f"**{plain(fix.header)}**: {plain(fix.title, 300)}"
                    if fix.header
                    else plain(fix.title, 300),
                    value=not fix.off,
                    key=f"{key}-on-{fix.off}",
                    on_change=_switch,
                    args=(draft.import_id, number, place, fix),
                )
                st.space("stretch")
                for step in (-1, 1):
                    fixed = not _may_swap(file.fixes, min(place, place + step))
                    _move_button(draft.import_id, number, place, fix, step, fixed, key)
                st.button(
                    "Remove",
                    key=f"{key}-remove",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_remove,
                    args=(draft.import_id, number, place, fix),
                )


def _may_swap(fixes: Sequence[Fix], place: int) -> bool:
    """Whether a fix may change places with the next one: not where that is about its column."""
    return 0 <= place < len(fixes) - 1 and not fixes[place + 1].reads(fixes[place])


def _move_button(
    import_id: int, file: int, place: int, fix: Fix, step: int, disabled: bool, key: str
) -> None:
    st.button(
        "Up" if step < 0 else "Down",
        key=f"{key}-move{step}",
        icon=":material/arrow_upward:" if step < 0 else ":material/arrow_downward:",
        type="tertiary",
        disabled=disabled,
        on_click=_move,
        args=(import_id, file, place, fix, step),
    )


@unless_gone
def _switch(import_id: int, file: int, place: int, fix: Fix) -> None:
    fixes = _fixes(import_id, file)
    if fix in fixes[place : place + 1]:
        fixes[place] = replace(fix, off=not fix.off)
        save_fixes(import_id, file, fixes)


@unless_gone
def _move(import_id: int, file: int, place: int, fix: Fix, step: int) -> None:
    fixes = _fixes(import_id, file)
    if fix in fixes[place : place + 1]:
        fixes[place], fixes[place + step] = fixes[place + step], fix
        save_fixes(import_id, file, fixes)


@unless_gone
def _remove(import_id: int, file: int, place: int, fix: Fix) -> None:
    """A column that the fix made goes with it, and the fixes of that column."""
    fixes = _fixes(import_id, file)
    if fix in fixes[place : place + 1]:
        del fixes[place]
        save_fixes(import_id, file, fixes)


def _fixes(import_id: int, file: int) -> list[Fix]:
    """The fixes as they are now: after a second click, or a click in another window, another one
    may stand where the clicked one did."""
    return list(read_draft(new_cursor(), import_id).recipe.files[file - 1].fixes)


def save_fixes(import_id: int, file: int, fixes: Sequence[Fix]) -> None:
    """Keeps the fixes of a file. Called by callbacks."""
    cursor = new_cursor()
    recipe = read_draft(cursor, import_id).recipe
    catalog = open_store().attach_work(cursor, import_id, file)
    save(import_id, with_fixes(cursor, catalog, recipe, file, fixes))
    redraw(import_id)
