"""Bytes of a vCard become text: by the property's CHARSET, as UTF-8, or by a guess for the file.

vCard 2.1 may name a charset per property; many programs name none and write the code page of their
computer (Outlook), or name one and write another. Called by ``vcard_property``.
"""

import codecs
import re
from functools import cache

import chardet

# The code page of a computer that writes this language (Outlook: N;LANGUAGE=ru:...).
_BY_LANGUAGE = {
    "cp1250": "cs sk pl hu sl hr ro sq bs",
    "cp1251": "ru uk be bg sr mk kk",
    "cp1253": "el",
    "cp1254": "tr az",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp1257": "lt lv et",
    "cp874": "th",
    "cp932": "ja",
    "cp949": "ko",
    "gb18030": "zh",
    "big5": "zh-tw zh-hk",
}
_LANGUAGES = {word: page for page, words in _BY_LANGUAGE.items() for word in words.split()}
_LANGUAGE = re.compile(rb";LANGUAGE=\"?([A-Za-z]{2})(-[A-Za-z]{2})?", re.I)

# Scripts that chardet tells well even on a few names; the Latin ones it does not.
_OTHER_SCRIPTS = (
    "cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jis_2004", "gb18030",
    "big5hkscs", "cp949",
)  # fmt: skip
# Letters of names that tell the Latin code pages apart; the first that explains most wins.
_LATIN = {
    "cp1252": frozenset("äöüßéèêëàâáãåæçíîïìñóôòõøœúûùÿšžÄÖÜÉÈÊËÀÂÁÃÅÆÇÍÎÏÑÓÔÒÕØŒÚÛÙŠŽ’“”–"),
    "cp1250": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüőűÖÜŐŰăâîșțľĺđßçëÄ’“”–"),
    "cp1254": frozenset("çğıöşüâîûÇĞİÖŞÜ’“”–"),
}
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_VALUE = re.compile(rb"^[^:\r\n]*:(.*[\x80-\xff].*)$", re.M)
_SINGLE_BYTE = ("iso8859", "cp125", "cp12", "latin", "ascii", "koi8", "mac")


class Charsets:
    """Decodes the values of one file. ``head`` is its beginning; ``transcoded`` says that the file
    was UTF-16, so that its raw bytes are UTF-8 whatever a CHARSET parameter says."""

    def __init__(self, head: bytes = b"", transcoded: bool = False) -> None:
        self._head = head
        self._transcoded = transcoded
        self._page = ""

    def decode(self, raw: bytes, declared: str = "", was_encoded: bool = False) -> str:
        """The text of a value. ``declared`` is its CHARSET parameter; ``was_encoded`` says that it
        stood in quoted-printable or base64. Nothing fails: what cannot be read becomes U+FFFD."""
        if raw.isascii() and declared[:3].lower() not in ("iso", "utf"):
            return raw.decode("ascii")
        codec = codec_of(declared)
        counts = codec and codec != "utf-8" and (was_encoded or not self._transcoded)
        if counts and not (_is_single_byte(codec) and _is_utf8(raw)):
            return _decoded(raw, _superset(codec))
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return _decoded(raw, self._code_page())

    def _code_page(self) -> str:
        """The code page of a file that names none; chosen once."""
        if not self._page:
            self._page = _guess(self._head)
        return self._page


@cache
def codec_of(name: str) -> str:
    """Python's name of a charset; empty where there is none of that name."""
    try:
        return codecs.lookup(name.strip().strip('"')).name if name else ""
    except (LookupError, ValueError):
        return ""


def _is_single_byte(codec: str) -> bool:
    return codec.startswith(_SINGLE_BYTE)


def _is_utf8(raw: bytes) -> bool:
    """True for UTF-8 with accents: chance never makes that of a single-byte text."""
    try:
        return not raw.isascii() and bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _superset(codec: str) -> str:
    """Windows' superset of a charset: what calls itself ISO-8859-1 holds Windows' quotes."""
    return {
        "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932",
        "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    }.get(codec, codec)  # fmt: skip


def _decoded(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return raw.decode("cp1252", "replace") if _is_single_byte(codec) else _last_try(raw, codec)


def _last_try(raw: bytes, codec: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(codec, "replace")


def _guess(head: bytes) -> str:
    """By the language that Outlook writes, by the script, else by the letters."""
    if found := _LANGUAGE.search(head):
        language, country = found[1].decode().lower(), (found[2] or b"").decode().lower()
        return _LANGUAGES.get(language + country) or _LANGUAGES.get(language) or "cp1252"
    values = [v for v in _VALUE.findall(head) if not _is_utf8(v)]
    sample = b"\n".join(values)[:20_000]
    if not sample:
        return "cp1252"
    # Where nothing fits, chardet wants one of the candidates to name; it then cannot decode.
    guess = chardet.detect(sample, include_encodings=_OTHER_SCRIPTS, no_match_encoding="cp949")
    codec = codec_of(guess["encoding"] or "")
    if codec and _mostly_its_script(sample, codec):
        return codec
    return max(_LATIN, key=lambda page: _explained(sample, page))


def _mostly_its_script(sample: bytes, codec: str) -> bool:
    """In a name of another script nearly every letter is of it; in Müller one is."""
    try:
        letters = [c for c in sample.decode(codec) if c.isalpha()]
    except UnicodeDecodeError:
        return False
    return sum(c > "\u0370" for c in letters) > 0.6 * len(letters)


def _explained(sample: bytes, page: str) -> int:
    text = b"".join(_NOT_ASCII.findall(sample)).decode(page, "replace")
    return sum(c in _LATIN[page] for c in text)
