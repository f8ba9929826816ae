"""Date order, number format and time zone, each with the evidence counted in the file. Called by
the details page."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import available_timezones

import duckdb
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.evidence import (
    DATE_TYPES,
    Reading,
    date_evidence,
    number_columns,
    number_evidence,
)
from core.property_types import Formats
from core.property_types.number import NUMBER_FORMATS
from core.store.imports import Import, read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.wording import count

DATE_ORDERS = {
    "DAY_MONTH_YEAR": "Day, month, year (31-12-2026)",
    "MONTH_DAY_YEAR": "Month, day, year (12-31-2026)",
    "YEAR_MONTH_DAY": "Year, month, day (2026-12-31)",
}


def has_formats(columns: Sequence[MappedColumn]) -> bool:
    """Whether any column is mapped to a date or a number, so that there is a choice to make."""
    dates = any(column.prop.value_type in DATE_TYPES for column in columns)
    return dates or bool(number_columns(columns))


def date_field(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    draft: Import,
    file: int,
    formats: Formats,
    columns: Sequence[MappedColumn],
) -> None:
    """The date order, where a column is mapped to a date."""
    if dates := [c for c in columns if c.prop.value_type in DATE_TYPES]:
        readings = date_evidence(cursor, catalog, dates)
        place = draft.import_id, file
        _choice(place, formats, "date_order", "Date format", DATE_ORDERS, readings, dates)


def number_field(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    draft: Import,
    file: int,
    formats: Formats,
    columns: Sequence[MappedColumn],
) -> None:
    """The number format, where a column is mapped to a number or an amount."""
    if numbers := number_columns(columns):
        readings = number_evidence(cursor, catalog, numbers)
        names = {name: f"{name} ({form.countries})" for name, form in NUMBER_FORMATS.items()}
        place = draft.import_id, file
        _choice(place, formats, "number_format", "Number format", names, readings, numbers)


def time_zone_field(
    draft: Import, file: int, formats: Formats, columns: Sequence[MappedColumn]
) -> None:
    """The zone of date-times that name none."""
    if not any(c.prop.value_type == "datetime" for c in columns):
        return
    zones = sorted(available_timezones())
    place = draft.import_id, file
    key = f"time_zone-{draft.import_id}-{file}"
    st.selectbox(
        "Time zone of dates with a time",
        zones,
        index=zones.index(formats.time_zone) if formats.time_zone in zones else zones.index("UTC"),
        key=key,
        on_change=_keep_format,
        args=(place, formats, "time_zone", key),
        help="Where a value names its own zone (Z, +02:00), that one counts.",
    )


def _choice(
    place: tuple[int, int],
    formats: Formats,
    field: str,
    label: str,
    names: dict[str, str],
    readings: list[Reading],
    columns: Sequence[MappedColumn],
) -> None:
    by_name = {reading.name: reading for reading in readings}
    current = getattr(formats, field)
    key = f"{field}-{place[0]}-{place[1]}"
    st.radio(
        f"{label} of {', '.join(plain(c.header, 40) for c in columns)}",
        list(names),
        index=list(names).index(current),
        format_func=names.get,
        captions=[_caption(by_name.get(name)) for name in names],
        key=key,
        on_change=_keep_format,
        args=(place, formats, field, key),
    )


def _caption(reading: Reading | None) -> str:
    """What the file says about one reading."""
    if reading is None:
        return "No values"
    told = f"{reading.fits:,} of {count(reading.total, 'value')} fit"
    return f"{told}; {reading.only:,} fit nothing else" if reading.only else told


@unless_gone
def _keep_format(place: tuple[int, int], formats: Formats, field: str, key: str) -> None:
    """Callback: the user's choice; with it the other formats stay as they are shown."""
    import_id, file = place
    recipe = read_draft(new_cursor(), import_id).recipe
    chosen = replace(formats, **{field: st.session_state[key]})
    save(import_id, recipe.with_file(file, formats=chosen))
