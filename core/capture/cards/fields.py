"""From the segments of a card to HubSpot's properties, each with its confidence and pieces.

The recipe: what has a form of its own (emails, websites, phones), then the address, then name,
title and company among what is left. Called by ``card``.
"""

import re
from dataclasses import dataclass, field

from core.capture.cards import labels
from core.capture.cards.addresses import find_address, firm_apart
from core.capture.cards.bare_names import bare_name
from core.capture.cards.companies import bare_company, domain_names
from core.capture.cards.details import Details, find_details
from core.capture.cards.lost_spaces import spaced_title
from core.capture.cards.mended_domains import mend_domains
from core.capture.cards.mended_emails import MENDED, email_among, make_email, mend_emails
from core.capture.cards.mended_titles import mended_title
from core.capture.cards.name_emails import email_match
from core.capture.cards.piece import Found, Segment
from core.capture.cards.roles import Roles, choose_roles
from core.capture.cards.split_names import split_person
from core.capture.cards.words import fold
from core.capture.contact import is_free_mail

# "Sp. z o.o." as engines read it.
_POLISH_FORM = re.compile(r"(\b[Ss]p\.? ?z ?)[0o]\. ?[0o]\.?")

# What only Hungarian has, and engines read elsewhere.
_HUNGARIAN = str.maketrans("őűŐŰ", "öüÖÜ")

PROPERTIES = (
    "firstname", "lastname", "jobtitle", "company", "email", "phone", "mobilephone", "fax",
    "website", "address", "city", "state", "zip", "country",
)  # fmt: skip


@dataclass
class CardFields:
    """``found`` by property name; ``emails`` and ``phones`` are all of them, no fax."""

    found: dict[str, Found] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


def find_fields(segments: list[Segment]) -> CardFields:
    """The properties that the segments of one card, of one or two sides, hold."""
    details = find_details(segments)
    rest = [part for segment in details.rest for part in firm_apart(segment)]
    address = find_address(rest, details.region)
    left = [segment for segment in rest if segment not in address.used]
    locals_ = _locals(details)
    domains = domain_names(
        [found.value for found in details.emails], [found.value for found in details.websites]
    )
    roles = choose_roles(left, locals_, domains)
    _mend(details, left, roles)
    fields = CardFields()
    _put_roles(roles, _locals(details), domains, details.region, fields)
    _put_details(details, fields)
    fields.found.update(address.fields)
    fields.found = {name: fields.found[name] for name in PROPERTIES if name in fields.found}
    return fields


def _locals(details: Details) -> list[str]:
    return [found.value.partition("@")[0] for found in details.emails]


def _mend(details: Details, left: list[Segment], roles: Roles) -> None:
    """Slips of the engine, by what the card says in other places."""
    name = list(bare_name(roles.name.text).words) if roles.name else []
    if roles.company:
        mend_domains(details.emails, details.websites, roles.company.text)
    mend_emails(details.emails, details.websites, name)
    company = roles.company.text if roles.company else ""
    if not details.emails and (among := email_among(details.websites, name, company)):
        details.emails.append(among)
    if not details.emails and (made := make_email(left, details.websites, name)):
        details.emails.append(made)


def _put_roles(
    roles: Roles, locals_: list[str], domains: list[str], region: str, fields: CardFields
) -> None:
    if roles.name:
        name = split_person(roles.name.text, locals_, region)
        for prop, value in (("firstname", name.first), ("lastname", name.last)):
            if value:
                fields.found[prop] = _found(roles, "name", _usual_letters(value, region))
    for prop, role in (("jobtitle", "title"), ("company", "company")):
        if candidate := getattr(roles, role):
            text = _usual_letters(_plain(candidate.text), region)
            text = bare_company(text, domains) if role == "company" else text
            fields.found[prop] = _found(roles, role, text)
    if "jobtitle" in fields.found:
        _mend_title(fields.found["jobtitle"], roles, region)


def _mend_title(found: Found, roles: Roles, region: str) -> None:
    read = spaced_title(found.value)
    sure = roles.title.segment.confidence if roles.title else 1.0
    found.value = mended_title(read, sure, region)
    if fold(found.value) != fold(read):
        found.confidence = min(found.confidence, MENDED)


def _usual_letters(text: str, region: str) -> str:
    """``Geschäftsführer`` where the engine has read the Hungarian letter, ``Geschäftsfűhrer``."""
    return text if region == "HU" else text.translate(_HUNGARIAN)


def _plain(text: str) -> str:
    """Without what a list leaves at the ends."""
    text = _POLISH_FORM.sub(r"\1o.o.", text)
    return text.strip(" ,;:/&|-–·•")


def _found(roles: Roles, role: str, value: str) -> Found:
    candidate = getattr(roles, role)
    sure = roles.sure[role] * candidate.segment.confidence
    return Found(value, sure, candidate.segment.pieces)


def _put_details(details: Details, fields: CardFields) -> None:
    emails = sorted(details.emails, key=lambda found: _rank_of_email(found, fields))
    if emails:
        fields.found["email"] = emails[0]
        fields.emails = list(dict.fromkeys(found.value for found in emails))
    if details.websites:
        fields.found["website"] = min(details.websites, key=lambda w: _rank_of_website(w, emails))
    for kind in (labels.PHONE, labels.MOBILE, labels.FAX):
        numbers = details.phones.get(kind, [])
        if numbers:
            fields.found[kind] = numbers[0]
        if kind != labels.FAX:
            fields.phones += [found.value for found in numbers if found.value not in fields.phones]


def _rank_of_email(found: Found, fields: CardFields) -> tuple[float, bool]:
    """The address with the person's name first, then one that is not the office's."""
    words = [fields.found[name].value for name in ("firstname", "lastname") if name in fields.found]
    local = found.value.partition("@")[0]
    split = [part for word in words for part in word.split()]
    match = email_match(split, [local]) if split else 0.0
    return -match, is_free_mail(found.value.rpartition("@")[2])


def _rank_of_website(found: Found, emails: list[Found]) -> tuple[bool, bool]:
    domains = [email.value.rpartition("@")[2] for email in emails]
    fits = any(domain and domain in found.value for domain in domains)
    return not fits, not found.value.startswith(("www.", "http"))
