"""Text as DuckDB and Python's csv can take it: no NUL bytes, no Ctrl-Z, plain line ends.

``inspect_file`` cleans its sample with ``clean_text``; ``stage_file`` writes a UTF-8 copy with
``write_clean_copy`` when, and only when, the scan says that the file cannot be read as it is.
"""

import codecs
import re
from pathlib import Path

from core.read.scan import CHUNK
from core.read.source import Source

ESCAPED_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
CONTROL_Z_AT_END = re.compile(r"\x1a[\x1a\r\n]*\Z")
HELD_BACK = re.compile(r"[\\\r\n\x1a]{1,4096}\Z")


def clean_text(text: str, backslash: bool) -> str:
    r"""``\r\r\n`` is what a text-mode copy makes of ``\r\n``; ``\"`` becomes ``""``, nothing else
    that follows a backslash is touched (Windows paths)."""
    text = text.replace("\0", "").replace("\r\r\n", "\r\n")
    return ESCAPED_QUOTE.sub(r'\1""', text) if backslash else text


def without_end_mark(text: str) -> str:
    """Ctrl-Z ended text files once, and some programs still write it."""
    return CONTROL_Z_AT_END.sub("", text)


def write_clean_copy(source: Source, encoding: str, backslash: bool, target: Path) -> Path:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    held = ""
    with source.open() as file, target.open("w", encoding="utf-8", newline="") as out:
        while chunk := file.read(CHUNK):
            text = held + decoder.decode(chunk).replace("\0", "")
            match = HELD_BACK.search(text)
            held = match.group() if match else ""
            out.write(clean_text(text[: len(text) - len(held)], backslash))
        text = held + decoder.decode(b"", final=True)
        out.write(clean_text(without_end_mark(text), backslash))
    return target
