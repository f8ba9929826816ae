"""The buttons above the mapping grid. Called by the mapping page."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.engine.parts import Part
from core.engine.proposal import propose_mapping
from core.recipe.choosing import without_unmapped
from core.store.imports import Import, read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.mapping_edits import redraw
from pages.parts.new_property import open_dialog
from pages.parts.transform_dialog import open_transform_dialog
from pages.parts.wording import count


def mapping_actions(draft: Import, file: int, parts: Sequence[Part]) -> None:
    """Leave out what is unmapped, create a property, map anew, don't overwrite anything."""
    unmapped = len(draft.recipe.unmapped(file))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Don't import {count(unmapped, 'unmapped column')}"
            if unmapped
            else "Don't import unmapped columns",
            icon=":material/visibility_off:",
            on_click=_ignore_unmapped,
            args=(draft.import_id, file),
            disabled=not unmapped,
        )
        st.button(
            "Create a property",
            icon=":material/add:",
            on_click=open_dialog,
            args=(draft.import_id,),
        )
        st.button(
            "Transform a column",
            icon=":material/transform:",
            on_click=open_transform_dialog,
            args=(draft.import_id,),
        )
        st.button(
            "Map automatically again",
            icon=":material/auto_fix_high:",
            on_click=_map_again,
            args=(draft.import_id, file),
        )
        if any(part.object_type.can_update for part in parts):
            key = f"dont-overwrite-{draft.import_id}-{file}"
            columns = draft.recipe.files[file - 1].columns
            st.session_state[key] = all(column.dont_overwrite for column in columns)
            st.checkbox(
                "Don't overwrite any existing value",
                key=key,
                on_change=_dont_overwrite_all,
                args=(draft.import_id, file, key),
            )


@unless_gone
def _ignore_unmapped(import_id: int, file: int) -> None:
    recipe = read_draft(new_cursor(), import_id).recipe
    save(import_id, without_unmapped(recipe, file))
    redraw(import_id)


@unless_gone
def _map_again(import_id: int, file: int) -> None:
    cursor = new_cursor()
    draft = read_draft(cursor, import_id)
    catalog = open_store().attach_work(cursor, import_id, file)
    columns = [(c["name"], c["header"]) for c in draft.layouts[file - 1]["columns"]]
    known = draft.recipe.files[file - 1]
    made = tuple(c for c in known.columns if c.header in known.made_headers)
    proposed = propose_mapping(cursor, catalog, draft.recipe, columns, file)
    mapped = proposed.files[file - 1].columns
    save(import_id, proposed.with_file(file, columns=(*mapped, *made)))
    redraw(import_id)


@unless_gone
def _dont_overwrite_all(import_id: int, file: int, key: str) -> None:
    recipe = read_draft(new_cursor(), import_id).recipe
    wanted = bool(st.session_state[key])
    columns = tuple(replace(c, dont_overwrite=wanted) for c in recipe.files[file - 1].columns)
    save(import_id, recipe.with_file(file, columns=columns))
    redraw(import_id)
