"""``python -m core export --object O OUT``: all records of an object as a file."""

import argparse
from pathlib import Path

import duckdb
from xlsxwriter.exceptions import XlsxWriterException

from core.cli.output import print_json
from core.errors import FileError, StoreError
from core.export import EXPORTERS
from core.store import Store
from core.vcard_export import VCARD_EXPORTERS

FORMATS = EXPORTERS | VCARD_EXPORTERS


def run_export(parsed: argparse.Namespace) -> int:
    """Writes the file; the number of records is printed."""
    if not parsed.store.exists():
        raise StoreError("No store", f"There is no store at {parsed.store}.", "Check --store.")
    _check_place(parsed.out)
    store = Store(parsed.store)
    try:
        records = FORMATS[parsed.format](store.cursor(), parsed.object_type, parsed.out)
    except (OSError, duckdb.IOException, XlsxWriterException) as error:
        raise FileError(
            "The file cannot be written", f"{parsed.out}: {error}", "Choose another path."
        ) from error
    finally:
        store.close()
    print_json({"file": str(parsed.out), "object": parsed.object_type, "records": records})
    return 0


def _check_place(out: Path) -> None:
    """Before any record is read: whether there can be a file."""
    if out.is_dir() or not out.parent.is_dir():
        found = f"{out} is a folder" if out.is_dir() else f"there is no folder {out.parent}"
        raise FileError("The file cannot be written", f"{found}.", "Choose another path.")
