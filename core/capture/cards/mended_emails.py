"""Addresses that were misread are put right from what else the card says. Called by ``fields``.

    calvnhooper@novatrading eu, www.inovatrading.eu, Calvin Hooper -> calvinhooper@inovatrading.eu

Nothing is made of nothing: there must be a text that is nearly the address. What was changed is not
sure, so that a person looks at it.
"""

import re

from rapidfuzz.distance import Levenshtein

from core.capture.cards.agreement import host_of, look_alike
from core.capture.cards.companies import domain_match
from core.capture.cards.domains import name_of, suffix_of
from core.capture.cards.name_emails import email_match, likely_locals
from core.capture.cards.piece import Found, Segment
from core.capture.cards.words import load_set, squeeze
from core.capture.contact import is_free_mail
from core.capture.domain_endings import is_domain

# A value that was mended by evidence; what is sure is above it (``Found.is_sure``).
MENDED = 0.65
# An address that was made anew of a text that is none.
_MADE = 0.55
# How well an address must fit the name to be right.
_FITS = 0.75
# The engine is this sure of what is printed clearly; there the card is right.
CLEAR = 0.985
# Below this a letter of a name may be another; Kate and Katie are both names.
_LIKELY = 0.97
# A part before the @ of this length has the last name.
_LONG = 6
# What may be glued to an address; names begin with an e, too, so the name must say so.
_LABEL = re.compile(r"^(?:e|m|pec|mail|email|e-mail)[.-]?(?=[a-z]{2})")
# So many letters beside a last name are initials or a short name.
_INITIALS = 3
# For how many letters an @ is taken.
_AT_WIDTH = 2
# How well a domain must be the firm's.
_OWN = 0.9
# Of its letters: how much of an address may have been misread.
_MISREAD = 0.24
_MISREAD_HOST = 0.35
# Digits that engines read for letters.
_DIGITS = str.maketrans("0158", "olsb")
# Where most people have their mail. Shorter names, web.de, are too near to those of firms.
_FREE = (
    "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "googlemail.com",
    "t-online.de", "hotmail.nl", "hotmail.fr", "hotmail.de", "hotmail.it", "hotmail.co.uk",
)  # fmt: skip


def mend_emails(emails: list[Found], websites: list[Found], name: list[str]) -> None:
    """Changes the addresses that are nearly what the website and the ``name`` say."""
    hosts = [host_of(website.value) for website in websites]
    for email in emails:
        local, _, domain = email.value.rpartition("@")
        mended = f"{_local(local, name, email.confidence)}@{_domain(domain, hosts, email)}"
        if mended != email.value:
            email.value, email.confidence = mended, min(email.confidence, MENDED)


def make_email(lines: list[Segment], websites: list[Found], name: list[str]) -> Found | None:
    """The address that a line without one nearly is, at the website's domain: an info@ or one that
    is made of the person's name. None where there is no such line."""
    best: tuple[float, Found] | None = None
    for website in websites:
        host = host_of(website.value)
        for local in [*likely_locals(name), "info", "contact", "sales"]:
            wanted = f"{local}@{host}"
            for line in lines:
                away = _distance(line.text.lower(), local, host) / len(wanted)
                if away <= _MISREAD and (best is None or away < best[0]):
                    found = Found(wanted, min(_MADE, line.confidence), line.pieces)
                    best = away, found
    return best[1] if best else None


def email_among(websites: list[Found], name: list[str], company: str) -> Found | None:
    """The address that was taken for a website, its @ for a letter or two: it begins with what is
    made of the person's name, and the rest is the firm's domain. It is taken out of the
    ``websites``. None where there is none."""
    best: tuple[float, Found, Found] | None = None
    for website in websites:
        for local in [*likely_locals(name), "info", "contact", "sales"]:
            if not website.value.startswith(local):
                continue
            for cut in range(_AT_WIDTH + 1):
                host = website.value[len(local) + cut :]
                fits = domain_match(company, [name_of(host)]) if is_domain(host) else 0.0
                if company and fits >= _OWN and (best is None or fits > best[0]):
                    sure = _MADE * website.confidence
                    best = fits, website, Found(f"{local}@{host}", sure, website.pieces)
    if best is None:
        return None
    websites.remove(best[1])
    return best[2]


def _distance(text: str, local: str, host: str) -> int:
    """The fewest letters that differ, of all the ends of the text: a label may be in front. The
    name alone is no address, so the end must be nearly the ``host``."""
    starts = [0, *(match.end() for match in re.finditer(r"[\s:|.]+", text))]
    # A space may be a dot that was too faint to be seen.
    ends = [re.sub(r"\s", dot, text[start:]) for start in starts for dot in ("", ".")]
    allowed = _MISREAD_HOST * len(host)
    likely = [end for end in ends if Levenshtein.distance(end[-len(host) :], host) <= allowed]
    wanted = f"{local}@{host}"
    return min((Levenshtein.distance(end, wanted) for end in likely), default=len(wanted))


def _local(local: str, name: list[str], confidence: float) -> str:
    """The part before the @: digits become the letters that the name has; where the engine was not
    sure, it becomes what is usually made of the name and differs in a letter or two."""
    if not name or local in load_set("offices") or email_match(name, [local]) >= _FITS:
        return local
    initials = {squeeze(word)[:1] for word in name}
    unlabelled = local if local[:1] in initials else _LABEL.sub("", local)
    if email_match(name, [unlabelled]) >= _FITS or unlabelled in load_set("offices"):
        return unlabelled  # "E anna@" was read as one word
    letters = local.translate(_DIGITS)
    if letters != local and email_match(name, [letters]) >= _FITS:
        return letters
    for likely in likely_locals(name):
        if len(likely) >= _LONG and look_alike(local, likely):
            return likely
    if confidence >= _LIKELY or len(local) < 6 or _is_initials(local, name):
        return local
    near = [(Levenshtein.distance(local, likely), likely) for likely in likely_locals(name)]
    least, likely = min(near, default=(99, ""))
    return likely if least <= max(1, len(likely) // 7) else local


def _is_initials(local: str, name: list[str]) -> bool:
    """True for the last name with a few letters before or behind it: whose they are the card does
    not always say."""
    plain, last = squeeze(local), squeeze(name[-1])
    return len(last) > 3 and last in plain and len(plain) - len(last) <= _INITIALS


def _domain(domain: str, hosts: list[str], email: Found) -> str:
    """The part behind the @: the website's, or a large provider's, where it is nearly that."""
    if domain in hosts or is_free_mail(domain):
        return domain
    if email.confidence >= CLEAR:
        return domain
    for right in (*_FREE, *hosts):
        allowed = 1 if right in _FREE else max(1, len(right) // 6)
        same = suffix_of(right) == suffix_of(domain)
        if right in _FREE and right[0] != domain[0]:
            continue  # "email.com" is no slip of "gmail.com"
        if same and Levenshtein.distance(domain, right) <= allowed:
            return right
    return domain
