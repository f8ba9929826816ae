"""Whether the objects that were chosen above the file make an import, and what to say where not.
Called by the choices."""

import duckdb
import streamlit as st

from core.engine.obstacles import choice_obstacles
from core.recipe import Recipe
from core.store.associations import list_association_types
from core.vocabulary import ObjectType
from pages.parts.plain import plain


def are_complete(number: int, shape: str) -> bool:
    """Whether so many objects are as many as the files need."""
    return number == {"one": 1, "two": 2}.get(shape, max(number, 2))


def are_enough(chosen: list[ObjectType], shape: str) -> bool:
    """Whether as many objects are chosen as the files need; says what is missing."""
    if are_complete(len(chosen), shape):
        return True
    if len(chosen) == 1 and not chosen[0].stands_alone:
        say = f"{chosen[0].plural} belong to a record. Choose the object they belong to, too."
    elif shape == "two":
        say = "Choose two objects, or an object and an activity."
    else:
        say = "Choose two or more objects and activities."
    st.info(plain(say), icon=":material/info:")
    return False


def fit_together(
    cursor: duckdb.DuckDBPyConnection, wanted: Recipe, kinds: dict[str, ObjectType]
) -> bool:
    """Whether the objects can be imported together; says why not."""
    chosen = [kinds[name] for name in wanted.object_types]
    found = choice_obstacles(wanted, chosen, list_association_types(cursor))
    for obstacle in found:
        st.error(
            f"**{obstacle.title}.** {plain(obstacle.message)} {plain(obstacle.hint)}",
            icon=":material/error:",
        )
    return not found
