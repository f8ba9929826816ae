"""Dates and date-times: three orders, several separators, months as words, UNIX milliseconds."""

import json
from functools import cache

from core.property_types.base import Formats, ScalarType, trimmed
from core.vocabulary import Property, load_labels

# Name in HubSpot's imports API -> strptime pattern with "-" as the separator.
DATE_ORDERS = {
    "DAY_MONTH_YEAR": "%d-%m-%Y",
    "MONTH_DAY_YEAR": "%m-%d-%Y",
    "YEAR_MONTH_DAY": "%Y-%m-%d",
}

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
).split()

# A two-digit year below this is in the 2000s, from it on in the 1900s (the POSIX rule).
TWO_DIGIT_YEAR_PIVOT = 69

_TIME = r"(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$"


@cache
def month_words() -> dict[str, int]:
    """Every spelling of a month, in lower case, in the offered languages -> 1 to 12.

    A word that means different months in two languages is left out."""
    spellings: dict[str, set[int]] = {}
    months = [labels.months for labels in load_labels().values()]
    months.append(tuple((name, name[:3]) for name in _ENGLISH_MONTHS) + ())
    for year in months:
        for number, words in enumerate(year, start=1):
            for word in words:
                spellings.setdefault(word.lower().strip("."), set()).add(number)
    spellings.setdefault("sept", {9})
    return {word: min(numbers) for word, numbers in spellings.items() if len(numbers) == 1}


def _month_number(word: str) -> str:
    """The number of the month a word names, as text, null for another word."""
    table = json.dumps(month_words(), ensure_ascii=False).replace("'", "''")
    return f"json_extract_string('{table}', '$.' || lower({word}))"


def _full_year(date: str) -> str:
    return f"case when year({date}) >= 1000 then {date} end"


def _years_in_full(date: str) -> str:
    """``24`` means 2024, ``85`` means 1985; a three-digit year is no year."""
    return (
        f"case when year({date}) >= 1000 then {date} "
        f"when year({date}) < {TWO_DIGIT_YEAR_PIVOT} then {date} + interval 2000 year "
        f"when year({date}) < 100 then {date} + interval 1900 year end"
    )


def _numeric_date(text: str, order: str) -> str:
    """A date in figures. A year of four digits in front can only be year-month-day, whatever the
    chosen order; spreadsheets hand their dates over like that."""
    dashed = f"translate({text}, './ ', '---')"
    iso_first = f"regexp_matches({text}, '^\\d{{4}}[-/. ]')"
    chosen = DATE_ORDERS[order]
    year_first = _full_year(f"try_strptime({dashed}, '%Y-%m-%d')")
    iso = f"case when {iso_first} then {year_first}"
    if order == "YEAR_MONTH_DAY":
        compact = f"when regexp_full_match({text}, '\\d{{8}}') then try_strptime({text}, '%Y%m%d')"
        return f"{iso} {compact} else {_years_in_full(f'try_strptime({dashed}, {chosen!r})')} end"
    return f"{iso} else {_years_in_full(f'try_strptime({dashed}, {chosen!r})')} end"


def _word_date(text: str) -> str:
    """A date with the month as a word: day, word, year; word, day, year; year, word, day."""
    word = r"([^\d\s./,\-]{3,})"
    gap = r"[\s./,\-]+"
    shapes = {
        rf"^(\d{{1,2}}){gap}{word}{gap}(\d{{2,4}})$": (3, 2, 1),
        rf"^{word}{gap}(\d{{1,2}}){gap}(\d{{2,4}})$": (3, 1, 2),
        rf"^(\d{{4}}){gap}{word}{gap}(\d{{1,2}})$": (1, 2, 3),
    }
    japanese = "'^(\\d{4})\u5e74(\\d{1,2})\u6708(\\d{1,2})\u65e5$'"
    figures = rf"regexp_replace({text}, {japanese}, '\1-\2-\3')"
    branches = [
        f"when regexp_matches({text}, {japanese}) then try_strptime({figures}, '%Y-%m-%d')"
    ]
    for pattern, (year, month, day) in shapes.items():
        part = {n: f"regexp_extract({text}, '{pattern}', {n})" for n in (1, 2, 3)}
        joined = f"{part[year]} || '-' || {_month_number(part[month])} || '-' || {part[day]}"
        date = _years_in_full(f"try_strptime({joined}, '%Y-%m-%d')")
        branches.append(f"when regexp_matches({text}, '{pattern}') then {date}")
    return f"case {' '.join(branches)} end"


def date_sql(text: str, order: str) -> str:
    """A timestamp at midnight of the date the trimmed text names, null when it names none."""
    has_word = f"regexp_matches({text}, '\\p{{L}}')"
    return f"case when {has_word} then {_word_date(text)} else {_numeric_date(text, order)} end"


class Date(ScalarType):
    """A calendar date. A time behind it is dropped, as HubSpot's date picker does."""

    sql_type = "date"
    issue_code = "COULD_NOT_PARSE_DATE"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = trimmed(raw)
        timeless = rf"trim(regexp_replace({text}, '[T\s,]+{_TIME}', ''))"
        bare = f"case when contains({raw}, ':') then {timeless} else {text} end"
        return f"cast({date_sql(bare, formats.date_order)} as date)"


class DateTime(ScalarType):
    """A moment, kept in UTC to the millisecond, as HubSpot does. Without a time it is midnight in the import's time zone; digits alone
    are UNIX milliseconds (specification, 4.2)."""

    sql_type = "timestamp"
    issue_code = "COULD_NOT_PARSE_DATE"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = trimmed(raw)
        milliseconds = f"make_timestamp_ms(try_cast({text} as bigint))"
        return (
            f"case when regexp_full_match({text}, '-?\\d{{11,14}}') then {milliseconds} "
            f"when contains({raw}, ':') then {self._with_time(text, formats)} "
            f"else {_to_utc(date_sql(text, formats.date_order), formats.time_zone)} end"
        )

    def _with_time(self, text: str, formats: Formats) -> str:
        day = rf"trim(regexp_replace({text}, '[T\s,]+{_TIME}', ''))"
        clock = _clock(text)
        zone = f"regexp_extract({text}, '{_TIME}', 3)"
        moment = f"{date_sql(day, formats.date_order)} + {clock}"
        offset = f"try_cast(replace(regexp_extract({zone}, '[+-]\\d{{2}}'), '+', '') as integer)"
        minutes = f"try_cast(right({zone}, 2) as integer) * sign({offset} + 0.5)"
        shift = f"to_hours({offset}) + to_minutes(cast({minutes} as integer))"
        return (
            f"case when {zone} = '' then {_to_utc(moment, formats.time_zone)} "
            f"when {zone} = 'Z' then {moment} "
            f"else ({moment}) - ({shift}) end"
        )

    def text(self, value: str) -> str:
        """ISO 8601 in UTC, so that it reads back the same in any time zone."""
        return f"strftime({value}, '%Y-%m-%dT%H:%M:%S.%gZ')"


def _clock(text: str) -> str:
    """The time of day as an interval, null when there is no such time."""
    time = f"replace(regexp_extract({text}, '{_TIME}', 1), ',', '.')"
    half = f"upper(replace(regexp_extract({text}, '{_TIME}', 2), '.', ''))"
    hours = f"try_cast(split_part({time}, ':', 1) as integer)"
    minutes = f"try_cast(split_part({time}, ':', 2) as integer)"
    written = f"try_cast(nullif(split_part({time}, ':', 3), '') as double)"
    seconds = f"coalesce(floor({written} * 1000) / 1000, 0)"
    hour = (
        f"case {half} when '' then {hours} "
        f"when 'AM' then case when {hours} between 1 and 12 then {hours} % 12 end "
        f"when 'PM' then case when {hours} between 1 and 12 then {hours} % 12 + 12 end end"
    )
    return (
        f"case when {hour} between 0 and 23 and {minutes} between 0 and 59 and {seconds} < 60 "
        f"then to_hours({hour}) + to_minutes({minutes}) + to_seconds({seconds}) end"
    )


def _to_utc(moment: str, time_zone: str) -> str:
    if time_zone == "UTC":
        return moment
    return f"(({moment}) at time zone '{time_zone}') at time zone 'UTC'"
