"""A file of any size as numbered lines of bytes, in bounded memory.

Lines stay bytes because a vCard 2.1 may name another charset for each property. A file in UTF-16
or UTF-32 becomes UTF-8 on the way, so that everything behind it sees one form. Called by the vCard
reader.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1 << 16
HEAD = 1 << 18
# What is kept of one line. Only a photo is longer, and photos are skipped.
LONGEST_LINE = 1 << 18

# Some programs write CR CR LF; a lone CR is old Macs' line end. The bound keeps a file of nothing
# but CRs from being searched over and over.
_MOST_CRS = 3
_LINE_END = re.compile(rb"\r{0,3}\n|\r")

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, ""),
)


class ByteLines:
    """``head`` is the beginning of the file as UTF-8 or as it is; iterating gives
    ``(number, line)``, numbers from 1, lines without their ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        start = stream.read(HEAD)
        mark, encoding = wide_encoding(start)
        self.was_wide = bool(encoding)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
        self.head = self._plain(start[len(mark) :])

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        number, rest, ends = 0, b"", b""
        for chunk in self._chunks():
            # A CR at the end may be the first half of a line end: it waits for what follows.
            chunk = ends + chunk
            ends = chunk[max(len(chunk.rstrip(b"\r")), len(chunk) - _MOST_CRS) :]
            whole = chunk[: len(chunk) - len(ends)]
            lines = _LINE_END.split(whole)
            for line in lines[:-1]:
                number += 1
                yield number, (rest + line)[:LONGEST_LINE]
                rest = b""
            rest = (rest + lines[-1])[:LONGEST_LINE]
        for line in _LINE_END.split(rest + ends):
            number += 1
            yield number, line

    def _chunks(self) -> Iterator[bytes]:
        for start in range(0, len(self.head), CHUNK):
            yield self.head[start : start + CHUNK]
        while piece := self._stream.read(CHUNK):
            yield self._plain(piece)

    def _plain(self, piece: bytes) -> bytes:
        if self._decoder is None:
            return piece
        return self._decoder.decode(piece).encode("utf-8", "replace")


def wide_encoding(start: bytes) -> tuple[bytes, str]:
    """The byte order mark and, where the file is UTF-16 or UTF-32, Python's name of that."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return mark, encoding
    begin = start[:64]
    for encoding in ("utf-16-le", "utf-16-be"):
        if begin.decode(encoding, "ignore").lstrip().lower().startswith("begin:vcard"):
            return b"", encoding
    return b"", ""
