"""The backslashes of vCard, MECARD and their kin: escape, unescape, split.

``\\n`` is a line end; ``\\;`` ``\\,`` ``\\:`` ``\\'`` and ``\\\\`` stand for the character itself
(the apostrophe since web sites escape names as for their database). A backslash before anything
else is one that the writer forgot to double, so it stays; only in the one-line formats of codes it
stands before any sign (``\\?``).
"""

import re

# Some write both halves of a line end: "\\r\\n".
_ESCAPED = re.compile(r"(?:\\r(?=\\n))?\\([nN;,:\\\"'])")
_ESCAPED_SIGN = re.compile(r"\\([nN]|[^\w\s])")
_TO_ESCAPE = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escape(text: str) -> str:
    """Text as one component of a vCard value. Line ends of any kind become ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TO_ESCAPE)


def unescape(text: str) -> str:
    """The text a component stands for."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text)


def unescape_all(text: str) -> str:
    """The text of a MECARD or one of its kin, where a backslash may stand before any sign."""
    return _ESCAPED_SIGN.sub(lambda m: "\n" if m[1] in "nN" else m[1], text)


def split(text: str, mark: str) -> list[str]:
    """Parts between unescaped ``mark``s, still escaped."""
    if "\\" not in text:
        return text.split(mark)
    parts: list[str] = []
    open_part: list[str] = []
    for piece in text.split(mark):
        open_part.append(piece)
        backslashes = len(piece) - len(piece.rstrip("\\"))
        if backslashes % 2 == 0:
            parts.append(mark.join(open_part))
            open_part = []
    return [*parts, mark.join(open_part)] if open_part else parts
