"""A card becomes a contact: which of its properties is which of HubSpot's.

Of several values the preferred one comes first, then the one at work, then the first. Labels of
Apple and Google (``item1.X-ABLabel``) count as types. Called by ``vcards`` and ``jcard``.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from core.capture.birthdays import birthday_of
from core.capture.contact import Contact
from core.capture.escaping import split, unescape
from core.capture.names import are_particles, is_no_name, split_name
from core.capture.numbers import clean_emails, clean_phone, clean_text
from core.capture.told import quoted
from core.capture.vcard_cards import Card
from core.capture.vcard_property import Property

_ONE_COMMA = re.compile(r"\A([^,\\]+)\\?,\s*([^,\\]+)\Z")
_FAX = re.compile(r"fax|telecop|faks|факс|傳真|传真")
_MOBILE = re.compile(
    r"cell|mobil|mobiel|handy|iphone|gsm|m[oó]vil|celular|portable|smartphone|携帯|手机|手機|моб|komórk|natel"
)
# Of another device or person: the phone number where there is no other.
_LAST_RESORT = re.compile(
    r"\b(?:pager|car|modem|bbs|isdn|video|telex|tty|textphone|(?:x-)?(?:evolution-)?"
    r"(?:assistant|callback|radio))\b"
)
# As types and as the labels of phones in other languages.
_WORK = frozenset(
    "work business office main job company werk zakelijk kantoor arbeit büro geschäftlich firma "
    "travail bureau professionnel pro trabajo oficina empresa trabalho escritório lavoro ufficio "
    "arbete jobb arbejde arbeid kontor praca работа рабочий офис 仕事 勤務先 会社 工作 公司".split()
)
_SOCIAL = re.compile(r"(?:^|\.)(?:linkedin|facebook|twitter|x|instagram|xing|youtube|tiktok)\.com$")
_TWITTER = re.compile(r"(?:https?://)?(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?", re.I)
_GENDERS = {
    "M": "Male",
    "F": "Female",
    "O": "Other",
    "N": "None",
    "MALE": "Male",
    "FEMALE": "Female",
}


def contact_of(card: Card) -> Contact | None:
    """The contact of a card; None for a list of contacts, and for a card with nothing in it, of
    which the card's ``tell`` then speaks."""
    by_name = _by_name(card.properties)
    labels = {p.group: _label(p.value) for p in by_name.get("X-ABLABEL", []) if p.group}
    if _is_group(by_name):
        card.tell(f"Line {card.line}: a list of contacts, not a contact; left out.")
        return None
    contact = Contact(line=card.line)
    _put_company(contact, by_name)
    _put_name(contact, by_name)
    _put_emails(contact, card, by_name.get("EMAIL", []), labels)
    _put_phones(contact, card, by_name.get("TEL", []), labels)
    _put_called(contact, by_name)
    _put_websites(contact, by_name, labels)
    _put_address(contact, by_name)
    _put_birthday(contact, card, by_name.get("BDAY", []))
    for prop in [*by_name.get("GENDER", []), *by_name.get("X-GENDER", [])]:
        contact.put("gender", _GENDERS.get(prop.value.partition(";")[0].strip().upper()))
    if contact.is_empty():
        card.tell(f"Line {card.line}: a card without name, email, phone or company; left out.")
        return None
    return contact


def _by_name(properties: Iterable[Property]) -> dict[str, list[Property]]:
    found: dict[str, list[Property]] = {}
    for prop in properties:
        if prop.value:
            found.setdefault(prop.name, []).append(prop)
    return found


def _label(text: str) -> str:
    """``_$!<Mobile>!$_`` is Apple's way to write a label that it translates."""
    return unescape(text).removeprefix("_$!<").removesuffix(">!$_").strip().lower()


def _is_group(by_name: dict[str, list[Property]]) -> bool:
    kinds = [*by_name.get("KIND", []), *by_name.get("X-ADDRESSBOOKSERVER-KIND", [])]
    return any(kind.value.lower() == "group" for kind in kinds)


def _parts(value: str) -> list[str]:
    return [clean_text(unescape(part)) for part in split(value, ";")]


def _words(prop: Property, labels: dict[str, str]) -> frozenset[str]:
    label = labels.get(prop.group, "") if prop.group else ""
    return prop.types | {label} if label else prop.types


def _best_first(properties: list[Property], labels: dict[str, str]) -> list[Property]:
    if len(properties) < 2:
        return properties
    return sorted(properties, key=lambda p: (p.preferred, not _words(p, labels) & _WORK))


# Names and company


def _put_name(contact: Contact, by_name: dict[str, list[Property]]) -> None:
    company = contact.properties.get("company", "")
    full = next(
        (text for p in by_name.get("FN", []) if (text := clean_text(unescape(p.value)))), ""
    )
    family, given, additional, prefix = _name_parts(by_name.get("N", []))
    if _is_company(by_name):
        contact.put("company", full)
        # Some write the company's name as N, too; a person has two names.
        if not (family and given) or f"{given} {family}" == contact.properties.get("company"):
            return
    if is_no_name(f"{given} {family}"):
        family = given = ""
    alone = " " in family and not given and family != company
    if alone and (full in (family, "") or "," in family):
        full, family = family, ""  # all of the name in the first component
    if not (family or given) and full and full != company and "@" not in full:
        name = split_name(full)
        family, given, prefix = name.last, name.first, prefix or name.salutation
    if not (family or given) and not full:
        nicknames = by_name.get("NICKNAME", [])
        given = clean_text(unescape(split(nicknames[0].value, ",")[0])) if nicknames else ""
    if family and are_particles(additional):
        family = f"{additional} {family}"
    contact.put("firstname", given)
    contact.put("lastname", family)
    contact.put("salutation", prefix)


def _name_parts(properties: list[Property]) -> tuple[str, str, str, str]:
    """Family name, given name, additional names, prefix of the first N that holds a name."""
    for prop in properties:
        family, *others = split(prop.value, ";")
        if not any(part.strip() for part in others):
            # "Berg,Anna": all of the name in the first component, last name first.
            family = _ONE_COMMA.sub(r"\1, \2", family)
        parts = [_names(part) for part in (family, *others)][:4] + [""] * 4
        if parts[0] or parts[1] or parts[2]:
            return parts[0], parts[1], parts[2], parts[3]
    return "", "", "", ""


def _names(part: str) -> str:
    """A component of N. A comma parts several names; one with a space behind is just a comma."""
    names = split(part, ",")
    if any(name[:1] == " " for name in names):
        return clean_text(unescape(part))
    return clean_text(" ".join(unescape(name) for name in names))


def _put_company(contact: Contact, by_name: dict[str, list[Property]]) -> None:
    for prop in by_name.get("ORG", []):
        contact.put("company", next(iter(_parts(prop.value)), ""))
    for prop in [*by_name.get("TITLE", []), *by_name.get("ROLE", [])]:
        contact.put("jobtitle", clean_text(unescape(prop.value)))


def _is_company(by_name: dict[str, list[Property]]) -> bool:
    shown_as = [*by_name.get("X-ABSHOWAS", []), *by_name.get("KIND", [])]
    return any(prop.value.lower() in ("company", "org") for prop in shown_as)


def _put_called(contact: Contact, by_name: dict[str, list[Property]]) -> None:
    """A card that is called after its number or email address, and has it nowhere else."""
    for prop in by_name.get("FN", []):
        text = clean_text(unescape(prop.value))
        if not is_no_name(text) or contact.emails or contact.phones:
            continue
        if emails := clean_emails(text):
            contact.put("email", emails[0])
            contact.add_email(emails[0])
        elif number := clean_phone(text):
            contact.put("phone", number)
            contact.add_phone(number)


# Emails, phones, websites


def _put_emails(
    contact: Contact, card: Card, properties: list[Property], labels: dict[str, str]
) -> None:
    addresses = {}
    for prop in properties:
        found = clean_emails(unescape(prop.value))
        for address in found:
            contact.add_email(address)
        if found:
            addresses[id(prop)] = found[0]
        else:
            card.tell(f"Line {prop.line}: no email address: {quoted(prop.value)}.")
    for prop in _best_first(properties, labels):
        contact.put("email", addresses.get(id(prop)))


def _put_phones(
    contact: Contact, card: Card, properties: list[Property], labels: dict[str, str]
) -> None:
    found: dict[int, tuple[str, str]] = {}
    for prop in properties:
        if number := clean_phone(unescape(prop.value)):
            kind = _phone_kind(prop, labels)
            found[id(prop)] = kind, number
            if kind != "fax":
                contact.add_phone(number)
        else:
            card.tell(f"Line {prop.line}: no phone number: {quoted(prop.value)}.")
    for prop in _best_first(properties, labels):
        if id(prop) in found:
            contact.put(*found[id(prop)])
    if spare := contact.properties.pop("", ""):
        contact.put("phone", spare)


def _phone_kind(prop: Property, labels: dict[str, str]) -> str:
    """``fax``, ``mobilephone`` or ``phone``; empty for a pager or an assistant, which is the
    phone number where there is no other."""
    words = " ".join(_words(prop, labels))
    if _FAX.search(words):
        return "fax"
    if "WAID" in prop.params or _MOBILE.search(words):
        return "mobilephone"
    return "" if _LAST_RESORT.search(words) else "phone"


def _put_websites(
    contact: Contact, by_name: dict[str, list[Property]], labels: dict[str, str]
) -> None:
    social: list[str] = []
    for prop in _best_first(by_name.get("URL", []), labels):
        address = clean_text(unescape(prop.value))
        if _host_matches(address, _SOCIAL):
            social.append(address)
        else:
            contact.put("website", address)
    for prop in [
        *by_name.get("X-SOCIALPROFILE", []),
        *by_name.get("SOCIALPROFILE", []),
        *by_name.get("X-LINKEDIN", []),
        *by_name.get("X-TWITTER", []),
    ]:
        _put_profile(contact, prop)
    for address in social:
        if "linkedin.com" in address.lower():
            contact.put("hs_linkedin_url", address)
        if found := _TWITTER.fullmatch(address):
            contact.put("twitterhandle", found[1])
        contact.put("website", address)


def _put_profile(contact: Contact, prop: Property) -> None:
    value = clean_text(unescape(prop.value))
    words = (
        f"{prop.name} {' '.join(prop.types)} {prop.params.get('SERVICE-TYPE', '')} {value}".lower()
    )
    if "linkedin" in words:
        contact.put("hs_linkedin_url", value)
    elif "twitter" in words:
        user = prop.params.get("X-USER", "") or value.rstrip("/").rpartition("/")[2]
        contact.put("twitterhandle", user.lstrip("@").removeprefix("x-apple:"))


def _host_matches(address: str, pattern: re.Pattern[str]) -> bool:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return False
    return bool(pattern.search(host))


# Address and birthday


def _put_address(contact: Contact, by_name: dict[str, list[Property]]) -> None:
    for prop in _best_first(by_name.get("ADR", []), {}):
        parts = _address_parts(prop.value)
        if any(parts.values()):
            for name, text in parts.items():
                contact.put(name, text)
            return
    for prop in _best_first([*by_name.get("ADR", []), *by_name.get("LABEL", [])], {}):
        text = prop.params.get("LABEL", "") if prop.name == "ADR" else prop.value
        contact.put("address", _one_line(text))


def _address_parts(value: str) -> dict[str, str]:
    """The components of ADR by property: post office box, extended address, street, city, state,
    postal code, country. Some programs write five of them, some all in one."""
    parts = [_one_line(part) for part in split(value, ";")]
    if len(parts) == 5 and parts[0]:
        parts = ["", "", *parts]
    if len(parts) < 3 or not any(parts[1:]):
        return {"address": ", ".join(filter(None, parts))}
    box, extended, street, city, state, code, country = (parts + [""] * 7)[:7]
    return {
        "address": ", ".join(filter(None, (street, extended, box))),
        "city": city,
        "state": state,
        "zip": code,
        "country": country,
    }


def _one_line(text: str) -> str:
    lines = [line for each in unescape(text).splitlines() if (line := clean_text(each))]
    return ", ".join(line.rstrip(", ") for line in lines) if len(lines) > 1 else "".join(lines)


def _put_birthday(contact: Contact, card: Card, properties: list[Property]) -> None:
    for prop in properties:
        if found := birthday_of(prop.value, prop.params.get("X-APPLE-OMIT-YEAR")):
            contact.put("date_of_birth", found)
        else:
            card.tell(f"Line {prop.line}: no date of birth: {quoted(prop.value)}.")
