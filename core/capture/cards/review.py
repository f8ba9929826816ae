"""What a person changes of a reading: a text is given to a property, a value is typed. Called by
the page; ends in the contact to save.
"""

from dataclasses import dataclass, field

from core.capture.cards.card import CardReading
from core.capture.cards.details import find_details
from core.capture.cards.fields import PROPERTIES
from core.capture.cards.piece import Found, Segment
from core.capture.cards.split_names import split_person
from core.capture.contact import Contact

_NUMBERS = ("phone", "mobilephone", "fax")


@dataclass
class CardReview:
    """The values as they are now. ``found`` has for each the pieces it comes from; what a person
    typed or gave is sure."""

    reading: CardReading
    found: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: CardReading) -> "CardReview":
        """Begins with what was recognised."""
        return cls(reading, dict(reading.found))

    def value(self, name: str) -> str:
        """The value of a property; empty where it has none."""
        return self.found[name].value if name in self.found else ""

    def is_unsure(self, name: str) -> bool:
        """True for a recognised value that a person should look at."""
        return name in self.found and not self.found[name].is_sure

    def property_of(self, piece: int) -> list[str]:
        """The properties that a piece of text was used for."""
        return [name for name, found in self.found.items() if piece in found.pieces]

    def set(self, name: str, value: str) -> None:
        """A person typed a value; blank clears the property."""
        value = " ".join(value.split())
        if value == self.value(name):
            return
        if value:
            pieces = self.found[name].pieces if name in self.found else ()
            self.found[name] = Found(value, 1.0, pieces)
        else:
            self.found.pop(name, None)

    def give(self, piece: int, name: str | None) -> None:
        """The text of a piece becomes the value of a property and of no other; None takes it from
        whatever has it. A whole name given to one of its parts becomes first and last name."""
        for other in self.property_of(piece):
            del self.found[other]
        if name is None:
            return
        text = self.reading.pieces[piece].text
        if name in ("firstname", "lastname") and len(text.split()) > 1:
            parts = split_person(text, [email.partition("@")[0] for email in self._emails()])
            for part, value in (("firstname", parts.first), ("lastname", parts.last)):
                if value:
                    self.found[part] = Found(value, 1.0, (piece,))
            return
        self.found[name] = Found(value_in(name, text), 1.0, (piece,))

    def _emails(self) -> list[str]:
        return [*filter(None, [self.value("email")]), *self.reading.contact.emails]

    def add(self, piece: int, name: str) -> None:
        """The text of a further piece goes behind the value: a title over two lines."""
        before = self.found.get(name)
        if before is None or name in (*_NUMBERS, "email", "website"):
            self.give(piece, name)
            return
        for other in self.property_of(piece):
            if other != name:
                del self.found[other]
        value = f"{before.value} {value_in(name, self.reading.pieces[piece].text)}"
        self.found[name] = Found(value, 1.0, (*before.pieces, piece))

    def contact(self) -> Contact:
        """The contact as it is to be saved; further emails and phones that were read are kept."""
        contact = Contact()
        for name in PROPERTIES:
            contact.put(name, self.value(name))
            if name in self.found:
                contact.confidence[name] = round(self.found[name].confidence, 2)
        read = self.reading.contact
        for email in (self.value("email"), *read.emails):
            if email:
                contact.add_email(email)
        for phone in (self.value("phone"), self.value("mobilephone"), *read.phones):
            if phone:
                contact.add_phone(phone)
        contact.warnings = list(self.reading.warnings)
        return contact


def value_in(name: str, text: str) -> str:
    """The value for a property in a text: of an email or a number without its label."""
    if name not in (*_NUMBERS, "email", "website"):
        return " ".join(text.split())
    details = find_details([Segment(text, 0, 0, max(1, len(text)) * 10, 20)])
    if name == "email":
        values = details.emails
    elif name == "website":
        values = [*details.websites, *details.profiles]
    else:
        values = details.phones.get(name, []) + [
            found for kind, numbers in details.phones.items() if kind != name for found in numbers
        ]
    return values[0].value if values else " ".join(text.split())
