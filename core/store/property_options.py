"""The options of a property: added, renamed, put in another order, removed where no record has
them. Called by the property settings, inside ``changing``."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from core.errors import StoreError
from core.store.counters import raise_version
from core.store.pipelines import PIPELINED
from core.store.properties import OPTION_TYPES
from core.store.property_changes import why_not_edited
from core.store.stored_properties import StoredProperty, count_options, read_property
from core.vocabulary import Option

# HubSpot's limits (specification, 4.2).
OPTION_LENGTH = 3000
OPTION_LIMIT = 1000
# What the engine writes by itself, so the option must stay.
_FIXED = ("hs_analytics_source",)


@dataclass(frozen=True)
class WantedOption:
    """An option as the user wants it. ``value`` is the internal value of one that is there, None
    for a new one. ``place`` is where it should stand, counted from 1; None means at the end."""

    value: str | None
    label: str
    place: int | None = None


def why_options_stay(stored: StoredProperty) -> str | None:
    """Why the options of a property are not changed here at all, or None."""
    if stored.prop.name in PIPELINED.get(stored.object_type, ()):
        return "Pipelines and their stages have settings of their own."
    return why_not_edited(stored)


def has_fixed_options(stored: StoredProperty) -> bool:
    """Whether options can be renamed and ordered only, neither added nor removed."""
    return stored.prop.name in _FIXED or stored.prop.value_type not in OPTION_TYPES


def in_order(options: Sequence[Option], wanted: Sequence[WantedOption]) -> list[WantedOption]:
    """The wanted options by their places, where ``options`` are those that are there. Of two that
    want the same place the one that moved has it: what moved up goes before, what moved down behind
    the one that stands there."""
    was = {option.value: place for place, option in enumerate(options, start=1)}
    end = max(len(options), len(wanted)) + 1

    def rank(each: WantedOption) -> tuple[int, int]:
        if each.place is None:
            return end, 0
        before = end if each.value is None else was.get(each.value, end)
        return each.place, (each.place > before) - (each.place < before)

    return sorted(wanted, key=rank)


def change_options(
    cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, wanted: Sequence[WantedOption]
) -> None:
    """Makes these, in this order, the options of a property; those left out are removed.

    Raises StoreError when records have an option that would be removed, when a file could not tell
    two options apart, or when this property's options stay as they are."""
    wanted = [replace(each, label=" ".join(each.label.split())) for each in wanted]
    stored = read_property(cursor, stored.object_type, stored.prop.name)
    known = {option.value: option for option in stored.prop.options}
    problem = _problem(stored, known, wanted) or _removal_problem(cursor, stored, wanted)
    if problem:
        raise StoreError("Options not saved", *problem)
    options = [
        replace(known[each.value], label=each.label)
        if each.value is not None
        else Option(each.label, each.label)
        for each in wanted
    ]
    texts = [{"value": o.value, "label": o.label, "metadata": o.metadata} for o in options]
    cursor.execute(
        "update store.properties set options = ? where object_type = ? and name = ?",
        [json.dumps(texts, ensure_ascii=False), stored.object_type, stored.prop.name],
    )
    raise_version(cursor)


def _problem(
    stored: StoredProperty, known: dict[str, Option], wanted: Sequence[WantedOption]
) -> tuple[str, str] | None:
    """What is wrong with the options and what to do, or None."""
    if reason := why_options_stay(stored):
        return reason, "Choose another property."
    kept = [each.value for each in wanted if each.value is not None]
    if set(kept) - set(known) or len(kept) != len(set(kept)):
        return "Somebody changed these options meanwhile.", "Reload the page."
    if has_fixed_options(stored) and {each.value for each in wanted} != set(known):
        return "These options cannot be added or removed.", "Change their labels only."
    if not wanted:
        return "A property of this type needs options.", "Keep one, or archive the property."
    if stored.prop.value_type == "checkbox" and len(wanted) > OPTION_LIMIT:
        return f"There are more than {OPTION_LIMIT:,} options.", "Remove some."
    for each in wanted:
        if problem := _label_problem(each, known, wanted):
            return problem
    return None


def _label_problem(
    each: WantedOption, known: dict[str, Option], wanted: Sequence[WantedOption]
) -> tuple[str, str] | None:
    """What is wrong with one option's label, where it is new: a file names options by label or by
    internal value, so none may be another one's."""
    if each.value is not None and each.label == known[each.value].label:
        return None
    if not each.label:
        return "An option has no label.", "Type one, or remove the option."
    if ";" in each.label:
        return f"{each.label} holds a semicolon, which parts options in a file.", "Take it out."
    if len(each.label) > OPTION_LENGTH:
        return f"An option is longer than {OPTION_LENGTH:,} characters.", "Shorten it."
    for other in wanted:
        if other is each:
            continue
        texts = {other.label.lower(), (other.value or other.label).lower()}
        if each.label.lower() in texts:
            name = other.label if other.value is None else known[other.value].label
            return f"{each.label} also means the option {name}.", "Choose another label."
    return None


def _removal_problem(
    cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, wanted: Sequence[WantedOption]
) -> tuple[str, str] | None:
    """Which options would be removed that records have, with how many, or None."""
    kept = {each.value for each in wanted}
    removed = [option for option in stored.prop.options if option.value not in kept]
    counts = count_options(cursor, stored) if removed else {}
    used = [f"{o.label} ({counts[o.value]:,})" for o in removed if counts.get(o.value)]
    if not used:
        return None
    return (
        f"Records have what would be removed: {', '.join(used[:5])}{', …' if used[5:] else ''}.",
        "Give them another value first, by hand or by an import.",
    )
