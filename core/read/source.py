"""The bytes of a text file, unpacked on the way when it is a gzip or lies in a zip archive."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from core.read import trouble


@dataclass(frozen=True)
class Source:
    path: Path
    container: str = ""
    entry: str = ""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        with trouble.reading(self.path, self.container or "text"):
            if self.container == "gzip":
                with gzip.open(self.path, "rb") as file:
                    yield cast(BinaryIO, file)
            elif self.container == "zip":
                with zipfile.ZipFile(self.path) as archive, archive.open(self.entry) as entry:
                    yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, entry)))
            else:
                with self.path.open("rb") as file:
                    yield file
