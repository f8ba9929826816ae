"""Email addresses on cards, also as an engine misreads them. Called by ``details``.

E-mail:ada @ example. c0m -> ada@example.com
"""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from core.capture.cards.domains import mended_domain
from core.capture.cards.words import fold, load_words
from core.capture.domain_endings import is_domain

# "@" as engines read it where there is a dot behind it: ©, ®, (at), [at].
_AT = r"(?:\s?@\s?|\s?[©®]\s?|\s?[(\[{]\s?at\s?[)\]}]\s?)"
_LOCAL = r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ._%+'-]*"
_DOMAIN = r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ-]*(?:(?:\s?\.\s?|,|·)(?!www\b|http)[A-Za-z0-9À-ÿ-]+)*"
_ADDRESS = re.compile(rf"({_LOCAL}){_AT}({_DOMAIN})")
# Not behind a single e or m, which is a label: "e. ada@example.com".
_SPACED_DOT = re.compile(r"(?<=[a-z0-9])(?<!\b[em])(?: [.] ?|[.] )(?=[a-z0-9_-]+(?:[ .@©®]))")
# A label with nothing between it and the address: "E-mailada@", "Email.ada@".
_GLUED = re.compile(r"^(?:(?i:e-?mail[.:_-]?|mail\.)|Mail(?=[a-z])|E\.(?=[a-z]))")

# A big i among small letters is an l.
_BIG_I = re.compile(r"(?<=[a-z])I(?=[a-z.]|$)")


@dataclass(frozen=True)
class EmailFound:
    """``span`` is where in the text; ``sure`` is False where it was mended by more than spaces."""

    address: str
    span: tuple[int, int]
    sure: bool = True


def find_emails(text: str) -> list[EmailFound]:
    """The addresses in a text. What has an @ but cannot be mended to an address is left."""
    text_ = _close_up(text)
    found = []
    for match in _ADDRESS.finditer(text_):
        printed = _to_end(match[2])
        local, domain = match[1], re.sub(r"\s", "", printed).replace("·", ".")
        end = match.start(2) + len(printed)
        address = _address(_without_label(local), domain)
        if address is None:
            continue
        span = (match.start(), end)
        if text_ != text:
            span = (_place(text, text_, match.start()), _place(text, text_, end))
        sure = "@" in match[0] and address.endswith(domain.lower())
        found.append(EmailFound(address, span, sure))
    return found


def _to_end(domain: str) -> str:
    """As much of what looks like a domain as makes one: "example.com. Berlin" ends before the
    space, "example . com" does not."""
    for match in re.finditer(r"[.,]?\s", domain):
        if is_domain(domain[: match.start()].replace(" ", "")):
            return domain[: match.start()]
    return domain


def _close_up(text: str) -> str:
    """Spaces around the dots of the part before the @ go."""
    at = re.search(_AT, text)
    if not at:
        return text
    head, tail = text[: at.end()], text[at.end() :]
    lost = re.fullmatch(r"([\w-]+) ([a-z]{2,3})", tail)
    if lost and is_domain(f"{lost[1]}.{lost[2]}"):
        tail = f"{lost[1]}.{lost[2]}"  # a dot too faint to be seen
    if _is_name_without_dot(head):
        head = head.replace(" ", ".", 1)
    return _SPACED_DOT.sub(".", head) + tail


def _is_name_without_dot(head: str) -> bool:
    """``anna weber@``: the line begins with a first name in small letters, so that the space was a
    dot. EasyOCR loses most of them."""
    found = re.match(r"([a-z]{2,}) [a-z][a-z-]+\s?\W", head)
    return found is not None and fold(found[1]) in load_words("first_names").whole


def _place(text: str, closed: str, place: int) -> int:
    """Where a place of the closed-up text is in the text: as many characters that are no space."""
    wanted = sum(not c.isspace() for c in closed[:place])
    seen = 0
    for at, c in enumerate(text):
        if seen == wanted and not c.isspace():
            return at
        seen += not c.isspace()
    return len(text)


def _without_label(local: str) -> str:
    rest = _GLUED.sub("", local, count=1)
    return rest if len(rest) >= 2 else local


def _address(local: str, domain: str) -> str | None:
    domain = mended_domain(_cut_at_end(_BIG_I.sub("l", domain)))
    if not is_domain(domain):
        return None
    local = _BIG_I.sub("l", local.strip(".-'"))
    try:
        # The domain has been looked at; names for examples and tests are refused here.
        checked = validate_email(f"{local}@example.com", check_deliverability=False)
    except EmailNotValidError:
        return None
    return f"{checked.local_part}@{domain}".lower()


def _cut_at_end(domain: str) -> str:
    """Without a label that stands right behind: ``example.comTel``, ``example.com.www``."""
    domain = re.sub(r"[.,](?:www|tel|fax|mob|http).*$", "", domain, flags=re.I)
    return re.sub(r"(?<=\.com|\.org|\.net)(?:Tel|Fax|Mob|Web|WWW|T|M|F)\w*$", "", domain)


def is_address(text: str) -> bool:
    """True for an address that could be: what a person typed is held to the same rules."""
    try:
        validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
