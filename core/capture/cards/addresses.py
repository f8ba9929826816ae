"""The postal address on a card: street, postal code with city, state, country. Called by
``fields``.

The line with the postal code leads; the street is before it on the line or above it in the same
column. What cannot be told apart is left empty rather than guessed.
"""

import re
from dataclasses import dataclass, replace

from core.capture.cards.countries import names, region_by_postal_code, split_country
from core.capture.cards.piece import Found, Segment
from core.capture.cards.words import fold, legal_form, load_list

_WORD = r"[A-Za-zÀ-ÿŒœŠšŽžŁłŚśŻżĞğİışŞ'’.-]+"
_CITY = rf"(?P<city>{_WORD}(?:[ /]{_WORD}){{0,4}})"
# In front of a state or a code that ends the line.
_BEFORE = r"^(?P<before>.*?[,|]\s*|)"
_TOWN = rf"(?P<city>{_WORD}(?: {_WORD}){{0,3}})[,.]?\s+"
_STATES = (
    r"A[LKZR]|C[AOT]|DE|DC|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_PROVINCES = r"AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
_TERRITORIES = r"NSW|VIC|QLD|WA|SA|TAS|ACT|NT"
_CODE = r"(?:[A-Z]{1,3}\s?-\s?)?(?P<zip>\d{4,5}|\d{3}\s\d{2}|\d{2}-\d{3})"
_BEHIND = r"(?:\s*\((?P<state>[A-Z]{2})\))?(?:\s*[,|·–-]\s+(?P<after>[^,|]*\d\w*))?"
_PATTERNS = (
    # New York, NY 10001 · Toronto, ON M5V 2T6 · Sydney NSW 2000
    rf"{_BEFORE}{_TOWN}(?P<state>{_STATES})[.,]?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)$",
    rf"{_BEFORE}{_TOWN}(?P<state>{_STATE_NAMES})[.,]?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)$",
    rf"{_BEFORE}{_TOWN}\(?(?P<state>{_PROVINCES})\)?[.,]?\s+(?P<zip>[A-Z]\d[A-Z]\s?\d[A-Z]\d)$",
    rf"{_BEFORE}{_TOWN}(?P<state>{_TERRITORIES})[.,]?\s+(?P<zip>\d{{4}})$",
    # 1012 AB Amsterdam
    rf"^(?P<before>.*?)[,|\s]*\b(?P<zip>[1-9]\d{{3}}\s?[A-Z]{{2}})[\s,]+{_CITY}$",
    # London SW1A 1AA
    rf"{_BEFORE}(?:{_TOWN})?(?P<zip>[A-Z]{{1,2}}\d[A-Z\d]?\s[\dO][A-Z]{{2}})$",
    # D-10117 Berlin · 75008 Paris · 20121 Milano (MI) · 1010 Wien
    rf"^(?P<before>.*?)[,|\s–-]*(?<![\d-]){_CODE}\s*,?\s+{_CITY}{_BEHIND}$",
    # Mumbai - 400 001 · Singapore 049315 · São Paulo 01310-100
    rf"{_BEFORE}(?P<city>{_WORD}(?: {_WORD}){{0,2}})\s*[-–,]?\s*"
    r"(?P<zip>\d{3}\s?\d{3}|\d{5}-\d{3}|\d{3}-\d{4})$",
)
_LINES = tuple(re.compile(pattern) for pattern in _PATTERNS)
_STREET = re.compile("|".join(load_list("streets")), re.I)
_HOUSE_NUMBER = re.compile(
    r"(?:^\d+[\w/-]*,?\s+\D)|(?:\D[\s,.]+(?:n[°º.]\s?)?\d+\s?[a-zA-Z]?(?:[-/]\s?\d*\w*)*$)"
)
# "7700 Burnet Rd": a house number and a street, no postal code and a city.
_ENGLISH_STREET = re.compile(
    r"\b(?:rd|road|st|street|ave?|avenue|blvd|boulevard|dr|drive|ln|lane|ct|court|way|hwy|"
    r"highway|pkwy|parkway|ste|suite)\b\.?$",
    re.I,
)
_ROMANCE_STREET = re.compile(
    r"^(?:boul|boulevard|bd|rue|avenue|av|allée|chemin|place|quai|route|impasse|cours)\b\.?", re.I
)
# Its number is no postal code.
_BOX = re.compile(r"(?:box|postbus|postfach|apartado|b\.?p\.?)[\s:.]*$", re.I)
# A nought that was read as a letter: 6962o Lyon.
_NOUGHT = re.compile(r"(?<=\d\d)[oO](?=[\d\s]|$)")
_MARK = re.compile(r"^[\W_]+|[\s,;|•·:-]+$")


@dataclass
class Address:
    """``fields`` by property (address, zip, city, state, country); ``used`` are the segments."""

    fields: dict[str, Found]
    used: list[Segment]


def find_address(segments: list[Segment], region: str) -> Address:
    """The first address with a postal code and city; else a street, or a country, alone."""
    address = Address({}, [])
    left = [_take_country(segment, address) for segment in segments]
    lines = [segment for segment in left if segment and segment.text]
    for segment in lines:
        if match := _postal(segment.text):
            _put_place(segment, match, address)
            if "address" not in address.fields:
                _put_street(segment, lines, address)
            return address
    for segment in lines:
        if is_street(segment.text) and _HOUSE_NUMBER.search(segment.text):
            _put(address, "address", segment.text, segment, 0.7)
            break
    return address


def firm_apart(segment: Segment) -> list[Segment]:
    """The firm and its address as two, where they stand on one line: "Acme GmbH | Ringstr. 5"."""
    form = legal_form().search(segment.text)
    rest = re.match(r"\s*[|,·•–-]\s*(.*)", segment.text[form.end() :]) if form else None
    if form is None or rest is None or not (is_street(rest[1]) or _postal(rest[1])):
        return [segment]
    share = segment.width / len(segment.text)
    cut = form.end() + rest.start(1)
    firm = replace(segment, text=segment.text[: form.end()], width=form.end() * share)
    place = replace(
        segment,
        text=rest[1],
        left=segment.left + cut * share,
        width=(len(segment.text) - cut) * share,
    )
    return [firm, place]


def is_address_like(text: str) -> bool:
    """True for a line that is an address, whichever part of one: no name and no title."""
    return bool(_postal(text) or region_by_postal_code(text)) or (
        bool(_HOUSE_NUMBER.search(text)) and is_street(text)
    )


def _postal(text: str) -> re.Match[str] | None:
    text = _NOUGHT.sub("0", _MARK.sub("", text))
    found = split_country(text)
    tries = [text] + ([found[0]] if found and found[0] else [])
    for candidate in tries:
        for pattern in _LINES:
            match = pattern.match(_MARK.sub("", candidate))
            if match and not _is_no_place(match):
                return match
    return None


def _is_no_place(match: re.Match[str]) -> bool:
    box = _BOX.search(match.groupdict().get("before") or "")
    city = match["city"] or ""
    return bool(box or _ENGLISH_STREET.search(city) or _ROMANCE_STREET.search(city))


def _take_country(segment: Segment, address: Address) -> Segment | None:
    found = split_country(segment.text)
    if not found or (not found[0] and len(segment.text.split()) > 3):
        return segment
    before, name, _ = found
    place = not before or _postal(before) or is_street(before) or re.search(r"\d", before)
    # "Amsterdam, Netherlands" is a place; "Acme Germany" is none.
    if not place and ("," not in segment.text or len(before.split()) > 3):
        return segment
    if "country" not in address.fields:
        _put(address, "country", name, segment, 0.9)
    return replace(segment, text=before) if before else None


def _put_place(segment: Segment, match: re.Match[str], address: Address) -> None:
    parts = match.groupdict()
    before = _MARK.sub("", parts.get("before") or parts.get("after") or "")
    city = parts.get("city") or ""
    if not city and before:
        before, _, city = before.rpartition(",")
    _put(address, "zip", parts["zip"], segment, 0.95)
    _put(address, "city", _MARK.sub("", city), segment, 0.9)
    _put(address, "state", parts.get("state") or "", segment, 0.9)
    if before and (is_street(before) or re.search(r"\d", before)):
        _put(address, "address", before, segment, 0.9)


def _put_street(place: Segment, lines: list[Segment], address: Address) -> None:
    """The street is the line above the place, with a house number or a street's word; a second
    line above that belongs to it where it has one of these too."""
    found: list[Segment] = []
    anchor = place
    for _ in range(2):
        above = [
            line
            for line in lines
            if line.side == anchor.side
            and 0 < anchor.middle - line.middle < 2.4 * max(anchor.height, line.height)
            and _same_column(line, anchor)
        ]
        if not above:
            break
        line = max(above, key=lambda one: one.middle)
        numbered = bool(_HOUSE_NUMBER.search(line.text))
        if not (numbered or (not found and is_street(line.text))) or _postal(line.text):
            break
        if line.height > 1.3 * anchor.height or legal_form().search(line.text):
            break  # the firm
        found.insert(0, line)
        anchor = line
    for line in found:
        address.used.append(line)
    if found:
        text = ", ".join(_MARK.sub("", line.text) for line in found)
        pieces = tuple(number for line in found for number in line.pieces)
        sure = min(line.confidence for line in found)
        address.fields["address"] = Found(_spaced(text), 0.9 * sure, pieces)


def _same_column(one: Segment, other: Segment) -> bool:
    size = max(one.height, other.height)
    return min(
        abs(one.left - other.left),
        abs(one.right - other.right),
        abs(one.centre - other.centre),
    ) < 1.5 * size or min(one.right, other.right) - max(one.left, other.left) > 0.5 * min(
        one.width, other.width
    )


def is_street(text: str) -> bool:
    """True for a text with a word of streets or buildings."""
    return bool(_STREET.search(text)) and fold(text) not in names()


def _put(address: Address, name: str, value: str, segment: Segment, sure: float) -> None:
    if name == "address":
        value = _spaced(value)
    if value and name not in address.fields:
        address.fields[name] = Found(
            " ".join(value.split()), sure * segment.confidence, segment.pieces
        )
        if segment not in address.used:
            address.used.append(segment)


def _spaced(street: str) -> str:
    """The space before a house number, which engines lose: ``Ringstraße12a``."""
    return re.sub(r"(?<=[a-zß]{3})(?=\d)", " ", street)
