"""The email's domain and the website say the same thing twice: where one has a slip of the engine,
the other mends it. Called by ``details``.
"""

import re

from core.capture.cards.domains import suffix_of
from core.capture.cards.piece import Found

# Letters that engines take for one another; what differs in others is another domain.
_ALIKE = ("ilj1", "o0", "rnm", "vu", "cg", "5s", "ec", "8b")


def agree_domains(emails: list[Found], websites: list[Found]) -> None:
    """Changes the less sure one of an email's and a website's domain that differ in one letter."""
    for email in emails:
        local, _, domain = email.value.rpartition("@")
        for website in websites:
            host = host_of(website.value)
            if host == domain or not _is_slip(host, domain):
                continue
            if email.confidence <= website.confidence:
                email.value = f"{local}@{host}"
            else:
                website.value = website.value.replace(host, domain)
            break


def host_of(website: str) -> str:
    """The host of a website, without www."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", website).partition("/")[0]


def look_alike(one: str, other: str) -> bool:
    """True where the only letters that differ, one or two, are taken for one another."""
    if len(one) != len(other):
        return False
    pairs = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    alike = all(any(pair <= set(letters) for letters in _ALIKE) for pair in pairs)
    return 0 < len(pairs) <= 2 and alike


def _is_slip(one: str, other: str) -> bool:
    if suffix_of(one) != suffix_of(other) or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return look_alike(one, other)
    # A hyphen at which a line was broken.
    return one.replace("-", "") == other.replace("-", "")
