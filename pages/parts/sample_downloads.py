"""Sample files to download, one an object. Called by the upload page."""

from functools import partial

import streamlit as st

from core.recipe import Recipe
from core.samples import SAMPLE_FILES, sample_file, sample_of_properties
from core.store.properties import read_object_type
from pages.parts.database import cursor as new_cursor


def sample_downloads(recipe: Recipe) -> None:
    """A small file of each chosen object to see what an import of it looks like."""
    for name in recipe.object_types:
        several = f" ({name.replace('_', ' ')})" if len(recipe.objects) > 1 else ""
        st.download_button(
            f"Download a sample file{several}",
            data=partial(_sample, name),
            file_name=f"sample-{name}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"sample-{name}",
        )


def _sample(object_type: str) -> bytes:
    """A file with records of an object; of a custom one, with a column a property."""
    if object_type in SAMPLE_FILES:
        return sample_file(object_type)
    return sample_of_properties(read_object_type(new_cursor(), object_type))
