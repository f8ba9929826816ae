"""``python -m core import FILE``: the whole street in one command, or its dry run."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from core.cli.output import print_json, say
from core.cli.reading import reading_options
from core.engine.columns import mapped_columns
from core.engine.draft import drop_draft, open_draft, stage_draft
from core.engine.match import key_candidates
from core.engine.plan import Counters
from core.engine.progress import Progress
from core.engine.run import plan_import, recover, run_import
from core.errors import FileError, RecipeError
from core.issues import issue_message
from core.recipe import Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import Import, read_import
from core.store.properties import read_object_type


def run_import_command(parsed: argparse.Namespace) -> int:
    """Imports the file; 1 where rows failed. A dry run leaves the store as it was."""
    recipe = _recipe(parsed)
    store = Store(parsed.store)
    try:
        recover(store)
        return _import(store, recipe, parsed)
    finally:
        store.close()


def _import(store: Store, recipe: Recipe, parsed: argparse.Namespace) -> int:
    cursor, progress = store.cursor(), Progress()
    read_object_type(cursor, recipe.object_type)
    import_id = _open(store, cursor, recipe, parsed.file)
    try:
        draft = _staged(store, cursor, import_id, progress)
        catalog = store.attach_work(cursor, import_id)
        counters = plan_import(store, cursor, import_id, progress).counters
        issues = _issues(cursor, catalog, draft, parsed.issues)
        if not parsed.dry_run:
            run_import(store, cursor, import_id, progress)
    except BaseException:
        drop_draft(store, cursor, import_id)
        raise
    state = "DRY_RUN" if parsed.dry_run else read_import(cursor, import_id).state
    if parsed.dry_run:
        drop_draft(store, cursor, import_id)
    _print(import_id, state, counters, issues, progress, draft)
    return 1 if counters.failed else 0


def _recipe(parsed: argparse.Namespace) -> Recipe:
    """The recipe file, overridden by what the command line says."""
    data: dict[str, Any] = {}
    if parsed.recipe:
        data = _read_json(parsed.recipe)
    for field in ("object_type", "mode", "key", "language"):
        if getattr(parsed, field):
            data[field] = getattr(parsed, field)
    if "object_type" not in data:
        raise RecipeError("No object", "What the rows are is not said.", "Add --object contacts.")
    recipe = Recipe.from_json(data)
    given = reading_options(parsed).to_json()
    return replace(recipe, read=replace(recipe.read, **given))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RecipeError("The recipe cannot be read", f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise RecipeError("Not a recipe", f"{path} is no JSON object.")
    return data


def _open(store: Store, cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file: Path) -> int:
    try:
        with file.open("rb") as content:
            return open_draft(store, cursor, recipe, file.name, content)
    except OSError as error:
        raise FileError("The file cannot be opened", f"{file}: {error.strerror}.") from error


def _staged(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    progress: Progress,
) -> Import:
    """Stages the file; the key is checked before the rows are."""
    draft = stage_draft(store, cursor, import_id, progress)
    key, object_type = draft.recipe.key, read_object_type(cursor, draft.object_type)
    columns = mapped_columns(draft.recipe, object_type)
    known = {column.prop.name for column in key_candidates(columns, object_type)}
    if key and key not in known:
        raise RecipeError(
            "Key property not usable",
            f"{key!r} cannot find records: it is not mapped, or its values are not unique.",
            f"Mapped identifiers: {', '.join(sorted(known)) or 'none'}.",
        )
    return draft


def _issues(
    cursor: duckdb.DuckDBPyConnection, catalog: str, draft: Import, each: bool
) -> list[dict[str, Any]]:
    table = quote_identifier(catalog, "issues")
    if not each:
        rows = cursor.execute(
            f"select code, count(*) from {table} group by code order by code"
        ).fetchall()
        return [{"code": code, "count": count} for code, count in rows]
    names = {c.column: c.header for c in draft.recipe.columns}
    rows = cursor.execute(
        f"select code, row_number, column_index, value from {table} "
        "order by row_number, column_index nulls first, code"
    ).fetchall()
    return [
        {
            "code": code,
            "row": row,
            "column": names.get(index),
            "value": value,
            "message": issue_message(code, names.get(index), value),
        }
        for code, row, index, value in rows
    ]


def _print(
    import_id: int,
    state: str,
    counters: Counters,
    issues: list[dict[str, Any]],
    progress: Progress,
    draft: Import,
) -> None:
    if left_out := [c.header for c in draft.recipe.columns if not c.property_name]:
        say(f"Not imported: {', '.join(left_out)}.")
    if state != "DRY_RUN":
        say(f"Import {import_id}: {counters.created:,} created, {counters.updated:,} updated.")
    print_json(
        {
            "import_id": None if state == "DRY_RUN" else import_id,
            "state": state,
            "counters": counters.to_json(),
            "issues": issues,
            "not_imported": [
                {"column": column.header, "reason": column.reason}
                for column in draft.recipe.columns
                if not column.property_name
            ],
            "seconds": progress.seconds,
            "warnings": draft.layout.get("warnings", []),
        }
    )
