"""Chooses who takes the second look at a sheet. ``sheets.py`` and ``stage_sheet.py`` call it."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

import xlrd

from core.read.look_ods import look_ods
from core.read.look_xls import look_xls
from core.read.look_xlsb import look_xlsb
from core.read.look_xlsx import look_xlsx
from core.read.second_look import SecondLook

LOOKS: dict[str, Callable[[Path | BinaryIO, str, int | None], SecondLook]] = {
    "xlsx": look_xlsx,
    "xls": look_xls,
    "xlsb": look_xlsb,
    "ods": look_ods,
}
# What the looks and xlrd raise for files that are not made the usual way. Calamine, which reads
# them all the same or not, tells the user what is wrong with a file.
ODD = (
    *(ElementTree.ParseError, zipfile.BadZipFile, xlrd.XLRDError, struct.error, zlib.error),
    *(AssertionError, LookupError, ValueError, TypeError, AttributeError),
)


def look_again(file: Path | BinaryIO, kind: str, name: str, rows: int | None = None) -> SecondLook:
    """What calamine does not tell about the sheet, at least of its first ``rows`` rows where not
    all matter. A file so odd that only calamine makes sense of it gives a look that failed."""
    try:
        return LOOKS[kind](file, name, rows)
    except ODD:
        return SecondLook(failed=True)
