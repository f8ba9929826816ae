"""A date of birth as cards and codes write it becomes ``1980-03-02``, or ``--03-02`` where no year
is known. Called by the readers of vCards and of MECARD.
"""

import re
from datetime import date

_TIME = r"(?:[T ].*)?"
_FORMS = (
    re.compile(rf"(?P<y>\d{{4}})-?(?P<m>\d\d)-?(?P<d>\d\d){_TIME}"),
    re.compile(rf"(?P<y>\d{{4}})(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?){_TIME}"),
    # Between dots the day comes first everywhere; between slashes it may be the month.
    re.compile(rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{{4}}){_TIME}"),
    re.compile(rf"(?P<y>)--(?P<m>\d\d)-?(?P<d>\d\d){_TIME}"),
)
# Apple's year for a birthday without one, whose mark gets lost on the way through others, and what
# some phones write.
_NO_YEAR = frozenset({"1604", "0000", ""})
_LEAP_YEAR = 2000


def birthday_of(text: str, omitted_year: str | None = None) -> str:
    """The date in the text; empty where there is none, or none that the calendar has.

    ``omitted_year`` is the year that stands for none (Apple's ``X-APPLE-OMIT-YEAR``)."""
    text = text.strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            year = "" if found["y"] in (*_NO_YEAR, omitted_year) else found["y"]
            return _written(year, int(found["m"]), int(found["d"]))
    return ""


def _written(year: str, month: int, day: int) -> str:
    try:
        date(int(year or _LEAP_YEAR), month, day)
    except ValueError:
        return ""
    return f"{year or '-'}-{month:02}-{day:02}"
