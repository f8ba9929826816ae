"""``python -m core export --object O OUT``: all records of an object as a file."""

import argparse

import duckdb
from xlsxwriter.exceptions import XlsxWriterException

from core.cli.output import print_json
from core.errors import FileError, StoreError
from core.export import EXPORTERS
from core.store import Store


def run_export(parsed: argparse.Namespace) -> int:
    """Writes the file; the number of records is printed."""
    if not parsed.store.exists():
        raise StoreError("No store", f"There is no store at {parsed.store}.", "Check --store.")
    store = Store(parsed.store)
    try:
        records = EXPORTERS[parsed.format](store.cursor(), parsed.object_type, parsed.out)
    except (OSError, duckdb.IOException, XlsxWriterException) as error:
        raise FileError(
            "The file cannot be written", f"{parsed.out}: {error}", "Choose another path."
        ) from error
    finally:
        store.close()
    print_json({"file": str(parsed.out), "object": parsed.object_type, "records": records})
    return 0
