"""Websites on cards, also as an engine misreads them. Called by ``details``.

W.www.example.com -> www.example.com     wwwexample.com -> www.example.com
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.capture.cards import labels
from core.capture.cards.domains import mended_domain, suffix_of
from core.capture.cards.words import load_set
from core.capture.domain_endings import is_domain

_HOST = r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ-]*"
_URL = re.compile(
    r"(?<![@\w.-])(?:(?P<scheme>h\s?t\s?t\s?p\s?s?\s?[:;.]?\s?/\s?/?\s?))?"
    r"(?P<www>w{2,4}\s?[.,·]?\s?|vvww?\.)?"
    rf"(?P<host>{_HOST}(?:\s?[.,·]\s?{_HOST})*)(?P<path>/[^\s|,;]*)?",
    re.I,
)
# A label with nothing but a stop between it and the address.
_LABEL = re.compile(
    r"(?:(?:w|web|website|url|internet|site|e|i|home|homepage)[.:]|web|website|url|internet)"
    r"(?=www\.)",
    re.I,
)


@dataclass(frozen=True)
class WebsiteFound:
    """``span`` is where in the text; ``is_social`` says a profile at a network, no website."""

    address: str
    span: tuple[int, int]
    is_social: bool = False


def find_websites(text: str, domains: Collection[str] = ()) -> list[WebsiteFound]:
    """The websites in a text that no longer has email addresses in it. ``domains`` are those of
    the card's addresses: one of them is a website, whatever it ends with."""
    found = []
    for match in _URL.finditer(text):
        if website := _website(match, text, domains):
            found.append(website)
    return found


def _website(match: re.Match[str], text: str, domains: Collection[str]) -> WebsiteFound | None:
    host = re.sub(r"\s", "", match["host"]).replace("·", ".").replace(",", ".").strip(".-")
    announced = bool(match["scheme"] or match["www"])
    if unlabelled := _LABEL.match(host):
        host, announced = host[unlabelled.end() :], True
    if not announced and (" " in match["host"].strip() or "," in match["host"]):
        return None  # "Sales. Marketing", "Berlin, de"
    if not announced and "." not in host:
        return None
    host = re.sub(r"(?<=[a-z])I(?=[a-z])", "l", host)
    host = mended_domain(host) if announced else host.lower()
    if not is_domain(host):
        return None
    if not (announced or _is_plain_domain(host) or host in domains or _is_alone(match, text)):
        return None
    path = (match["path"] or "").rstrip("/.,")
    name = host.split(".")[-2] if "." in host else host
    address = f"www.{host}" if match["www"] else host
    scheme = "https://" if match["scheme"] and "s" in match["scheme"].lower() else "http://"
    return WebsiteFound(
        (scheme if match["scheme"] else "") + address + path,
        match.span(),
        name in load_set("networks"),
    )


def _is_alone(match: re.Match[str], text: str) -> bool:
    """True for ``acme.kitchen`` on a line of its own, in small letters: there are more endings
    than those of the list, and nothing else is written so."""
    rest = labels.without_labels(text[: match.start()] + text[match.end() :])
    name, _, ending = match["host"].partition(".")
    return (
        not any(c.isalnum() for c in rest)
        and match["host"].islower()
        and min(len(name), len(ending)) >= 3
        and len(name) + len(ending) >= 8
    )


def _is_plain_domain(host: str) -> bool:
    """``example.com`` is one; ``e.g``, ``St.Gallen`` and ``Dipl.Ing`` are not."""
    labels = host.split(".")
    longest = max(len(label) for label in labels[:-1])
    return (
        suffix_of(host) in load_set("endings")
        and longest >= 3
        and not host.replace(".", "").isdigit()
    )
