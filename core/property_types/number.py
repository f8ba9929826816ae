"""Numbers and amounts of money, in the number formats of the details page."""

from dataclasses import dataclass

from core.property_types.base import Formats, ScalarType, trimmed
from core.vocabulary import Property


@dataclass(frozen=True)
class NumberFormat:
    """A way to write numbers: pattern of the digits before the decimal mark, signs to drop, mark.

    ``countries`` is what the details page shows (HubSpot asks for the format by country)."""

    whole: str
    group_marks: tuple[str, ...]
    decimal_mark: str
    countries: str


# Named by an example. Groups are checked, so "1,23" is no number where the comma groups thousands:
# a wrong choice of format shows as issues instead of as wrong amounts.
NUMBER_FORMATS = {
    "1,234.56": NumberFormat(r"\d{1,3}(?:,\d{3})+", (",",), ".", "US, UK, Ireland, Japan, China"),
    "1.234,56": NumberFormat(
        r"\d{1,3}(?:\.\d{3})+", (".",), ",", "Netherlands, Germany, Spain, Italy, Brazil"
    ),
    "1 234,56": NumberFormat(r"\d{1,3}(?: \d{3})+", (" ",), ",", "France, Sweden, Norway, Poland"),
    "1'234.56": NumberFormat(r"\d{1,3}(?:''\d{3})+", ("''",), ".", "Switzerland, Liechtenstein"),
    "12,34,567.89": NumberFormat(r"\d{1,2}(?:,\d{2})*,\d{3}", (",",), ".", "India"),
}

# A double keeps 15 significant decimal digits; a longer number would change silently.
SIGNIFICANT_DIGITS = 15

# Non-breaking, thin and narrow non-breaking spaces group like a space; typographic minus and
# apostrophe mean the plain signs.
_LOOK_ALIKES = "chr(160) || chr(8201) || chr(8239) || chr(8722) || chr(8217)"
_PLAIN = "'   -'''"


def plain_signs(raw: str) -> str:
    """The trimmed text with typographic spaces, minus and apostrophe as plain ones."""
    text = trimmed(raw)
    plain = f"regexp_full_match({raw}, '[(-~][!-~]*')"
    return f"case when {plain} then {raw} else translate({text}, {_LOOK_ALIKES}, {_PLAIN}) end"


def number_pattern(number_format: str) -> str:
    """The regular expression (inside an SQL literal) a number of that format matches in full."""
    form = NUMBER_FORMATS[number_format]
    mark = "\\" + form.decimal_mark
    return rf"[+-]?(?:(?:{form.whole}|\d+)(?:{mark}\d*)?|{mark}\d+)(?:[eE][+-]?\d+)?"


def _digits(text: str, number_format: str) -> str:
    """The number written the way a cast understands it."""
    form = NUMBER_FORMATS[number_format]
    for mark in form.group_marks:
        text = f"replace({text}, '{mark}', '')"
    return text if form.decimal_mark == "." else f"replace({text}, '{form.decimal_mark}', '.')"


class Number(ScalarType):
    """A number: digits, decimals, scientific notation (specification, 4.2)."""

    sql_type = "double"
    issue_code = "COULD_NOT_PARSE_NUMBER"

    def written(self, raw: str) -> str:
        """The text to read as a number."""
        return plain_signs(raw)

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = self.written(raw)
        return (
            f"case when regexp_full_match({text}, '{number_pattern(formats.number_format)}') "
            f"and not {_too_long(text)} "
            f"then {finite(_digits(text, formats.number_format))} end"
        )

    def issue_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = self.written(raw)
        pattern = number_pattern(formats.number_format)
        return (
            f"case when regexp_full_match({text}, '{pattern}') then 'INVALID_NUMBER_SIZE' "
            f"else '{self.issue_code}' end"
        )

    def text(self, value: str) -> str:
        """Whole numbers without ``.0``; the shortest text that reads back as the same number."""
        return f"regexp_replace(cast({value} as varchar), '\\.0$', '')"


def finite(text: str) -> str:
    """The text as double, null where it overflows to infinity or is too small to be told from 0."""
    value = f"try_cast({text} as double)"
    vanished = f"{value} = 0 and regexp_matches({text}, '^[^eE]*[1-9]')"
    return f"case when isfinite({value}) and not ({vanished}) then {value} end"


def _too_long(text: str) -> str:
    """Whether the text has more significant digits than a double keeps. Only texts long enough
    to be in doubt pay for the regular expressions."""
    mantissa = f"regexp_replace({text}, '[eE].*$', '')"
    digits = f"regexp_replace({mantissa}, '[^0-9]', '', 'g')"
    significant = f"trim(ltrim({digits}, '0'), '0')"
    return (
        f"case when strlen({text}) > {SIGNIFICANT_DIGITS} "
        f"then strlen({significant}) > {SIGNIFICANT_DIGITS} else false end"
    )


class Currency(Number):
    """A number that may carry a currency sign or code before or after it, or accounting brackets:
    ``€ 1.234,50``, ``1234.50 EUR``, ``($12.00)``. The sign is not part of the value."""

    def written(self, raw: str) -> str:
        text = plain_signs(raw)
        sign = r"(?:\p{Sc}|[A-Z]{3}|[A-Z]{1,2}\p{Sc}|kr\.?|z\x{142}|K\x{10d}|Ft|Fr\.|Rs\.?|lei)"
        before = rf"^([+-]?)\s*{sign}\s*([+-]?)"
        bare = f"case when regexp_matches({text}, '^[-+0-9.,]*$') then {text} else "
        cut = rf"regexp_replace(regexp_replace({text}, '^\((.*)\)$', '-\1'), '{before}', '\1\2')"
        return bare + rf"regexp_replace({cut}, '\s*{sign}$', '') end"
