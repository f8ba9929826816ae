"""A card says things twice: the email's domain is the website's, the part before the @ is made of
the name. Where one has a slip of the engine, the other mends it. Called by ``details`` and
``fields``.
"""

import re

from core.capture.cards.domains import suffix_of
from core.capture.cards.name_emails import email_match
from core.capture.cards.piece import Found

# Letters that engines take for one another; what differs in others is another domain.
_ALIKE = ("il1", "o0", "rnm", "vu", "cg", "5s", "ec", "8b")


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


# Digits that engines read for letters.
_DIGITS = str.maketrans("0158", "olsb")
# How well the mended address must fit the name.
_FITS = 0.85


def agree_names(emails: list[Found], name: str) -> None:
    """Digits among the letters of an address become the letters that the person's name has."""
    words = name.split()
    for email in emails:
        local, _, domain = email.value.rpartition("@")
        mended = local.translate(_DIGITS)
        fits = [email_match(words, [each]) >= _FITS for each in (local, mended)]
        if fits == [False, True]:
            email.value = f"{mended}@{domain}"


def host_of(website: str) -> str:
    """The host of a website, without www."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", website).partition("/")[0]


def _is_slip(one: str, other: str) -> bool:
    if suffix_of(one) != suffix_of(other) or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        pairs = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
        return 0 < len(pairs) <= 2 and all(
            any(pair <= set(alike) for alike in _ALIKE) for pair in pairs
        )
    # A hyphen at which a line was broken.
    return one.replace("-", "") == other.replace("-", "")
