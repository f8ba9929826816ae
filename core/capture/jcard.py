"""jCard, the vCard as JSON (RFC 7095), becomes contacts by way of the same properties.

    ["vcard", [["fn", {}, "text", "Anna Berg"], ["n", {}, "text", ["Berg", "Anna", "", "", ""]]]]

Called by ``payloads`` and for files by ``kinds``.
"""

import json
from typing import Any

from core.capture.contact import Contact
from core.capture.escaping import escape
from core.capture.told import Told, quoted
from core.capture.vcard_cards import MOST_PROPERTIES, Card
from core.capture.vcard_contact import contact_of
from core.capture.vcard_property import WANTED, Property

_STRUCTURED = frozenset({"N", "ADR", "ORG"})


def read_jcards(text: str, tell: Told) -> list[Contact] | None:
    """The contacts of one jCard or a list of them; None where the text is something else.

    ``tell`` hears what could not be read."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    cards = data if isinstance(data, list) and data and isinstance(data[0], list) else [data]
    if not all(_is_card(card) for card in cards):
        return None
    contacts = []
    for number, entry in enumerate(cards, 1):
        card = _card(number, entry[1])
        contact = contact_of(card)
        for warning in card.tell.sentences():
            tell(warning)
        if contact is not None:
            contact.line, contact.warnings = None, card.tell.sentences()
            contacts.append(contact)
    return contacts


def _is_card(data: Any) -> bool:
    return (
        isinstance(data, list)
        and len(data) > 1
        and str(data[0]).lower() == "vcard"
        and isinstance(data[1], list)
    )


def _card(number: int, entries: list[Any]) -> Card:
    """``number`` stands for the line: the JSON has none."""
    card = Card(number)
    for entry in entries[:MOST_PROPERTIES]:
        if not isinstance(entry, list) or len(entry) < 4 or not isinstance(entry[1], dict):
            card.tell(f"Card {number}: not understood and left out: {quoted(str(entry))}.")
            continue
        name = str(entry[0]).upper()
        if name in WANTED:
            # Some registries write the components side by side and not as a list.
            side_by_side = name in _STRUCTURED and len(entry) > 4
            value = entry[3:] if side_by_side else entry[3]
            card.properties.append(_property(number, name, entry[1], value))
    return card


def _property(number: int, name: str, params: dict[str, Any], value: Any) -> Property:
    types = frozenset(str(word).lower() for word in _listed(params.get("type")))
    return Property(
        name,
        _escaped(value),
        number,
        str(params.get("group", "")).lower(),
        types,
        {str(key).upper(): str(item) for key, item in params.items() if key != "type"},
    )


def _escaped(value: Any) -> str:
    """Components between semicolons; a component may be a list of its own."""
    if not isinstance(value, list):
        return escape(_plain(value))
    return ";".join(",".join(escape(_plain(item)) for item in _listed(part)) for part in value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: Any) -> str:
    """Text, also of a number; half a surrogate pair, which JSON can hold, is no character."""
    text = "" if value is None else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")
