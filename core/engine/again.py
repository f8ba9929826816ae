"""An import once more: its files and its recipe as a new draft, to see what they would change in
the store as it is now. Called by the history and the command line."""

from dataclasses import replace

import duckdb

from core.engine.draft import drop_draft, open_draft, set_file
from core.engine.original_files import original_file
from core.errors import StoreError
from core.store import Store
from core.store.imports import FINISHED, read_import
from core.store.properties import object_type_names


def open_again(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> int:
    """A draft of the files of a finished import with its recipe, not yet staged; its id is
    returned. It is the same people, so their consent holds.

    Raises StoreError for an import that is not finished or whose objects are gone, FileError when
    its files are."""
    done = read_import(cursor, import_id)
    if done.state not in FINISHED:
        raise StoreError(
            "Not finished", f"Import {import_id} has not run yet.", "Go on with it instead."
        )
    gone = sorted(set(done.object_types) - set(object_type_names(cursor)))
    if gone:
        raise StoreError(
            "The object is gone",
            f"Import {import_id} is of {', '.join(gone)}, which is not there any more.",
            "Restore the object in its settings.",
        )
    again = None
    try:
        for number, name in enumerate(done.file_names, start=1):
            with original_file(store, import_id, number).open("rb") as content:
                if again is None:
                    recipe = replace(done.recipe, name=f"{done.name} again")
                    again = open_draft(store, cursor, recipe, name, content)
                else:
                    set_file(store, cursor, again, number, name, content)
    except BaseException:
        if again is not None:
            drop_draft(store, cursor, again)
        raise
    assert again is not None
    return again
