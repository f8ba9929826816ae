"""The recipe of the import whose error file comes back: what was decided there holds for the rows
that failed there. Called by the upload page."""

from collections.abc import Sequence

import duckdb

from core.engine.corrections import corrected_in_sample
from core.engine.templates.fit_recipe import fit_recipe, match_files, unknown_objects
from core.engine.templates.header_match import score
from core.engine.templates.offers import ENOUGH, Offer
from core.read import Layout
from core.store.imports import Import, read_import
from core.store.templates import repeatable


def corrected_import(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> Import | None:
    """The import whose error file the first error file of a draft is, as far as its first rows say
    so; ``layouts`` are those of its files, as they are read now."""
    for layout in layouts:
        if found := corrected_in_sample(cursor, layout, draft.import_id):
            return read_import(cursor, found.import_id)
    return None


def correction_offer(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> Offer | None:
    """The recipe of the import that a draft corrects, where it fits: it is for as many files, the
    error file is its first, and most headers are still the same."""
    found = corrected_in_sample(cursor, layouts[0], draft.import_id) if layouts else None
    if found is None or found.file != 1:
        return None
    done = read_import(cursor, found.import_id)
    matches = match_files(done.recipe, layouts)
    fits = len(done.recipe.files) == len(draft.recipe.files) and score(matches) >= ENOUGH
    if not fits or unknown_objects(cursor, done.recipe):
        return None
    reason = f"As in import {done.import_id}"
    return Offer(
        f"import-{done.import_id}",
        done.name,
        done.finished_at,
        score(matches),
        fit_recipe(cursor, repeatable(done.recipe), matches, layouts, reason),
        import_id=done.import_id,
    )
