"""What python-calamine does not tell about a sheet, in one shape for every kind of spreadsheet.

``look.py`` chooses who looks (``look_xlsx.py`` and its likes); ``sheets.py`` puts the texts in.
"""

from dataclasses import dataclass, field


@dataclass
class SecondLook:
    """``texts``: (row, column), from 0, to the text that calamine does not give: zeros in front,
    which only the number format shows, and codes of errors. ``failed``: nobody could look."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: int = 0
    without_value: int = 0
    hidden_rows: int = 0
    percent_columns: set[int] = field(default_factory=set)
    failed: bool = False


def padding_of(code: str) -> int:
    """The number of digits of a format that is nothing but zeros (``00000``), else 0."""
    bare = code.split(";")[0].strip('"')
    return len(bare) if len(bare) > 1 and set(bare) == {"0"} else 0


def padded(number: float, digits: int) -> str | None:
    """A whole number with zeros in front, as its format shows it; None for any other number."""
    if not number.is_integer():
        return None
    return ("-" if number < 0 else "") + str(abs(int(number))).zfill(digits)
