"""The fields of the details page that are not about formats: name, key, list, consent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.facts import remembered
from core.engine.hits import KeyHits, key_hits
from core.engine.match import identifier_columns, key_candidates
from core.property_types import Formats
from core.recipe import RECORD_ID
from core.store.imports import Import, read_import
from core.vocabulary import ObjectType
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.table import table
from pages.parts.wording import percent


def keep(import_id: int, field: str, key: str, convert: Callable[[Any], Any] | None = None) -> None:
    """Callback: the value of a widget becomes a field of the recipe."""
    recipe = read_import(new_cursor(), import_id).recipe
    value = st.session_state[key]
    save(import_id, replace(recipe, **{field: convert(value) if convert else value}))


def name_field(draft: Import) -> None:
    """The import's name, which history and the list carry."""
    key = f"name-{draft.import_id}"
    st.text_input(
        "Import name",
        value=draft.recipe.name,
        key=key,
        on_change=keep,
        args=(draft.import_id, "name", key, str.strip),
    )
    if not draft.recipe.name.strip():
        st.error("Give the import a name.", icon=":material/error:")


def key_field(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    draft: Import,
    formats: Formats,
    columns: Sequence[MappedColumn],
    object_type: ObjectType,
) -> None:
    """Which property finds existing records, with the hit rate of each candidate."""
    candidates = key_candidates(columns, object_type)
    if not candidates:
        st.markdown(f"**Property used to find existing {object_type.plural.lower()}**")
        st.caption("No mapped column identifies a record, so every row creates a new one.")
        return
    chosen = [c for c in candidates if not c.is_record_id]
    labels = {c.prop.name: c.prop.label for c in chosen}
    used = identifier_columns(columns, draft.recipe, object_type)
    current = next((c.prop.name for c in used if not c.is_record_id), None)
    if labels:
        key = f"key-{draft.import_id}"
        st.selectbox(
            f"Property used to find existing {object_type.plural.lower()}",
            list(labels),
            index=list(labels).index(current) if current in labels else 0,
            format_func=lambda name: labels[name],
            key=key,
            on_change=keep,
            args=(draft.import_id, "key", key),
            help="A Record ID, where the row has one, always comes first.",
        )
    _hit_table(cursor, catalog, draft, formats, candidates, object_type)


def _hit_table(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    draft: Import,
    formats: Formats,
    candidates: Sequence[MappedColumn],
    object_type: ObjectType,
) -> None:
    version = open_store().counter(cursor, "version")
    depends_on = (version, formats, [(c.index, c.prop) for c in candidates])
    hits = remembered(
        cursor,
        catalog,
        "key hits",
        depends_on,
        lambda: key_hits(cursor, catalog, candidates, formats, object_type),
        KeyHits,
    )
    rows = draft.layout["row_count"]
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
        ]
    )


def list_field(draft: Import, object_type: ObjectType) -> None:
    """Whether the import makes a static list of its records."""
    key = f"list-{draft.import_id}"
    st.checkbox(
        f"Create a list of {object_type.plural.lower()} from this import",
        value=draft.recipe.create_list,
        key=key,
        on_change=keep,
        args=(draft.import_id, "create_list", key),
    )


def consent_fields(draft: Import, object_type: ObjectType) -> None:
    """For contacts: the consent tick, which is required, and the legal basis."""
    if object_type.name != "contacts":
        return
    key = f"consent-{draft.import_id}"
    st.checkbox(
        "These contacts expect to hear from us",
        value=draft.recipe.consent,
        key=key,
        on_change=keep,
        args=(draft.import_id, "consent", key),
        help="Tick it only for people who know you; not for a bought or scraped list.",
    )
    basis = object_type.property("hs_legal_basis")
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
        args=(draft.import_id, "legal_basis", key),
    )
