"""The choices above the file: how many objects and files, which objects, how to import each, and
the language of the headers. Called by the upload page."""

import duckdb
import streamlit as st

from core.recipe import MODES, Recipe
from core.store.imports import Import
from core.vocabulary import ObjectType, load_labels
from pages.parts.choice_state import Choices, object_kinds
from pages.parts.choices_fit import are_enough, fit_together
from pages.parts.imported_objects import imported_objects
from pages.parts.plain import plain

SHAPES = {
    "one": "One object",
    "several": "Several objects in one file",
    "two": "Two files with associations",
}
_MODE_HELP = (
    "Create and update: rows that fit a record update it, the others create one. "
    "The other two skip the rest, and say which rows."
)


def import_choices(cursor: duckdb.DuckDBPyConnection, draft: Import | None) -> Recipe | None:
    """Draws the choices. With a draft they change its recipe, else the recipe of the choices waits
    for the file. The recipe is returned; None while the objects do not fit together."""
    kinds, choices = object_kinds(cursor), Choices(draft)
    _shape(choices)
    imported_objects(kinds, choices)
    chosen = [kinds[name] for name in choices.objects]
    for kind in chosen:
        _mode(kind, choices, alone=len(chosen) == 1)
    _language(choices)
    if not are_enough(chosen, choices.shape):
        return None
    wanted = choices.wanted(kinds)
    return wanted if fit_together(cursor, wanted, kinds) else None


def _shape(choices: Choices) -> None:
    choices.preset("shape", list(SHAPES), _shape_of(choices.recipe))
    st.segmented_control(
        "What is in the file?",
        list(SHAPES),
        format_func=lambda name: SHAPES[name],
        key=choices.key("shape"),
        required=True,
        **choices.changed,
    )


def _shape_of(recipe: Recipe) -> str:
    """Which of ``SHAPES`` a recipe has."""
    if len(recipe.files) > 1:
        return "two"
    return "several" if len(recipe.objects) > 1 else "one"


def _mode(kind: ObjectType, choices: Choices, *, alone: bool) -> None:
    # Below each other: in a column or a row of its own the modes do not wrap on a telephone.
    modes = list(MODES) if kind.can_update else ["CREATE"]
    known = next((o.mode for o in choices.recipe.objects if o.object_type == kind.name), "UPSERT")
    choices.preset(f"mode-{kind.name}", modes, known)
    st.segmented_control(
        "How to import" if alone else f"How to import {plain(kind.plural.lower())}",
        modes,
        format_func=lambda name: MODES[name],
        key=choices.key(f"mode-{kind.name}"),
        required=True,
        help=_MODE_HELP,
        **choices.changed,
    )


def _language(choices: Choices) -> None:
    names = {"en": "English"} | {code: labels.name for code, labels in load_labels().items()}
    choices.preset("language", list(names), choices.recipe.language)
    st.selectbox(
        "Language of the column headers",
        list(names),
        format_func=lambda code: names[code],
        key=choices.key("language"),
        help="Headers are looked up in this language first, then in English and all others.",
        width=280,
        **choices.changed,
    )
