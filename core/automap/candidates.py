"""From what a header says to the properties it may become, object by object.

The same words mean another property on another object: "Name" is a company's name, a deal's, a
person's full name. A header that names another record ("Contact e-mail" in a file of companies)
becomes nothing. ``mapper.py`` collects the candidates of every column and assigns them.
"""

from collections.abc import Iterator, Sequence

from core.automap.model import Candidate, PropertyHint
from core.automap.normalise import compact, plain_words
from core.automap.reading import Reading
from core.automap.scopes import weight_of
from core.automap.settle import Column
from core.automap.table import Concept, Table
from core.automap.values import are_options, weigh

WEAK, OFFERED, OTHER_OBJECT, OF_EMPLOYER, OF_COMPANY = 0.8, 0.58, 0.97, 0.92, 0.85
SECOND_EMAIL, GIVES_WAY = "work_email", 0.85  # a contact is found by its e-mail address: that first
OWN = {
    "contacts": {"person", "customer"},
    "companies": {"org", "customer", "supplier"},
    "deals": {"deal"},
    "tickets": {"ticket"},
    "products": {"product"},
    "line_items": {"product", "deal"},
    "tasks": {"task", "activity"},
    "calls": {"call", "activity"},
    "meetings": {"meeting", "activity"},
    "emails": {"mail", "activity"},
    "notes": {"note", "activity"},
}
COMPANY_MATTERS = frozenset({"company", "legal_name", "trade_name", "domain", "website", "industry",
                             "revenue", "employees", "founded", "company_linkedin"})  # fmt: skip
EMPLOYER_FACTS = COMPANY_MATTERS | {"phone", "fax", "address", "full_address", "city", "zip",
                                    "state", "country", "country_code", "state_code",
                                    "job_title"}  # fmt: skip

Hints = dict[tuple[str, str], PropertyHint]
Labels = dict[str, list[tuple[str, str]]]


def exact_candidates(
    column: Column, object_types: Sequence[str], hints: Hints, labels: Labels
) -> Iterator[Candidate]:
    """Properties whose label or internal name is the header itself."""
    for object_type, name in labels.get(compact(plain_words(column.header)), []):
        score = 0.99 - 0.01 * object_types.index(object_type)
        if name == SECOND_EMAIL:
            score *= GIVES_WAY
        elif _is_better_with_company(column, object_type, object_types):
            score *= OF_COMPANY
        label = hints[object_type, name].label
        yield Candidate(object_type, name, score, f"The header is the name of {label}.")


def _is_better_with_company(column: Column, object_type: str, object_types: Sequence[str]) -> bool:
    """Contacts keep their company's name and industry too: in a file of both, companies do."""
    return (
        "companies" in object_types
        and object_type != "companies"
        and column.reading is not None
        and column.reading.concepts[0] in COMPANY_MATTERS
    )


def label_index(hints: Hints) -> Labels:
    """Every label, other label and internal name, in plain spelling."""
    index: Labels = {}
    for key, hint in hints.items():
        for text in dict.fromkeys((hint.label, hint.name, *hint.labels)):
            spelled = compact(plain_words(text))
            if spelled and key not in index.setdefault(spelled, []):
                index[spelled].append(key)
    return index


def read_candidates(
    column: Column, object_types: Sequence[str], hints: Hints, table: Table
) -> Iterator[Candidate]:
    """Properties the header's concept becomes, best guess first per object."""
    reading = column.reading
    assert reading
    for object_type in object_types:
        for name in reading.concepts:
            adapted = _adapt(name, reading, object_type, object_types)
            if adapted is None:
                continue
            concept, factor = table.concepts[adapted[0]], adapted[1]
            found = _target(concept, object_type)
            if found is None or (object_type, found[0]) not in hints:
                continue
            hint = hints[object_type, found[0]]
            factor *= found[1] * _object_factor(concept.name, reading, object_type, object_types)
            factor *= weight_of(reading) * weigh(concept.kind, column.values)
            score = reading.certainty * factor
            if are_options(column.values, hint):
                score *= 1.05
            yield Candidate(
                object_type, hint.name, min(score, 0.98), reason_of(column, hint, table)
            )


def _adapt(
    concept: str, reading: Reading, object_type: str, object_types: Sequence[str]
) -> tuple[str, float] | None:
    """The concept as seen from an object, or None where the header is about another record."""
    foreign = set(reading.entities) - OWN.get(object_type, set())
    if "activity" in reading.qualifiers and "activity" not in OWN.get(object_type, set()):
        return None
    if not foreign:
        return _own_name(concept, reading, object_type), 1.0
    if object_type != "contacts" or foreign != {"org"} or "companies" in object_types:
        return None
    if concept in ("name", "given_or_full", "family_or_full"):
        return "company", 0.99
    return (concept, OF_EMPLOYER) if concept in EMPLOYER_FACTS else None


def _own_name(concept: str, reading: Reading, object_type: str) -> str:
    """In a file of contacts the customer's name is a full name."""
    halves = ("given_or_full", "family_or_full")
    full = concept in halves and object_type == "contacts" and reading.entities
    return "name" if full else concept


def _target(concept: Concept, object_type: str) -> tuple[str, float] | None:
    for targets, factor in ((concept.to, 1.0), (concept.weak, WEAK), (concept.offer, OFFERED)):
        if object_type in targets:
            return targets[object_type], factor
    return None


def _object_factor(
    concept: str, reading: Reading, object_type: str, object_types: Sequence[str]
) -> float:
    """With several objects, the header's own object first, then a company for company matters."""
    if reading.entities or len(object_types) == 1:
        return 1.0
    if "companies" in object_types and concept in COMPANY_MATTERS:
        return 1.0 if object_type == "companies" else OF_COMPANY
    return float(OTHER_OBJECT ** object_types.index(object_type))


def reason_of(column: Column, hint: PropertyHint, table: Table) -> str:
    """Why a column that can be read becomes a property, for people."""
    reading = column.reading
    assert reading
    language = table.languages[reading.language]
    header = column.header.strip()
    if reading.certainty < 0.9 and reading.phrase not in header.lower():
        return f'The header "{header}" resembles "{reading.phrase}", {language} for {hint.label}.'
    return f'The header "{header}" is {language} for {hint.label}.'
