"""What a cell means in each number format: the text, then its value or its issue."""

import pytest

from core.property_types import Formats
from core.property_types.number import NUMBER_FORMATS
from tests.property_types.converting import Converter, Issue, a_property

BAD = Issue("COULD_NOT_PARSE_NUMBER")
TOO_LONG = Issue("INVALID_NUMBER_SIZE")

US, EURO, FRENCH, SWISS, INDIAN = "1,234.56", "1.234,56", "1 234,56", "1'234.56", "12,34,567.89"

# One text, read in each of the five formats.
IN_EACH_FORMAT = [
    # text               US          EURO        FRENCH      SWISS       INDIAN
    ("1234", 1234, 1234, 1234, 1234, 1234),
    ("0", 0, 0, 0, 0, 0),
    ("00012", 12, 12, 12, 12, 12),
    ("-7", -7, -7, -7, -7, -7),
    ("+7", 7, 7, 7, 7, 7),
    ("1.5", 1.5, BAD, BAD, 1.5, 1.5),
    ("1,5", BAD, 1.5, 1.5, BAD, BAD),
    ("1,234", 1234, 1.234, 1.234, BAD, 1234),
    ("1.234", 1.234, 1234, BAD, 1.234, 1.234),
    ("1 234", BAD, BAD, 1234, BAD, BAD),
    ("1'234", BAD, BAD, BAD, 1234, BAD),
    ("1,234.5", 1234.5, BAD, BAD, BAD, 1234.5),
    ("1.234,5", BAD, 1234.5, BAD, BAD, BAD),
    ("1 234,5", BAD, BAD, 1234.5, BAD, BAD),
    ("1'234.5", BAD, BAD, BAD, 1234.5, BAD),
    ("1,234,567.89", 1234567.89, BAD, BAD, BAD, BAD),
    ("1.234.567,89", BAD, 1234567.89, BAD, BAD, BAD),
    ("1 234 567,89", BAD, BAD, 1234567.89, BAD, BAD),
    ("1'234'567.89", BAD, BAD, BAD, 1234567.89, BAD),
    ("12,34,567.89", BAD, BAD, BAD, BAD, 1234567.89),
    ("1,23", BAD, 1.23, 1.23, BAD, BAD),
    ("1,2345", BAD, 1.2345, 1.2345, BAD, BAD),
    (".5", 0.5, BAD, BAD, 0.5, 0.5),
    (",5", BAD, 0.5, 0.5, BAD, BAD),
    ("5.", 5, BAD, BAD, 5, 5),
    ("1e3", 1000, 1000, 1000, 1000, 1000),
    ("1.5E-3", 0.0015, BAD, BAD, 0.0015, 0.0015),
    ("1,5E-3", BAD, 0.0015, 0.0015, BAD, BAD),
]  # fmt: skip

# In the format 1,234.56.
OTHERS = [
    ("  42\t", 42),
    ("\u00a042\u00a0", 42),
    ("\u22125", -5),
    ("'-5", -5),
    ("five", BAD),
    ("-", BAD),
    (".", BAD),
    ("--1", BAD),
    ("1-2", BAD),
    ("1 2", BAD),
    ("5%", BAD),
    ("(5)", BAD),
    ("€5", BAD),
    ("0x10", BAD),
    ("1_000", BAD),
    ("NaN", BAD),
    ("inf", BAD),
    ("\uff11\uff12", BAD),
    ("2024-04-03", BAD),
    ("123456789012345", 123456789012345),
    ("1234567890123456", TOO_LONG),
    ("0.1234567890123456", TOO_LONG),
    ("1000000000000000000000", 1e21),
    ("0.0000000000000000000012", 1.2e-21),
    ("1e308", 1e308),
    ("1e309", TOO_LONG),
    ("-1e309", TOO_LONG),
    ("1e-400", TOO_LONG),
    ("0e-400", 0),
]

AMOUNTS = [
    ("1,234.50", 1234.5),
    ("€5", 5),
    ("€ 5", 5),
    ("5 €", 5),
    ("-€5", -5),
    ("€-5", -5),
    ("- € 5", -5),
    ("-5 €", -5),
    ("$1,234.50", 1234.5),
    ("US$5", 5),
    ("R$ 5", 5),
    ("£5", 5),
    ("¥500", 500),
    ("₹ 5", 5),
    ("EUR 5", 5),
    ("5 EUR", 5),
    ("5EUR", 5),
    ("kr 5", 5),
    ("5 kr.", 5),
    ("5 zł", 5),
    ("5 Kč", 5),
    ("Rs. 5", 5),
    ("(12)", -12),
    ("($12.00)", -12),
    ("(€5)", -5),
    ("five", BAD),
    ("€", BAD),
    ("EUR", BAD),
    ("5 EUR extra", BAD),
    ("5 euros", BAD),
    ("€1,5", BAD),
    ("5%", BAD),
    ("€1234567890123456", TOO_LONG),
]


@pytest.mark.parametrize(
    ("text", "number_format", "expected"),
    [
        (row[0], name, row[place])
        for row in IN_EACH_FORMAT
        for place, name in enumerate((US, EURO, FRENCH, SWISS, INDIAN), start=1)
    ],
)
def test_a_number_in_each_format(cells: Converter, text, number_format, expected) -> None:
    formats = Formats(number_format=number_format)
    assert cells.convert(a_property("number"), [text], formats) == [expected]


def test_the_table_has_every_format() -> None:
    assert set(NUMBER_FORMATS) == {US, EURO, FRENCH, SWISS, INDIAN}


@pytest.mark.parametrize(("name", "text"), [(name, name) for name in NUMBER_FORMATS])
def test_each_format_reads_the_example_it_is_named_by(cells: Converter, name, text) -> None:
    value = 1234567.89 if name == INDIAN else 1234.56
    assert cells.convert(a_property("number"), [text], Formats(number_format=name)) == [value]


@pytest.mark.parametrize(
    ("text", "number_format"),
    [
        ("1\u00a0234", FRENCH),
        ("1\u202f234", FRENCH),
        ("1\u2009234", FRENCH),
        ("1\u2019234", SWISS),
    ],
)
def test_typographic_marks_group_like_the_plain_ones(cells: Converter, text, number_format) -> None:
    formats = Formats(number_format=number_format)
    assert cells.convert(a_property("number"), [text], formats) == [1234]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_what_is_a_number(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("number"), [text]) == [expected]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_what_is_an_amount_of_money(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("currency"), [text]) == [expected]


def test_an_amount_is_read_in_the_chosen_format(cells: Converter) -> None:
    texts = ["€ 1.234,50", "1.234,50 EUR", "(€ 1.234,50)", "$1,234.50"]
    found = cells.convert(a_property("currency"), texts, Formats(number_format=EURO))
    assert found == [1234.5, 1234.5, -1234.5, BAD]
