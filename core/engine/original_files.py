"""The files of an import as they were uploaded, kept beside the store.

Called by ``draft.py``, the upload page, the results page, and to run an import again."""

import hashlib
import shutil
from pathlib import Path
from typing import BinaryIO

from core.errors import FileError
from core.store import Store

_CHUNK = 8 << 20


def keep_file(store: Store, import_id: int, name: str, content: BinaryIO, file: int = 1) -> Path:
    """Copies an upload to disk, in pieces, in place of an earlier one of that number. Raises
    FileError when the disk is full."""
    folder = store.folder(import_id)
    for old in folder.glob(_original(file) + ".*"):
        old.unlink()
    path = folder / (_original(file) + Path(name).suffix.lower())
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(content, target, _CHUNK)
    except OSError as error:
        raise FileError(
            "The file could not be kept", f"{name}: {error.strerror}.", "Free some disk space."
        ) from error
    return path


def _original(file: int) -> str:
    return "original" if file == 1 else f"original-{file}"


def original_file(store: Store, import_id: int, file: int = 1) -> Path:
    """The copy of a file as it was uploaded. Raises FileError when it is gone."""
    folder = store.folder(import_id)
    found = sorted([*folder.glob(_original(file) + ".*"), *folder.glob(_original(file))])
    if not found:
        raise FileError("The file is gone", f"The file of import {import_id} was deleted.")
    return found[0]


def file_hash(path: Path) -> str:
    """What tells a file from any other."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
