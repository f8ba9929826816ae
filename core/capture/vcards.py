"""A vCard file becomes contacts, one at a time, however long it is. The door to the vCard reader.

Own code rather than a library: of the parsers measured on cards as programs write them, the best
lost files to one bad line and gave 54 % of the fields, 88 % with as much cleaning around it as
there is code here, and none reads a file piece by piece.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from core.capture.byte_lines import ByteLines
from core.capture.charsets import Charsets
from core.capture.contact import Contact
from core.capture.told import Told
from core.capture.vcard_cards import read_cards
from core.capture.vcard_contact import contact_of
from core.capture.vcard_lines import logical_lines

_SPACE_FOR_LINE_END = re.compile(
    r" (?=(?:VERSION|N|FN|ORG|TITLE|TEL|EMAIL|URL|ADR|NOTE|END)(?:;[\w=;,-]*)?:)"
)


def read_vcards(stream: BinaryIO, tell: Told) -> Iterator[Contact]:
    """The contacts of a file with any number of cards, in its order.

    ``tell`` hears, with the line, whatever could not be read: a broken property is left out of its
    card, a card without any content out of the file. Nothing in the content raises.
    """
    lines = ByteLines(stream)
    charsets = Charsets(lines.head, lines.was_wide)
    for card in read_cards(logical_lines(lines), charsets, tell):
        contact = contact_of(card)
        warnings = card.tell.sentences()
        for warning in warnings:
            tell(warning)
        if contact is not None:
            contact.warnings = warnings
            yield contact


def parse_vcards(text: str, tell: Told) -> list[Contact]:
    """The contacts of a vCard that is text already: the content of a QR code."""
    return list(
        read_vcards(
            io.BytesIO(b"\xef\xbb\xbf" + _with_line_ends(text).encode("utf-8", "replace")), tell
        )
    )


def _with_line_ends(text: str) -> str:
    """Some makers of QR codes write a backslash and an n where a line end belongs, some a space,
    some leave it as it stands in a link (``%0A``)."""
    if len(text.strip().splitlines()) > 1:
        return text
    if "%0a" in text.lower():
        return unquote(text)
    if "\\n" in text:
        return text.replace("\\r\\n", "\n").replace("\\n", "\n")
    return _SPACE_FOR_LINE_END.sub("\n", text)
