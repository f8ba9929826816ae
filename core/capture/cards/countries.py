"""Countries on cards: by their name in six languages, and by the form of a postal code.

Names come from Babel's tables (Unicode CLDR). Called by the finders of phones and addresses.
"""

import re
from functools import cache

from babel import Locale

from core.capture.cards.words import fold, load_pairs

_LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pt", "da", "sv", "pl")
# Names that are more often a state, a city or a first name.
_NOT_ALONE = frozenset(
    {
        *("georgia", "jordan", "jersey", "guernsey", "chad", "guinea", "mali", "niger", "togo"),
        *("luxembourg", "singapore", "monaco", "san marino", "panama"),
    }
)
_ONLY_ALONE = frozenset({"luxembourg", "luxemburg", "singapore", "monaco", "san marino", "panama"})


@cache
def names() -> dict[str, str]:
    """Folded name -> region, of the countries in all languages."""
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ", "QO"):
                found.setdefault(fold(name), code)
    return {**found, **load_pairs("countries")}


def country_in(text: str) -> str:
    """The region of a country's name that a text ends with or is; empty where there is none."""
    found = split_country(text)
    return found[2] if found else ""


_BETWEEN = re.compile(r"\s*[,|·•–]\s*|\s+-\s+|\.\s+|\s{2,}")


def split_country(text: str) -> tuple[str, str, str] | None:
    """What stands before a country's name at the end, the name, the region; None without one."""
    text = text.strip(" .,|")
    cuts = [match.span() for match in _BETWEEN.finditer(text)]
    begin, end = cuts[-1] if cuts else (0, 0)
    last = text[end:]
    tries = [(text[:begin], last)]
    words = last.split()
    tries += [
        (text[: len(text) - len(" ".join(words[-count:]))], " ".join(words[-count:]))
        for count in (4, 3, 2, 1)
        if len(words) > count
    ]
    for at, (before, name) in enumerate(tries):
        folded = fold(name).strip(" .()")
        region = names().get(folded) or names().get(fold(name).strip())
        if not region:
            continue
        if folded in _NOT_ALONE and not (folded in _ONLY_ALONE and not before):
            continue
        if folded == "uk" and name != "UK":
            continue
        # Among other words a name counts only behind a code or a comma.
        if at and not (len(words) > 1 and re.search(r"\d", before)) and not cuts:
            continue
        return before.strip(" ,|·•–-"), name.strip(" ."), region
    return None


_POSTAL = (
    (re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?!\d)(?!\w)"), "NL"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"), "GB"),
    (re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d\b"), "CA"),
    (re.compile(r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)[\s,]+\d{4}\b"), "AU"),
    (re.compile(
        r"\b(?:A[LKZR]|C[AOT]|DE|DC|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|"
        r"P[AR]|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\.?[\s,]+\d{5}(?:-\d{4})?\b"), "US"),
    (re.compile(r"\bD\s?-\s?\d{5}\b"), "DE"),
    (re.compile(r"\bCH\s?-\s?\d{4}\b"), "CH"), (re.compile(r"\bA\s?-\s?\d{4}\b"), "AT"),
    (re.compile(r"\bB\s?-\s?\d{4}\b"), "BE"),
    (re.compile(r"\bF\s?-\s?\d{5}\b"), "FR"),
    (re.compile(r"\b\d{5}\s+\w+.*\bCEDEX\b", re.I), "FR"),
    (re.compile(r"〒\s?\d{3}-\d{4}"), "JP"),
    (re.compile(r"\b\d{5}\b.*\([A-Z]{2}\)"), "IT"),
    (re.compile(r"\bL\s?-\s?\d{4}\b"), "LU"),
    (re.compile(r"\b[1-9]\d{3}-\d{3} [A-Z]"), "PT"),
)  # fmt: skip


_LOOKS = (
    (re.compile(r"\b[6-9]\d{4} \d{5}\b"), "IN"),
    (re.compile(r"\b0[1-9](?:[ .]\d\d){4}\b|\b\d+,? (?:bis )?rue\b", re.I), "FR"),
    (re.compile(
        r"\b06[- ]\d{8}\b|\b06 ?[-–] ?\d\d(?: ?\d\d){3}\b|"
        r"\b\w{3,}(?:straat|laan|gracht|plein|kade|singel|dreef)\b \d",
        re.I), "NL"),
    (re.compile(r"\w(?:stra(?:ss|ß)e|str\.) ?\d|\b01[567]\d ?[/-]? ?\d", re.I), "DE"),
    (re.compile(r"\b(?:via|piazza|viale|corso) [A-Z]", re.I), "IT"),
    (re.compile(r"\b(?:calle|c/|avda|paseo) ?[A-Z]", re.I), "ES"),
    (re.compile(r"\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}[.-]\d{3}[.-]\d{4}\b"), "US"),
    (re.compile(r"\(\d\d\) ?9?\d{4}-\d{4}\b"), "BR"),
    (re.compile(r"\b07[0236]-\d{3} \d\d \d\d\b|\w(?:gatan|vägen|stigen) \d"), "SE"),
    (re.compile(r"\b07\d{3} \d{3} ?\d{3}\b|\b02\d \d{4} \d{4}\b|\b01\d{3} \d{3} ?\d{3}\b"), "GB"),
    (re.compile(r"\b04\d\d \d{3} \d{3}\b"), "AU"),
    (re.compile(r"\b08[35679] \d{3} ?\d{4}\b"), "IE"),
    (re.compile(r"\b04\d\d[ /]\d\d[ .]\d\d[ .]\d\d\b"), "BE"),
    (re.compile(r"\b06[5-9]\d ?/ ?\d"), "AT"),
    (re.compile(r"\b(?:[679]\d\d[ .]\d\d|9\d[ .]\d{3})[ .]\d\d[ .]\d\d\b"), "ES"),
    (re.compile(r"\b0[2-9]\d \d{3} \d\d \d\d\b"), "CH"),
)  # fmt: skip


def guess_region(text: str) -> str:
    """The country by the words of a street, else by how numbers are grouped; a last resort."""
    return next((region for pattern, region in _LOOKS if pattern.search(text)), "")


def region_by_postal_code(text: str) -> str:
    """The country of a postal code that only it writes so; empty where several do."""
    return next((region for pattern, region in _POSTAL if pattern.search(text)), "")
