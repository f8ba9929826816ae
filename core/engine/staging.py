"""One file of a draft becomes rows of its work database, with what was found out about them and the
mapping of its columns. Called by ``draft.py``."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import duckdb

from core.engine.changed_fixes import profile_fixed_columns
from core.engine.corrections import find_corrected
from core.engine.fix_checks import check_fixes
from core.engine.profile import make_profile
from core.engine.progress import Progress
from core.engine.proposal import propose_mapping
from core.errors import RecipeError
from core.read import Layout, ReadOptions, StagedFile, inspect_file, stage_file
from core.recipe import ColumnMapping, Recipe
from core.sql import quote_identifier


def stage_rows(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    path: Path,
    options: ReadOptions,
    progress: Progress,
) -> StagedFile:
    """Loads a file into its work database, in place of what was staged before. Raises FileError
    when it cannot be read."""
    with progress.phase("Reading the file"):
        staged = stage_file(cursor, catalog, path, inspect_file(path, options), path.parent)
    _forget_findings(cursor, catalog)
    with progress.phase("Looking at the columns"):
        make_profile(cursor, catalog, [c.index for c in staged.layout.columns])
    return staged


def map_file(
    cursor: duckdb.DuckDBPyConnection, catalog: str, recipe: Recipe, file: int, layout: Layout
) -> Recipe:
    """The recipe with a mapping for the columns that the file has: its own, or a proposed one where
    it has none yet. Raises RecipeError when the file lacks a mapped column."""
    known = recipe.files[file - 1]
    if not known.columns:
        columns = [(c.name, c.header) for c in layout.columns]
        return propose_mapping(cursor, catalog, recipe, columns, file)
    names = [c.name for c in layout.columns] + known.made_headers
    recipe = recipe.with_file(file, columns=_fitted(known.columns, names))
    check_fixes(cursor, catalog, recipe.files[file - 1])
    profile_fixed_columns(cursor, catalog, recipe.files[file - 1])
    return recipe


def layout_with_correction(
    cursor: duckdb.DuckDBPyConnection, catalog: str, staged: StagedFile, import_id: int
) -> dict[str, Any]:
    """What the import keeps about the reading of a file, also which rows of another import it
    corrects."""
    kept = layout_json(staged)
    corrects, warning = find_corrected(cursor, catalog, staged.layout, import_id)
    if corrects:
        kept["corrects"] = corrects.to_json()
    if warning:
        kept["warnings"].append(warning)
    return kept


def _fitted(mappings: Sequence[ColumnMapping], names: list[str]) -> tuple[ColumnMapping, ...]:
    """A recipe's mapping over the columns of this file, found by their headers: next month's file
    may have them in another order, and others besides, which stay unmapped."""
    by_header = {mapping.header: mapping for mapping in mappings}
    said = [m.header for m in mappings if m.property_name or m.to_object_type]
    missing = [header for header in said if header not in names]
    if missing:
        raise RecipeError(
            "The recipe does not fit the file",
            f"The file has no column {missing[0]!r}, which the recipe maps. "
            f"Its columns: {', '.join(names)}.",
            "Use a file with this column, or leave the mapping out of the recipe.",
        )
    return tuple(
        replace(by_header[name], column=place)
        if name in by_header
        else ColumnMapping(place, name, reason="Not in the recipe")
        for place, name in enumerate(names, start=1)
    )


def _forget_findings(cursor: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """What was found out about the rows that were staged before is void."""
    for name in ("facts", "checks", "known_plan", "known_values"):
        cursor.execute(f"drop table if exists {quote_identifier(catalog, name)}")


def layout_json(staged: StagedFile) -> dict[str, Any]:
    """What pages and the command line show about the reading of a file."""
    layout = staged.layout
    warnings = [*layout.warnings, *staged.warnings]
    if not staged.row_count:
        others = [sheet for sheet in layout.sheets if sheet != layout.options.sheet]
        hint = f" Other sheets: {', '.join(others)}." if others else ""
        warnings.append(f"There are no rows under the header.{hint}")
    return {
        "kind": layout.kind,
        "columns": [asdict(column) for column in layout.columns],
        "sheets": list(layout.sheets),
        "skipped_rows": [list(row) for row in layout.skipped_rows],
        "row_count": staged.row_count,
        "repaired": [list(row) for row in staged.repaired],
        "warnings": list(dict.fromkeys(warnings)),
        "options": layout.options.to_json(),
    }
