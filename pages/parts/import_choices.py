"""The choices above the file: how many objects and files, which objects, how to import each, and
the language of the headers. Called by the upload page."""

from typing import Any

import duckdb
import streamlit as st

from core.engine.obstacles import choice_obstacles
from core.recipe import MODES, Recipe
from core.recipe.choosing import rechosen, swapped
from core.store.associations import list_association_types
from core.store.imports import Import, read_import, save_files
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType, load_labels
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.object_choice import listed
from pages.parts.plain import plain

SHAPES = {
    "one": "One object",
    "several": "Several objects in one file",
    "two": "Two files with associations",
}
ICONS = {
    "contacts": ":material/person:",
    "companies": ":material/apartment:",
    "deals": ":material/handshake:",
    "tickets": ":material/confirmation_number:",
    "products": ":material/inventory_2:",
    "line_items": ":material/receipt_long:",
    "calls": ":material/call:",
    "emails": ":material/mail:",
    "meetings": ":material/event:",
    "notes": ":material/sticky_note_2:",
    "tasks": ":material/task_alt:",
}
CUSTOM_ICON = ":material/category:"
_MODE_HELP = (
    "Create and update: rows that fit a record update it, the others create one. "
    "The other two skip the rest, and say which rows."
)
_USUAL_PAIR = ["contacts", "companies"]


def import_choices(cursor: duckdb.DuckDBPyConnection, draft: Import | None) -> Recipe | None:
    """Draws the choices. With a draft they change its recipe, else the recipe of the choices waits
    for the file. The recipe is returned; None while the objects do not fit together."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    recipe = draft.recipe if draft else Recipe.of("contacts")
    suffix = f"-{draft.import_id}" if draft else ""
    changed: dict[str, Any] = {"on_change": _change, "args": (draft.import_id,)} if draft else {}
    _preset(f"shape{suffix}", list(SHAPES), shape_of(recipe), draft)
    st.segmented_control(
        "What is in the file?",
        list(SHAPES),
        format_func=lambda name: SHAPES[name],
        key=f"shape{suffix}",
        required=True,
        **changed,
    )
    shape = st.session_state[f"shape{suffix}"]
    if shape == "one":
        _one_object(kinds, recipe, suffix, draft, changed)
    else:
        _several_objects(kinds, recipe, shape, suffix, draft, changed)
    chosen = chosen_objects(suffix)
    for name in chosen:
        _mode(kinds[name], recipe, suffix, draft, changed, alone=len(chosen) == 1)
    names = {"en": "English"} | {code: labels.name for code, labels in load_labels().items()}
    _preset(f"language{suffix}", list(names), recipe.language, draft)
    _language(names, f"language{suffix}", changed)
    if not _enough([kinds[name] for name in chosen], shape):
        return None
    wanted = _wanted(recipe, suffix, kinds)
    return wanted if _fits(cursor, wanted, kinds) else None


def shape_of(recipe: Recipe) -> str:
    """Which of ``SHAPES`` a recipe has."""
    if len(recipe.files) > 1:
        return "two"
    return "several" if len(recipe.objects) > 1 else "one"


def _one_object(
    kinds: dict[str, ObjectType],
    recipe: Recipe,
    suffix: str,
    draft: Import | None,
    changed: dict[str, Any],
) -> None:
    alone = {name: kind for name, kind in kinds.items() if kind.stands_alone}
    key = f"object_type{suffix}"
    _preset(key, list(alone), recipe.object_types[0], draft)
    st.pills(
        "What are the rows?",
        list(alone),
        format_func=lambda name: _shown(alone[name]),
        key=key,
        required=True,
        **changed,
    )
    if others := [kind.plural for name, kind in kinds.items() if name not in alone]:
        st.caption(
            f"{plain(listed(others).capitalize())} belong to a record: import them together with "
            "it, as several objects in one file or as two files."
        )


def _several_objects(
    kinds: dict[str, ObjectType],
    recipe: Recipe,
    shape: str,
    suffix: str,
    draft: Import | None,
    changed: dict[str, Any],
) -> None:
    key = f"objects{suffix}"
    known = list(recipe.object_types) if len(recipe.objects) > 1 else _USUAL_PAIR
    if key not in st.session_state or (draft and not _choosing(draft)):
        st.session_state[key] = known
    st.pills(
        "What do the rows hold?" if shape == "several" else "Which two objects, a file each?",
        list(kinds),
        format_func=lambda name: _shown(kinds[name]),
        key=key,
        selection_mode="multi",
        **changed,
    )


def _shown(kind: ObjectType) -> str:
    return f"{ICONS.get(kind.name, CUSTOM_ICON)} {plain(kind.plural)}"


def chosen_objects(suffix: str) -> list[str]:
    """The objects that the choices say, in the order they are offered in."""
    state = st.session_state
    if state[f"shape{suffix}"] == "one":
        return [state[f"object_type{suffix}"]]
    chosen = set(state[f"objects{suffix}"] or ())
    return [name for name in object_type_names(new_cursor()) if name in chosen]


def _preset(key: str, choices: list[str], value: str, draft: Import | None) -> None:
    """Sets a choice to what the recipe says; without a draft, and while the choice of a draft's
    objects is not complete, only where there is none yet. A default would not do: the choices are
    not drawn while the file is read, and then come back empty."""
    if (draft and not _choosing(draft)) or st.session_state.get(key) not in choices:
        st.session_state[key] = value if value in choices else choices[0]


def _choosing(draft: Import) -> bool:
    """Whether the objects on the page are too few or too many, so that the recipe has others."""
    return bool(st.session_state.get(f"choosing-{draft.import_id}"))


def _mode(
    kind: ObjectType,
    recipe: Recipe,
    suffix: str,
    draft: Import | None,
    changed: dict[str, Any],
    *,
    alone: bool,
) -> None:
    # Below each other: in a column or a row of its own the modes do not wrap on a telephone.
    modes = list(MODES) if kind.can_update else ["CREATE"]
    known = next((o.mode for o in recipe.objects if o.object_type == kind.name), "UPSERT")
    key = f"mode-{kind.name}{suffix}"
    _preset(key, modes, known, draft)
    st.segmented_control(
        "How to import" if alone else f"How to import {plain(kind.plural.lower())}",
        modes,
        format_func=lambda name: MODES[name],
        key=key,
        required=True,
        help=_MODE_HELP,
        **changed,
    )


def _language(names: dict[str, str], key: str, changed: dict[str, Any]) -> None:
    st.selectbox(
        "Language of the column headers",
        list(names),
        format_func=lambda code: names[code],
        key=key,
        help="Headers are looked up in this language first, then in English and all others.",
        width=280,
        **changed,
    )


def _wanted(recipe: Recipe, suffix: str, kinds: dict[str, ObjectType]) -> Recipe:
    """The recipe as the choices say."""
    state, chosen = st.session_state, chosen_objects(suffix)
    modes = {name: state.get(f"mode-{name}{suffix}") or "UPSERT" for name in chosen}
    return rechosen(
        recipe,
        [kinds[name] for name in chosen],
        2 if state[f"shape{suffix}"] == "two" else 1,
        modes,
        state[f"language{suffix}"] or recipe.language,
    )


def _complete(number: int, shape: str) -> bool:
    return number == {"one": 1, "two": 2}.get(shape, max(number, 2))


def _enough(chosen: list[ObjectType], shape: str) -> bool:
    """Whether as many objects are chosen as the files need; says what is missing."""
    if _complete(len(chosen), shape):
        return True
    if len(chosen) == 1 and not chosen[0].stands_alone:
        say = f"{chosen[0].plural} belong to a record. Choose the object they belong to, too."
    elif shape == "two":
        say = "Choose two objects, or an object and an activity."
    else:
        say = "Choose two or more objects and activities."
    st.info(plain(say), icon=":material/info:")
    return False


def _fits(cursor: duckdb.DuckDBPyConnection, wanted: Recipe, kinds: dict[str, ObjectType]) -> bool:
    """Whether the objects can be imported together; says why not."""
    chosen = [kinds[name] for name in wanted.object_types]
    found = choice_obstacles(wanted, chosen, list_association_types(cursor))
    for obstacle in found:
        st.error(
            f"**{obstacle.title}.** {plain(obstacle.message)} {plain(obstacle.hint)}",
            icon=":material/error:",
        )
    return not found


def _change(import_id: int) -> None:
    """Callback: keeps the choices, once they are complete. An import of one file forgets a second
    one."""
    cursor = new_cursor()
    draft, suffix = read_import(cursor, import_id), f"-{import_id}"
    if f"object_type{suffix}" not in st.session_state:
        st.session_state[f"object_type{suffix}"] = draft.recipe.object_types[0]
    if f"objects{suffix}" not in st.session_state:
        known = list(draft.recipe.object_types)
        st.session_state[f"objects{suffix}"] = known if len(known) > 1 else _USUAL_PAIR
    complete = _complete(len(chosen_objects(suffix)), st.session_state[f"shape{suffix}"])
    st.session_state[f"choosing-{import_id}"] = not complete
    if not complete:
        return
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    wanted = _wanted(draft.recipe, suffix, kinds)
    save(import_id, wanted)
    if len(wanted.files) < len(draft.file_names):
        save_files(cursor, import_id, draft.file_names[:1], draft.file_size)


def swap_button(draft: Import) -> None:
    """For two files that were given in the other order."""
    plural = read_object_type(new_cursor(), draft.recipe.object_types[1]).plural.lower()
    st.button(
        f"Swap the objects, if this is the file of {plain(plural)}",
        icon=":material/swap_vert:",
        on_click=_swap,
        args=(draft.import_id,),
    )


def _swap(import_id: int) -> None:
    save(import_id, swapped(read_import(new_cursor(), import_id).recipe))
