"""How a stored value looks to people: options by their label, owners by their name, moments in
this machine's time zone, numbers with groups. Called by ``table.py`` and ``record.py``."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from core.store.owners import owner_names
from core.vocabulary import ObjectType, Property

NAME_LENGTH = 80


class Shower:
    """Shows values of one object type; reads the owners once."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.owners = owner_names(cursor)

    def shown(self, prop: Property, value: Any) -> Any:
        """A value for a table: numbers and dates stay typed, so that they align and sort."""
        if value is None:
            return None
        if prop.value_type == "owner":
            return self.owners.get(str(value), str(value))
        if prop.value_type == "booleancheckbox":
            return self._label(prop, str(value).lower(), {"true": "Yes", "false": "No"})
        if prop.value_type == "checkbox":
            return ", ".join(self._label(prop, part, {}) for part in str(value).split(";"))
        if prop.options:
            return self._label(prop, str(value), {})
        return local(value) if isinstance(value, datetime) else value

    def text(self, prop: Property, value: Any) -> str | None:
        """The same as text, for a single record."""
        value = self.shown(prop, value)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, float) and prop.value_type in ("number", "currency"):
            return grouped(value, money=prop.value_type == "currency")
        if isinstance(value, date):
            return value.isoformat()
        return None if value is None else str(value)

    def _label(self, prop: Property, value: str, usual: dict[str, str]) -> str:
        labels = {option.value: option.label for option in prop.options}
        return labels.get(value) or usual.get(value, value)


def typed(prop: Property, text: str | None) -> Any:
    """What the journal keeps as text, as the type it came from; the text where it is not of it."""
    if text is None:
        return None
    with suppress(ValueError):
        match prop.value_type:
            case "number" | "currency":
                return float(text)
            case "date":
                return date.fromisoformat(text)
            case "datetime":
                return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    return text


def local(moment: datetime) -> datetime:
    """A UTC moment of the store as this machine's clock shows it."""
    try:
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    except OverflowError:  # the first and last days of the calendar
        return moment


def grouped(number: float, *, money: bool = False) -> str:
    """``1,234,567.5``; an amount of money with a fraction has two digits or more."""
    if number.is_integer():
        return f"{number:,.0f}" if abs(number) < 1e15 else f"{number:,}"
    if abs(number) < 1e-4:
        return repr(number)
    text = f"{number:,}"
    return f"{number:,.2f}" if money and len(text.partition(".")[2]) < 2 else text


def record_name(kind: ObjectType, values: dict[str, Any]) -> str:
    """What a record is called: its primary properties, else an identifier, else its number."""
    for names in (kind.primary_display, *((name,) for name in kind.identifiers)):
        held = [values[name] for name in names if values.get(name) not in (None, "")]
        parts = [
            _whole(value) if isinstance(value, float) else str(value).strip() for value in held
        ]
        if parts:
            name = " ".join(" ".join(parts).split())
            return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
    return f"{kind.singular} {values['hs_object_id']}"


def _whole(number: float) -> str:
    """A number that names a record: digits only, as in a file, where it is a whole one."""
    return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else str(number)


def name_properties(kind: ObjectType) -> list[str]:
    """The properties that ``record_name`` needs."""
    return list(dict.fromkeys(["hs_object_id", *kind.primary_display, *kind.identifiers]))
