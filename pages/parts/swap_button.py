"""Two files that were given in the other order. Called by the upload page."""

import streamlit as st

from core.recipe.choosing import swapped
from core.store.imports import Import, read_draft
from core.store.properties import read_object_type
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain


def swap_button(draft: Import) -> None:
    """The objects change places; the files stay."""
    plural = read_object_type(new_cursor(), draft.recipe.object_types[1]).plural.lower()
    st.button(
        f"Swap the objects, if this is the file of {plain(plural)}",
        icon=":material/swap_vert:",
        on_click=_swap,
        args=(draft.import_id,),
    )


@unless_gone
def _swap(import_id: int) -> None:
    save(import_id, swapped(read_draft(new_cursor(), import_id).recipe))
