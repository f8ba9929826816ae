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
from core.engine.associations.common_column import propose_common_column
from core.engine.associations.label_columns import label_columns
from core.engine.check import check_columns
from core.engine.corrections import find_corrected
from core.engine.hints import property_hints
from core.engine.made_columns import check_fixes, profile_made_columns
from core.engine.parts import parts_of
from core.engine.profile import make_profile
from core.engine.progress import Progress
from core.error_file import own_columns
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
    save_files,
    save_layouts,
    save_recipe,
)
from core.store.properties import read_object_type
from core.vocabulary import ObjectType

_CHUNK = 8 << 20
# Rows handed to automatic mapping as evidence: enough for a rare option, few enough for 50 ms.
SAMPLE_ROWS = 200


def keep_file(store: Store, import_id: int, name: str, content: BinaryIO, file: int = 1) -> Path:
    """Copies an upload to disk, in pieces, in place of an earlier one of that number. Raises
    FileError when the disk is full."""
    folder = store.folder(import_id)
    for old in folder.glob(_original(file) + ".*"):
        old.unlink()
    path = folder / (_original(file) + Path(name).suffix.lower())
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(content, target, _CHUNK)
    except OSError as error:
        raise FileError(
            "The file could not be kept", f"{name}: {error.strerror}.", "Free some disk space."
        ) from error
    return path


def _original(file: int) -> str:
    return "original" if file == 1 else f"original-{file}"


def original_file(store: Store, import_id: int, file: int = 1) -> Path:
    """The copy of a file as it was uploaded. Raises FileError when it is gone."""
    folder = store.folder(import_id)
    found = sorted([*folder.glob(_original(file) + ".*"), *folder.glob(_original(file))])
    if not found:
        raise FileError("The file is gone", f"The file of import {import_id} was deleted.")
    return found[0]


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
    """Gives a draft its first or second file, or another one in its place."""
    names = read_import(cursor, import_id).file_names
    keep_file(store, import_id, name, content, file)
    names = [*names[: file - 1], name, *names[file:]]
    size = sum(original_file(store, import_id, n).stat().st_size for n in range(1, len(names) + 1))
    save_files(cursor, import_id, names, size)


def stage_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> Import:
    """Loads the files as the recipe's read options say, profiles their columns, and maps them where
    the recipe has no mapping yet.

    Raises FileError when a file cannot be read, RecipeError when it lacks a mapped column."""
    draft = read_import(cursor, import_id)
    recipe, layouts, hashes = draft.recipe, list[dict[str, Any]](), list[str]()
    for number in range(1, len(recipe.files) + 1):
        path = original_file(store, import_id, number)
        catalog = store.attach_work(cursor, import_id, number, to_stage=True)
        with progress.phase("Reading the file"):
            layout = inspect_file(path, recipe.files[number - 1].read)
            folder = store.folder(import_id)
            staged = stage_file(cursor, catalog, path, layout, folder)
            layout = staged.layout
        corrects, warning = find_corrected(cursor, catalog, layout, import_id)
        layouts.append(layout_json(staged))
        if corrects:
            layouts[-1]["corrects"] = corrects.to_json()
        if warning:
            layouts[-1]["warnings"].append(warning)
        hashes.append(_hash(path))
        _forget_findings(cursor, catalog)
        with progress.phase("Looking at the columns"):
            make_profile(cursor, catalog, [c.index for c in layout.columns])
        recipe = recipe.with_file(number, read=layout.options)
        known = recipe.files[number - 1].columns
        if known:
            names = [c.name for c in layout.columns] + recipe.files[number - 1].made_headers
            fitted = _fitted(known, names)
            recipe = recipe.with_file(number, columns=fitted)
            check_fixes(cursor, catalog, recipe.files[number - 1])
            profile_made_columns(cursor, catalog, recipe.files[number - 1])
        else:
            columns = [(c.name, c.header) for c in layout.columns]
            recipe = propose_mapping(cursor, catalog, recipe, columns, number)
    save_layouts(cursor, import_id, layouts, hashes)
    if len(recipe.files) > 1 and recipe.common is None:
        recipe = replace(recipe, common=propose_common_column(store, cursor, import_id, recipe))
    save_recipe(cursor, import_id, recipe)
    return read_import(cursor, import_id)


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


def prepare_draft(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Stages the draft and checks every row of the proposed mapping, so that the mapping page,
    which shows the checks, opens at once."""
    draft = stage_draft(store, cursor, import_id, progress)
    with progress.phase("Checking every row"):
        for part in parts_of(store, cursor, draft):
            check_columns(cursor, part.catalog, part.columns, part.formats)


def _forget_findings(cursor: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """What was found out about the rows that were staged before is void."""
    for name in ("facts", "checks", "known_plan", "known_values"):
        cursor.execute(f"drop table if exists {quote_identifier(catalog, name)}")


def propose_mapping(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    columns: Sequence[tuple[str, str]],
    file: int = 1,
) -> Recipe:
    """The recipe with every column of a file mapped as automatic mapping sees it, each with its
    reason.

    ``columns`` are pairs of unique name and header as found in the file, which is what matching
    looks at: "Email (2)" was "Email"."""
    object_types = {name: read_object_type(cursor, name) for name in recipe.objects_in(file)}
    rows = cursor.execute(
        f"select columns(* exclude (row_number)) from {quote_identifier(catalog, 'source')} "
        f"limit {SAMPLE_ROWS}"
    ).fetchall()
    samples = [list(row) for row in rows]
    headers = [header or name for name, header in columns]
    guesses = guess_columns(headers, samples, list(object_types.values()), recipe.language)
    mapped = tuple(
        ColumnMapping(
            guess.index,
            columns[guess.index - 1][0],
            guess.property if _allowed(guess, object_types) else None,
            confidence=round(guess.confidence, 3),
            reason=guess.reason,
            object_type=guess.object_type or "",
        )
        for guess in guesses
    )
    mapped = tuple(_known_read_only(column, object_types) for column in mapped)
    own = own_columns(headers)
    mapped = (*map(of_error_file, mapped[:own]), *mapped[own:])
    return recipe.with_file(file, columns=label_columns(cursor, recipe, file, mapped, samples))


def _known_read_only(column: ColumnMapping, object_types: dict[str, ObjectType]) -> ColumnMapping:
    """A column that is headed like a property nobody can set, as our own export has them."""
    header = column.header.strip().lower()
    names = {
        name.lower(): prop.label
        for object_type in object_types.values()
        for prop in object_type.properties
        if prop.read_only and prop.name != RECORD_ID
        for name in (prop.name, prop.label)
    }
    if column.property_name or header not in names:
        return column
    return replace(column, ignored=True, reason=f"{names[header]} is set by Rowcall itself.")


def of_error_file(column: ColumnMapping) -> ColumnMapping:
    """A column that an error file has in front of the user's own: corrected and uploaded again,
    such a file imports only these."""
    return replace(
        column, property_name=None, ignored=True, confidence=1.0, reason="Added by the error file"
    )


def propose_for_made(cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file: int) -> Recipe:
    """The recipe with the still unmapped columns that fixes made mapped by their headers, where the
    property is free."""
    chosen = recipe.files[file - 1]
    object_types = {name: read_object_type(cursor, name) for name in recipe.objects_in(file)}
    made = [c for c in chosen.columns if c.header in chosen.made_headers and c.unmapped]
    headers = [column.header for column in made]
    guesses = guess_columns(headers, [], list(object_types.values()), recipe.language)
    for column, guess in zip(made, guesses, strict=True):
        name, object_type = guess.property or "", guess.object_type or ""
        if _allowed(guess, object_types) and recipe.column_of(object_type, name) is None:
            mapped = replace(
                column, property_name=name, object_type=object_type, reason=guess.reason
            )
            recipe = recipe.with_column(mapped, file)
    return recipe


def guess_columns(
    headers: list[str],
    samples: list[list[str | None]],
    object_types: list[ObjectType],
    language: str,
) -> list[Guess]:
    """What each column probably is, for the properties these object types have now."""
    hints = {object_type.name: property_hints(object_type) for object_type in object_types}
    return map_columns(headers, samples, list(hints), language, hints)


def _allowed(guess: Guess, object_types: dict[str, ObjectType]) -> bool:
    """Whether an import may set what automatic mapping recognised."""
    object_type = object_types.get(guess.object_type or "")
    if object_type is None:
        return False
    if guess.property == RECORD_ID:
        return object_type.can_update
    prop = object_type.property(guess.property) if guess.property else None
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
