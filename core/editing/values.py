"""What was typed for a property, as the text that the journal keeps of its value; and what to say
where it is no such value. Called by edit.py. The expressions are those that read a file."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.property_types import Formats, value_type
from core.property_types.text import TEXT_LIMIT
from core.sql import quote_identifier
from core.vocabulary import ObjectType, Property

Cursor = duckdb.DuckDBPyConnection

# How numbers and dates are typed: as the page shows them.
FORMATS = Formats(date_order="YEAR_MONTH_DAY", number_format="1,234.56", time_zone="UTC")
SHOWN_LENGTH = 80

_NUMBER = ("is no number.", "Write it like 1234.56: digits, and a point before the decimals.")
_DATE = ("is no date.", "Write it like 2026-03-31.")
_OPTION = ("is no option of this property.", "Choose one of its options.")
# Value type -> what is wrong with a text that is none, and what to do.
_WRONG = {
    "email": ("is no email address.", "Write it like name@example.com."),
    "domain": ("is no domain.", "Write it like example.com."),
    "url": ("is no web address.", "Write it like https://example.com."),
    "phonenumber": ("is no phone number.", "It needs three digits at least."),
    "owner": ("is no owner.", "Choose one of the owners."),
    "product": ("is no product.", "Type the Record ID of a product."),
    **dict.fromkeys(("number", "currency"), _NUMBER),
    **dict.fromkeys(("date", "datetime"), _DATE),
    **dict.fromkeys(("select", "radio", "checkbox", "booleancheckbox"), _OPTION),
}
_TOO_LONG = (f"is longer than {TEXT_LIMIT:,} bytes.", "Shorten it.")
_TOO_PRECISE = ("has more digits than can be kept.", "15 digits that count are the most.")


@dataclass(frozen=True)
class Problem:
    """Why a value cannot be saved: ``message`` names the value, ``hint`` says what to do."""

    prop: Property
    message: str
    hint: str


class NotSaved(StoreError):
    """Raised when a value cannot be saved; then none is. ``problems`` has one a property."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = " ".join(f"{each.prop.label}: {each.message}" for each in self.problems)
        super().__init__("Nothing was saved", told, self.problems[0].hint)


def read_text(cursor: Cursor, prop: Property, text: str | None) -> str | Problem | None:
    """The text of the value that was typed, as the journal keeps it; None where it is blank; a
    Problem where it is no value of the property."""
    if text is None or not text.strip():
        return None
    kind = value_type(prop)
    made = kind.conversion("cells.raw", prop, FORMATS, "looked_up")
    lookup = kind.lookup_sql(prop, FORMATS)
    table = f", looked_up as (\n{lookup}\n)" if lookup else ""
    value, code = cursor.execute(
        f"""
        with cells as (select cast($text as varchar) as raw){table}
        select {kind.text(made.value)}, {made.issue}
        from cells
        {made.joins}
        """,
        {"text": text},
    ).fetchall()[0]
    if value is not None:
        return str(value)
    wrong, hint = _WRONG.get(prop.value_type, _TOO_LONG)
    if code == "INVALID_NUMBER_SIZE":
        wrong, hint = _TOO_PRECISE
    return Problem(prop, f"“{shortened(text)}” {wrong}", hint)


def shortened(text: str) -> str:
    """What is said of a text that may be long: its beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LENGTH else f"{line[: SHOWN_LENGTH - 1]}…"


def stored_texts(cursor: Cursor, kind: ObjectType, record_id: int) -> dict[str, str | None]:
    """The values of a record by property, as the journal keeps them. Raises StoreError when the
    record is not there."""
    texts = [value_type(prop).text(quote_identifier(prop.name)) for prop in kind.properties]
    row = cursor.execute(
        f"select {', '.join(texts)} from {quote_identifier('store', kind.name)} "
        "where hs_object_id = ?",
        [record_id],
    ).fetchone()
    if row is None:
        raise StoreError(
            "Record not found",
            f"There is no {kind.singular.lower()} with the Record ID {record_id} any more.",
            "Choose one from the list of records.",
        )
    return dict(zip((prop.name for prop in kind.properties), row, strict=True))
