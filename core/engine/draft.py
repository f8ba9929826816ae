"""An import before it runs: the file copied and staged, a mapping proposed, kept under an id.

Called by the upload page, the mapping page and ``run.py``. Everything a page needs to come back
to an import by its URL is here: the recipe and the layout in the store, the rows in the work
database."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from core.automap import Guess, map_columns
from core.engine.check import check_columns
from core.engine.columns import mapped_columns
from core.engine.evidence import formats_of
from core.engine.hints import property_hints
from core.engine.profile import make_profile
from core.engine.progress import Progress
from core.errors import FileError, RecipeError
from core.read import StagedFile, inspect_file, stage_file
from core.recipe import RECORD_ID, ColumnMapping, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import (
    Import,
    add_import,
    delete_import,
    read_import,
    save_layout,
    save_recipe,
)
from core.store.properties import read_object_type
from core.vocabulary import ObjectType

_CHUNK = 8 << 20
# Rows handed to automatic mapping as evidence: enough for a rare option, few enough for 50 ms.
SAMPLE_ROWS = 200


def keep_file(store: Store, import_id: int, name: str, content: BinaryIO) -> Path:
    """Copies an upload to disk, in pieces. Raises FileError when the disk is full."""
    path = store.folder(import_id) / ("original" + Path(name).suffix.lower())
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(content, target, _CHUNK)
    except OSError as error:
        raise FileError(
            "The file could not be kept", f"{name}: {error.strerror}.", "Free some disk space."
        ) from error
    return path


def original_file(store: Store, import_id: int) -> Path:
    """The copy of the file as it was uploaded. Raises FileError when it is gone."""
    found = sorted(store.folder(import_id).glob("original*"))
    if not found:
        raise FileError("The file is gone", f"The file of import {import_id} was deleted.")
    return found[0]


def open_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, recipe: Recipe, name: str, content: BinaryIO
) -> int:
    """A new draft with its file on disk, not yet staged; the import's id is returned."""
    recipe = replace(recipe, name=recipe.name or Path(name).stem)
    import_id = add_import(cursor, recipe, name, 0)
    path = keep_file(store, import_id, name, content)
    cursor.execute(
        "update store.imports set file_size = ? where import_id = ?",
        [path.stat().st_size, import_id],
    )
    return import_id


def stage_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> Import:
    """Loads the file as the recipe's read options say, profiles its columns, and maps them where
    the recipe has no mapping yet.

    Raises FileError when the file cannot be read, RecipeError when it lacks a mapped column."""
    draft = read_import(cursor, import_id)
    path = original_file(store, import_id)
    catalog = store.attach_work(cursor, import_id)
    with progress.phase("Reading the file"):
        layout = inspect_file(path, draft.recipe.read)
        staged = stage_file(cursor, catalog, path, layout, store.folder(import_id))
        layout = staged.layout
    save_layout(cursor, import_id, layout_json(staged), _hash(path))
    _forget_findings(cursor, catalog)
    with progress.phase("Looking at the columns"):
        make_profile(cursor, catalog, [c.index for c in layout.columns])
    recipe = replace(draft.recipe, read=layout.options)
    if recipe.columns:
        recipe = replace(recipe, columns=_fitted(recipe.columns, [c.name for c in layout.columns]))
    else:
        columns = [(c.name, c.header) for c in layout.columns]
        recipe = propose_mapping(cursor, catalog, recipe, columns)
    save_recipe(cursor, import_id, recipe)
    return read_import(cursor, import_id)


def _fitted(mappings: Sequence[ColumnMapping], names: list[str]) -> tuple[ColumnMapping, ...]:
    """A recipe's mapping over the columns of this file, found by their headers: next month's file
    may have them in another order, and others besides, which stay unmapped."""
    by_header = {mapping.header: mapping for mapping in mappings}
    missing = [m.header for m in mappings if m.property_name and m.header not in names]
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


def prepare_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Stages the draft and checks every row of the proposed mapping, so that the mapping page,
    which shows the checks, opens at once."""
    draft = stage_draft(store, cursor, import_id, progress)
    catalog = store.attach_work(cursor, import_id)
    object_type = read_object_type(cursor, draft.object_type)
    with progress.phase("Checking every row"):
        formats = formats_of(cursor, catalog, draft.recipe, object_type)
        check_columns(cursor, catalog, mapped_columns(draft.recipe, object_type), formats)


def _forget_findings(cursor: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """What was found out about the rows that were staged before is void."""
    for name in ("facts", "checks", "known_plan"):
        cursor.execute(f"drop table if exists {quote_identifier(catalog, name)}")


def propose_mapping(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    columns: Sequence[tuple[str, str]],
) -> Recipe:
    """The recipe with every column mapped as automatic mapping sees it, each with its reason.

    ``columns`` are pairs of unique name and header as found in the file, which is what matching
    looks at: "Email (2)" was "Email"."""
    object_type = read_object_type(cursor, recipe.object_type)
    rows = cursor.execute(
        f"select columns(* exclude (row_number)) from {quote_identifier(catalog, 'source')} "
        f"limit {SAMPLE_ROWS}"
    ).fetchall()
    samples = [list(row) for row in rows]
    headers = [header or name for name, header in columns]
    guesses = guess_columns(headers, samples, [object_type], recipe.language)
    mapped = tuple(
        ColumnMapping(
            guess.index,
            columns[guess.index - 1][0],
            guess.property if _allowed(guess.property, object_type) else None,
            confidence=round(guess.confidence, 3),
            reason=guess.reason,
        )
        for guess in guesses
    )
    return replace(recipe, columns=mapped)


def guess_columns(
    headers: list[str],
    samples: list[list[str | None]],
    object_types: list[ObjectType],
    language: str,
) -> list[Guess]:
    """What each column probably is, for the properties these object types have now."""
    hints = {object_type.name: property_hints(object_type) for object_type in object_types}
    return map_columns(headers, samples, list(hints), language, hints)


def _allowed(name: str | None, object_type: ObjectType) -> bool:
    """Whether an import may set what automatic mapping recognised."""
    if name == RECORD_ID:
        return object_type.can_update
    prop = object_type.property(name) if name else None
    return prop is not None and not prop.read_only


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


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop_draft(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Forgets an unfinished import and deletes its files. A finished one keeps them."""
    if delete_import(cursor, import_id):
        store.drop_folder(cursor, import_id)
