"""Websites on cards, also as an engine misreads them. Called by ``details``.

W.www.example.com -> www.example.com     wwwexample.com -> www.example.com
"""

import re
from dataclasses import dataclass

from core.capture.cards.domains import is_domain, mended_domain, suffix_of

_HOST = r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ-]*"
_URL = re.compile(
    rf"(?<![@\w.-])(?:(?P<scheme>h\s?t\s?t\s?p\s?s?\s?[:;.]?\s?/\s?/?\s?))?(?P<www>w{{2,3}}\s?[.,·]?\s?|vvww?\.)?"
    rf"(?P<host>{_HOST}(?:\s?[.,·]\s?{_HOST})*)(?P<path>/[^\s|,;]*)?",
    re.I,
)
# A label with nothing but a stop between it and the address.
_LABEL = re.compile(r"(?:w|web|website|url|internet|site|e|i|home|homepage)\.(?=www\.)", re.I)
_SOCIAL = frozenset(
    "linkedin facebook twitter x instagram xing youtube youtu tiktok pinterest snapchat wechat "
    "behance github threads t fb skype vimeo flickr tumblr telegram whatsapp calendly linktr".split()
)
# Two words with a stop between are no website unless the ending is one of these or www is there.
_USUAL = frozenset(
    "com org net edu gov info biz eu de nl be at ch fr es it pt uk co.uk ie us ca au com.au in co.in jp co.jp cn com.cn "
    "dk se no fi pl cz hu gr lu li com.br br mx com.mx sg com.sg hk com.hk kr co.kr nz co.nz za co.za io co me ai app dev tech tv "
    "pro shop store online club law studio agency design consulting berlin amsterdam wien london paris swiss cat name mobi travel solutions world group company global".split()
)


@dataclass(frozen=True)
class WebsiteFound:
    """``span`` is where in the text; ``is_social`` says a profile at a network, no website."""

    address: str
    span: tuple[int, int]
    is_social: bool = False


def find_websites(text: str) -> list[WebsiteFound]:
    """The websites in a text that no longer has email addresses in it."""
    found = []
    for match in _URL.finditer(text):
        if website := _website(match):
            found.append(website)
    return found


def _website(match: re.Match[str]) -> WebsiteFound | None:
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
    if not is_domain(host) or (not announced and not _is_plain_domain(host)):
        return None
    path = (match["path"] or "").rstrip("/.,")
    name = host.split(".")[-2] if "." in host else host
    address = f"www.{host}" if match["www"] else host
    scheme = "https://" if match["scheme"] and "s" in match["scheme"].lower() else "http://"
    return WebsiteFound(
        (scheme if match["scheme"] else "") + address + path, match.span(), name in _SOCIAL
    )


def _is_plain_domain(host: str) -> bool:
    """``example.com`` is one; ``e.g``, ``St.Gallen`` and ``Dipl.Ing`` are not."""
    labels = host.split(".")
    longest = max(len(label) for label in labels[:-1])
    return suffix_of(host) in _USUAL and longest >= 3 and not host.replace(".", "").isdigit()
