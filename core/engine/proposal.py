"""What automatic mapping makes of the columns of a file: the mapping that a draft begins with.

Called by ``staging.py``, the mapping page, the fitting of templates and the command line."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from core.automap import Guess, map_columns
from core.engine.associations.label_columns import label_columns
from core.engine.hints import property_hints
from core.error_file import own_columns
from core.recipe import RECORD_ID, ColumnMapping, Recipe
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import ObjectType

# Rows handed to automatic mapping as evidence: enough for a rare option, few enough for 50 ms.
SAMPLE_ROWS = 200


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
