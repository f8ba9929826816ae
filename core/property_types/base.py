"""What every kind of value offers, and the helpers they share. Called by each file of this room.

A kind is a few functions from SQL text to SQL text. ``raw`` is always an expression for the cell's
text as found in the file, null when the cell is empty. An expression gives null when the cell is
blank or cannot be read; ``core/engine/convert.py`` tells the two apart.
"""

from dataclasses import dataclass
from typing import Protocol

from core.vocabulary import Property

# Space, tab, line ends, non-breaking and zero-width space, byte order mark: what surrounds values
# in real exports. chr() because an invisible character in a source file is a trap.
_WHITE_SPACE = " || ".join(f"chr({code})" for code in (32, 9, 10, 13, 160, 8203, 65279))


@dataclass(frozen=True)
class Formats:
    """How values of the file are written; chosen on the details page.

    ``date_order`` is DAY_MONTH_YEAR, MONTH_DAY_YEAR or YEAR_MONTH_DAY (names of HubSpot's imports
    API). ``number_format`` is one of ``number.NUMBER_FORMATS``, named by an example.
    ``time_zone`` is an IANA name: the zone of date-times that name none.
    """

    date_order: str = "DAY_MONTH_YEAR"
    number_format: str = "1,234.56"
    time_zone: str = "UTC"


@dataclass(frozen=True)
class Conversion:
    """How one column becomes one property: ``value`` is the typed expression, ``issue`` gives the
    issue code of a cell that has text but no value. ``joins`` are left joins both rely on."""

    value: str
    issue: str
    joins: str = ""


class ValueType(Protocol):
    """A kind of value. ``issue_code`` is its usual issue: the text is no such value."""

    sql_type: str
    issue_code: str

    def conversion(self, raw: str, prop: Property, formats: Formats, lookup: str) -> Conversion:
        """The expressions for one column. ``lookup`` is the table of converted distinct values
        (see ``lookup_sql``), aliased to its own last part."""

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        """For kinds whose values come from a list: a query over the relation ``cells(raw)`` of
        distinct texts that gives ``(raw, value, code)``. None where an expression is enough."""

    def merged(self, new: str, old: str, prop: Property) -> str:
        """What a record holds after an update. Blank never clears, so mostly coalesce(new, old)."""

    def precedence(self, value: str, prop: Property) -> str:
        """SQL: of several rows of one record the value with the highest of these counts, and of
        equal ones the last. Mostly all are equal."""

    def text(self, value: str) -> str:
        """The value as text, so that reading the text again gives the same value."""


def bare(raw: str) -> str:
    """Whether a text surely has nothing around it to take off: it begins with an ASCII letter,
    digit or the like and ends with a printable ASCII sign. Most cells of most files; the test
    costs a tenth of the trimming (measured over a million cells)."""
    return f"{raw} >= '(' and {raw} <= '~' and {raw}[-1] between '!' and '~'"


def trimmed(raw: str) -> str:
    """The text without surrounding white space, and without the apostrophe that our own export (or
    Excel) puts before a formula sign (core/export.py): export and import give the same value."""
    text = f"trim({raw}, {_WHITE_SPACE})"
    return (
        f"case when {bare(raw)} then {raw} "
        f"when contains({raw}, '''') and regexp_matches({text}, '^''[=+@-]') then {text}[2:] "
        f"else {text} end"
    )


def quote_literal_list(words: list[str]) -> str:
    """``['a', 'b']`` as an SQL list constant."""
    return "[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "]"


class ScalarType:
    """A kind that needs one expression and has one issue; the other kinds override more."""

    sql_type = "varchar"
    issue_code = "FAILED_VALIDATION"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        """The typed value of a cell, null when it cannot be read."""
        raise NotImplementedError

    def issue_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        """The issue code of a cell that has text but no value."""
        return f"'{self.issue_code}'"

    def conversion(self, raw: str, prop: Property, formats: Formats, lookup: str) -> Conversion:
        value = self.value_sql(raw, prop, formats)
        return Conversion(value, self.issue_sql(raw, prop, formats))

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        return None

    def merged(self, new: str, old: str, prop: Property) -> str:
        return f"coalesce({new}, {old})"

    def precedence(self, value: str, prop: Property) -> str:
        return "0"

    def text(self, value: str) -> str:
        return f"cast({value} as varchar)"


class LookupType(ScalarType):
    """A kind whose values come from a list of allowed ones (options, owners).

    The distinct texts of a column are few, so they are converted once and joined back."""

    def conversion(self, raw: str, prop: Property, formats: Formats, lookup: str) -> Conversion:
        alias = lookup.rsplit(".", 1)[-1]
        joins = f"left join {lookup} as {alias} on {alias}.raw = {raw}"
        issue = f"coalesce({alias}.code, '{self.issue_code}')"
        return Conversion(f"{alias}.value", issue, joins)
