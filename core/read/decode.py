"""Which encoding a text file is in: byte order mark, UTF-16 by its NUL bytes, UTF-8, then a guess.

The guess is chardet's, made on lines with non-ASCII bytes only (a file whose first accent comes
after 150 kB of ASCII fools it otherwise), and taken only when it is one people use.
"""

import codecs

import chardet

from core.read import trouble
from core.read.magic import utf16_byte_order
from core.read.scan import Findings

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What chardet may say and what is then used: Windows' superset where there is one, since exports
# that call themselves ISO-8859-1 hold Windows quotes and euro signs.
ACCEPTED = {
    "cp1250": "cp1250", "cp1251": "cp1251", "cp1252": "cp1252", "cp1253": "cp1253",
    "cp1254": "cp1254", "cp1255": "cp1255", "cp1256": "cp1256", "cp1257": "cp1257",
    "cp1258": "cp1258", "iso8859-1": "cp1252", "iso8859-2": "iso8859-2", "iso8859-5": "iso8859-5",
    "iso8859-7": "cp1253", "iso8859-9": "cp1254", "iso8859-15": "iso8859-15", "koi8-r": "koi8-r",
    "koi8-u": "koi8-u", "mac-roman": "mac-roman", "shift_jis": "cp932", "cp932": "cp932",
    "euc_jp": "euc_jp", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5", "euc_kr": "cp949", "cp949": "cp949", "tis-620": "cp874", "cp874": "cp874",
}  # fmt: skip

# The letters that tell the Latin codecs apart where chardet is not sure, which it seldom is on
# names: it expects sentences of one language. The first is taken where nothing speaks for another.
WESTERN = "äöüßéèêëàâáãåæçíîïñóôòõøœúûùÄÖÜÉÈÀÁÂÅÆÇÍÎÑÓÔØŒÚ€£§©®°²³½º«»’‘“”–—…·´\u00a0"
LETTERS = {
    "cp1252": frozenset(WESTERN),
    "cp1250": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüőűÖÜŐŰăâîșțşţľĺđ„”–’€"),
    "mac-roman": frozenset(WESTERN),
    "cp1254": frozenset("çğıöşüâîûÇĞİÖŞÜ’“”–€"),
}
SURE = 0.5


def choose_encoding(head: bytes, findings: Findings, chosen: str | None) -> str:
    """A Python codec name; ``chosen`` (by the user) wins, except that it must exist."""
    if chosen is not None:
        return with_mark(check_name(chosen), head)
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if order := utf16_byte_order(head):
        return order
    if findings.scan.utf8:
        return "utf-8"
    if mostly_utf8(findings.non_ascii_lines):
        return "utf-8"
    return guess(findings.non_ascii_lines)


def check_name(name: str) -> str:
    try:
        info = codecs.lookup(name.strip())
        if not getattr(info, "_is_text_encoding", True):
            raise LookupError(name)
    except LookupError as error:
        hint = "Use a name like utf-8, cp1252, utf-16 or shift_jis, or leave it empty."
        raise trouble.wrong_option(f"There is no encoding called “{name}”.", hint) from error
    return info.name


def with_mark(name: str, head: bytes) -> str:
    if name == "utf-8" and head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return name


def mostly_utf8(lines: list[bytes]) -> bool:
    """UTF-8 with a broken byte: at least three good non-ASCII characters for each broken one."""
    text = b"\n".join(lines).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - broken
    return good > 0 and good >= 3 * broken


def guess(lines: list[bytes]) -> str:
    text = b"\n".join(lines)
    found = chardet.detect(text)
    name = accepted(found.get("encoding") or "")
    if name is None or (name in LETTERS and (found.get("confidence") or 0) < SURE):
        return max(LETTERS, key=lambda codec: likeness(text, codec))
    if name == "koi8-u" and text.decode("koi8-u", "replace") == text.decode("koi8-r", "replace"):
        return "koi8-r"
    return name


def accepted(found: str) -> str | None:
    try:
        return ACCEPTED.get(codecs.lookup(found).name)
    except LookupError:
        return None


def likeness(text: bytes, codec: str) -> float:
    """The share of the non-ASCII letters that are usual in the languages written in ``codec``;
    capitals inside a word are a sign of another codec. The first of equals wins."""
    decoded = text.decode(codec, "replace")
    foreign = [(i, sign) for i, sign in enumerate(decoded) if sign > "\x7f"]
    good = 0
    for place, sign in foreign:
        inside = place > 0 and decoded[place - 1].islower()
        good += sign in LETTERS[codec] and not (inside and sign.isupper())
    return good / max(1, len(foreign))


def readable_name(encoding: str) -> str:
    return {"utf-8-sig": "utf-8"}.get(encoding, encoding)
