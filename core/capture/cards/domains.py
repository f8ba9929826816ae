"""Domain names on cards: what belongs to whom, and which one was meant where it was misread.

Called by the finders of emails, websites and companies.
"""

import re

from core.capture.cards.words import load_pairs
from core.capture.domain_endings import extract, is_domain, reserved_ending

# The last part as an engine misreads it, where nothing else can be meant.
_SLIPS = {
    "c0m": "com", "corn": "com", "cam": "", "con": "com", "coni": "com", "coa": "com", "ou": "au",
    "cor": "com", "c0": "co", "0rg": "org", "nel": "net", "nct": "net", "ncl": "nl", "n1": "nl",
    "nI": "nl", "orq": "org", "dc": "de", "del": "de", "1t": "it", "lt": "", "corm": "com",
    "comn": "com", "comm": "com", "ccm": "com", "cорп": "", "oom": "com", "eom": "com", "cem":
    "com", "conm": "com", "c0n": "com",
}  # fmt: skip
# "l." read as a capital L: hexaLde.
_BIG_L = re.compile(r"([a-z0-9-]{2,})L([a-z]{2,3})")
# Before which a dot may have been lost; the longer ones first.
_COMMON = (
    *"co.uk com.au co.nz co.in com.br com.sg co.za com net org".split(),
    *"nl de be fr es it at ch eu uk pl pt se dk no fi ie lu cz hu ca us au in sg io".split(),
)


def suffix_of(domain: str) -> str:
    """The ending of a domain name that people register under: ``co.uk``; empty where none is."""
    return extract()(domain.lower()).suffix or reserved_ending(domain)


def name_of(domain: str) -> str:
    """What somebody registered: ``mail.acme-tools.co.uk`` -> ``acme-tools``."""
    found = extract()(domain.lower())
    if found.domain == "example" or reserved_ending(domain):
        # Names for examples (RFC 2606): what stands before them is the name.
        labels = [label for label in domain.lower().split(".") if label not in ("www", "")]
        return labels[-3] if found.domain == "example" and len(labels) > 2 else labels[0]
    return found.domain


def mended_domain(domain: str) -> str:
    """The domain with an ending that exists, where it is sure which; else as it is."""
    if found := _BIG_L.fullmatch(domain):
        domain = f"{found[1]}l.{found[2]}"
    domain = domain.lower().replace(",", ".").strip(".-")
    if is_domain(domain):
        return domain
    before, dot, ending = domain.rpartition(".")
    if dot and (right := _SLIPS.get(ending)):
        return f"{before}.{right}"
    return domain if dot else _with_lost_dot(domain)


def _with_lost_dot(domain: str) -> str:
    """``example.com`` for ``examplecom``, ``example.nl`` for ``examplenl``."""
    for ending in _COMMON:
        lost = ending.replace(".", "")
        if domain.endswith(lost) and len(domain) > len(lost) + 2:
            return f"{domain[: -len(lost)]}.{ending}"
    return domain


def country_of(domain: str) -> str:
    """The region of a ending, or of a place there: ``acme.co.uk`` -> ``GB``, ``acme.berlin``
    -> ``DE``; empty for .com and the like."""
    ending = suffix_of(domain).rpartition(".")[2].upper()
    if region := load_pairs("place_endings").get(ending.lower()):
        return region
    if ending in _NO_COUNTRY or len(ending) != 2:
        return ""
    return {"UK": "GB"}.get(ending, ending)


def likely_ending(domain: str, region: str) -> str:
    """The domain with the ending that its country, ``region``, makes likely: .ni is nearly always
    a misread .nl outside Nicaragua, and .lt is .it on an Italian card."""
    before, _, ending = domain.rpartition(".")
    if ending == "ni" and region != "NI":
        return f"{before}.nl"
    return f"{before}.it" if ending == "lt" and region == "IT" else domain


# Endings of countries that anybody uses, or that are more often misread.
_NO_COUNTRY = frozenset("NI EU IO CO ME TV AI CC LY FM AM GG TO WS GL SO VC SH LA NU".split())
