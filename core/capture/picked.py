"""Contacts that the browser's contact picker hands over (WICG contact-api): lists of names, email
addresses, numbers and addresses, none of them of a kind."""

from typing import Any

from core.capture.contact import Contact
from core.capture.names import split_name
from core.capture.numbers import clean_emails, clean_phone, clean_text

# What a person can tick in one go; more is not from a picker.
MOST_PICKED = 50_000
_ADDRESS = {"city": "city", "region": "state", "postalCode": "zip", "country": "country"}


def read_picked(picked: Any) -> list[Contact]:
    """The contacts of a picker's answer; what is no contact in it is left out. Never raises."""
    if not isinstance(picked, list):
        return []
    made = [_contact(each) for each in picked[:MOST_PICKED] if isinstance(each, dict)]
    return [contact for contact in made if not contact.is_empty()]


def _contact(picked: dict[str, Any]) -> Contact:
    contact = Contact()
    if names := _texts(picked.get("name")):
        name = split_name(names[0])
        contact.put("firstname", name.first)
        contact.put("lastname", name.last)
        contact.put("salutation", name.salutation)
    for text in _texts(picked.get("email")):
        for address in clean_emails(text):
            contact.put("email", address)
            contact.add_email(address)
    for text in _texts(picked.get("tel")):
        if number := clean_phone(text):
            contact.put("phone", number)
            contact.add_phone(number)
        else:
            contact.warnings.append(f"No phone number: “{text[:60]}”.")
    for each in _list(picked.get("address"))[:1]:
        if isinstance(each, dict):
            contact.put("address", ", ".join(_texts(each.get("addressLine"))))
            for said, name_ in _ADDRESS.items():
                contact.put(name_, clean_text(str(each.get(said) or "")))
    return contact


def _texts(value: Any) -> list[str]:
    return [text for each in _list(value) if isinstance(each, str) and (text := clean_text(each))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
