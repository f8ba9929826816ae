"""The buttons above the mapping grid. Called by the mapping page."""

from dataclasses import replace

import streamlit as st

from core.engine.draft import propose_mapping
from core.store.imports import Import, read_import
from core.vocabulary import ObjectType
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.mapping_grid import redraw
from pages.parts.new_property import open_dialog
from pages.parts.wording import count


def mapping_actions(draft: Import, object_type: ObjectType) -> None:
    """Leave out what is unmapped, create a property, map anew, don't overwrite anything."""
    unmapped = sum(column.unmapped for column in draft.recipe.columns)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Don't import {count(unmapped, 'unmapped column')}"
            if unmapped
            else "Don't import unmapped columns",
            icon=":material/visibility_off:",
            on_click=_ignore_unmapped,
            args=(draft.import_id,),
            disabled=not unmapped,
        )
        st.button(
            "Create a property",
            icon=":material/add:",
            on_click=open_dialog,
            args=(draft.import_id,),
        )
        st.button(
            "Map automatically again",
            icon=":material/auto_fix_high:",
            on_click=_map_again,
            args=(draft.import_id,),
        )
        if object_type.can_update:
            key = f"dont-overwrite-{draft.import_id}"
            st.session_state[key] = all(column.dont_overwrite for column in draft.recipe.columns)
            st.checkbox(
                "Don't overwrite any existing value",
                key=key,
                on_change=_dont_overwrite_all,
                args=(draft.import_id,),
            )


def _ignore_unmapped(import_id: int) -> None:
    recipe = read_import(new_cursor(), import_id).recipe
    columns = tuple(replace(c, ignored=c.ignored or c.unmapped) for c in recipe.columns)
    save(import_id, replace(recipe, columns=columns))
    redraw(import_id)


def _map_again(import_id: int) -> None:
    cursor = new_cursor()
    draft = read_import(cursor, import_id)
    catalog = open_store().attach_work(cursor, import_id)
    columns = [(c["name"], c["header"]) for c in draft.layout["columns"]]
    save(import_id, propose_mapping(cursor, catalog, draft.recipe, columns))
    redraw(import_id)


def _dont_overwrite_all(import_id: int) -> None:
    recipe = read_import(new_cursor(), import_id).recipe
    wanted = bool(st.session_state[f"dont-overwrite-{import_id}"])
    columns = tuple(replace(column, dont_overwrite=wanted) for column in recipe.columns)
    save(import_id, replace(recipe, columns=columns))
    redraw(import_id)
