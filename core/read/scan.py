"""One pass over the bytes of a whole text file: everything that only the whole file can tell.

``inspect_file`` runs it once and keeps the outcome in ``Layout.details``, so ``stage_file`` knows
whether DuckDB may read the file as it is. Every test is one C-level search per chunk.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

CHUNK = 1 << 20
LF, CR = 10, 13
MOST_LINES = 400
LONGEST_KEPT = 2000


@dataclass
class Scan:
    """``line_ends`` counts LF, CR and CRLF once each; ``blank_lines`` says that two line ends touch
    somewhere before the end (in a quoted cell or not); ``trailing_blanks`` are the blank lines at
    the very end. ``before_ends`` counts the signs that stand right before a line end: DuckDB takes
    a surplus empty cell at the end of a row without a word, so ``stage_text`` counts them."""

    size: int = 0
    ascii: bool = True
    utf8: bool = True
    nuls: int = 0
    line_ends: int = 0
    crcrlf: bool = False
    blank_lines: bool = False
    control_z: bool = False
    ends_open: bool = True
    trailing_blanks: int = 0
    before_ends: dict[str, int] = field(default_factory=dict)


@dataclass
class Findings:
    scan: Scan
    non_ascii_lines: list[bytes]


def scan_bytes(file: BinaryIO) -> Findings:
    scan, lines = Scan(), list[bytes]()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    tail = b""
    for chunk in chunks_of(file):
        note_letters(chunk, scan, lines, decoder)
        note_line_ends(tail[-2:], chunk, scan)
        scan.nuls += chunk.count(b"\0")
        scan.size += len(chunk)
        tail = (tail + chunk)[-4096:]
    if scan.utf8 and decoder.getstate()[0]:
        scan.utf8 = False
    note_end(tail, scan)
    return Findings(scan, lines)


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """Chunks that do not end between a CR and its LF."""
    while chunk := file.read(CHUNK):
        while chunk.endswith(b"\r") and (more := file.read(1)):
            chunk += more
        yield chunk


def note_letters(
    chunk: bytes, scan: Scan, lines: list[bytes], decoder: codecs.IncrementalDecoder
) -> None:
    if chunk.isascii() and not decoder.getstate()[0]:
        return
    scan.ascii = False
    if len(lines) < MOST_LINES:
        lines.extend(find_non_ascii_lines(chunk, MOST_LINES - len(lines)))
    if scan.utf8:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            scan.utf8 = False
            lines.append(line_around(chunk, min(error.start, len(chunk) - 1)))


def find_non_ascii_lines(chunk: bytes, most: int) -> list[bytes]:
    lines: list[bytes] = []
    start = 0
    pattern = re.compile(rb"[\x80-\xff]")
    while len(lines) < most and (found := pattern.search(chunk, start)):
        lines.append(line_around(chunk, found.start()))
        end = chunk.find(b"\n", found.start())
        start = end if end >= 0 else found.start() + LONGEST_KEPT
    return lines


def line_around(chunk: bytes, position: int) -> bytes:
    start = max(chunk.rfind(b"\n", 0, position) + 1, position - LONGEST_KEPT)
    end = chunk.find(b"\n", position)
    return chunk[start : min(end if end >= 0 else len(chunk), position + LONGEST_KEPT)]


def note_line_ends(before: bytes, chunk: bytes, scan: Scan) -> None:
    """``before`` are the two bytes before the chunk, which never ends between CR and LF."""
    codes = np.frombuffer(before + chunk, np.uint8)
    ends = np.flatnonzero(codes == LF)
    starts = ends
    if b"\r" in chunk:
        returns = np.flatnonzero(codes == CR)
        bare = returns[np.append(codes, 0)[returns + 1] != LF]
        starts = np.concatenate([ends - (codes[ends - 1] == CR) * (ends > 0), bare])
        scan.crcrlf = scan.crcrlf or b"\r\r\n" in before + chunk
    starts = starts[starts >= len(before) - (before[-1:] == b"\r")]
    scan.line_ends += len(starts)
    previous = np.bincount(codes[starts[starts > 0] - 1], minlength=128)
    scan.blank_lines = scan.blank_lines or bool(previous[LF] or previous[CR])
    for code in np.flatnonzero(previous[:128]):
        sign = chr(code)
        if not sign.isalnum():
            scan.before_ends[sign] = scan.before_ends.get(sign, 0) + int(previous[code])


def note_end(tail: bytes, scan: Scan) -> None:
    scan.control_z = tail.rstrip(b"\r\n\0").endswith(b"\x1a")
    body = tail.rstrip(b"\r\n")
    ends = len(re.findall(rb"\r\n|\n|\r", tail[len(body) :]))
    scan.ends_open = ends == 0
    scan.trailing_blanks = max(0, ends - 1)
