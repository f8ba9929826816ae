"""Columns that a fix makes: their place behind those of the file, what they hold, and what they
probably are. Called by the mapping page and when a file is staged anew."""

import re
from dataclasses import replace

import duckdb

from core.engine.edited_cells import check_edits
from core.engine.fixes import fixed_rows
from core.engine.profile import add_to_profile
from core.errors import RecipeError
from core.recipe import ColumnMapping, Fix, ImportedFile, Recipe
from core.recipe import fixes as kinds
from core.sql import quote_identifier

# Rows in which a preview looks for what a fix changes: a tenth of a second's worth.
SAMPLE_ROWS = 50_000
_TITLE = "The fix cannot be applied"


def with_fix(
    cursor: duckdb.DuckDBPyConnection, catalog: str, recipe: Recipe, file: int, fix: Fix
) -> Recipe:
    """The recipe with one more fix, and with the columns that it makes, still unmapped.

    Raises RecipeError for a fix that cannot be carried out: a pattern that is none, a header that
    is taken, nothing to look for."""
    chosen = recipe.files[file - 1]
    _check(cursor, chosen, fix)
    first = max((column.column for column in chosen.columns), default=0) + 1
    made = tuple(
        ColumnMapping(first + place, header, reason=f"Made by a fix: {fix.title}")
        for place, header in enumerate(fix.made)
    )
    changed = recipe.with_file(file, fixes=(*chosen.fixes, fix), columns=(*chosen.columns, *made))
    profile_made_columns(cursor, catalog, changed.files[file - 1])
    return changed


def profile_made_columns(
    cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile
) -> None:
    """Counts what the made columns of a file hold."""
    made = set(file.made_headers)
    indexes = [column.column for column in file.columns if column.header in made]
    rows = fixed_rows(quote_identifier(catalog, "source"), file)
    add_to_profile(cursor, catalog, rows, indexes)


def sample_of_fix(
    cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile, fix: Fix, limit: int = 5
) -> list[dict[str, str | None]]:
    """Distinct values before and after a fix, of the first rows that it changes: for a look before
    it is applied. Raises RecipeError as ``with_fix`` does."""
    _check(cursor, file, fix)
    first = max((column.column for column in file.columns), default=0) + 1
    made = tuple(ColumnMapping(first + place, header) for place, header in enumerate(fix.made))
    after = replace(file, fixes=(*file.fixes, fix), columns=(*file.columns, *made))
    own = [c for c in after.columns if c.header == fix.header]
    shown = [*(f"a.c{c.column}" for c in made), *(f"a.c{c.column}" for c in own if not made)]
    headers = [c.header for c in made] or ["After"]
    source = f"(select * from {quote_identifier(catalog, 'source')} limit {SAMPLE_ROWS})"
    before = f"b.c{own[0].column}" if own else "null"
    cells = ", ".join(
        f"{cell} as {quote_identifier(header)}" for cell, header in zip(shown, headers, strict=True)
    )
    changed = "true" if made else f"{shown[0]} is distinct from {before}"
    rows = cursor.execute(
        f"""
        select distinct {before} as "Before", {cells}
        from {fixed_rows(source, file)} as b
        join {fixed_rows(source, after)} as a on a.row_number = b.row_number
        where {changed}
        limit {int(limit)}
        """
    ).fetchall()
    return [dict(zip(["Before", *headers], row, strict=True)) for row in rows]


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


def _check(cursor: duckdb.DuckDBPyConnection, file: ImportedFile, fix: Fix) -> None:
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
            title, f"{fix.value!r} is no regular expression: {reason}", "Mend the pattern."
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
