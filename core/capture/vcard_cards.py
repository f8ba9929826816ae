"""Logical lines become cards: where one begins and ends, whatever is missing or broken in between.

A card without END ends where the next begins; one nested in AGENT is the assistant's and is left
out; lines before any BEGIN make a card where they look like one. Called by ``vcards``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from core.capture.charsets import Charsets
from core.capture.told import Told, quoted
from core.capture.vcard_property import Property, Unwanted, read_property

MOST_PROPERTIES = 1_000
# Characters of one value; no name, number or address is longer.
LONGEST_VALUE = 4_000
_STARTS_A_CARD = frozenset({"VERSION", "N", "FN", "TEL", "EMAIL", "ORG"})
_CAN_GO_ON = frozenset({"ADR", "LABEL"})
_NESTED = re.compile(r"begin\s*:\s*vcard", re.I)
_MARKER = re.compile(r"vcard\b", re.I)


@dataclass(slots=True)
class Card:
    """The properties a contact is made of; ``tell`` hears what in the card was not readable."""

    line: int
    properties: list[Property] = field(default_factory=list)
    tell: Told = field(default_factory=Told)


def read_cards(
    lines: Iterable[tuple[int, bytes]], charsets: Charsets, tell: Callable[[str], None]
) -> Iterator[Card]:
    """Cards in the order of the file. ``lines`` are unfolded; ``tell`` hears what is wrong outside
    of the cards."""
    return _Cards(charsets, tell).read(lines)


class _Cards:
    """The state between two lines: the open card, how deep in AGENT, what came last."""

    def __init__(self, charsets: Charsets, tell: Callable[[str], None]) -> None:
        self._charsets = charsets
        self._tell = tell
        self._card: Card | None = None
        self._nested = 0
        self._last: Property | Unwanted | None = None

    def read(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[Card]:
        for number, raw in lines:
            found = read_property(raw, number, self._charsets)
            if isinstance(found, Property) and found.name in ("BEGIN", "END"):
                if not _MARKER.match(found.value):
                    continue  # an event in the same file
                done = self._begin(number) if found.name == "BEGIN" else self._end()
                if done is not None:
                    yield done
            elif self._nested:
                self._pass(found)
            else:
                self._take(found, number, raw)
        if self._card is not None:
            yield _unfinished(self._card)

    def _begin(self, number: int) -> Card | None:
        if _is_open_agent(self._last):
            self._nested += 1
            self._last = None
            return None
        # No AGENT asked for this one: the assistant's card has no END, nor the one around it.
        self._nested = 0
        open_card, self._card, self._last = self._card, Card(number), None
        return _unfinished(open_card) if open_card is not None else None

    def _end(self) -> Card | None:
        self._last = None
        if self._nested:
            self._nested -= 1
            return None
        done, self._card = self._card, None
        return done

    def _take(self, found: Property | Unwanted | None, number: int, raw: bytes) -> None:
        if self._card is None:
            if not isinstance(found, Property) or not _starts_a_card(found):
                return
            self._tell(f"Line {number}: a card without BEGIN:VCARD.")
            self._card = Card(number)
        if found is None:
            self._broken(self._card, number, raw)
            return
        self._pass(found)
        if isinstance(found, Property):
            self._keep(self._card, found)

    def _pass(self, found: Property | Unwanted | None) -> None:
        """Remembers the property, for what follows it; an assistant's card may begin in it."""
        self._last = found
        if isinstance(found, Property) and found.name == "AGENT" and _NESTED.fullmatch(found.value):
            self._nested += 1

    def _keep(self, card: Card, found: Property) -> None:
        if len(found.value) > LONGEST_VALUE and found.name != "AGENT":
            card.tell(f"Line {found.line}: {found.name} is too long and left out.")
            return
        if len(card.properties) < MOST_PROPERTIES:
            card.properties.append(found)
            if len(card.properties) == MOST_PROPERTIES:
                card.tell(f"Line {found.line}: the card is too long; the rest of it is left out.")

    def _broken(self, card: Card, number: int, raw: bytes) -> None:
        """A line without the shape of a property: an address or a note with a line end in it, a
        photo that is not indented, or damage."""
        last = self._last
        if isinstance(last, Unwanted):
            return
        if last is not None and last.name in _CAN_GO_ON and last.value.count(";") < 6:
            last.value += "\\n" + self._charsets.decode(raw).strip()
            return
        card.tell(f"Line {number}: not understood and left out: {quoted(raw)}.")


def _starts_a_card(found: Property) -> bool:
    """True for the first lines of a card; noise that looks like one is not printable."""
    return found.name in _STARTS_A_CARD and bool(found.value) and found.value.isprintable()


def _unfinished(card: Card) -> Card:
    card.tell(f"Line {card.line}: the card has no END:VCARD.")
    return card


def _is_open_agent(last: Property | Unwanted | None) -> bool:
    return isinstance(last, Property) and last.name == "AGENT" and not last.value
