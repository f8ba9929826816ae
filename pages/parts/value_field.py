"""A field to type or choose one value of a record in, fitting the type of its property. Called by
the form that edits a record.

What a field holds is told as text (``field_text``), so that it is compared and read in one way
whatever the field is; empty means no value."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.records import Shower
from core.records.shown import local, typed
from core.vocabulary import Property

# What can be chosen; a value outside of it is shown all the same.
_DAYS = date(1000, 1, 1), date(9999, 12, 31)
_MOMENTS = datetime(1000, 1, 1), datetime(9999, 12, 31, 23, 59)
Day = TypeVar("Day", date, datetime)

_PLACEHOLDERS = {
    "email": "name@example.com",
    "domain": "example.com",
    "url": "https://example.com",
    "number": "1234.5",
    "currency": "1234.50",
    "product": "Record ID of a product",
}


def first_value(prop: Property, stored: str | None) -> Any:
    """What a field holds at first, of the value as the journal keeps it."""
    if prop.value_type == "checkbox" and prop.options:
        return stored.split(";") if stored else []
    if prop.value_type == "date":
        day = typed(prop, stored)
        return day if isinstance(day, date) else None
    if prop.value_type == "datetime":
        moment = typed(prop, stored)
        found = local(moment) if isinstance(moment, datetime) else None
        return found.replace(second=0, microsecond=0) if found else None
    return stored if has_choices(prop) else stored or ""


def field_text(value: Any) -> str:
    """What a field holds as text: options by their internal values, a moment in UTC."""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, datetime):
        # The first and last days of the calendar stay as they are.
        with suppress(OverflowError, ValueError):
            value = value.astimezone(UTC)
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else str(value)


def has_choices(prop: Property) -> bool:
    """Whether a value is chosen from a list."""
    return bool(prop.options) or prop.value_type in ("owner", "booleancheckbox")


def value_field(
    place: DeltaGenerator, prop: Property, stored: str | None, shower: Shower, key: str
) -> None:
    """Draws the field with the stored value in it. Every one can be emptied."""
    label = prop.label.replace("[", r"\[")
    first = first_value(prop, stored)
    said: dict[str, Any] = {"key": key, "help": prop.description or None}
    if key not in st.session_state:
        st.session_state[key] = first
    if prop.value_type == "checkbox" and prop.options:
        names = _choices(prop, shower, first)
        place.multiselect(
            label, list(names), format_func=names.__getitem__, placeholder="None", **said
        )
    elif has_choices(prop):
        names = _choices(prop, shower, [stored] if stored else [])
        place.selectbox(
            label,
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="No value",
            **said,
        )
    elif prop.value_type == "date":
        low, high = _bounds(_DAYS, first)
        place.date_input(
            label, value=None, min_value=low, max_value=high, format="YYYY-MM-DD", **said
        )
    elif prop.value_type == "datetime":
        low, high = _bounds(_MOMENTS, first)
        place.datetime_input(
            label, value=None, min_value=low, max_value=high, format="YYYY-MM-DD", step=60, **said
        )
    elif prop.value_type == "textarea":
        place.text_area(label, **said)
    else:
        place.text_input(label, placeholder=_PLACEHOLDERS.get(prop.value_type), **said)


def _bounds(usual: tuple[Day, Day], first: Day | None) -> tuple[Day, Day]:
    """The first and last that can be chosen, with what is there among them."""
    low, high = usual
    return (min(low, first), max(high, first)) if first else usual


def _choices(prop: Property, shower: Shower, held: list[str]) -> dict[str, str]:
    """Value -> label; a held value that is no choice any more is one all the same. A stage says its
    pipeline, where there are several."""
    if prop.value_type == "owner":
        names = dict(shower.owners)
    elif prop.value_type == "booleancheckbox":
        names = {value: str(shower.shown(prop, value)) for value in ("true", "false")}
    else:
        names = {option.value: option.label for option in prop.options}
    return names | {value: value for value in held if value not in names}
