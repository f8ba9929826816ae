"""What the end of a table tells: a total row, a footnote. They are kept; the user is warned."""

import re
from collections.abc import Sequence

from core.read.cells import filled, kind_of

TOTAL = re.compile(
    r"\W*((grand|sub|overall)[ -]?)?"
    r"(total|totals|totaal|totale|sum|summe|gesamt|gesamtsumme|insgesamt|suma|somme|soma|razem|"
    r"celkem|ukupno|summa|yhteensä|toplam|итого|всего|合計|总计|合计)\b.*",
    re.I,
)
KEPT = "It is kept as data; if it is none, leave out the last row."


def warn_of_last_row(number: int, cells: Sequence[str], before: Sequence[str]) -> str | None:
    """``before`` is the row above the last: a footnote is much shorter than it."""
    texts = [cell for cell in cells if cell and kind_of(cell) == "text"]
    if len(cells) > 1 and texts and any(TOTAL.fullmatch(text.strip()) for text in texts[:2]):
        return f"The last row (row {number}) looks like a total. {KEPT}"
    alone = filled(cells) == 1 and bool(cells[0].strip())
    if len(cells) > 2 and alone and filled(before) > 2:
        return f"The last row (row {number}) looks like a footnote. {KEPT}"
    return None
