"""A field whose value is part of the recipe. Called by the fields of the details page."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.recipe import Recipe
from core.store.imports import read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor

Change = Callable[[Recipe, Any], Recipe]


@unless_gone
def keep(import_id: int, key: str, change: Change) -> None:
    """Callback: the value of a widget becomes part of the recipe."""
    recipe = read_draft(new_cursor(), import_id).recipe
    save(import_id, change(recipe, st.session_state[key]))
