"""The reading options of a command. Called by the commands that read a file."""

import argparse

from core.read import ReadOptions


def reading_options(parsed: argparse.Namespace) -> ReadOptions:
    """What the command line says about reading the file; the rest is detected."""
    delimiter = parsed.delimiter
    return ReadOptions(
        encoding=parsed.encoding,
        delimiter="\t" if delimiter in ("\\t", "tab") else delimiter,
        sheet=parsed.sheet,
        header_row=parsed.header_row,
    )
