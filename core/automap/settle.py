"""Settle by its neighbours what a header leaves open.

"Title" is a job title or a form of address, French "Nom" a last name beside "Prénom" and a full
name alone, "Estado" a region beside a city and a status elsewhere. ``mapper.py`` calls
``settle`` once for all columns of a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.automap.reading import Reading
from core.automap.values import MOST, are_linkedin, are_salutations, share

ACADEMIC_LANGUAGES = ("de", "nl", "cs", "sk", "hu", "pl", "da", "no")
OWN_NAME = frozenset({"person", "customer"})


@dataclass(frozen=True)
class Column:
    """One column of the file: its header, what it says (or None), and its filled cells."""

    index: int
    header: str
    reading: Reading | None
    values: list[str]


def settle(columns: Sequence[Column], object_types: Sequence[str]) -> list[Column]:
    """The columns with what their neighbours say put in."""
    settled = [_settle_lines(column) for column in columns]
    if "contacts" in object_types:
        settled = [_settle_name(column, settled) for column in settled]
        settled = [_settle_title(column, settled) for column in settled]
    return [_settle_region(_settle_link(column), settled) for column in settled]


def _has(columns: Sequence[Column], *concepts: str) -> bool:
    wanted = set(concepts)
    return any(column.reading and wanted & set(column.reading.concepts) for column in columns)


def _with(column: Column, *concepts: str, factor: float = 1.0) -> Column:
    assert column.reading
    certainty = column.reading.certainty * factor
    return replace(column, reading=replace(column.reading, concepts=concepts, certainty=certainty))


def _settle_lines(column: Column) -> Column:
    """The second line of an address is not the second address."""
    reading = column.reading
    if reading and reading.concepts == ("address",) and reading.number == 2:
        one = replace(reading, concepts=("address2",), number=1)
        return replace(column, reading=one)
    return column


def _settle_name(column: Column, columns: Sequence[Column]) -> Column:
    reading = column.reading
    if not reading or not OWN_NAME.issuperset(reading.entities) or reading.scope:
        return column
    others = [other for other in columns if other.index != column.index]
    if "given_or_full" in reading.concepts:
        beside = _has(others, "last_name", "family_or_full")
        return _with(column, "first_name" if beside else "name")
    if "family_or_full" in reading.concepts:
        return _with(column, "last_name" if _is_last_name(column, others) else "name")
    if reading.concepts == ("name",) and not reading.entities:
        return _settle_plain_name(column, others)
    return column


def _is_last_name(column: Column, others: Sequence[Column]) -> bool:
    return (
        _has(others, "first_name", "given_or_full")
        and not _has(others, "last_name")
        and not _repeats_first_name(column, others)
    )


def _settle_plain_name(column: Column, others: Sequence[Column]) -> Column:
    """A plain "Name" is the missing half of a name if the other half has a column."""
    first, last = _has(others, "first_name"), _has(others, "last_name")
    one_word = share(column.values, lambda value: " " not in value) >= MOST
    if last and not first and (one_word or not column.values):
        return _with(column, "first_name", factor=0.9)
    if first and not last and one_word:
        return _with(column, "last_name", factor=0.9)
    return column


def _repeats_first_name(column: Column, others: Sequence[Column]) -> bool:
    """Whether the cells hold the first names of the file too."""
    firsts = {
        value
        for other in others
        if other.reading and "first_name" in other.reading.concepts
        for value in other.values
    }
    return share(column.values, lambda value: firsts & set(value.split())) >= MOST


def _settle_title(column: Column, columns: Sequence[Column]) -> Column:
    reading = column.reading
    if not reading or "title" not in reading.concepts or not _names_person(reading):
        return column
    if are_salutations(column.values):
        return _with(column, "salutation")
    others = [other for other in columns if other.index != column.index]
    if reading.entities == ("org",):
        return _with(column, "job_title")
    if _has(others, "salutation") and _has(others, "job_title"):
        return _with(column, "academic_title", "title")
    if reading.language in ACADEMIC_LANGUAGES:
        return _with(column, "academic_title", "title")
    if _has(others, "job_title") or (_is_before_first_name(column, others) and not column.values):
        return _with(column, "salutation", "title", factor=0.9)
    return _with(column, "job_title", "title", factor=0.95)


def _names_person(reading: Reading) -> bool:
    return OWN_NAME.union({"org"}).issuperset(reading.entities)


def _is_before_first_name(column: Column, others: Sequence[Column]) -> bool:
    """Forms of address stand right before the name, job titles after it."""
    return not _has(others, "salutation") and any(
        other.index == column.index + 1 and other.reading and "first_name" in other.reading.concepts
        for other in others
    )


def _settle_link(column: Column) -> Column:
    """A link is LinkedIn's if its cells are."""
    reading = column.reading
    if reading and {"url", "social"} & set(reading.concepts) and are_linkedin(column.values):
        return _with(column, "linkedin")
    return column


def _settle_region(column: Column, columns: Sequence[Column]) -> Column:
    """One word for region and status (Spanish "estado") is a region beside an address."""
    reading = column.reading
    if not reading or not {"state", "status"} <= set(reading.concepts):
        return column
    others = [other for other in columns if other.index != column.index]
    beside = _has(others, "city", "zip", "address", "country", "full_address", "state")
    return _with(column, "state" if beside and not _has(others, "state") else "status")
