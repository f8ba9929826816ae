"""Dates and date-times: three orders, several separators, months as words, UNIX milliseconds.

Dates repeat, so the distinct texts of a column are converted once, in named steps, and joined
back (base.LookupType). Called through the registry."""

from functools import cache

from core.property_types.base import Formats, LookupType, trimmed
from core.sql import quote_literal
from core.vocabulary import Property, load_labels

# Name in HubSpot's imports API -> which of the three figures is year, month, day.
DATE_ORDERS = {
    "DAY_MONTH_YEAR": ("c", "b", "a"),
    "MONTH_DAY_YEAR": ("c", "a", "b"),
    "YEAR_MONTH_DAY": ("a", "b", "c"),
}

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
).split()

# A two-digit year below this is in the 2000s, from it on in the 1900s (the POSIX rule).
TWO_DIGIT_YEAR_PIVOT = 69

# UTC, or hours and minutes from it, 14 hours at most (the Line Islands are that far ahead).
_ZONE = r"((?i:Z|UTC|GMT)|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)"
_CLOCK = (
    rf"(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}(?:[.,]\d{{1,9}})?))?\s*([AaPp]\.?[Mm]\.?)?\s*{_ZONE}?$"
)
_CLOCK_PARTS = "['hour', 'minute', 'second', 'half', 'zone']"
_FIGURES = r"^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})$"
_JAPANESE = r"^(\d{4})年(\d{1,2})月(\d{1,2})日$"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_WORD = r"([^\d\s./,\-]{3,})"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|º)?"
# What stands between the parts: signs, and the "de" of Spanish and Portuguese.
_GAP = r"[\s./,\-]+(?:de\s+)?"
# A month as a word, and the places of year, month and day in the match.
_WORD_SHAPES = {
    rf"^{_DAY}{_GAP}{_WORD}{_GAP}(\d{{2,4}})$": (3, 2, 1),
    rf"^{_WORD}{_GAP}{_DAY}{_GAP}(\d{{2,4}})$": (3, 1, 2),
    rf"^(\d{{4}}){_GAP}{_WORD}{_GAP}{_DAY}$": (1, 2, 3),
}


@cache
def month_words() -> dict[str, int]:
    """Every spelling of a month, in lower case, in the offered languages -> 1 to 12.

    A word that means different months in two languages is left out."""
    spellings: dict[str, set[int]] = {"sept": {9}}
    months = [labels.months for labels in load_labels().values()]
    months.append(tuple((name, name[:3]) for name in _ENGLISH_MONTHS))
    for year in months:
        for number, words in enumerate(year, start=1):
            for word in words:
                spellings.setdefault(word.lower().strip("."), set()).add(number)
    return {word: min(numbers) for word, numbers in spellings.items() if len(numbers) == 1}


def _months_sql() -> str:
    rows = ", ".join(f"({quote_literal(w)}, '{n}')" for w, n in sorted(month_words().items()))
    return f"months(word, month) as (values {rows})"


def _texts_sql() -> str:
    """Each text, its time of day (empty parts where there is none) and what is before it."""
    return f"""texts as (
  select raw, {trimmed("raw")} as text
  from cells
),
clocks as (
  select raw, text,
    regexp_extract(text, '(?:^|[T\\s,]){_CLOCK}', {_CLOCK_PARTS}) as clock,
    trim(regexp_replace(text, '[T\\s,]+{_CLOCK}', '')) as day_text
  from texts
  where text <> ''
)"""


def _dates_sql(order: str) -> str:
    """Year, month and day as text. A year of four digits in front can only be year-month-day,
    whatever the chosen order; spreadsheets hand their dates over like that."""
    year, month, day = DATE_ORDERS[order]
    compact = (
        f"when regexp_matches(day_text, '{_COMPACT}') "
        f"then regexp_extract(day_text, '{_COMPACT}', ['year', 'month', 'day'])"
        if order == "YEAR_MONTH_DAY"
        else ""
    )
    words = "\n      ".join(
        f"when regexp_matches(day_text, '{pattern}') then "
        + _ymd(*(f"regexp_extract(day_text, '{pattern}', {place})" for place in places))
        for pattern, places in _WORD_SHAPES.items()
    )
    return f"""figures as (
  select raw, text, clock, day_text, regexp_extract(day_text, '{_FIGURES}', ['a', 'b', 'c']) as f
  from clocks
),
written as (
  select raw, text, clock,
    case
      when strlen(f.a) = 4 then {_ymd("f.a", "f.b", "f.c")}
      when f.a <> '' then {_ymd(f"f.{year}", f"f.{month}", f"f.{day}")}
      when regexp_matches(day_text, '{_JAPANESE}')
        then regexp_extract(day_text, '{_JAPANESE}', ['year', 'month', 'day'])
      {compact}
      {words}
    end as parts
  from figures
),
dated as (
  select raw, text, clock,
    try_strptime(
      {_full_year("parts.year")} || '-' || coalesce(months.month, parts.month) || '-' || parts.day,
      '%Y-%m-%d'
    ) as midnight
  from written
  left join months on months.word = lower(parts.month)
)"""


def _ymd(year: str, month: str, day: str) -> str:
    return f"{{'year': {year}, 'month': {month}, 'day': {day}}}"


def _full_year(year: str) -> str:
    """``24`` means 2024, ``85`` means 1985; one, three or five digits are no year."""
    return (
        f"case when strlen({year}) = 4 and {year} >= '1000' then {year} "
        f"when strlen({year}) = 2 and {year} < '{TWO_DIGIT_YEAR_PIVOT}' then '20' || {year} "
        f"when strlen({year}) = 2 then '19' || {year} end"
    )


class Date(LookupType):
    """A calendar date. A time behind it is dropped, as HubSpot's date picker does."""

    sql_type = "date"
    issue_code = "COULD_NOT_PARSE_DATE"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        return f"""with {_months_sql()},
{_texts_sql()},
{_dates_sql(formats.date_order)}
select raw, cast(midnight as date) as value, '{self.issue_code}' as code
from dated"""


class DateTime(LookupType):
    """A moment, kept in UTC to the millisecond, as HubSpot does. Without a time it is midnight in
    the import's time zone; digits alone are UNIX milliseconds (specification, 4.2)."""

    sql_type = "timestamp"
    issue_code = "COULD_NOT_PARSE_DATE"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        return f"""with {_months_sql()},
{_texts_sql()},
{_dates_sql(formats.date_order)},
timed as (
  select raw, text, midnight, clock,
    try_cast(clock.hour as integer) as hour,
    try_cast(clock.minute as integer) as minute,
    coalesce(floor(try_cast(replace(clock.second, ',', '.') as double) * 1000), 0) as millisecond,
    upper(replace(clock.half, '.', '')) as half,
    try_cast(left(clock.zone, 1) || '1' as integer) as zone_sign,
    try_cast(substr(clock.zone, 2, 2) as integer) * 60
      + case when strlen(clock.zone) > 3 then try_cast(right(clock.zone, 2) as integer) else 0 end
      as zone_minutes
  from dated
),
hours as (
  select *,
    case half
      when '' then case when hour between 0 and 23 then hour end
      when 'AM' then case when hour between 1 and 12 then hour % 12 end
      when 'PM' then case when hour between 1 and 12 then hour % 12 + 12 end
    end as hour_of_day
  from timed
),
moments as (
  select raw, text, clock, zone_sign, zone_minutes,
    case
      when clock.hour = '' then midnight
      when minute < 60 and millisecond < 60000
        then midnight + to_hours(hour_of_day) + to_minutes(minute)
          + to_milliseconds(cast(millisecond as bigint))
    end as moment
  from hours
),
in_utc as (
  select raw,
    case
      when regexp_full_match(text, '-?\\d{{11,14}}')
        then make_timestamp_ms(try_cast(text as bigint))
      when upper(clock.zone) in ('Z', 'UTC', 'GMT') then moment
      when clock.zone <> '' then moment - to_minutes(zone_sign * zone_minutes)
      else {_to_utc("moment", formats.time_zone)}
    end as value
  from moments
)
select raw, '{self.issue_code}' as code,
  case when year(value) between 1000 and 9999 then value end as value
from in_utc"""

    def text(self, value: str) -> str:
        """ISO 8601 in UTC, so that it reads back the same in any time zone."""
        return f"strftime({value}, '%Y-%m-%dT%H:%M:%S.%gZ')"


def _to_utc(moment: str, time_zone: str) -> str:
    if time_zone == "UTC":
        return moment
    return f"({moment} at time zone {quote_literal(time_zone)}) at time zone 'UTC'"
