"""What the choices above the file say: in the session while they are made, in the recipe of the
draft once they are complete. Called by the choices and the upload page."""

from dataclasses import dataclass
from typing import Any

import duckdb
import streamlit as st

from core.recipe import Recipe
from core.recipe.choosing import rechosen
from core.store.imports import Import, read_draft, save_files
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType
from pages.parts.choices_fit import are_complete
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor

_USUAL_PAIR = ["contacts", "companies"]


@dataclass(frozen=True)
class Choices:
    """The choices of a draft, or of an import that waits for its file."""

    draft: Import | None

    @property
    def recipe(self) -> Recipe:
        """What was chosen before."""
        return self.draft.recipe if self.draft else Recipe.of("contacts")

    @property
    def changed(self) -> dict[str, Any]:
        """For each field: what a change of it does."""
        return {"on_change": _change, "args": (self.draft.import_id,)} if self.draft else {}

    @property
    def follow_recipe(self) -> bool:
        """Whether the fields show what the recipe says: not without a draft, nor while its objects
        on the page are too few or too many, so that the recipe has others."""
        return self.draft is not None and not st.session_state.get(self.key("choosing"))

    def key(self, name: str) -> str:
        """The key of a field."""
        return f"{name}-{self.draft.import_id}" if self.draft else name

    def preset(self, name: str, offered: list[str], value: str) -> None:
        """Sets a field to what the recipe says, or only where it says nothing yet. A default would
        not do: the fields are not drawn while the file is read, and then come back empty."""
        key = self.key(name)
        if self.follow_recipe or st.session_state.get(key) not in offered:
            st.session_state[key] = value if value in offered else offered[0]

    def preset_objects(self) -> None:
        """The same for several objects."""
        key, known = self.key("objects"), list(self.recipe.object_types)
        if self.follow_recipe or key not in st.session_state:
            st.session_state[key] = known if len(known) > 1 else _USUAL_PAIR

    @property
    def shape(self) -> str:
        """How many objects and files: ``one``, ``several``, ``two``."""
        shape: str = st.session_state[self.key("shape")]
        return shape

    @property
    def objects(self) -> list[str]:
        """The chosen objects, in the order they are offered in."""
        if self.shape == "one":
            return [st.session_state[self.key("object_type")]]
        chosen = set(st.session_state[self.key("objects")] or ())
        return [name for name in object_type_names(new_cursor()) if name in chosen]

    def wanted(self, kinds: dict[str, ObjectType]) -> Recipe:
        """The recipe as the choices say."""
        state, chosen = st.session_state, self.objects
        modes = {name: state.get(self.key(f"mode-{name}")) or "UPSERT" for name in chosen}
        return rechosen(
            self.recipe,
            [kinds[name] for name in chosen],
            2 if self.shape == "two" else 1,
            modes,
            state[self.key("language")] or self.recipe.language,
        )


def object_kinds(cursor: duckdb.DuckDBPyConnection) -> dict[str, ObjectType]:
    """All objects, by their names, in the order they are offered in."""
    return {name: read_object_type(cursor, name) for name in object_type_names(cursor)}


def keep_choices(draft: Import) -> None:
    """Callback's end, for a draft that is dropped: the next one begins with its choices."""
    for name in ("shape", "object_type", "objects", "language"):
        key = Choices(draft).key(name)
        if key in st.session_state:
            st.session_state[name] = st.session_state[key]
    for imported in draft.recipe.objects:
        st.session_state[f"mode-{imported.object_type}"] = imported.mode


@unless_gone
def _change(import_id: int) -> None:
    """Callback: keeps the choices, once they are complete. An import of one file forgets a second
    one."""
    cursor = new_cursor()
    draft = read_draft(cursor, import_id)
    choices = Choices(draft)
    _fill(choices)
    complete = are_complete(len(choices.objects), choices.shape)
    st.session_state[choices.key("choosing")] = not complete
    if not complete:
        return
    wanted = choices.wanted(object_kinds(cursor))
    save(import_id, wanted)
    if len(wanted.files) < len(draft.file_names):
        save_files(cursor, import_id, draft.file_names[:1], draft.file_size)


def _fill(choices: Choices) -> None:
    """Fields that the shape of before did not draw say what the recipe says."""
    known = list(choices.recipe.object_types)
    st.session_state.setdefault(choices.key("object_type"), known[0])
    st.session_state.setdefault(choices.key("objects"), known if len(known) > 1 else _USUAL_PAIR)
