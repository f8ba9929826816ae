"""The FileErrors of reading, worded once, and the boundary that turns library errors into them.

Every module of ``core/read`` raises from here, so that one file says the same thing in one way.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine

from core.errors import FileError


def empty_file(found: str) -> FileError:
    hint = "Export the data again and check that the file has rows before importing it."
    return FileError("No rows", f"The file {found}.", hint)


def not_a_table(found: str) -> FileError:
    hint = "Save the data as CSV or as an Excel workbook (.xlsx) and choose that file."
    return FileError("Not a table", f"The file {found}.", hint)


def protected(kind: str) -> FileError:
    message = f"The {kind} file is protected with a password, so its contents cannot be read."
    return FileError("Password-protected", message, "Open it and save a copy without a password.")


def damaged(kind: str, reason: object) -> FileError:
    message = f"The {kind} file is damaged or incomplete ({reason})."
    hint = "Download or export it again; if it opens in a spreadsheet program, save a new copy."
    return FileError("Damaged file", message, hint)


def too_wide(width: int, most: int) -> FileError:
    message = f"The file has {width:,} columns; fewer than {most:,} can be imported."
    hint = "Delete the columns you do not need, or check the delimiter."
    return FileError("Too many columns", message, hint)


def too_large(message: str) -> FileError:
    return FileError("Too large to unpack", message, "Save the data as CSV and choose that file.")


def wrong_option(message: str, hint: str) -> FileError:
    return FileError("Cannot read it that way", message, hint)


@contextmanager
def reading(path: Path, kind: str) -> Iterator[None]:
    """Inside this block errors of the system, zip and spreadsheet libraries become FileErrors."""
    try:
        yield
    except FileError:
        raise
    except python_calamine.PasswordError as error:
        raise protected(kind) from error
    except FileNotFoundError as error:
        raise FileError(
            "File not found", f"There is no file at {path}.", "Check the path."
        ) from error
    except PermissionError as error:
        hint = "Close other programs that hold it and check its permissions."
        raise FileError("No permission", f"{path.name} may not be read.", hint) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise damaged(kind, error) from error
    except OSError as error:
        raise damaged(kind, error.strerror or error) from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile: compression, encryption
        raise damaged(kind, error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust gave up; it is no Exception
            raise damaged(kind, "the spreadsheet library cannot make sense of it") from error
        raise
