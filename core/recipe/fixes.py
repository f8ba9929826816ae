"""Fixes: what the user changed in the values of a file without touching the file. Part of the
recipe, in the order they are applied in; each can be switched off.

A fix of a value is about every row that has this text in one column. A transformation is about a
whole column, or makes a new one. An edit is about one cell of one row."""

from collections.abc import Sequence
from dataclasses import dataclass

# Fixes of one distinct text: what the rows that have it get instead.
REPLACE_VALUE = "REPLACE_VALUE"
EMPTY_VALUE = "EMPTY_VALUE"
ACCEPT_VALUE = "ACCEPT_VALUE"
SKIP_ROWS = "SKIP_ROWS"

# A fix of one cell of one row: only of this file.
EDIT_CELL = "EDIT_CELL"

# Transformations of a column.
TRIM = "TRIM"
UPPER_CASE = "UPPER_CASE"
LOWER_CASE = "LOWER_CASE"
TITLE_CASE = "TITLE_CASE"
FIND_AND_REPLACE = "FIND_AND_REPLACE"
REGEX_REPLACE = "REGEX_REPLACE"
DEFAULT_VALUE = "DEFAULT_VALUE"

# Transformations that make new columns.
SPLIT_COLUMN = "SPLIT_COLUMN"
JOIN_COLUMNS = "JOIN_COLUMNS"
DOMAIN_OF_EMAIL = "DOMAIN_OF_EMAIL"
CONSTANT = "CONSTANT"

VALUE_FIXES = (REPLACE_VALUE, EMPTY_VALUE, ACCEPT_VALUE, SKIP_ROWS)
# How many columns each kind makes; the others make none.
MADE = {SPLIT_COLUMN: 2, JOIN_COLUMNS: 1, DOMAIN_OF_EMAIL: 1, CONSTANT: 1}
FIX_KINDS = {
    REPLACE_VALUE: "Replace a value",
    EMPTY_VALUE: "Empty the cells with a value",
    ACCEPT_VALUE: "Accept a value as it is",
    SKIP_ROWS: "Skip the rows with a value",
    EDIT_CELL: "Edit one cell",
    TRIM: "Trim: take off surrounding white space, and double spaces",
    UPPER_CASE: "UPPER CASE",
    LOWER_CASE: "lower case",
    TITLE_CASE: "Title Case",
    FIND_AND_REPLACE: "Find and replace",
    REGEX_REPLACE: "Find and replace by a regular expression",
    DEFAULT_VALUE: "Fill blank cells with a value",
    SPLIT_COLUMN: "Split into two columns",
    JOIN_COLUMNS: "Join two columns into one",
    DOMAIN_OF_EMAIL: "Take the domain out of an email address",
    CONSTANT: "Add a column with the same value in every row",
}
# The kinds that are about a whole column, or make one.
TRANSFORMATIONS = tuple(kind for kind in FIX_KINDS if kind not in (*VALUE_FIXES, EDIT_CELL))


@dataclass(frozen=True)
class Fix:
    """One fix of a file. Columns are named by their header (``ColumnMapping.header``), so that a
    recipe fits next month's file.

    ``value`` is the text a fix of a value is for (without surrounding white space), what to find,
    the separator of a split (empty: the first white space) or the value of a constant;
    ``replacement`` what comes in its place, or the separator of a join. ``header`` is empty for a
    constant; ``other`` is the second column of a join. ``made`` are the headers of new columns.
    An edited cell is in ``row``, as the file counts rows, and has the text ``value`` in the file:
    such a fix fits no other file."""

    kind: str
    header: str = ""
    value: str = ""
    replacement: str = ""
    other: str = ""
    made: tuple[str, ...] = ()
    off: bool = False
    row: int = 0

    @property
    def title(self) -> str:
        """The fix in a few words."""
        was, becomes = (
            f"“{text}”" if text else "a blank cell" for text in (self.value, self.replacement)
        )
        told = {
            REPLACE_VALUE: f"“{self.value}” becomes “{self.replacement}”",
            EMPTY_VALUE: f"“{self.value}” is emptied",
            ACCEPT_VALUE: f"“{self.value}” is accepted as it is",
            EDIT_CELL: f"In row {self.row} {was} becomes {becomes}",
            SKIP_ROWS: f"Rows with “{self.value}” are skipped",
            FIND_AND_REPLACE: f"“{self.value}” in a text becomes “{self.replacement}”",
            REGEX_REPLACE: f"/{self.value}/ becomes “{self.replacement}”",
            DEFAULT_VALUE: f"Blank cells become “{self.replacement}”",
            SPLIT_COLUMN: f"Split into {' and '.join(self.made)}",
            JOIN_COLUMNS: f"Joined with {self.other} into {' '.join(self.made)}",
            DOMAIN_OF_EMAIL: f"The domain goes to {' '.join(self.made)}",
            CONSTANT: f"{' '.join(self.made)} is “{self.value}” in every row",
        }
        return told.get(self.kind, FIX_KINDS.get(self.kind, self.kind))

    def reads(self, other: "Fix") -> bool:
        """Whether this fix is about a column that the other one makes, so that it comes after."""
        return bool({self.header, self.other} & set(other.made))


def halves_of(header: str, headers: Sequence[str]) -> tuple[str, str]:
    """What the parts of a split column are called: those of a name by what they usually are."""
    usual = ("First name", "Last name")
    taken = {each.lower() for each in headers}
    if "name" in header.lower() and not taken & {name.lower() for name in usual}:
        return usual
    return f"{header} 1", f"{header} 2"
