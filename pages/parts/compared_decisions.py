"""What the recipes of two imports say otherwise. Called by the page that compares imports."""

import duckdb
import streamlit as st

from core.recipe import Recipe
from core.store.imports import Import
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType
from pages.parts.compared_numbers import titles
from pages.parts.recipe_summary import becomes, summary_lines
from pages.parts.table import table


def decisions(cursor: duckdb.DuckDBPyConnection, one: Import, other: Import) -> None:
    """What the recipes say otherwise; what is the same is left out."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    left, right = titles(one, other)
    first, second = (_said(each.recipe, kinds) for each in (one, other))
    differing = [
        {"Decision": what, left: first.get(what, "–"), right: second.get(what, "–")}
        for what in dict.fromkeys([*first, *second])
        if first.get(what) != second.get(what)
    ]
    if differing:
        table(differing)
    else:
        st.info("Both were imported by the same decisions.", icon=":material/check:")


def _said(recipe: Recipe, kinds: dict[str, ObjectType]) -> dict[str, str]:
    """Every decision by what it is about."""
    said = dict[str, str]()
    for line in summary_lines(recipe, kinds):
        what, _, how = line.replace("**", "").replace("\\", "").partition(": ")
        said[what] = how or "Yes"
    for number, file in enumerate(recipe.files, start=1):
        place = f" (file {number})" if len(recipe.files) > 1 else ""
        for column in file.columns:
            kept = ", existing values kept" if column.dont_overwrite else ""
            said[f"Column {column.header}{place}"] = becomes(recipe, number, column, kinds) + kept
        for fix in file.fixes:
            said[f"Fix of {fix.header or 'all rows'}{place}: {fix.title}"] = (
                "Off" if fix.off else "On"
            )
    return said
