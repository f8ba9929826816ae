"""A recipe whose fixes change: one more, others switched off, moved or taken away. What reads a
column that no fix makes any more goes with it, and what the columns then hold is counted anew.

Called by the mapping and review pages, and when a file is staged with fixes."""

from collections.abc import Sequence

import duckdb

from core.engine.fix_checks import check_new_fix
from core.engine.fixes import deciding_fixes, fixed_rows
from core.engine.profile import add_to_profile
from core.recipe import ColumnMapping, Fix, ImportedFile, Recipe
from core.sql import quote_identifier


def with_fix(
    cursor: duckdb.DuckDBPyConnection, catalog: str, recipe: Recipe, file: int, fix: Fix
) -> Recipe:
    """The recipe with one more fix, and with the columns that it makes, still unmapped. Raises
    RecipeError for a fix that cannot be carried out."""
    chosen = recipe.files[file - 1]
    check_new_fix(cursor, chosen, fix)
    first = max((column.column for column in chosen.columns), default=0) + 1
    made = tuple(
        ColumnMapping(first + place, header, reason=f"Made by a fix: {fix.title}")
        for place, header in enumerate(fix.made)
    )
    wider = recipe.with_file(file, columns=(*chosen.columns, *made))
    return with_fixes(cursor, catalog, wider, file, (*chosen.fixes, fix))


def with_fixes(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    file: int,
    fixes: Sequence[Fix],
) -> Recipe:
    """The recipe with these fixes of a file in place of those that it has. A column that none of
    them makes any more goes, and with it the fixes that read it."""
    before = recipe.files[file - 1]
    kept, gone = _without(fixes, set(before.made_headers))
    columns = tuple(column for column in before.columns if column.header not in gone)
    changed = recipe.with_file(file, fixes=kept, columns=columns)
    after = changed.files[file - 1]
    headers = [c.header for c in columns]
    differing = [h for h in headers if deciding_fixes(before, [h]) != deciding_fixes(after, [h])]
    _count_anew(cursor, catalog, after, differing)
    return changed


def profile_fixed_columns(
    cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile
) -> None:
    """Counts what the columns of a file hold that fixes make or change."""
    headers = [column.header for column in file.columns]
    _count_anew(
        cursor,
        catalog,
        file,
        [h for h in headers if h in file.made_headers or deciding_fixes(file, [h])],
    )


def _without(fixes: Sequence[Fix], made_before: set[str]) -> tuple[tuple[Fix, ...], set[str]]:
    """The fixes without those of columns that are gone, and these columns."""
    kept, gone = tuple(fixes), set[str]()
    while True:
        gone = made_before - {header for fix in kept for header in fix.made}
        left = tuple(fix for fix in kept if not gone & {fix.header, fix.other})
        if left == kept:
            return kept, gone
        kept = left


def _count_anew(
    cursor: duckdb.DuckDBPyConnection, catalog: str, file: ImportedFile, headers: Sequence[str]
) -> None:
    indexes = [column.column for column in file.columns if column.header in headers]
    add_to_profile(cursor, catalog, fixed_rows(quote_identifier(catalog, "source"), file), indexes)
