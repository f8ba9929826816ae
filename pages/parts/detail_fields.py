"""The fields of the details page that are about the import as a whole: name, lists, consent,
associations by domain; and the key of each object."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.facts import remembered
from core.engine.hits import KeyHits, key_hits
from core.engine.identifiers import key_candidates
from core.engine.parts import Part
from core.recipe import RECORD_ID, Recipe
from core.store.imports import Import, read_import
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import percent

Change = Callable[[Recipe, Any], Recipe]


def keep(import_id: int, key: str, change: Change) -> None:
    """Callback: the value of a widget becomes part of the recipe."""
    recipe = read_import(new_cursor(), import_id).recipe
    save(import_id, change(recipe, st.session_state[key]))


def name_field(draft: Import) -> None:
    """The import's name, which history and the lists carry."""
    key = f"name-{draft.import_id}"
    st.text_input(
        "Import name",
        value=draft.recipe.name,
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, text: replace(recipe, name=text.strip())),
    )
    if not draft.recipe.name.strip():
        st.error("Give the import a name.", icon=":material/error:")


def key_field(cursor: duckdb.DuckDBPyConnection, draft: Import, part: Part) -> None:
    """Which property finds existing records of an object, with the hit rate of each candidate."""
    plural = plain(part.object_type.plural.lower())
    candidates = key_candidates(part.columns, part.object_type)
    if not candidates:
        st.markdown(f"**Property used to find existing {plural}**")
        st.caption("No mapped column identifies a record, so every row creates a new one.")
        return
    labels = {c.prop.name: c.prop.label for c in candidates if not c.is_record_id}
    current = next((c.prop.name for c in part.identifiers if not c.is_record_id), None)
    if labels:
        key = f"key-{draft.import_id}-{part.name}"
        st.selectbox(
            f"Property used to find existing {plural}",
            list(labels),
            index=list(labels).index(current) if current in labels else None,
            format_func=lambda name: labels[name],
            placeholder="None: every row creates a new record",
            key=key,
            on_change=keep,
            args=(
                draft.import_id,
                key,
                lambda recipe, name: recipe.with_object(part.name, key=name),
            ),
            help="A Record ID, where the row has one, always comes first. A name may fit several "
            "records; such rows are told as issues.",
        )
    hits = _hits(cursor, part, candidates)
    _hit_table(hits, draft.layouts[part.imported.file - 1]["row_count"])
    if not part.identifiers:
        _warn_of_equal_names(hits, plural)


def _hits(
    cursor: duckdb.DuckDBPyConnection, part: Part, candidates: Sequence[MappedColumn]
) -> list[KeyHits]:
    version = open_store().counter(cursor, "version")
    depends_on = (version, part.formats, [(c.index, c.prop) for c in candidates])
    return remembered(
        cursor,
        part.catalog,
        f"key hits {part.name}",
        depends_on,
        lambda: key_hits(cursor, part, candidates),
        KeyHits,
    )


def _hit_table(hits: Sequence[KeyHits], rows: int) -> None:
    table(
        [
            {
                "Property": "Record ID" if hit.property == RECORD_ID else hit.label,
                "Filled": f"{hit.filled:,} ({percent(hit.filled, rows)})",
                "Found": f"{hit.found:,} ({percent(hit.found, rows)})",
                "Several": f"{hit.ambiguous:,}",
                "Distinct": f"{hit.distinct_count:,}",
            }
            for hit in hits
        ],
        right=("Filled", "Found", "Several", "Distinct"),
    )


def _warn_of_equal_names(hits: Sequence[KeyHits], plural: str) -> None:
    """Where nothing finds records, two rows of one name become two records of that name."""
    for hit in hits:
        if hit.filled > hit.distinct_count:
            st.warning(
                f"{hit.filled:,} rows have {hit.distinct_count:,} different values of "
                f"{plain(hit.label)}. As it is, every row makes a record of its own. If rows with "
                f"the same value are the same {plural}, choose {plain(hit.label)} here.",
                icon=":material/content_copy:",
            )


def list_fields(draft: Import, parts: Sequence[Part]) -> None:
    """Whether the import makes a static list of the records of each object."""
    for part in parts:
        if part.object_type.activity or part.name == "line_items":
            continue
        key = f"list-{draft.import_id}-{part.name}"
        st.checkbox(
            f"Create a list of {plain(part.object_type.plural.lower())} from this import",
            value=part.imported.create_list,
            key=key,
            on_change=keep,
            args=(
                draft.import_id,
                key,
                lambda recipe, wanted, name=part.name: recipe.with_object(name, create_list=wanted),
            ),
        )


def domain_field(draft: Import) -> None:
    """For contacts: whether to associate them with the company of their email's domain."""
    if "contacts" not in draft.recipe.object_types:
        return
    key = f"domain-{draft.import_id}"
    st.checkbox(
        "Associate contacts with companies by email domain",
        value=draft.recipe.associate_by_domain,
        key=key,
        on_change=keep,
        args=(
            draft.import_id,
            key,
            lambda recipe, wanted: replace(recipe, associate_by_domain=wanted),
        ),
        help="A contact with ada@acme.com goes to the company whose domain is acme.com. Only "
        "contacts without a company, and only companies that are there or come with this import. "
        "Free-mail domains such as gmail.com are left out.",
    )


def consent_fields(draft: Import, parts: Sequence[Part]) -> None:
    """For contacts: the consent tick, which is required, and the legal basis."""
    contacts = next((part for part in parts if part.name == "contacts"), None)
    if contacts is None:
        return
    key = f"consent-{draft.import_id}"
    st.checkbox(
        "These contacts expect to hear from us",
        value=draft.recipe.consent,
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, ticked: replace(recipe, consent=ticked)),
        help="Tick it only for people who know you; not for a bought or scraped list.",
    )
    basis = contacts.object_type.property("hs_legal_basis")
    options = {option.value: option.label for option in basis.options} if basis else {}
    key = f"legal-basis-{draft.import_id}"
    current = draft.recipe.legal_basis
    st.selectbox(
        "Legal basis for processing the contacts' data",
        list(options),
        index=list(options).index(current) if current in options else None,
        format_func=lambda value: options[value],
        placeholder="Not set",
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, value: replace(recipe, legal_basis=value)),
    )
