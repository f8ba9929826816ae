"""The shapes that reading hands over: what the user may choose, what was found, what was staged."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class ReadOptions:
    """What the user (or a recipe) decided about reading a file; None means "detect it".

    ``encoding`` is a Python codec name. ``delimiter``, ``quote`` and ``escape`` are single
    characters ('' for none). ``sheet`` is a sheet's name. ``header_row`` is the row of the file
    (1-based, as a spreadsheet counts) that holds the headers; 0 says the file has no header.
    ``skip_last`` is the number of rows left out at the end (a total row, a footnote).
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    skip_last: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Only what was decided, so that a stored recipe stays short."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Column:
    """One column of the file. ``name`` is unique and never empty (``Email (2)``, ``Column 4``);
    ``header`` is the text found in the file; ``index`` counts from 1 and names the staged column
    ``c<index>``."""

    index: int
    name: str
    header: str


@dataclass(frozen=True)
class Layout:
    """How a file will be read: every decision made, with a sample, before the whole is loaded.

    ``options`` holds every decision (no None left where it applies to ``kind``). ``kind`` is csv,
    xlsx, xls, xlsb, ods or html. ``sheets`` are the visible sheets with data. ``skipped_rows`` are
    rows of the file left out above or among the data, each with its reason. ``sample`` is the
    first rows under the header, as text, one list per row, as long as ``columns``. ``warnings``
    are sentences for the user.
    """

    kind: str
    options: ReadOptions
    columns: tuple[Column, ...]
    sample: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    skipped_rows: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StagedFile:
    """A file that is loaded: ``row_count`` data rows are in the view ``source`` of the catalog.

    ``repaired`` lists (row of the file, what was done); ``warnings`` are the layout's and those
    that only the whole file could show.
    """

    layout: Layout
    row_count: int
    repaired: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()
