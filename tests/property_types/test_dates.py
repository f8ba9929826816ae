"""Dates and moments: the text, then the day or the moment in UTC, or None for an issue."""

from datetime import UTC, date, datetime

import pytest

from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.vocabulary import load_labels
from tests.property_types.converting import Converter, Issue, a_property

BAD = Issue("COULD_NOT_PARSE_DATE")
DMY, MDY, YMD = "DAY_MONTH_YEAR", "MONTH_DAY_YEAR", "YEAR_MONTH_DAY"

MARCH_4, APRIL_3 = date(2024, 3, 4), date(2024, 4, 3)

# One text in each order.
IN_EACH_ORDER = [
    # text          DMY       MDY       YMD
    ("03-04-2024", APRIL_3, MARCH_4, BAD),
    ("03/04/2024", APRIL_3, MARCH_4, BAD),
    ("03.04.2024", APRIL_3, MARCH_4, BAD),
    ("03 04 2024", APRIL_3, MARCH_4, BAD),
    ("3-4-2024", APRIL_3, MARCH_4, BAD),
    ("3/4/2024", APRIL_3, MARCH_4, BAD),
    ("3. 4. 2024", APRIL_3, MARCH_4, BAD),
    ("03-04-24", APRIL_3, MARCH_4, date(2003, 4, 24)),
    ("24-04-03", date(2003, 4, 24), BAD, APRIL_3),
    ("31-12-2024", date(2024, 12, 31), BAD, BAD),
    ("12-31-2024", BAD, date(2024, 12, 31), BAD),
    ("20240403", BAD, BAD, APRIL_3),
    # Four figures in front are a year in any order: that is how spreadsheets hand dates over.
    ("2024-04-03", APRIL_3, APRIL_3, APRIL_3),
    ("2024/4/3", APRIL_3, APRIL_3, APRIL_3),
    ("2024.04.03", APRIL_3, APRIL_3, APRIL_3),
    ("2024-04-03 00:00:00", APRIL_3, APRIL_3, APRIL_3),
    ("2024-31-12", BAD, BAD, BAD),
    ("2024年4月3日", APRIL_3, APRIL_3, APRIL_3),
    # A month as a word says itself which figure is the day.
    ("3 Apr 2024", APRIL_3, APRIL_3, APRIL_3),
    ("Apr 3, 2024", APRIL_3, APRIL_3, APRIL_3),
    ("2024 April 3", APRIL_3, APRIL_3, APRIL_3),
    ("3-APR-24", APRIL_3, APRIL_3, APRIL_3),
]  # fmt: skip

# Day, month, year.
OTHERS = [
    (" 03-04-2024\u00a0", APRIL_3),
    ("29-02-2024", date(2024, 2, 29)),
    ("29-02-2023", BAD),
    ("29-02-1900", BAD),
    ("30-02-2024", BAD),
    ("31-04-2024", BAD),
    ("00-04-2024", BAD),
    ("03-00-2024", BAD),
    ("03-13-2024", BAD),
    ("32-01-2024", BAD),
    ("2024-02-30", BAD),
    ("30 February 2024", BAD),
    # Two figures of a year: to 68 this century, from 69 the last.
    ("03-04-00", date(2000, 4, 3)),
    ("03-04-68", date(2068, 4, 3)),
    ("03-04-69", date(1969, 4, 3)),
    ("03-04-99", date(1999, 4, 3)),
    ("3 apr 68", date(2068, 4, 3)),
    ("3 apr 69", date(1969, 4, 3)),
    ("3-4-5", BAD),
    ("3-4-024", BAD),
    ("3-4-0024", BAD),
    ("3-4-999", BAD),
    ("1-1-1000", date(1000, 1, 1)),
    ("31-12-9999", date(9999, 12, 31)),
    ("1-1-10000", BAD),
    ("0024-04-03", BAD),
    # Separators may be mixed, figures may not be left out.
    ("03/04-2024", APRIL_3),
    ("3/4", BAD),
    ("4-2024", BAD),
    ("April 2024", BAD),
    ("3 April", BAD),
    ("2024", BAD),
    # A time behind a date is left out of it.
    ("03-04-2024 23:59", APRIL_3),
    ("03-04-2024 11:59 PM", APRIL_3),
    ("2024-04-03T23:59:59Z", APRIL_3),
    ("2024-04-03T23:59:59+02:00", APRIL_3),
    # No dates.
    ("today", BAD),
    ("45000", BAD),
    ("1712102400000", BAD),
    ("3 Foo 2024", BAD),
    ("2024-W14-3", BAD),
    ("23:59", BAD),
    ("-", BAD),
]

# The month as a word, written as people of that language write a date.
WORDS = [
    ("3 March 2024", MARCH_4.replace(day=3)),
    ("march 3 2024", MARCH_4.replace(day=3)),
    ("03-MAR-2024", MARCH_4.replace(day=3)),
    ("3.Mar.2024", MARCH_4.replace(day=3)),
    ("Sept 3, 2024", date(2024, 9, 3)),
    ("3 Sep 24", date(2024, 9, 3)),
    ("3 maart 2024", MARCH_4.replace(day=3)),
    ("3 mrt 2024", MARCH_4.replace(day=3)),
    ("3. März 2024", MARCH_4.replace(day=3)),
    ("3. MÄRZ 2024", MARCH_4.replace(day=3)),
    ("3. Dez. 2024", date(2024, 12, 3)),
    ("3 mars 2024", MARCH_4.replace(day=3)),
    ("15 août 2024", date(2024, 8, 15)),
    ("3 marzo 2024", MARCH_4.replace(day=3)),
    ("3 enero 2024", date(2024, 1, 3)),
    ("3 março 2024", MARCH_4.replace(day=3)),
    ("3 gennaio 2024", date(2024, 1, 3)),
    ("3 de marzo de 2024", MARCH_4.replace(day=3)),
    ("3 de março de 2024", MARCH_4.replace(day=3)),
    ("1er janvier 2024", date(2024, 1, 1)),
    ("3rd March 2024", MARCH_4.replace(day=3)),
    ("March 3rd, 2024", MARCH_4.replace(day=3)),
    ("3th of March 2024", BAD),
]

TEN_THIRTY = datetime(2024, 4, 3, 10, 30)

MOMENTS = [
    # A time without a zone; the import's is UTC here.
    ("03-04-2024 10:30", TEN_THIRTY),
    ("03-04-2024 10:30:15", TEN_THIRTY.replace(second=15)),
    ("03-04-2024T10:30", TEN_THIRTY),
    ("2024-04-03 10:30", TEN_THIRTY),
    ("3 April 2024, 10:30", TEN_THIRTY),
    ("3 Apr 2024 9:05", TEN_THIRTY.replace(hour=9, minute=5)),
    (" 03-04-2024  10:30 ", TEN_THIRTY),
    ("03-04-2024 00:00", datetime(2024, 4, 3)),
    ("03-04-2024 23:59:59", datetime(2024, 4, 3, 23, 59, 59)),
    # Parts of a second, cut to the millisecond.
    ("2024-04-03T10:30:15.123Z", TEN_THIRTY.replace(second=15, microsecond=123_000)),
    ("2024-04-03T10:30:15.1239Z", TEN_THIRTY.replace(second=15, microsecond=123_000)),
    ("2024-04-03T10:30:15,5Z", TEN_THIRTY.replace(second=15, microsecond=500_000)),
    # Half days.
    ("03-04-2024 10:30 AM", TEN_THIRTY),
    ("03-04-2024 10:30am", TEN_THIRTY),
    ("03-04-2024 10:30 a.m.", TEN_THIRTY),
    ("03-04-2024 10:30 PM", TEN_THIRTY.replace(hour=22)),
    ("03-04-2024 10:30:15 p.m.", TEN_THIRTY.replace(hour=22, second=15)),
    ("03-04-2024 12:00 AM", datetime(2024, 4, 3)),
    ("03-04-2024 12:30 AM", datetime(2024, 4, 3, 0, 30)),
    ("03-04-2024 12:30 PM", datetime(2024, 4, 3, 12, 30)),
    ("03-04-2024 0:30 AM", BAD),
    ("03-04-2024 13:30 PM", BAD),
    # A zone of its own.
    ("2024-04-03T10:30Z", TEN_THIRTY),
    ("2024-04-03T10:30:00Z", TEN_THIRTY),
    ("2024-04-03T12:30:00+02:00", TEN_THIRTY),
    ("2024-04-03T12:30:00+0200", TEN_THIRTY),
    ("2024-04-03 12:30 +02:00", TEN_THIRTY),
    ("2024-04-03T05:00:00-05:30", TEN_THIRTY),
    ("2024-04-03T10:00:00-00:30", TEN_THIRTY),
    ("2024-04-03 10:30 UTC", TEN_THIRTY),
    ("2024-04-03T10:30z", TEN_THIRTY),
    ("2024-04-03 12:30:00+02", TEN_THIRTY),
    ("2024-04-03 08:30:00.000-02", TEN_THIRTY),
    ("2024-04-04T00:30+14:00", TEN_THIRTY),
    ("2024-04-03T10:30+15:00", BAD),
    ("2024-04-03T10:30+02:60", BAD),
    ("2024-01-01T00:30:00+01:00", datetime(2023, 12, 31, 23, 30)),
    # No time at all: midnight.
    ("03-04-2024", datetime(2024, 4, 3)),
    ("2024-04-03", datetime(2024, 4, 3)),
    ("3 April 2024", datetime(2024, 4, 3)),
    # UNIX milliseconds.
    ("1712140200000", TEN_THIRTY),
    ("1712140200123", TEN_THIRTY.replace(microsecond=123_000)),
    ("-86400000000", datetime(1967, 4, 7)),
    ("1712140200", BAD),
    ("99999999999999999", BAD),
    # Years of four digits only, in UTC: others could not be written and read back.
    ("-61000000000000", BAD),
    ("-99999999999999", BAD),
    ("9999-12-31T23:59:00-10:00", BAD),
    ("1000-01-01T00:00:00+05:00", BAD),
    # No moments.
    ("03-04-2024 24:00", BAD),
    ("03-04-2024 10:60", BAD),
    ("03-04-2024 10:30:60", BAD),
    ("30-02-2024 10:30", BAD),
    ("10:30", BAD),
    ("03-04-2024 10:30 Foo", BAD),
    ("now", BAD),
]

# Local time in the import's zone -> UTC.
IN_ZONES = [
    ("03-04-2024 10:30", "Europe/Amsterdam", datetime(2024, 4, 3, 8, 30)),
    ("03-01-2024 10:30", "Europe/Amsterdam", datetime(2024, 1, 3, 9, 30)),
    ("03-04-2024", "Europe/Amsterdam", datetime(2024, 4, 2, 22)),
    ("03-04-2024 10:30", "America/New_York", datetime(2024, 4, 3, 14, 30)),
    ("03-04-2024 10:30", "Asia/Kolkata", datetime(2024, 4, 3, 5)),
    ("03-04-2024 10:30 PM", "Asia/Tokyo", datetime(2024, 4, 3, 13, 30)),
    # What names its own zone, or counts milliseconds, is the same everywhere.
    ("2024-04-03T10:30:00Z", "Asia/Tokyo", TEN_THIRTY),
    ("2024-04-03T12:30:00+02:00", "Asia/Tokyo", TEN_THIRTY),
    ("1712140200000", "Asia/Tokyo", TEN_THIRTY),
]


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        (row[0], order, row[place])
        for row in IN_EACH_ORDER
        for place, order in enumerate((DMY, MDY, YMD), start=1)
    ],
)
def test_a_date_in_each_order(cells: Converter, text, order, expected) -> None:
    assert cells.convert(a_property("date"), [text], Formats(date_order=order)) == [expected]


def test_the_table_has_every_order() -> None:
    assert set(DATE_ORDERS) == {DMY, MDY, YMD}


@pytest.mark.parametrize(("text", "expected"), OTHERS + WORDS)
def test_what_is_a_date(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("date"), [text], Formats(date_order=DMY)) == [expected]


@pytest.mark.parametrize("language", load_labels().values(), ids=lambda labels: labels.language)
def test_the_full_name_of_every_month_in_every_offered_language(cells: Converter, language) -> None:
    if language.language == "ja":
        texts = [f"2024年{month}月15日" for month in range(1, 13)]
    else:
        texts = [f"15 {words[0]} 2024" for words in language.months]
    expected = [date(2024, month, 15) for month in range(1, 13)]
    assert cells.convert(a_property("date"), texts) == expected


@pytest.mark.parametrize(("text", "expected"), MOMENTS)
def test_what_is_a_moment(cells: Converter, text, expected) -> None:
    assert cells.convert(a_property("datetime"), [text], Formats(date_order=DMY)) == [expected]


@pytest.mark.parametrize(("text", "zone", "expected"), IN_ZONES)
def test_a_moment_without_a_zone_is_in_the_zone_of_the_import(
    cells: Converter, text, zone, expected
) -> None:
    assert cells.convert(a_property("datetime"), [text], Formats(time_zone=zone)) == [expected]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Amsterdam", "America/New_York"])
def test_an_hour_that_summer_time_skips_or_repeats_is_still_a_moment_of_that_day(
    cells: Converter, zone
) -> None:
    texts = ["31-03-2024 02:30", "27-10-2024 02:30", "10-03-2024 02:30", "03-11-2024 01:30"]
    found = cells.convert(a_property("datetime"), texts, Formats(time_zone=zone))
    days = [date(2024, 3, 31), date(2024, 10, 27), date(2024, 3, 10), date(2024, 11, 3)]
    assert [moment.replace(tzinfo=UTC).date() for moment in found] == days
