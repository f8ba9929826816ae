"""The button that keeps what was decided about an import as a template. Called by the history and
the results page."""

import json

import streamlit as st

from core.recipe import Recipe
from core.recipe.fixes import EDIT_CELL
from core.store.imports import Import
from core.store.templates import NAME_LENGTH, save_template
from pages.parts.current import TEMPLATES
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, outcome_of_action, round_key
from pages.parts.wording import count


def save_template_choice(each: Import) -> None:
    """A popover with the name; what became of it is said by ``template_saved``. Nothing where no
    column is mapped."""
    if not any(file.columns for file in each.recipe.files):
        return
    popover = round_key(_page(each.import_id), "popover")  # another one, closed, once it is saved
    with st.popover("Use as template", icon=":material/bookmark_add:", key=popover):
        st.markdown(
            "Keeps the mapping, what is not imported, the formats, the keys and the modes under a "
            "name. A file with the same or nearly the same headers is then offered it."
        )
        if edited := sum(fix.kind == EDIT_CELL for f in each.recipe.files for fix in f.fixes):
            st.caption(f"Without {count(edited, 'edited cell')}: row numbers belong to one file.")
        key = f"template-name-{each.import_id}"
        st.text_input("Name", each.name, key=key, max_chars=NAME_LENGTH)
        again = f"template-again-{each.import_id}"
        st.checkbox("Replace a template of this name", key=again)
        st.button(
            "Save template",
            key=f"template-save-{each.import_id}",
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(each.recipe, each.import_id, key, again),
        )


def template_saved(import_id: int) -> None:
    """What became of saving, with a link to the templates."""
    saved = f"{_page(import_id)}-done" in st.session_state
    outcome_of_action(_page(import_id))
    if saved:
        st.page_link(TEMPLATES, label="Templates", icon=":material/bookmarks:")


def _page(import_id: int) -> str:
    return f"template-of-{import_id}"


def _save(recipe: Recipe, import_id: int, key: str, again: str) -> None:
    """Callback."""
    name, overwrite = st.session_state[key], st.session_state[again]
    attempt(
        _page(import_id),
        lambda cursor: save_template(cursor, name, recipe, import_id, overwrite=overwrite),
        f"Template {plain(name)} saved. The next file with these headers is offered it.",
    )


def recipe_download(recipe: Recipe, name: str, key: str) -> None:
    """The recipe as the command line takes it (``--recipe``)."""
    st.download_button(
        "Recipe (JSON)",
        data=lambda: (json.dumps(recipe.to_json(), indent=2, ensure_ascii=False) + "\n").encode(),
        file_name=f"{name}-recipe.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )
