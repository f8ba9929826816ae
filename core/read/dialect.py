"""Which delimiter and quote a text uses: parse it each way and vote. ``inspect_file`` calls it.

The score of a way is (share of rows of the commonest width) squared x how clean the cells look x
a factor that grows with the width. What the user chose is not voted on.
"""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.read import trouble
from core.read.cells import is_blank, kind_of
from core.read.cleanse import clean_text
from core.read.layout import ReadOptions

csv.field_size_limit(sys.maxsize)  # 131,072 by default; notes fields are longer

DELIMITERS = (",", ";", "\t", "|", ":", "^", "~", " ")
QUOTES = ('"', "'", "")
PENALTY = {":": 0.6, " ": 0.6, "^": 0.97, "~": 0.97, "|": 0.99}
UNLIKELY_INSIDE = re.compile(r'[;\t|^~]|"[,:]|[,:]"')
APOSTROPHES = re.compile(r"(?<![^,;\t|:^~ \r\n])'[^'\r\n]*'(?![^,;\t|:^~ \r\n])")
VOTERS = 400
SEP_LINE = re.compile(r'\s*"?sep=(.)"?[\r\n]*', re.I)


@dataclass(frozen=True)
class Dialect:
    """``escape`` is '' or a backslash; doubled quotes are always understood. ``trim_left`` says
    that delimiters are followed by a space that is no part of the cell."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    trim_left: bool = False

    def parse(self, text: str, strict: bool = False) -> Iterator[list[str]]:
        return csv_reader(io.StringIO(text, newline=""), self, strict)


def csv_reader(lines: Iterator[str], dialect: Dialect, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=True,
        skipinitialspace=dialect.trim_left,
        strict=strict,
    )


def find_sep_line(text: str) -> str | None:
    """The delimiter that a first line ``sep=;`` names, for Excel and for us."""
    first = text.split("\n", 1)[0] if "\n" in text else text.split("\r", 1)[0]
    found = SEP_LINE.fullmatch(first)
    return found.group(1) if found else None


def choose_dialect(text: str, options: ReadOptions) -> Dialect:
    """Vote on the text (a sample, whole lines) within what the options leave open."""
    check_options(options)
    quotes = QUOTES if options.quote is None else (options.quote,)
    delimiters = DELIMITERS if options.delimiter is None else (options.delimiter,)
    scored = []
    for quote in quotes:
        if quote == "'" and options.quote is None and not quotes_cells(text):
            continue
        for delimiter in delimiters:
            scored.append(score(text, Dialect(delimiter, quote)))
    best = max(scored, key=lambda pair: pair[0])[1]
    if (
        options.delimiter is None
        and len(scored) > 1
        and score_single_column(text) > best_score(scored)
    ):
        unused = next((sign for sign in DELIMITERS if sign not in text), ",")
        best = replace(best, delimiter=unused, trim_left=False, quote=quotes[0])
    return choose_escape(text, best, options)


def quotes_cells(text: str) -> bool:
    """Apostrophes quote only where two cells at least stand between them."""
    cells = APOSTROPHES.finditer(text)
    return next(cells, None) is not None and next(cells, None) is not None


def best_score(scored: list[tuple[float, Dialect]]) -> float:
    return max(pair[0] for pair in scored)


def check_options(options: ReadOptions) -> None:
    for name in ("delimiter", "quote", "escape"):
        value = getattr(options, name)
        if value is None or (len(value) == 1 and value not in "\r\n\0"):
            continue
        if value == "" and name != "delimiter":
            continue
        message = f"The {name} must be one character, not “{value}”."
        raise trouble.wrong_option(message, "Use a comma, semicolon, tab or another single sign.")
    if options.quote and options.quote == options.delimiter:
        raise trouble.wrong_option("Delimiter and quote are the same.", "Change one of them.")


def score(text: str, dialect: Dialect) -> tuple[float, Dialect]:
    rows = parse_head(text, dialect)
    if dialect.delimiter not in " \t" and has_comma_space(rows):
        dialect = replace(dialect, trim_left=True)
        rows = parse_head(text, dialect)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, dialect
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / len(rows)
    alike = [row for row in rows if len(row) == width]
    clean = sum(map(cleanness, alike)) / len(alike)
    shape = share**2 * (1 - 1 / (width + 1))
    if dialect.delimiter in " :" and not plausible_weak(alike, share):
        shape *= 0.1
    rarity = {'"': 1.0, "'": 0.99, "": 0.97}.get(dialect.quote, 0.95)
    return shape * clean * PENALTY.get(dialect.delimiter, 1.0) * rarity, dialect


def parse_head(text: str, dialect: Dialect) -> list[list[str]]:
    rows = []
    for row in dialect.parse(text):
        if not is_blank(row):
            rows.append(row)
        if len(rows) >= VOTERS:
            break
    return rows


def has_comma_space(rows: list[list[str]]) -> bool:
    """Nine in ten of the filled cells after a delimiter start with a space."""
    later = [cell for row in rows for cell in row[1:] if cell]
    return len(later) > 0 and sum(cell[0] == " " for cell in later) >= 0.9 * len(later)


def plausible_weak(rows: list[list[str]], share: float) -> bool:
    """A space or colon is also plain text: ask for three columns, steady, some of them typed."""
    kinds = [kind_of(cell) for row in rows[:100] for cell in row]
    typed = sum(kind not in ("", "text") for kind in kinds)
    return len(rows[0]) >= 3 and share > 0.8 and len(rows) >= 2 and typed >= 0.2 * len(kinds)


def cleanness(row: list[str]) -> float:
    return sum(map(clean_cell, row)) / len(row)


def clean_cell(cell: str) -> float:
    kind = kind_of(cell)
    if kind == "":
        return 0.9
    if kind != "text":
        return 1.2
    if cell[0] in "\"'" or cell[-1] == '"' or cell.count('"') % 2:
        return 0.2
    if UNLIKELY_INSIDE.search(cell):
        return 0.4
    return 1.0 if len(cell) < 200 and "\n" not in cell else 0.9


def score_single_column(text: str) -> float:
    """Lines taken whole: half of a clean table's score, unless they hold delimiters."""
    lines = [line.strip() for line in io.StringIO(text) if line.strip()][:VOTERS]
    if not lines:
        return 0.0
    return 0.5 * sum(clean_line(line) for line in lines) / len(lines)


def clean_line(line: str) -> float:
    if kind_of(line) != "text":
        return 1.2
    return 0.3 if re.search(r"[;\t|^~,]", line) else 0.9


def choose_escape(text: str, dialect: Dialect, options: ReadOptions) -> Dialect:
    r"""A backslash counts as escape only where ``\"`` occurs and taking it gives steadier rows."""
    if options.escape is not None:
        return replace(dialect, escape="\\" if options.escape == "\\" else "")
    if dialect.quote != '"' or '\\"' not in text:
        return dialect
    plain, escaped = disorder(text, dialect), disorder(clean_text(text, True), dialect)
    return replace(dialect, escape="\\") if escaped < plain else dialect


def disorder(text: str, dialect: Dialect) -> tuple[int, int]:
    """Rows off the commonest width, and rows that a strict parser refuses."""
    rows = [len(row) for row in dialect.parse(text) if row]
    refused = 0
    strict = dialect.parse(text, strict=True)
    while True:
        try:
            if next(strict, None) is None:
                break
        except csv.Error:
            refused += 1
    off = len(rows) - max(Counter(rows).values(), default=0)
    return off, refused
