"""Phone numbers on cards and what they are: phone, mobile, fax, or no number to call.

    T 020-1234567  M 06 12345678 -> phone, mobile     +49 171 1234567 (Mobil) -> mobile

The label decides; without one, the kind that numbers of the country have. Called by ``details``.
"""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberType

from core.capture.cards import labels

_RUN = re.compile(
    r"(?:\(\s?\+|\+|(?<![\dA-Za-z.,@/-])\(?|(?<=[A-Za-z.:])\(?)\s?\d(?:[\d\s()\[\]./·•‐-―-]|"
    r"(?<=[\d\s])[OolI](?=[\d\s]))*\d"
    r"(?:\s?(?:ext|x|extn|poste|app|durchwahl)\.?\s?\d{1,5}(?!\d))?",
    re.I,
)
# In front of a number: the icon of a telephone, or an O for "office", that was read as a digit. A
# 1 there is America.
_ICON = re.compile(r"^[02-9]\s+(?=[(+]|0\d|\d{3}[.-]\d{3}[.-]\d{4})")
_DATE_OR_CODE = re.compile(r"^(?:\d{5}-\d{3,4}|\d{3}-\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})$")
_ALSO = re.compile(r"[\s,;/&|·•-]*(?:or|o|of|oder|ou)?[\s,;/]*", re.I)
_EXTENSION = re.compile(r"\s?(ext|x|extn|poste|app|durchwahl)\.?\s?(\d{1,5})$", re.I)
_MOST_DIGITS = 15  # E.164
_LONGEST_AREA_CODE = 5
# By country code: how national mobile numbers begin, without the 0 (numbering plans).
_MOBILES_BEGIN = {
    31: ("6",), 32: ("4",), 33: ("6", "7"), 34: ("6", "7"), 39: ("3",), 41: ("7",), 43: ("6",),
    44: ("7",), 46: ("7",), 48: ("5", "6", "7"), 49: ("15", "16", "17"), 61: ("4",),
    45: (*"2", *"30 31 40 41 42 50 51 52 53 60 61 71 81 91 92 93".split()),
    81: ("70", "80", "90"), 91: ("6", "7", "8", "9"), 351: ("9",), 353: ("8",), 358: ("4", "5"),
}  # fmt: skip


@dataclass(frozen=True)
class PhoneFound:
    """``number`` as printed; ``kinds`` are labels.PHONE, MOBILE, FAX, by its labels, or empty;
    ``span`` is where in the text, labels and all."""

    number: str
    kinds: tuple[str, ...]
    span: tuple[int, int]


def find_phones(text: str, region: str) -> list[PhoneFound]:
    """The phone numbers of a line. ``region`` is the card's country (``DE``) or empty.

    A number with the label of something else (VAT, bank account) is found with the kind NUMBER, so
    that nobody takes it for anything else."""
    text = text.replace("±", "+")  # as engines read it
    runs = [match for match in _RUN.finditer(text) if _could_be(match[0])]
    labels_before = [
        labels.label_before(text[_end(runs, i) : m.start()]) for i, m in enumerate(runs)
    ]
    behind = (
        bool(runs) and not labels_before[0] and bool(labels.label_behind(text[runs[-1].end() :]))
    )
    found: list[PhoneFound] = []
    for i, match in enumerate(runs):
        begin, end = match.span()
        kinds = labels_before[i]
        if behind:
            rest = text[end : runs[i + 1].start() if i + 1 < len(runs) else len(text)]
            kinds = labels.label_behind(rest)
            if _digits(match[0]) < 7 and not re.match(r"\W*[A-Za-z]{2}", rest):
                kinds = []  # "Licence 118.204/D"
            if kinds:
                end += _length_of_label(rest)
        elif kinds:
            begin = _start_of_label(text, _end(runs, i), begin)
        elif i and found and _ALSO.fullmatch(text[_end(runs, i) : begin]):
            kinds = list(found[-1].kinds)
        if len(kinds) > 1:  # Mobile/WeChat
            kinds = [kind for kind in kinds if kind != labels.NUMBER]
        if not kinds and _is_other(text, match, region):
            continue
        for number in _numbers(match[0], region):
            found.append(PhoneFound(number, tuple(kinds), (begin, end)))
    return found


def _end(runs: list[re.Match[str]], index: int) -> int:
    return runs[index - 1].end() if index else 0


def _could_be(run: str) -> bool:
    digits = sum(c.isdigit() for c in run)
    return 6 <= digits <= 34


def _start_of_label(text: str, start: int, end: int) -> int:
    """Where the label at the end of this part of the text begins."""
    found = labels._last_label().search(text[start:end])
    return start + found.start() if found else end


def _length_of_label(text: str) -> int:
    found = labels._first_label().search(text)
    return found.end() if found else 0


def _is_other(text: str, match: re.Match[str], region: str) -> bool:
    """True for a number without a label that is no phone: a postal code, a date, an account."""
    run = _EXTENSION.sub("", _own(_tidied(match[0]), region))
    digits = "".join(c for c in run if c.isdigit())
    others = sum(c.isalpha() for c in text) >= 3
    if _DATE_OR_CODE.match(run) and (others or not re.match(r"^\d{3}-\d{4}$", run)):
        return True
    if len(digits) < 7:
        return True
    if run.lstrip("( ").startswith(("+", "0")):
        return not (_is_possible(run, region) or _halves(run, region))
    american = re.fullmatch(r"(?:1[-. ]?)?\(?\d{3}\)?[\s.-]{0,3}\d{3}[\s.-]{0,3}\d{4}", run)
    if american and (region in ("", "US", "CA", "PR") or not run.isdigit()):
        return False
    if run.startswith("(") and _is_valid(run, region):
        return False
    parts = [part for part in run.split("/") if _digits(part)]
    return others or not all(_is_valid(part, region) for part in parts)


def _numbers(run: str, region: str) -> list[str]:
    """The number, or the numbers where there is a stroke or a space between two of them."""
    run = _own(_tidied(run), region)
    before, stroke, after = run.partition("/")
    if stroke:
        first, second = _digits(before), _digits(after)
        if _is_area_code(before, region):
            return [run]
        if first >= 7 and second < 5:
            return [before.strip()]  # "044-2345678/73": further lines of the same office
        if first >= 7 and second >= 6:
            return [*_numbers(before, region), *_numbers(after, region)]
    if _digits(run) > _MOST_DIGITS or not _is_possible(run, region):
        if halves := _halves(run, region):
            return halves
        if _digits(run) > _MOST_DIGITS + 2:
            return []
    return [run]


def _is_area_code(number: str, region: str) -> bool:
    """True for what stands before the stroke in ``+43 (0) 5242 / 6931-44``."""
    found = parsed(number, region) if "+" in number else None
    return found is not None and len(str(found.national_number)) <= _LONGEST_AREA_CODE


def _own(run: str, region: str) -> str:
    """The number without an icon, or a number of another column, in front of it: the latter is
    ``Suite 1410   (415) 555-0139``."""
    run = _ICON.sub("", run)
    found = re.fullmatch(r"\d{2,4}\s+([(+].*|\d{3}[.-]\d{3}[.-]\d{4})", run)
    if found and _digits(found[1]) >= 8 and _is_possible(found[1], region):
        return found[1]
    return run


def _halves(run: str, region: str) -> list[str]:
    """Two numbers that only a space parts; both must be possible."""
    for match in re.finditer(r"\s+|\s[·•|–-]\s", run):
        one, other = (part.strip(" -–·•|/") for part in (run[: match.start()], run[match.end() :]))
        if (
            _is_possible(one, region)
            and _is_possible(other, region)
            and min(_digits(one), _digits(other)) >= 8
        ):
            return [one, other]
    return []


def _tidied(run: str) -> str:
    plain = re.sub(r"(?<=\d)[Oo]|[Oo](?=\d)", "0", run)
    plain = re.sub(r"(?<=[\d ])[lI](?=[\d ])", "1", plain)
    plain = re.sub(r"[‐-―]", "-", plain).replace("[", "(").replace("]", ")")
    plain = " ".join(plain.split()).strip(
        " .-/·•)" if plain.count(")") > plain.count("(") else " .-/·•"
    )
    if plain.count("(") > plain.count(")"):
        plain = plain.replace("(", "", 1) if plain.startswith("(") else plain
    return plain


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def parsed(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The number as phonenumbers understands it; None where it does not."""
    plain = number.replace("(0)", "") if "+" in number else number
    if number.startswith("00"):
        plain = "+" + plain[2:].replace("(0)", "")
    try:
        return phonenumbers.parse(plain, region or None)
    except phonenumbers.NumberParseException:
        return None


def _is_possible(number: str, region: str) -> bool:
    found = parsed(number, region)
    if found is None:
        return not region and 7 <= _digits(number) <= _MOST_DIGITS
    return phonenumbers.is_possible_number(found)


def _is_valid(number: str, region: str) -> bool:
    found = parsed(number, region)
    return found is not None and phonenumbers.is_valid_number(found)


def is_mobile(number: str, region: str) -> bool | None:
    """True or False where the country's numbers tell mobiles apart; None where they do not."""
    found = parsed(number, region)
    if found is None or not phonenumbers.is_possible_number(found):
        return None
    kind = phonenumbers.number_type(found)
    if kind == PhoneNumberType.MOBILE:
        return True
    if kind not in (PhoneNumberType.UNKNOWN, PhoneNumberType.FIXED_LINE_OR_MOBILE):
        return False
    # Not given out yet, an invented number, or of a country that no longer tells them apart: the
    # first digits still do.
    begins = _MOBILES_BEGIN.get(found.country_code or 0, ())
    return True if str(found.national_number).startswith(begins) and begins else None


def region_of(number: str) -> str:
    """The country of a number with its international prefix; empty without one."""
    found = parsed(number, "") if number.strip().startswith(("+", "00", "(+")) else None
    if found is None:
        return ""
    region = phonenumbers.region_code_for_number(found)
    region = region or phonenumbers.region_code_for_country_code(found.country_code or 0)
    return "" if region in (None, "ZZ", "001") else str(region)
