"""An import before it runs: opened with its files, staged, dropped.

Called by the upload page, captures, the sample data, and the command line. Everything a page needs
to come back to an import by its URL is kept: the recipe and the layout in the store, the rows in
the work database."""

from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from core.engine.associations.common_column import propose_common_column
from core.engine.check import check_columns
from core.engine.original_files import file_hash, keep_file, original_file
from core.engine.parts import parts_of
from core.engine.progress import Progress
from core.engine.staging import layout_with_correction, map_file, stage_rows
from core.recipe import Recipe
from core.store import Store
from core.store.imports import (
    Import,
    add_import,
    delete_import,
    read_draft,
    read_import,
    save_files,
    save_layouts,
    save_recipe,
)


def open_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, recipe: Recipe, name: str, content: BinaryIO
) -> int:
    """A new draft with its first file on disk, not yet staged; the import's id is returned."""
    recipe = replace(recipe, name=recipe.name or Path(name).stem)
    import_id = add_import(cursor, recipe, [], 0)
    set_file(store, cursor, import_id, 1, name, content)
    return import_id


def set_file(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    file: int,
    name: str,
    content: BinaryIO,
) -> None:
    """Gives a draft its first or second file, or another one in its place. Raises ImportGone where
    the import has been started meanwhile."""
    names = read_draft(cursor, import_id).file_names
    keep_file(store, import_id, name, content, file)
    names = [*names[: file - 1], name, *names[file:]]
    size = sum(original_file(store, import_id, n).stat().st_size for n in range(1, len(names) + 1))
    save_files(cursor, import_id, names, size)


def stage_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> Import:
    """Loads the files as the recipe's read options say, profiles their columns, and maps them where
    the recipe has no mapping yet.

    Raises FileError when a file cannot be read, RecipeError when it lacks a mapped column,
    ImportGone where the import has been started meanwhile."""
    recipe = read_draft(cursor, import_id).recipe
    layouts, hashes = list[dict[str, Any]](), list[str]()
    for file in range(1, len(recipe.files) + 1):
        path = original_file(store, import_id, file)
        catalog = store.attach_work(cursor, import_id, file, to_stage=True)
        staged = stage_rows(cursor, catalog, path, recipe.files[file - 1].read, progress)
        layouts.append(layout_with_correction(cursor, catalog, staged, import_id))
        hashes.append(file_hash(path))
        recipe = recipe.with_file(file, read=staged.layout.options)
        recipe = map_file(cursor, catalog, recipe, file, staged.layout)
    save_layouts(cursor, import_id, layouts, hashes)
    if len(recipe.files) > 1 and recipe.common is None:
        recipe = replace(recipe, common=propose_common_column(store, cursor, import_id, recipe))
    save_recipe(cursor, import_id, recipe)
    return read_import(cursor, import_id)


def prepare_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Stages the draft and checks every row of the proposed mapping, so that the mapping page,
    which shows the checks, opens at once."""
    draft = stage_draft(store, cursor, import_id, progress)
    with progress.phase("Checking every row"):
        for part in parts_of(store, cursor, draft):
            check_columns(cursor, part.catalog, part.columns, part.formats)


def drop_draft(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Forgets an unfinished import and deletes its files. A finished one keeps them."""
    if delete_import(cursor, import_id):
        store.drop_folder(cursor, import_id)
