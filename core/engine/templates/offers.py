"""Which templates and earlier imports a new file is like. Called by the upload page.

A recipe is offered when the share of headers that both have is at least ``ENOUGH``; of templates
the best few, and of finished imports the latest with the same headers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import duckdb

from core.engine.templates.fit_recipe import (
    Fitted,
    added,
    fit_recipe,
    match_files,
    unknown_objects,
)
from core.engine.templates.header_match import HeaderMatch, score
from core.read import Layout
from core.recipe import Recipe
from core.store.imports import Import, read_import
from core.store.templates import Template, read_templates, repeatable

ENOUGH = 0.7
MOST_TEMPLATES = 3
MOST_IMPORTS = 2
# Finished imports that are looked at, the latest first.
_LOOKED_AT = 100


@dataclass(frozen=True)
class Offer:
    """One recipe that fits a draft. ``source`` names it within the page (``template-3``,
    ``import-12``); ``moment`` is when the template was saved or the import ended; ``score`` is the
    share of the headers that match."""

    source: str
    name: str
    moment: datetime | None
    score: float
    fitted: Fitted
    template_id: int | None = None
    import_id: int | None = None

    def applied_to(self, recipe: Recipe) -> Recipe:
        """The recipe of the draft as the offer says; the draft keeps its name, and its consent and
        legal basis are to be given anew."""
        return replace(self.fitted.recipe, name=recipe.name)

    def is_applied(self, recipe: Recipe) -> bool:
        """Whether the draft is already as the offer says."""
        return essence(recipe) == essence(self.fitted.recipe)


def find_offers(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> list[Offer]:
    """The templates and imports that the files of a draft (as they are read now) are like, best
    first."""
    templates = [
        Offer(
            f"template-{found.template_id}",
            found.name,
            found.created_at,
            score(matches),
            fit_recipe(cursor, found.recipe, matches, layouts, f"Template {found.name}"),
            template_id=found.template_id,
        )
        for found, matches in _fitting_templates(cursor, draft, layouts)
    ]
    known = [essence(offer.fitted.recipe) for offer in templates]
    imports = list[Offer]()
    for done, matches in _same_imports(cursor, draft, layouts):
        reason = f"As in import {done.import_id}"
        fitted = fit_recipe(cursor, repeatable(done.recipe), matches, layouts, reason)
        if essence(fitted.recipe) in known:
            continue
        known.append(essence(fitted.recipe))
        source = f"import-{done.import_id}"
        imports.append(
            Offer(source, done.name, done.finished_at, 1.0, fitted, import_id=done.import_id)
        )
        if len(imports) == MOST_IMPORTS:
            break
    return templates + imports


def essence(recipe: Recipe) -> dict[str, Any]:
    """What two recipes have to share to be the same for one file: all but the name, the consent,
    how the file is read, and why a column was mapped as it was."""
    data = repeatable(recipe).to_json()
    for file in data["files"]:
        file.pop("read")
        for column in file["columns"]:
            del column["reason"], column["confidence"]
    return data


def _fitting_templates(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> list[tuple[Template, tuple[HeaderMatch, ...]]]:
    found = []
    for template in read_templates(cursor):
        matches = match_files(template.recipe, layouts)
        if _usable(cursor, template.recipe, layouts) and score(matches) >= ENOUGH:
            found.append((template, matches))

    def rank(each: tuple[Template, tuple[HeaderMatch, ...]]) -> tuple[Any, ...]:
        template, matches = each
        other_objects = template.recipe.object_types != draft.recipe.object_types
        renamed = sum(len(match.renamed) for match in matches)
        latest = template.used_at or template.created_at
        return -score(matches), other_objects, renamed, -latest.timestamp()

    return sorted(found, key=rank)[:MOST_TEMPLATES]


def _same_imports(
    cursor: duckdb.DuckDBPyConnection, draft: Import, layouts: Sequence[Layout]
) -> list[tuple[Import, tuple[HeaderMatch, ...]]]:
    """The finished imports whose files had these headers and no others, the latest first."""
    rows = cursor.execute(
        f"""
        select import_id
        from store.imports
        where state = 'DONE' and import_id <> $draft
          and json_array_length(layouts, '$[0].columns') = $columns
        order by import_id desc
        limit {_LOOKED_AT}
        """,
        {"draft": draft.import_id, "columns": len(layouts[0].columns) - added(layouts[0])},
    ).fetchall()
    found = []
    for (import_id,) in rows:
        done = read_import(cursor, import_id)
        matches = match_files(done.recipe, layouts)
        if score(matches) == 1 and _usable(cursor, done.recipe, layouts):
            found.append((done, matches))
    return found


def _usable(cursor: duckdb.DuckDBPyConnection, recipe: Recipe, layouts: Sequence[Layout]) -> bool:
    """Whether a recipe has a file for each that is there, and its objects still exist."""
    return len(recipe.files) >= len(layouts) > 0 and not unknown_objects(cursor, recipe)
