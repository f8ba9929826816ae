"""A spreadsheet cell as text, the way a person would write it in a CSV.

Whole floats lose their ``.0``, dates are ISO, times and durations apart from dates, truth values in
capitals. ``column_array.py`` has faster ways to the same for columns of one kind.
"""

import datetime
from collections.abc import Callable
from typing import Any

MOST_EXACT = 10**15  # a double keeps 15 digits; longer ids were already rounded in the file


def float_text(value: float) -> str:
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return repr(value)


def datetime_text(value: datetime.datetime) -> str:
    """Excel keeps fractions of a day: what is off by microseconds is a whole second."""
    rounded = nearest_second(value)
    if rounded.time() == datetime.time(0):
        return rounded.date().isoformat()
    return rounded.isoformat(sep=" ", timespec="auto")


def nearest_second(value: datetime.datetime) -> datetime.datetime:
    micro = value.microsecond
    if 0 < micro < 2000:
        return value.replace(microsecond=0)
    if micro > 998_000:
        return value.replace(microsecond=0) + datetime.timedelta(seconds=1)
    return value


def duration_text(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


WRITE: dict[type, Callable[[Any], str]] = {
    str: str,
    float: float_text,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime.datetime: datetime_text,
    datetime.date: datetime.date.isoformat,
    datetime.time: lambda value: value.isoformat(timespec="seconds"),
    datetime.timedelta: duration_text,
    type(None): lambda value: "",
}


def cell_text(value: Any) -> str:
    return WRITE.get(type(value), str)(value)
