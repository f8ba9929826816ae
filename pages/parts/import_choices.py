"""The choices above the file: object, mode, language of the headers. Called by the upload page."""

from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.recipe import MODES, Recipe
from core.samples import SAMPLE_FILES, sample_file, sample_of_properties
from core.store.imports import Import, read_import
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import load_labels
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor

ICONS = {
    "contacts": ":material/person:",
    "companies": ":material/apartment:",
    "deals": ":material/handshake:",
    "tickets": ":material/confirmation_number:",
    "products": ":material/inventory_2:",
    "calls": ":material/call:",
    "tasks": ":material/task_alt:",
}
CUSTOM_ICON = ":material/category:"
_MODE_HELP = (
    "Create and update: rows that fit a record update it, the others create one. "
    "The other two skip the rest, and say which rows."
)


def import_choices(cursor: duckdb.DuckDBPyConnection, draft: Import | None) -> None:
    """Object, mode and language. With a draft they change its recipe, else they wait for the file
    under the session keys ``object_type``, ``mode`` and ``language``."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    alone = {name: kind for name, kind in kinds.items() if kind.stands_alone}
    recipe = draft.recipe if draft else Recipe("contacts")
    suffix = f"-{draft.import_id}" if draft else ""
    changed: dict[str, Any] = {"on_change": _change, "args": (draft.import_id,)} if draft else {}
    key = f"object_type{suffix}"
    _preset(key, list(alone), recipe.object_type, draft)
    st.pills(
        "What are the rows?",
        list(alone),
        format_func=lambda name: f"{ICONS.get(name, CUSTOM_ICON)} {alone[name].plural}",
        key=key,
        required=True,
        **changed,
    )
    kind = alone[st.session_state[key]]
    # Below each other: in a column or a row of its own the modes do not wrap on a telephone.
    modes = list(MODES) if kind.can_update else ["CREATE"]
    _preset(f"mode{suffix}", modes, recipe.mode, draft)
    _mode(modes, f"mode{suffix}", changed)
    names = {"en": "English"} | {code: labels.name for code, labels in load_labels().items()}
    _preset(f"language{suffix}", list(names), recipe.language, draft)
    _language(names, f"language{suffix}", changed)


def _preset(key: str, choices: list[str], value: str, draft: Import | None) -> None:
    """Sets a choice to what the recipe says; without a draft only where there is none yet. A
    default would not do: the choices are not drawn while the file is read, and then come back
    empty."""
    if draft or st.session_state.get(key) not in choices:
        st.session_state[key] = value if value in choices else choices[0]


def _mode(modes: list[str], key: str, changed: dict[str, Any]) -> None:
    st.segmented_control(
        "How to import", modes, format_func=lambda name: MODES[name], key=key, required=True,
        help=_MODE_HELP, **changed,
    )  # fmt: skip


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


def _change(import_id: int) -> None:
    """Callback: another object or language means another mapping, so it is proposed anew."""
    recipe = read_import(new_cursor(), import_id).recipe
    chosen = st.session_state
    wanted = replace(
        recipe,
        object_type=chosen[f"object_type-{import_id}"] or recipe.object_type,
        mode=chosen[f"mode-{import_id}"] or recipe.mode,
        language=chosen[f"language-{import_id}"] or recipe.language,
    )
    if (wanted.object_type, wanted.language) != (recipe.object_type, recipe.language):
        wanted = replace(wanted, columns=(), key=None, formats=None, legal_basis=None)
    kind = read_object_type(new_cursor(), wanted.object_type)
    if not kind.can_update:
        wanted = replace(wanted, mode="CREATE")
    save(import_id, wanted)


def sample_download(object_type: str) -> None:
    """A small file to see what an import of this object looks like."""
    st.download_button(
        "Download a sample file",
        data=lambda: _sample(object_type),
        file_name=f"sample-{object_type}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _sample(object_type: str) -> bytes:
    """The made-up file of an object of the vocabulary; of a custom one a file of its properties."""
    if object_type in SAMPLE_FILES:
        return sample_file(object_type)
    return sample_of_properties(read_object_type(new_cursor(), object_type))
