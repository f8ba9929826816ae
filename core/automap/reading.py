"""Read one header: the concept it names, and what qualifies it.

"Telefon (privat)" is the concept phone with the qualifier home; "Address 1 - City" is city in the
first address. Every word has to be accounted for, either by the concept or as a qualifier: a
header with one unknown word is left alone, because a wrong mapping costs more than none.
``mapper.py`` calls this for every column.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.automap.normalise import Heading, compact
from core.automap.table import Table
from core.automap.typos import correct_typo

MAX_WORDS = 14
SILENT = ("noise", "number", "address")
SCOPES = ("assistant", "shipping", "home", "other", "billing", "primary", "work")
ENTITIES = ("org", "customer", "person", "supplier", "deal", "ticket", "product", "task", "call",
            "meeting", "mail", "note")  # fmt: skip
ENTITY_CONCEPTS = frozenset({"company", "person"})
NUMBERED = frozenset({"phone", "mobile", "whatsapp", "fax", "other_phone", "from", "to"})
IN_ADDRESS_BLOCK = frozenset({
    "address", "address2", "full_address", "address_part", "city", "zip", "state", "county",
    "country", "country_code", "state_code", "email", "website", "phone", "mobile", "fax",
    "company", "first_name", "last_name", "full_name", "place",
})  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a header says. ``concepts`` has several where the language itself is ambiguous."""

    concepts: tuple[str, ...]
    language: str
    phrase: str
    certainty: float
    qualifiers: frozenset[str] = frozenset()
    group: int = 1
    number: int = 1

    @property
    def scope(self) -> str:
        """Whose or which one: home, work, other, shipping, ... or nothing."""
        return next((scope for scope in SCOPES if scope in self.qualifiers), "")

    @property
    def entities(self) -> tuple[str, ...]:
        """The records the header says it belongs to."""
        return tuple(entity for entity in ENTITIES if entity in self.qualifiers)

    @property
    def is_additional(self) -> bool:
        """Whether the header is about a second or later address, phone and so on."""
        return self.group > 1 or self.number > 1


def order_languages(headings: Sequence[Heading], chosen: str, table: Table) -> tuple[str, ...]:
    """The languages to look in, best first: the chosen one, unless the headers clearly speak
    another, then the one most headers speak, then English.
    """
    votes: Counter[str] = Counter()
    for heading in headings:
        spoken = table.phrases.get(compact(heading.words), {})
        for language in spoken:
            votes[language] += 12 // len(spoken)
    votes["en"] += 4
    if chosen in table.languages:
        votes[chosen] += 30
    ranked = sorted(votes, key=lambda language: (-votes[language], language != "en", language))
    return tuple(dict.fromkeys([*ranked[:2], "en"]))


def read_header(heading: Heading, order: tuple[str, ...], table: Table) -> Reading | None:
    """What the header says, or None."""
    if len(heading.words) > MAX_WORDS:
        return None
    if heading.hint:
        both = _read_words(heading.words + heading.hint, order, table)
        if both:
            return both
    reading = _read_words(heading.words, order, table)
    if reading and heading.hint:
        return _with_unknown_hint(reading, heading, order, table)
    return reading or _read_sides(heading, order, table) or _read_typo(heading, order, table)


def _with_unknown_hint(
    reading: Reading, heading: Heading, order: tuple[str, ...], table: Table
) -> Reading:
    """A hint in brackets that is a concept of its own changes the meaning; others are remarks."""
    hinted = _read_words(heading.hint, order, table)
    doubtful = hinted and not set(hinted.concepts) & set(reading.concepts)
    return replace(reading, certainty=reading.certainty * (0.75 if doubtful else 0.96))


def _read_sides(heading: Heading, order: tuple[str, ...], table: Table) -> Reading | None:
    """Both sides of a slash, "Anrede / Salutation", when they say the same."""
    if len(heading.sides) < 2:
        return None
    readings = [_read_words(side, order, table) for side in heading.sides]
    known = [reading for reading in readings if reading]
    if not known:
        return None
    shared = set.intersection(*(set(reading.concepts) for reading in known))
    if not shared:
        return None
    certainty = known[0].certainty * (0.97 if len(known) == len(readings) else 0.85)
    return replace(known[0], concepts=tuple(sorted(shared)), certainty=certainty)


def _read_typo(heading: Heading, order: tuple[str, ...], table: Table) -> Reading | None:
    for language in order:
        found = correct_typo(heading.words, table.spelled.get(language, {}))
        if found:
            words, similarity = found
            concepts = table.phrases[compact(words)][language]
            return Reading(concepts, language, " ".join(words), similarity - 0.1)
    return None


def _read_words(words: tuple[str, ...], order: tuple[str, ...], table: Table) -> Reading | None:
    if not words or len(words) > MAX_WORDS:
        return None
    for spelling in _with_glued_words_split(words, order, table):
        best = _read_longest(spelling, order, table)
        if best:
            return best
    return None


def _read_longest(words: tuple[str, ...], order: tuple[str, ...], table: Table) -> Reading | None:
    """The longest phrase in the words whose other words are all qualifiers."""
    for length in range(len(words), 0, -1):
        found = []
        for start in range(len(words) - length + 1):
            reading = _read_span(words, start, start + length, order, table)
            if reading:
                found.append(reading)
        if found:
            return max(found, key=_preference)
    return None


def _preference(reading: Reading) -> tuple[bool, float]:
    """In "company phone" both words name a concept: the one that is no record is meant."""
    return not ENTITY_CONCEPTS.issuperset(reading.concepts), reading.certainty


def _read_span(
    words: tuple[str, ...], start: int, end: int, order: tuple[str, ...], table: Table
) -> Reading | None:
    found = _look_up(compact(words[start:end]), order, table)
    if not found:
        return None
    before = _qualifiers(words[:start], order, table)
    after = _qualifiers(words[end:], order, table)
    if before is None or after is None:
        return None
    concepts, language, certainty = found
    if not _fit(before + after, concepts):
        return None
    kinds = [kind for kind in before + after if not kind.isdigit()]
    meant = [kind for kind in kinds if kind not in SILENT]
    certainty -= 0.02 * len(meant) + 0.01 * (len(kinds) - len(meant))
    phrase = " ".join(words[start:end])
    return Reading(
        concepts, language, phrase, certainty, frozenset(meant), _highest(before), _highest(after)
    )


def _highest(kinds: Sequence[str]) -> int:
    """The number among the qualifiers; a column without one is the first."""
    return max((int(kind) for kind in kinds if kind.isdigit()), default=1)


def _fit(kinds: Sequence[str], concepts: tuple[str, ...]) -> bool:
    """A "number" says nothing about a phone, "address" nothing about a city, much elsewhere."""
    return ("number" not in kinds or NUMBERED.issuperset(concepts)) and (
        "address" not in kinds or IN_ADDRESS_BLOCK.issuperset(concepts)
    )


def _look_up(
    key: str, order: tuple[str, ...], table: Table
) -> tuple[tuple[str, ...], str, float] | None:
    """The concepts of a phrase: in the file's own languages first, then in any other."""
    spoken = table.phrases.get(key)
    if not spoken:
        return None
    for place, language in enumerate(order):
        if language in spoken:
            return spoken[language], language, 0.97 - 0.01 * place
    votes = Counter(concept for concepts in spoken.values() for concept in concepts)
    concept, count = votes.most_common(1)[0]
    language = min(code for code, concepts in spoken.items() if concept in concepts)
    return (concept,), language, 0.9 if count == votes.total() else 0.7


def _qualifiers(words: tuple[str, ...], order: tuple[str, ...], table: Table) -> list[str] | None:
    """The kinds of qualifier the words are, longest first, or None where a word is unknown."""
    kinds: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            kind = _qualifier(compact(words[at : at + length]), order, table)
            if kind:
                kinds.append(kind)
                at += length
                break
        else:
            return None
    return kinds


def _qualifier(word: str, order: tuple[str, ...], table: Table) -> str | None:
    if word.isdigit():
        return str(int(word)) if word.isascii() and len(word) < 3 else None
    spoken = table.qualifiers.get(word, {})
    return next((spoken[language] for language in order if language in spoken), None)


def _with_glued_words_split(
    words: tuple[str, ...], order: tuple[str, ...], table: Table
) -> Iterator[tuple[str, ...]]:
    """The words themselves, then with compounds such as Lieferadresse taken apart."""
    yield words
    for at, word in enumerate(words):
        for language in order:
            for prefix in table.glued.get(language, ()):
                rest = word[len(prefix) :]
                if word.startswith(prefix) and rest in table.phrases:
                    yield (*words[:at], prefix, rest, *words[at + 1 :])
