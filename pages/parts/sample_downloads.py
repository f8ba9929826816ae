"""Sample files to download: one an object, or one of several objects. Called by the upload page."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.recipe import Recipe
from core.samples import (
    SAMPLE_FILES,
    TOGETHER,
    sample_file,
    sample_of_properties,
    sample_together,
)
from core.store.properties import read_object_type
from pages.parts.database import cursor as new_cursor


def sample_downloads(recipe: Recipe) -> None:
    """Small files of the chosen objects to see what an import of them looks like."""
    names = set(recipe.object_types)
    if len(names) > 1 and len(recipe.files) == 1 and names <= set(TOGETHER):
        _button("Download a sample file", partial(sample_together, names), "sample-together.csv")
        return
    for name in recipe.object_types:
        several = f" ({name.replace('_', ' ')})" if len(recipe.objects) > 1 else ""
        label = f"Download a sample file{several}"
        _button(label, partial(_sample, name), f"sample-{name}.csv")


def _button(label: str, data: Callable[[], bytes], file_name: str) -> None:
    st.download_button(
        label,
        data=data,
        file_name=file_name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=file_name,
    )


def _sample(object_type: str) -> bytes:
    """A file with records of an object; of a custom one, with a column a property."""
    if object_type in SAMPLE_FILES:
        return sample_file(object_type)
    return sample_of_properties(read_object_type(new_cursor(), object_type))
