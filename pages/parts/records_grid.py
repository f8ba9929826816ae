"""A page of records as a grid, and the numbers under it to go to another page. Called by the
records page; the record page shows its tables like this one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import streamlit as st

from core.records import Found, Table, View
from core.records.view import PAGE_SIZES
from core.vocabulary import ObjectType, Property
from pages.parts.current import RECORD
from pages.parts.picked import picked_row
from pages.parts.records_view import show
from pages.parts.wording import count

_NAME = "record name"
_GRID, _NAME_CLICK = "records-grid", "records-name-click"
_ROW_PIXELS, _ROWS_SHOWN = 35, 18
_ARROW_TYPES = {
    "number": pa.float64(),
    "currency": pa.float64(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}


def records_grid(kind: ObjectType, view: View, table: Table) -> None:
    """The name of a record opens it; so does selecting its row (Shift+Space on the keyboard)."""
    name = st.column_config.ButtonColumn(
        "Name",
        type="tertiary",
        alignment="left",
        pinned=True,
        width=_name_pixels(table),
        key=_NAME_CLICK,
        help="Opens the record.",
    )
    selected = st.dataframe(
        _arrow_table(table),
        key=_GRID,
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (min(len(table.ids), _ROWS_SHOWN) + 1) + 3,
        placeholder="",
        column_config={_NAME: name} | {prop.name: property_column(prop) for prop in table.columns},
        selection_mode="single-row",
        on_select="rerun",
        alt=f"{kind.plural}, page {view.page}",
    )
    row = picked_row(selected, st.session_state.get(_NAME_CLICK))
    if row is not None and row < len(table.ids):
        query = {"object": kind.name, "id": str(table.ids[row])}
        st.switch_page(RECORD, query_params=query)


def _name_pixels(table: Table) -> int:
    """Wide enough for most names, narrow enough to leave a telephone room for the next column."""
    longest = max((len(name) for name in table.names), default=0)
    return max(120, min(8 * longest + 30, 240))


def _arrow_table(table: Table) -> pa.Table:
    """Typed columns, so that an empty one is still a column of numbers or dates."""
    arrays: dict[str, Any] = {_NAME: pa.array(table.names, pa.string())}
    for place, prop in enumerate(table.columns):
        arrays[prop.name] = property_array(prop, [row[place] for row in table.rows])
    return pa.table(arrays)


def property_array(prop: Property, values: Sequence[Any]) -> Any:
    """A column of the values of a property, as shown in a grid."""
    kind = _arrow_type(prop)
    if kind == pa.string():
        values = [None if value is None else str(value) for value in values]
    return pa.array(values, kind)


def _arrow_type(prop: Property) -> pa.DataType:
    if prop.name == "hs_object_id":
        return pa.int64()
    return _ARROW_TYPES.get(prop.value_type, pa.string())


def property_column(prop: Property) -> Any:
    """How the column of a property looks in a grid."""
    config = st.column_config
    match prop.value_type:
        case "number" if prop.name == "hs_object_id":
            return config.NumberColumn(prop.label, format="%d")
        case "number" | "currency":
            return config.NumberColumn(prop.label, format="localized")
        case "date":
            return config.DateColumn(prop.label, format="YYYY-MM-DD", alignment="right")
        case "datetime":
            return config.DatetimeColumn(prop.label, format="YYYY-MM-DD HH:mm", alignment="right")
    return config.TextColumn(prop.label)


def position_line(view: View, found: Found, page: int) -> None:
    """Which records of how many the grid shows."""
    first = (page - 1) * view.rows + 1
    records = count(found.count, "record")
    if found.count > len(found.rows):
        records = f"{first:,} to {first + len(found.rows) - 1:,} of {records}"
    st.caption(records)


def paging(view: View, found: Found, page: int) -> None:
    """Page numbers, and how many records a page has."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        pages = -(-found.count // view.rows)
        if pages > 1:
            _page_numbers(view, page, pages)
        if found.count > PAGE_SIZES[0]:
            _page_size(view)


def _page_numbers(view: View, page: int, pages: int) -> None:
    """The URL says which page shows, so the widget is a new one where that has changed."""
    key = f"records-page-{page}"
    st.pagination(
        pages,
        default=page,
        key=key,
        width="stretch",
        on_change=lambda: show(replace(view, page=st.session_state[key])),
    )


def _page_size(view: View) -> None:
    st.session_state["records-rows"] = view.rows
    st.selectbox(
        "Records a page",
        PAGE_SIZES,
        key="records-rows",
        format_func=lambda rows: f"{rows} a page",
        width=140,
        label_visibility="collapsed",
        on_change=lambda: show(replace(view, page=1, rows=st.session_state["records-rows"])),
    )
