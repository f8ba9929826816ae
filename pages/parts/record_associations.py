"""The records a record is associated with, a table for each object. Called by the record page."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from core.records import Origin, Record
from core.records.associated import (
    PAGE_ROWS,
    AssociatedPage,
    associable_objects,
    read_associated,
)
from core.vocabulary import ObjectType
from pages.parts.current import BROWSE, RECORD, RESULTS, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.origin_text import origin_text
from pages.parts.plain import plain
from pages.parts.record_address import page_numbers, shown_page
from pages.parts.records_grid import property_array, property_column

_NAME, _LABELS, _ID, _IMPORT = "record name", "labels", "record id", "import"
_ROW_PIXELS = 35


def count_line(kinds: Sequence[ObjectType], counts: Mapping[str, int]) -> str:
    """``1 company · 12 deals``; empty where nothing is associated."""
    return " · ".join(
        f"{counts[kind.name]:,} {object_word(kind, counts[kind.name])}" for kind in kinds
    )


def object_word(kind: ObjectType, number: int = 2) -> str:
    """What so many records of an object are called within a sentence."""
    return plain(kind.singular.lower() if number == 1 else kind.plural.lower())


def associations(record: Record, kinds: Sequence[ObjectType], counts: Mapping[str, int]) -> None:
    """A table for each of these objects; what to do where there is none."""
    if not kinds:
        _nothing_associated(record.kind)
    for kind in kinds:
        _associated_table(record.record_id, kind, counts[kind.name])


def _nothing_associated(kind: ObjectType) -> None:
    possible = [each for each in associable_objects(new_cursor(), kind.name) if not each.activity]
    if not possible:
        st.info(f"{plain(kind.plural)} cannot be associated with other records.")
        return
    names = [object_word(each) for each in possible]
    others = ", ".join(names[:-1]) + (" or " if names[:-1] else "") + names[-1]
    first = object_word(next((each for each in possible if each != kind), possible[0]))
    st.info(
        f"This {object_word(kind, 1)} is not associated with {others} yet. "
        f"Import a file with {object_word(kind)} and {first} together to associate them."
    )
    st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")


@st.fragment
def _associated_table(record_id: int, kind: ObjectType, count: int) -> None:
    """One page of the records of one object. A name opens its record, an import its results."""
    st.subheader(f"{plain(kind.plural)} :gray[{count:,}]", divider="gray")
    pages = -(-count // PAGE_ROWS)
    page = shown_page(f"{kind.name}-page", pages)
    _grid(
        read_associated(new_cursor(), record_id, kind, page),
        key=f"associated-{kind.name}-{record_id}-{page}",
    )
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            page_numbers(f"{kind.name}-page", pages)
            st.page_link(
                BROWSE,
                label=f"See all {count:,} in Records",
                icon=":material/table_rows:",
                query_params={"object": kind.name, "associated": str(record_id)},
            )


def _grid(shown: AssociatedPage, key: str) -> None:
    columns, config = _columns(shown, key)
    st.dataframe(
        pa.table(columns),
        key=key,
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (len(shown.records) + 1) + 3,
        placeholder="",
        column_config=config,
        alt=f"Associated {shown.kind.plural.lower()}",
    )
    opened = st.session_state.get(f"{key}-open")
    if opened and opened["row"] < len(shown.records):
        record_id = str(shown.records[opened["row"]].record_id)
        query = {"object": shown.kind.name, "id": record_id, "tab": "Associations"}
        st.switch_page(RECORD, query_params=query)
    asked = st.session_state.get(f"{key}-import")
    origin = shown.records[asked["row"]].origin if asked else None
    if origin:
        st.switch_page(RESULTS, query_params={"import": str(origin.import_id)})


def _columns(shown: AssociatedPage, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a table by name, and how each of them looks."""
    looks, made = st.column_config, shown.records
    columns: dict[str, Any] = {_NAME: pa.array([each.name for each in made], pa.string())}
    config: dict[str, Any] = {
        _NAME: looks.ButtonColumn(
            "Name",
            type="tertiary",
            alignment="left",
            pinned=True,
            width=max(120, min(8 * max(len(each.name) for each in made) + 30, 240)),
            key=f"{key}-open",
            help="Opens the record.",
        )
    }
    if any(each.labels for each in made):
        columns[_LABELS] = pa.array([each.labels for each in made], pa.list_(pa.string()))
        config[_LABELS] = looks.ListColumn(
            "Labels",
            width=max(100, min(max(_label_pixels(each.labels) for each in made), 360)),
            help="What it is to this record.",
        )
    for place, prop in enumerate(shown.keys):
        columns[prop.name] = property_array(prop, [each.values[place] for each in made])
        config[prop.name] = property_column(prop)
    columns[_ID] = pa.array([each.record_id for each in made], pa.int64())
    config[_ID] = looks.NumberColumn("Record ID", format="%d")
    columns[_IMPORT] = pa.array([_import_text(each.origin) for each in made], pa.string())
    config[_IMPORT] = looks.ButtonColumn(
        "Associated by",
        type="tertiary",
        alignment="left",
        width=200,
        key=f"{key}-import",
        help="The import that associated them and the row of its file. Opens its results.",
    )
    return columns, config


def _label_pixels(labels: Sequence[str]) -> int:
    """How wide the labels are beside each other."""
    return sum(7 * len(label) + 28 for label in labels) + 16


def _import_text(origin: Origin | None) -> str | None:
    return origin_text(origin) if origin else None
