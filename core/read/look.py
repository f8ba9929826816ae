"""Chooses who takes the second look at a sheet. ``sheets.py`` and ``stage_sheet.py`` call it."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from core.read.look_xlsx import look_xlsx
from core.read.second_look import SecondLook

LOOKS: dict[str, Callable[[Path | BinaryIO, str], SecondLook]] = {"xlsx": look_xlsx}


def look_again(file: Path | BinaryIO, kind: str, name: str) -> SecondLook:
    """What calamine does not tell about the sheet. A file so unusual that only calamine makes sense
    of it gives a look that failed, never an error."""
    try:
        return LOOKS[kind](file, name) if kind in LOOKS else SecondLook()
    except (ElementTree.ParseError, KeyError, ValueError, struct.error, zipfile.BadZipFile):
        return SecondLook(failed=True)
