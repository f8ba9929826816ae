"""The recipe: everything the user decided about an import, as one JSON-able object.

The pages edit it, a stored import keeps it, the command line runs it. One engine reads it."""

from core.recipe.fixes import Fix
from core.recipe.model import (
    MODES,
    RECORD_ID,
    ColumnMapping,
    CommonColumn,
    ImportedFile,
    ImportedObject,
    NewValue,
    Recipe,
)
from core.recipe.reading import recipe_from_json, time_zones

__all__ = [
    "MODES",
    "RECORD_ID",
    "ColumnMapping",
    "CommonColumn",
    "Fix",
    "ImportedFile",
    "ImportedObject",
    "NewValue",
    "Recipe",
    "recipe_from_json",
    "time_zones",
]
