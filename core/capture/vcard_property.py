"""One logical line of a vCard becomes a property: group, name, types, parameters, value.

    item1.TEL;type=CELL;type=pref:+31 6 12345678

Called by ``vcard_cards`` for each line, so what no contact needs is dropped by its name before
anything else is looked at.
"""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from core.capture.charsets import Charsets

# Everything a contact is made of, and what tells of a card's structure.
WANTED = frozenset(
    "BEGIN END VERSION KIND N FN NICKNAME ORG TITLE ROLE EMAIL TEL URL ADR LABEL BDAY GENDER AGENT "
    "SOCIALPROFILE X-ABLABEL X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND X-SOCIALPROFILE X-GENDER "
    "X-LINKEDIN X-TWITTER".split()
)

# What makers of web pages write for a property, and the type that it says.
_ALIASES = {
    "PHONE": ("TEL", ""), "TELEPHONE": ("TEL", ""), "MOBILE": ("TEL", "cell"),
    "CELL": ("TEL", "cell"), "CELLPHONE": ("TEL", "cell"), "FAX": ("TEL", "fax"),
    "MAIL": ("EMAIL", ""), "E-MAIL": ("EMAIL", ""), "WEBSITE": ("URL", ""), "WEB": ("URL", ""),
    "COMPANY": ("ORG", ""), "ORGANIZATION": ("ORG", ""), "JOBTITLE": ("TITLE", ""),
    "ADDRESS": ("ADR", ""), "BIRTHDAY": ("BDAY", ""),
}  # fmt: skip

_SHAPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:([\w.-]+)\.)?([^;:.\s=\"]+)[ \t]*([;:])")
_PARAMETER = re.compile(r'(?:[^;"]|"[^"]*"|")+')
_QUOTED_COLON = re.compile(rb'(?:[^":]|"[^"]*")*:')
_HIDDEN_UTF8 = re.compile(rb"(?:=[C-Fc-f][0-9A-Fa-f](?:=[89ABab][0-9A-Fa-f])+)")
_BASE64 = ("B", "BASE64", "BASE-64")


@dataclass(slots=True)
class Property:
    """``name`` is in upper case, ``types`` in lower case: the values of TYPE and what stands bare
    (``TEL;WORK;FAX``). ``params`` holds the other parameters, upper-case name to value. ``value``
    is text, still with its backslashes."""

    name: str
    value: str
    line: int = 0
    group: str = ""
    types: frozenset[str] = frozenset()
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def preferred(self) -> int:
        """0 for the preferred one of several, else what PREF says (1 to 100), else 101."""
        if "pref" in self.types or "PREF" in self.params:
            rank = self.params.get("PREF", "0")
            return int(rank) if rank.isdecimal() and len(rank) < 4 else 0
        return 101


@dataclass(slots=True)
class Unwanted:
    """A property no contact needs: a photo, a note, a revision."""

    name: str


def read_property(raw: bytes, line: int, charsets: Charsets) -> Property | Unwanted | None:
    """The property of a logical line; None where the line has not the shape of one."""
    shape = _SHAPE.match(raw)
    if shape is None:
        return None
    name, said = _meant(shape[2].decode("utf-8", "replace").upper(), _group(shape[1]))
    if name not in WANTED:
        return Unwanted(name) if b":" in raw[shape.end() - 1 :] else None
    if shape[3] == b":":
        value = _text(raw[shape.end() :], charsets, name)
        return Property(name, value, line, _group(shape[1]), said)
    end = _end_of_parameters(raw, shape.end())
    if end < 0:
        return None
    types, params = _parameters(raw[shape.end() : end])
    value = _text(raw[end + 1 :], charsets, name, params.get("ENCODING", ""), params.get("CHARSET"))
    return Property(name, value, line, _group(shape[1]), types | said, params)


def _meant(name: str, group: str) -> tuple[str, frozenset[str]]:
    """The property and its type: ``MOBILE`` is a TEL of type cell, ``PHONE.WORK`` one of work."""
    if name in WANTED:
        return name, frozenset()
    if group.upper() in _ALIASES:
        return _ALIASES[group.upper()][0], frozenset({name.lower()})
    meant, said = _ALIASES.get(name, (name, ""))
    return meant, frozenset({said} if said else ())


def _group(group: bytes | None) -> str:
    return group.decode("ascii", "replace").lower() if group else ""


def _end_of_parameters(raw: bytes, start: int) -> int:
    """Where the colon is; a quote that is never closed counts as none."""
    if b'"' not in raw:
        return raw.find(b":", start)
    found = _QUOTED_COLON.match(raw, start)
    return found.end() - 1 if found else raw.find(b":", start)


# A file has few sets of parameters; the bound is for one that makes up new ones.
@lru_cache(maxsize=2_000)
def _parameters(raw: bytes) -> tuple[frozenset[str], Mapping[str, str]]:
    types: list[str] = []
    params: dict[str, str] = {}
    for parameter in _PARAMETER.findall(raw.decode("utf-8", "replace")):
        key, _, value = (part.strip() for part in parameter.partition("="))
        word = key.upper()
        if value and word == "TYPE":
            types += (t.strip().lower() for t in value.replace('"', "").split(","))
        elif value:
            params.setdefault(word, value.strip('"'))
        elif word in ("QUOTED-PRINTABLE", *_BASE64, "8BIT", "7BIT"):
            params.setdefault("ENCODING", word)
        elif word:
            types.append(word.lower())
    return frozenset(types), MappingProxyType(params)


def _text(
    raw: bytes, charsets: Charsets, name: str, encoding: str = "", charset: str | None = None
) -> str:
    """The value as text, freed from quoted-printable or base64."""
    encoding = encoding.upper()
    if encoding == "QUOTED-PRINTABLE" or (b"=" in raw and _is_hidden_quoted(raw, name)):
        # An encoded semicolon beside plain ones is part of a name.
        if b"=3B" in raw and b";" in raw:
            raw = raw.replace(b"\\=3B", b"=3B").replace(b"=3B", b"\\;")
        return charsets.decode(binascii.a2b_qp(raw), charset or "", True).strip()
    if encoding in _BASE64 and raw.strip():
        try:
            plain = binascii.a2b_base64(raw.strip(), strict_mode=True)
        except binascii.Error:
            return charsets.decode(raw, charset or "").strip()
        return charsets.decode(plain, charset or "", True).strip()
    return charsets.decode(raw, charset or "").strip()


def _is_hidden_quoted(raw: bytes, name: str) -> bool:
    """Quoted-printable that nobody announced: UTF-8 letters where a name or address stands."""
    return name in ("N", "FN", "ORG", "TITLE", "ADR") and bool(_HIDDEN_UTF8.search(raw))
