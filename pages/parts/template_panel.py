"""All templates as a grid, one of them in full, and adding one from a file. Called by the page of
templates."""

from collections.abc import Sequence
from functools import partial

import duckdb
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.engine.templates.fit_recipe import unknown_objects
from core.records import plurals
from core.store.template_files import read_template_file, template_file
from core.store.templates import Template, add_template, delete_template, rename_template
from pages.parts.current import RESULTS
from pages.parts.fresh_uploads import fresh_uploads
from pages.parts.plain import plain
from pages.parts.recipe_summary import recipe_summary
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import picked_row
from pages.parts.wording import local_time

PAGE = "templates"


def templates_grid(
    cursor: duckdb.DuckDBPyConnection, templates: Sequence[Template], asked: str
) -> Template | None:
    """The templates, newest first; the selected one is returned, at first the one ``asked`` for."""
    names = plurals(cursor)
    rows = [
        {
            "Name": each.name,
            "Objects": ", ".join(names.get(o, o) for o in each.recipe.object_types),
            "Files": len(each.recipe.files),
            "Columns": sum(len(file.columns) for file in each.recipe.files),
            "Saved": local_time(each.created_at),
            "Last used": local_time(each.used_at),
            "From": f"Import: {each.import_name}" if each.import_name else "File",
        }
        for each in templates
    ]
    at_first = [place for place, each in enumerate(templates) if str(each.template_id) == asked]
    picked = picked_row(
        rows,
        round_key(PAGE, f"grid{asked}"),
        selection_default={"selection": {"rows": at_first}},
        alt="Templates, newest first",
    )
    return None if picked is None else templates[picked]


def template_panel(cursor: duckdb.DuckDBPyConnection, chosen: Template) -> None:
    """What it says, its file, its name, and deleting it."""
    with st.container(border=True):
        st.subheader(plain(chosen.name))
        if gone := unknown_objects(cursor, chosen.recipe):
            st.warning(
                f"It is not offered any more: there is no object {plain(', '.join(gone))}.",
                icon=":material/warning:",
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            if chosen.import_id:
                st.page_link(
                    RESULTS,
                    label=f"Results of import {chosen.import_id}",
                    icon=":material/input:",
                    query_params={"import": str(chosen.import_id)},
                )
            st.download_button(
                "Export as a file",
                data=lambda: template_file(chosen),
                file_name=f"{chosen.name}.json",
                mime="application/json",
                icon=":material/download:",
                on_click="ignore",
                key=f"template-export-{chosen.template_id}",
            )
            _delete_choice(chosen)
        key = round_key(PAGE, f"rename-{chosen.template_id}")
        with st.form("template-rename", border=False):
            st.text_input("Name", chosen.name, key=key)
            st.form_submit_button(
                "Rename", icon=":material/save:", on_click=_rename, args=(chosen.template_id, key)
            )
        recipe_summary(cursor, chosen.recipe)


def _delete_choice(chosen: Template) -> None:
    with st.popover("Delete", icon=":material/delete:"):
        st.markdown("The template is forgotten. Imports that used it stay as they are.")
        st.button(
            "Delete template",
            type="primary",
            icon=":material/delete:",
            on_click=_delete,
            args=(chosen,),
        )


def _delete(chosen: Template) -> None:
    attempt(
        PAGE,
        lambda cursor: delete_template(cursor, chosen.template_id),
        f"{plain(chosen.name)} deleted.",
    )


def _rename(template_id: int, key: str) -> None:
    name = st.session_state[key]
    attempt(
        PAGE, lambda cursor: rename_template(cursor, template_id, name), f"{plain(name)} saved."
    )


def template_upload() -> None:
    """Takes a file that was exported here, or a recipe of the command line."""
    key = round_key(PAGE, "upload")
    st.file_uploader(
        "Add a template from a file (JSON)", type=["json"], key=key, on_change=_add, args=(key,)
    )


def _add(key: str) -> None:
    """Callback: takes the file; what is wrong with it is said."""
    for upload in fresh_uploads(key):
        attempt(PAGE, partial(_add_file, upload), f"The template of {plain(upload.name)} is added.")


def _add_file(upload: UploadedFile, cursor: duckdb.DuckDBPyConnection) -> None:
    name, recipe = read_template_file(upload.name, upload.getvalue())
    add_template(cursor, name, recipe)
