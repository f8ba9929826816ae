"""The key of an object: the property that finds existing records, with how many rows each candidate
finds. Called by the details page."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.facts import remembered
from core.engine.hits import KeyHits, key_hits
from core.engine.identifiers import key_candidates
from core.engine.parts import Part
from core.recipe import RECORD_ID
from core.store.imports import Import
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.recipe_field import keep
from pages.parts.table import table
from pages.parts.wording import percent


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
