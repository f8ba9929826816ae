"""Which domain names there can be. The list of endings (.com, .co.uk ...) is the one inside
tldextract; nothing is fetched.

Called for the texts of codes (``payloads``) and by what is known of domains on cards
(``cards.domains``).
"""

from functools import cache

import tldextract


@cache
def extract() -> tldextract.TLDExtract:
    """tldextract without its way to the network."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def is_domain(text: str) -> bool:
    """True for a name with a known ending and something before it."""
    found = extract()(text.lower())
    return bool(found.suffix and found.domain) or bool(reserved_ending(text))


def reserved_ending(domain: str) -> str:
    """The ending that nobody can register, kept for examples and tests (RFC 2606), or nothing."""
    before, _, ending = domain.lower().rpartition(".")
    return ending if before and ending in ("example", "test", "invalid") else ""
