"""The shape every way of capturing gives: one contact by HubSpot's property names.

Made by the readers of this room; shown and saved by the pages, printed by the command line.
"""

from dataclasses import dataclass, field
from typing import Any

from core.vocabulary import load_free_mail_domains


@dataclass(slots=True)
class Contact:
    """``properties`` holds only what has a value, by internal name (``firstname``, ``email``,
    ``mobilephone`` ...). ``emails`` and ``phones`` hold all of them in the order found, the main
    ones too; a fax number is only in ``properties``. ``warnings`` are sentences about what was
    left out; ``line`` is where the contact begins in its file, ``original`` the text it was read
    from where that is short: a code's. ``confidence`` by property, 0 to 1, is there where the
    values were recognised in a picture.
    """

    properties: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    line: int | None = None
    original: str = ""
    confidence: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: str | None) -> None:
        """Gives a property its value unless there is none, or it has one already."""
        if value and name not in self.properties:
            self.properties[name] = value

    def add_email(self, address: str) -> None:
        """Adds an address that is not there yet; letter case does not tell two apart."""
        if address.lower() not in (known.lower() for known in self.emails):
            self.emails.append(address)

    def add_phone(self, number: str) -> None:
        """Adds a number that is not there yet."""
        if number not in self.phones:
            self.phones.append(number)

    def is_empty(self) -> bool:
        """True where nothing was found that makes a contact."""
        return not (self.properties or self.emails or self.phones)

    def to_json(self) -> dict[str, Any]:
        """One flat object: the properties, ``emails`` and ``phones``, ``confidence`` of a card."""
        sure = {"confidence": self.confidence} if self.confidence else {}
        return {**self.properties, "emails": self.emails, "phones": self.phones, **sure}


def put_website(contact: Contact) -> None:
    """Derives the website from the domain of the email address, as HubSpot does for contacts from
    a device. Nothing changes where there is a website, no email, or a free mail domain."""
    domain = contact.properties.get("email", "").rpartition("@")[2].lower().strip(".")
    if "." in domain and not is_free_mail(domain):
        contact.put("website", domain)


def is_free_mail(domain: str) -> bool:
    """True for a domain where anybody gets a mailbox, and for names below it."""
    labels = domain.lower().split(".")
    free = load_free_mail_domains()
    return any(".".join(labels[start:]) in free for start in range(len(labels) - 1))
