"""Whether fixes can be carried out on a file. Called where a fix is made or looked at, and when a
recipe with fixes comes with a file."""

import re

import duckdb

from core.engine.edited_cells import check_edits
from core.errors import RecipeError
from core.recipe import Fix, ImportedFile
from core.recipe import fixes as kinds

_TITLE = "The fix cannot be applied"


def check_fixes(cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile) -> None:
    """Raises RecipeError for a fix of a recipe that cannot be carried out on this file: of a column
    that it lacks, a pattern that is none, nothing to look for, a cell that has another text."""
    headers = {column.header for column in file.columns}
    for fix in file.fixes:
        wanted = [h for h in (fix.header, fix.other) if h]
        missing = [h for h in wanted if h not in headers]
        if fix.off:
            continue
        if missing:
            raise RecipeError(
                "The recipe does not fit the file",
                f"The file has no column {missing[0]!r}, which a fix is about.",
                "Use a file with this column, or leave the fix out of the recipe.",
            )
        _check_fields(cursor, fix)
    check_edits(cursor, catalog, file)


def check_new_fix(cursor: duckdb.DuckDBPyConnection, file: ImportedFile, fix: Fix) -> None:
    """Raises RecipeError for a fix that cannot be carried out: a pattern that is none, a header
    that is taken, nothing to look for."""
    _check_fields(cursor, fix)
    taken = {column.header.lower() for column in file.columns}
    for header in fix.made:
        if not header.strip() or header.lower() in taken:
            raise RecipeError(
                _TITLE,
                f"A column cannot be called {header!r}: the name is empty or taken.",
                "Choose another name.",
            )
        taken.add(header.lower())


def _check_fields(cursor: duckdb.DuckDBPyConnection, fix: Fix) -> None:
    title = _TITLE
    looks = fix.kind in (kinds.FIND_AND_REPLACE, kinds.REGEX_REPLACE)
    if looks and not fix.value:
        raise RecipeError(title, "It is not said what to find.", "Type the text to find.")
    if fix.kind == kinds.REGEX_REPLACE:
        _check_pattern(cursor, title, fix)
    if fix.kind in (kinds.DEFAULT_VALUE, kinds.CONSTANT) and not (fix.replacement or fix.value):
        raise RecipeError(title, "The value is empty.", "Type a value.")


def _check_pattern(cursor: duckdb.DuckDBPyConnection, title: str, fix: Fix) -> None:
    try:
        cursor.execute("select regexp_replace('', ?, ?, 'g')", [fix.value, fix.replacement])
    except duckdb.Error as error:
        reason = str(error).partition(":")[2].strip().splitlines()[0]
        raise RecipeError(
            title, f"{fix.value!r} is no regular expression ({reason}).", "Mend the pattern."
        ) from error
    asked = max((int(digit) for digit in re.findall(r"\\(\d)", fix.replacement)), default=0)
    if asked > (there := _groups(fix.value)):
        raise RecipeError(
            title,
            f"The replacement asks for group \\{asked}, and {fix.value!r} has {there}.",
            "Put brackets around the part that is meant, or mend the number.",
        )


def _groups(pattern: str) -> int:
    """How many groups a pattern has. DuckDB takes a group that is not there for an empty text and
    tells nothing; Python reads all but some rare patterns as DuckDB does."""
    try:
        return re.compile(pattern).groups
    except re.error:
        return 9
