"""Parses the command line and calls the command. Called by ``core/__main__.py``."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from core.capture import KINDS
from core.cli.capture_command import DESCRIPTION, EPILOG, run_capture
from core.cli.compare_command import RECORDS, run_compare
from core.cli.export_command import FORMATS, run_export
from core.cli.history_command import run_history
from core.cli.import_command import run_import_command
from core.cli.mapping_command import run_mapping
from core.cli.read_command import run_read
from core.cli.undo_command import run_undo_command
from core.errors import AppError
from core.machine_limits import limits_told
from core.recipe import MODES
from core.store.store import default_path

Command = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is returned."""
    parsed = _parser().parse_args(arguments)
    run: Command = parsed.run
    try:
        with limits_told():
            return run(parsed)
    except AppError as error:
        # On one line, whatever line ends a library's own message has.
        print(" ".join(f"{error.title}: {error.message} {error.hint}".split()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m core", description="Import tables into a local CRM-shaped store."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_read(commands)
    _add_mapping(commands)
    _add_import(commands)
    _add_export(commands)
    _add_history(commands)
    _add_undo(commands)
    _add_compare(commands)
    _add_capture(commands)
    return parser


Subparsers = argparse._SubParsersAction  # argparse has no public name for it


def _add_read(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("read", help="say how files are read, one JSON line a file")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--rows", action="store_true", help="print the rows, too")
    _add_reading(parser)
    parser.set_defaults(run=run_read)


def _add_mapping(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("mapping", help="propose a property for each column")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--object", action="append", required=True, dest="objects")
    parser.add_argument("--language", default="en", help="language of the headers (ISO code)")
    _add_store(parser)
    _add_reading(parser)
    parser.set_defaults(run=run_mapping)


def _add_import(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("import", help="import one or two files, or say what would happen")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument(
        "--object", action="append", dest="objects", help="contacts, companies, deals ..."
    )
    parser.add_argument(
        "--mode", type=str.upper, choices=list(MODES), metavar="upsert|create|update"
    )
    parser.add_argument(
        "--key", action="append", help="property that finds existing records: email, deals.number"
    )
    parser.add_argument("--common", metavar="HEADER", help="column that ties two files (or A=B)")
    parser.add_argument("--common-key", metavar="OBJECT", help="object whose unique key that is")
    parser.add_argument(
        "--associate-by-domain",
        action="store_true",
        help="associate contacts with the company of their email's domain",
    )
    parser.add_argument("--language", help="language of the headers (ISO code)")
    parser.add_argument("--recipe", type=Path, help="a recipe as JSON")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--issues", action="store_true", help="list each issue")
    _add_store(parser)
    _add_reading(parser)
    parser.set_defaults(run=run_import_command)


def _add_export(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("export", help="write all records of an object to a file")
    parser.add_argument("--object", required=True, dest="object_type")
    parser.add_argument("--format", choices=list(FORMATS), default="csv")
    parser.add_argument("out", type=Path, metavar="OUT")
    _add_store(parser)
    parser.set_defaults(run=run_export)


def _add_history(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("history", help="list the imports, newest first")
    _add_store(parser)
    parser.set_defaults(run=run_history)


def _add_undo(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("undo", help="take an import back, or say what that would do")
    parser.add_argument("import_id", type=int, metavar="IMPORT_ID")
    parser.add_argument(
        "--object", action="append", dest="objects", help="only this object of the import"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    _add_store(parser)
    parser.set_defaults(run=run_undo_command)


def _add_compare(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "compare", help="two imports side by side, or what one would change if it ran again now"
    )
    parser.add_argument("import_ids", type=int, nargs="+", metavar="IMPORT_ID")
    parser.add_argument(
        "--with-store", action="store_true", help="compare one import with the store as it is now"
    )
    parser.add_argument(
        "--records", choices=RECORDS, help="list the records of both imports, or of one only"
    )
    _add_store(parser)
    parser.set_defaults(run=run_compare)


def _add_capture(commands: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "capture",
        help="find the contacts in vCard files, QR codes and cards",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a vCard or jCard file, or a picture"
    )
    parser.add_argument(
        "--as", dest="kind", choices=list(KINDS), help="what the files are (else by their content)"
    )
    parser.add_argument(
        "--website-from-email",
        action="store_true",
        help="show the domain of their email for contacts without a website; saving those of a "
        "vCard gives it in any case, as the page of device contacts does",
    )
    parser.add_argument("--save", action="store_true", help="import the contacts of each file")
    _add_store(parser)
    parser.set_defaults(run=run_capture)


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", type=Path, default=default_path(), help="the store's file")
    parser.add_argument("--json", action="store_true", help="JSON output (the only kind)")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sheet", help="the sheet of a spreadsheet")
    parser.add_argument("--encoding", help="a text file's encoding")
    parser.add_argument("--delimiter", help="a text file's delimiter (\\t for a tab)")
    parser.add_argument("--header-row", type=int, help="row of the headers; 0 where there are none")
    if not any(action.dest == "json" for action in parser._actions):
        parser.add_argument("--json", action="store_true", help="JSON output (the only kind)")
