"""Physical lines become the logical lines of a vCard: folds and soft line breaks are undone.

The standards fold with a space at the start of the next line, or in quoted-printable with ``=`` at
the end of this one. Programs also indent whole cards, break quoted-printable without ``=``, and end
a value with ``=`` where nothing follows; those are told apart here. Called by ``vcard_cards``.
"""

import re
from collections.abc import Iterable, Iterator

# What is kept of one logical line; more is no contact data.
LONGEST = 1 << 16

_EDGE = re.compile(rb"\s*(?:begin|end)\s*:\s*vcard\s*$", re.I)
_PLAINLY_NEW = re.compile(
    rb"(?:(?:N|FN|TEL|EMAIL|ADR|ORG|TITLE|URL|BDAY|REV|UID|PHOTO)(?:;[A-Z][A-Z0-9=;,-]*)?|VERSION):"
)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT\s*[;:]", re.I)
_PROSE = re.compile(rb"(?:[\w-]+\.)?(?:NOTE|LABEL|COMMENT)\b", re.I)
_ESCAPE = re.compile(rb"=[0-9A-Fa-f]{2}")
_SPACE = (b" ", b"\t")


def logical_lines(lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, unfolded, with the number of its first physical line.

    ``lines`` are numbered lines without their ends.
    """
    start, parts, size = 0, list[bytes](), 0
    soft = False  # the line so far ends in a soft line break
    indent = b""  # what each line of this card begins with
    for number, line in lines:
        if not line or not line.strip():
            soft = False  # Outlook ends quoted-printable with "=" and a blank line
            continue
        added = _added(parts, line, soft, indent) if parts else None
        if added is None:
            if parts:
                yield start, b"".join(parts)
            if line[:1] in _SPACE or indent:
                indent = _indent(line, indent, parts)
                line = line[len(indent) :] if line.startswith(indent) else line.strip()
            start, parts, size, added = number, [], 0, line
        soft = added[-1:] in (b"=", *_SPACE) and added.rstrip().endswith(b"=")
        if soft and (soft := is_quoted_printable(b"".join(parts[:2]) or added)):
            added = added.rstrip()[:-1]
        if size < LONGEST:
            parts.append(added[: LONGEST - size])
        size += len(added)
    if parts:
        yield start, b"".join(parts)


def is_quoted_printable(line: bytes) -> bool:
    """True where the parameters of a property say so."""
    return b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()


def _added(parts: list[bytes], line: bytes, soft: bool, indent: bytes) -> bytes | None:
    """What the line adds to the one before; None where it is one of its own."""
    if soft:
        if _EDGE.match(line) or (_PLAINLY_NEW.match(line) and not _PROSE.match(parts[0])):
            return None
        # A space in front belongs to the text, unless the writer folds twice over.
        return line[1:] if line[:1] in _SPACE and line[1:2] == b"=" else line
    if line[:1] in _SPACE:
        if _EDGE.match(parts[0]) or (_EDGE.match(line) and not _is_folded_agent(parts[0], indent)):
            return None
        if indent and line.startswith(indent):
            inner = line[len(indent) :]
            return inner[1:] if inner[:1] in _SPACE else None
        return line[1:]
    if line[:1] == b"=" and _ESCAPE.match(line) and is_quoted_printable(parts[0]):
        return line
    return None


def _is_folded_agent(first: bytes, indent: bytes) -> bool:
    """True for an assistant's card that is folded into AGENT, with its own BEGIN and END."""
    return not indent and bool(_AGENT.match(first))


def _indent(line: bytes, indent: bytes, parts: list[bytes]) -> bytes:
    """The indent of the card that the line is in: that of the first line, and of the one after it,
    since its BEGIN may stand further out."""
    if not parts or _EDGE.match(parts[0]):
        return line[: len(line) - len(line.lstrip())]
    return indent
