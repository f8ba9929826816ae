"""Large XML in pieces, for those who look for a few tags in it and let calamine parse the rest."""

import zipfile
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

CHUNK = 1 << 20


def chunks_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def pieces(chunks: Iterator[bytes], end_tag: bytes) -> Iterator[bytes]:
    """The same bytes, cut behind an end tag, so that nothing it ends is in two pieces."""
    rest = b""
    for chunk in chunks:
        chunk = rest + chunk
        end = chunk.rfind(end_tag) + len(end_tag)
        if end < len(end_tag):
            rest = chunk
            continue
        rest = chunk[end:]
        yield chunk[:end]
    yield rest


def is_marked(piece: bytes, pattern: str) -> bool:
    """Whether the pattern (of RE2) is anywhere. Arrow searches without Python's lock."""
    found = pc.match_substring_regex(pa.array([piece], pa.binary()), pattern)
    return bool(found[0].as_py())
