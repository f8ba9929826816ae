"""Propose a property for every column of a file: the one entry point of automatic mapping.

Reads top to bottom: read each header, settle what neighbours decide, leave out what gives way,
collect candidates, assign. The mapping page and the command line call ``map_columns``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.automap.assign import assign
from core.automap.candidates import Hints, Labels, exact_candidates, label_index, read_candidates
from core.automap.exporters import Exporter, recognise
from core.automap.labelled import settle_labelled
from core.automap.model import Candidate, Guess, PropertyHint, Row
from core.automap.neighbours import lean_on_neighbours
from core.automap.normalise import compact, normalise_header, plain_words, read_heading
from core.automap.own_objects import Meanings, is_own, own_candidates, read_labels
from core.automap.reading import order_languages, read_header
from core.automap.scopes import reason_to_leave_out
from core.automap.settle import Column, settle
from core.automap.table import Table, load_table
from core.automap.values import are_emails, column_values

ALTERNATIVES = 3
CERTAIN = 1.0


@dataclass(frozen=True)
class _File:
    """Everything known of the file while its columns are decided."""

    columns: list[Column]
    object_types: Sequence[str]
    hints: Hints
    labels: Labels
    meanings: Meanings
    exporter: Exporter | None
    remembered: Mapping[str, str]
    table: Table


def map_columns(
    headers: Sequence[str],
    samples: Sequence[Row],
    object_types: Sequence[str],
    language: str,
    properties: Mapping[str, Sequence[PropertyHint]],
    remembered: Mapping[str, str] | None = None,
) -> list[Guess]:
    """One guess per column, in the order of the columns.

    ``language`` is the ISO code of the headers, or nothing. ``remembered`` holds the user's own
    earlier corrections: ``normalise_header(header)`` to a property, or to an empty text for
    "leave out"; with several objects ``object.property``.
    """
    file = _read_file(headers, samples, object_types, language, properties, remembered or {})
    found = [_decide(column, file) for column in file.columns]
    if len(object_types) > 1:
        leaning = lean_on_neighbours([candidates for candidates, _ in found])
        found = [(each, reason) for each, (_, reason) in zip(leaning, found, strict=True)]
    chosen = assign([candidates for candidates, _ in found])
    return [
        _guess(column, candidates, one, reason, file)
        for column, (candidates, reason), one in zip(file.columns, found, chosen, strict=True)
    ]


def _read_file(
    headers: Sequence[str],
    samples: Sequence[Row],
    object_types: Sequence[str],
    language: str,
    properties: Mapping[str, Sequence[PropertyHint]],
    remembered: Mapping[str, str],
) -> _File:
    table = load_table()
    headings = [read_heading(header) for header in headers]
    order = order_languages(headings, language.lower().split("-")[0], table)
    columns = [
        Column(at, header, read_header(heading, order, table), column_values(samples, at))
        for at, (header, heading) in enumerate(zip(headers, headings, strict=True))
    ]
    hints = {(kind, hint.name): hint for kind in object_types for hint in properties.get(kind, ())}
    return _File(
        settle_labelled(settle(columns, object_types)),
        object_types,
        hints,
        label_index(hints),
        read_labels(hints, order, table),
        recognise(headers, object_types),
        remembered,
        table,
    )


def _decide(column: Column, file: _File) -> tuple[list[Candidate], str]:
    """The candidates of a column, best first, and the reason should none of them be taken."""
    corrected = file.remembered.get(normalise_header(column.header))
    if corrected is not None:
        return _corrected(corrected, file), "Left out: you left this column out before."
    exported = _exported(column, file)
    if exported is not None:
        return exported
    candidates = list(exact_candidates(column, file.object_types, file.hints, file.labels))
    reason = reason_to_leave_out(column, file.columns)
    if reason and not any(is_own(one.object_type) for one in candidates):
        return [], reason
    if column.reading:
        candidates += read_candidates(column, file.object_types, file.hints, file.table)
        candidates += own_candidates(
            column, file.object_types, file.hints, file.meanings, file.table
        )
    elif not candidates:
        candidates = _from_values(column, file)
    return _best(candidates, file), _why_not(column, file)


def _corrected(name: str, file: _File) -> list[Candidate]:
    return [
        Candidate(object_type, prop, CERTAIN, f"You chose {hint.label} for this header before.")
        for (object_type, prop), hint in file.hints.items()
        if name in (prop, f"{object_type}.{prop}")
    ][:1]


def _exported(column: Column, file: _File) -> tuple[list[Candidate], str] | None:
    """What the program that wrote the file means by the header."""
    exporter, header = file.exporter, compact(plain_words(column.header))
    if exporter is None or header not in exporter.headers:
        return None
    name = exporter.headers[header]
    hint = file.hints.get((exporter.object_type, name or ""))
    if hint is None:
        return [], f"Left out: in an export of {exporter.name} this column has no property."
    reason = f"The header is {exporter.name}'s export name for {hint.label}."
    return _best([Candidate(exporter.object_type, hint.name, 0.98, reason)], file), ""


def _from_values(column: Column, file: _File) -> list[Candidate]:
    """An unknown header over e-mail addresses: the one case where the cells are enough."""
    if ("contacts", "email") in file.hints and are_emails(column.values):
        return [Candidate("contacts", "email", 0.7, "The cells are e-mail addresses.")]
    return []


def _best(candidates: list[Candidate], file: _File) -> list[Candidate]:
    """One candidate per property, best first, none for properties that cannot be written."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in candidates:
        key = one.object_type, one.property
        if file.hints[key].read_only and one.property != "hs_object_id":
            continue
        if key not in best or one.score > best[key].score:
            best[key] = one
    return sorted(best.values(), key=lambda one: (-one.score, one.object_type, one.property))


def _why_not(column: Column, file: _File) -> str:
    if not column.reading:
        return "Left out: the header is not known."
    why = file.table.concepts[column.reading.concepts[0]].why
    return f"Left out: {why or 'there is no property for it here'}."


def _guess(
    column: Column, candidates: list[Candidate], chosen: Candidate | None, reason: str, file: _File
) -> Guess:
    others = tuple(
        (_full_name(one, file), round(one.score, 2)) for one in candidates if one is not chosen
    )[:ALTERNATIVES]
    if chosen:
        score = round(chosen.score, 2)
        return Guess(
            column.index + 1, chosen.object_type, chosen.property, score, chosen.reason, others
        )
    if candidates and candidates[0].score >= 0.66:
        reason = "Left out: another column fits the same property better."
    return Guess(column.index + 1, file.object_types[0], None, 0.0, reason, others)


def _full_name(one: Candidate, file: _File) -> str:
    several = len(file.object_types) > 1
    return f"{one.object_type}.{one.property}" if several else one.property
