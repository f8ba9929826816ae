"""``python -m core mapping FILE --object O``: the proposed property of each column, with why."""

import argparse

from core.cli.output import print_json
from core.cli.reading import reading_options
from core.engine.proposal import guess_columns
from core.errors import AppError
from core.read import inspect_file
from core.store import Store
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, load_object_types


def run_mapping(parsed: argparse.Namespace) -> int:
    """Prints one JSON object with ``columns``."""
    layout = inspect_file(parsed.file, reading_options(parsed))
    guesses = guess_columns(
        [column.header or column.name for column in layout.columns],
        [[cell or None for cell in row] for row in layout.sample],
        _object_types(parsed),
        parsed.language,
    )
    print_json(
        {
            "file": str(parsed.file),
            "columns": [
                {
                    "header": layout.columns[guess.index - 1].header,
                    "object": guess.object_type,
                    "property": guess.property,
                    "confidence": round(guess.confidence, 3),
                    "reason": guess.reason,
                }
                for guess in guesses
            ],
        }
    )
    return 0


def _object_types(parsed: argparse.Namespace) -> list[ObjectType]:
    """The object types as the store has them, with custom properties; the vocabulary's where
    there is no store yet."""
    if parsed.store.exists():
        store = Store(parsed.store)
        try:
            cursor = store.cursor()
            return [read_object_type(cursor, name) for name in parsed.objects]
        finally:
            store.close()
    known = load_object_types()
    for name in parsed.objects:
        if name not in known:
            raise AppError("Unknown object", repr(name), f"Use one of {', '.join(known)}.")
    return [known[name] for name in parsed.objects]
