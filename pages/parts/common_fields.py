"""The choice of the common column of two files, with the share of rows that find a partner. Called
by the common column page."""

from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.engine.associations.common_column import (
    Shared,
    same_headers,
    shared_rows,
    unmatched_values,
)
from core.recipe import CommonColumn
from core.store.imports import Import, read_draft
from core.store.properties import read_object_type
from pages.parts.current import file_title, save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count, percent

_SHOWN = 100


def common_fields(cursor: duckdb.DuckDBPyConnection, draft: Import) -> None:
    """The column of each file, and the object whose unique key it is."""
    recipe = draft.recipe
    if not same_headers(recipe):
        st.warning(
            "The two files have no header in common. Choose the two columns that hold the same "
            "values, whatever their headers say.",
            icon=":material/warning:",
        )
    common = recipe.common
    keys = tuple(f"common-{number}-{draft.import_id}" for number in (1, 2))
    owner_key = f"common-key-{draft.import_id}"
    arguments: dict[str, Any] = {"on_change": _keep, "args": (draft.import_id, keys, owner_key)}
    for number, place in zip((1, 2), st.columns(2, gap="large"), strict=True):
        headers = [column.header for column in recipe.files[number - 1].columns]
        key = keys[number - 1]
        # While only one of the two columns is chosen the recipe has none.
        chosen = common.headers[number - 1] if common else st.session_state.get(key)
        st.session_state[key] = chosen if chosen in headers else None
        place.selectbox(
            f"Column of file {number}: {plain(file_title(cursor, draft, number))}",
            headers,
            key=key,
            placeholder="Choose a column",
            **arguments,
        )
    owners = {name: read_object_type(cursor, name).singular for name in recipe.object_types}
    if common or st.session_state.get(owner_key) not in owners:
        st.session_state[owner_key] = common.object_type if common else recipe.object_types[0]
    header = common.headers[0] if common else "the common column"
    st.segmented_control(
        f"Which object is {plain(header)} the unique key for?",
        list(owners),
        format_func=lambda name: owners[name],
        key=owner_key,
        required=True,
        help="Its file has the value once for each record, and the value becomes its property. In "
        "the other file the column only says which record is meant.",
        **arguments,
    )


@unless_gone
def _keep(import_id: int, keys: tuple[str, str], owner_key: str) -> None:
    """Callback: with one column chosen, the one of the same header in the other file is taken."""
    recipe = read_draft(new_cursor(), import_id).recipe
    chosen = [st.session_state[key] for key in keys]
    pairs = [(mine.header, theirs.header) for mine, theirs in same_headers(recipe)]
    for mine, theirs in pairs:
        chosen[0] = mine if chosen[0] is None and chosen[1] == theirs else chosen[0]
        chosen[1] = theirs if chosen[1] is None and chosen[0] == mine else chosen[1]
    common = None
    if all(chosen):
        common = CommonColumn((chosen[0], chosen[1]), st.session_state[owner_key])
    save(import_id, replace(recipe, common=common))


def partner_figures(cursor: duckdb.DuckDBPyConnection, draft: Import) -> None:
    """How many rows of each file find a partner, and what stands against the choice."""
    shares = shared_rows(open_store(), cursor, draft)
    assert draft.recipe.common is not None
    for share, place in zip(shares, st.columns(2, gap="large"), strict=True):
        place.metric(
            "Rows that find a partner",
            f"{share.found:,} of {share.rows:,}",
            delta=percent(share.found, share.rows),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        blank = share.rows - share.filled
        without = share.filled - share.found
        place.caption(
            f"{count(without, 'row')} with a value that the other file does not have, "
            f"{count(blank, 'row')} without a value."
        )
    if not any(share.found for share in shares):
        st.warning(
            "No value of one column is in the other: the two columns may mean different things. "
            "Choose others, or the import associates nothing.",
            icon=":material/warning:",
        )
    _warn_of_repeats(draft, shares)


def _warn_of_repeats(draft: Import, shares: list[Shared]) -> None:
    common = draft.recipe.common
    assert common is not None
    owner = draft.recipe.imported(common.object_type).file
    repeated = shares[owner - 1].repeated
    if repeated:
        st.warning(
            f"{count(repeated, 'row')} of file {owner} share their value with another row, so it "
            "may not say which record is meant. Rows that become one record are no trouble; the "
            "others are told as issues.",
            icon=":material/warning:",
        )


def unmatched_panel(cursor: duckdb.DuckDBPyConnection, draft: Import) -> None:
    """The values that find no partner, by file."""
    for number in (1, 2):
        values = unmatched_values(open_store(), cursor, draft, number, _SHOWN)
        if not values:
            continue
        with st.expander(
            f"Values of file {number} that the other file does not have", icon=":material/link_off:"
        ):
            table([{"Value": value.value, "Rows": value.rows} for value in values])
            if len(values) == _SHOWN:
                st.caption(f"The {_SHOWN} most frequent values.")
