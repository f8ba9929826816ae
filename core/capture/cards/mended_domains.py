"""A domain that was misread becomes what the firm's name says. Called by ``fields``.

    coboalt-interieurs.eu, Cobalt Interieurs B.V. -> cobalt-interieurs.eu

A domain that stands on the card twice is right, however the firm is written; and one that only
begins or ends otherwise is another name of the firm.
"""

from rapidfuzz.distance import Levenshtein

from core.capture.cards.agreement import host_of
from core.capture.cards.companies import without_form
from core.capture.cards.domains import name_of
from core.capture.cards.mended_emails import CLEAR, MENDED
from core.capture.cards.piece import Found
from core.capture.cards.words import spellings
from core.capture.contact import is_free_mail

# A reading below this has slips in more letters.
_POOR = 0.93


def mend_domains(emails: list[Found], websites: list[Found], company: str) -> None:
    """Changes the domains of emails and websites that are nearly the name of the ``company``."""
    hosts = [email.value.rpartition("@")[2] for email in emails]
    hosts += [host_of(website.value) for website in websites]
    names = [name_of(host) for host in hosts if not is_free_mail(host)]
    for found, host in zip([*emails, *websites], hosts, strict=True):
        if is_free_mail(host) or not company:
            continue
        read = name_of(host)
        witnesses = names.count(read)
        if witnesses > 1 or (witnesses == len(names) and found.confidence >= CLEAR):
            continue
        if right := _nearly(read, company, found.confidence):
            found.value = found.value.replace(read, right)
            found.confidence = min(found.confidence, MENDED)


def _nearly(read: str, company: str, confidence: float) -> str:
    """The form of the firm's name that the domain was meant to be; empty where it is none."""
    allowed = max(1, len(read) // (5 if confidence < _POOR else 7))
    near = []
    for form in _forms(company, "-" if "-" in read else ""):
        longer, shorter = (form, read) if len(form) > len(read) else (read, form)
        if longer.startswith(shorter) or len(form) < 5:
            continue
        near.append((Levenshtein.distance(read, form), form))
    least, form = min(near, default=(99, ""))
    return form if 0 < least <= allowed else ""


def _forms(company: str, between: str) -> list[str]:
    words = [spellings(word) for word in (without_form(company) or company).split()]
    plain = between.join(filter(None, (min(word) for word in words)))
    umlauts = between.join(filter(None, (max(word, key=len) for word in words)))
    return list(dict.fromkeys([plain, umlauts]))
