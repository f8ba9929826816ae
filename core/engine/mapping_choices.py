"""What a column of a file can become: a property or the Record ID of one of its objects, a record
to associate with, an association label, or nothing. Called by the mapping page.

A choice has two texts: what it is imported as, and which property, record or pair it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import duckdb

from core.engine.columns import importable
from core.recipe import RECORD_ID, ColumnMapping, Recipe
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL, STANDARD
from core.store.associations import (
    AssociationType,
    association_between,
    labels_between,
    list_association_types,
)
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType, Property

AS_RECORD_ID = "Record ID"
AS_ASSOCIATED = "Associated record"
AS_LABEL = "Association label"
AS_NOTHING = "Don't import column"
AS_COMMON = "Common column"
AS_PROPERTY = "Property"
CHOSEN = "Chosen by you."


@dataclass(frozen=True)
class Choice:
    """One thing a column can become. ``detail`` is empty where ``import_as`` says it all."""

    import_as: str
    detail: str
    object_type: str
    column_type: str = STANDARD
    property_name: str | None = None
    to_object_type: str | None = None
    label: str | None = None

    def becomes_property_of(self, object_type: str) -> bool:
        """Whether it is a property or the Record ID of an object."""
        return self.column_type == STANDARD and self.object_type == object_type

    def fits(self, column: ColumnMapping) -> bool:
        """Whether a column is mapped to this."""
        return not column.ignored and (
            self.object_type,
            self.column_type,
            self.property_name,
            self.to_object_type,
            self.label,
        ) == (
            column.object_type,
            column.column_type,
            column.property_name,
            column.to_object_type,
            column.label,
        )

    def given_to(self, column: ColumnMapping) -> ColumnMapping:
        """The column, mapped to this."""
        return replace(
            column,
            object_type=self.object_type,
            column_type=self.column_type,
            property_name=self.property_name,
            to_object_type=self.to_object_type,
            label=self.label,
            ignored=False,
            reason=CHOSEN,
        )


@dataclass(frozen=True)
class Choices:
    """All choices for the columns of one file."""

    several: bool
    entries: tuple[Choice, ...]
    kinds: tuple[str, ...]

    def details(self) -> list[str]:
        """The texts of the second cell, in order."""
        return [choice.detail for choice in self.entries if choice.detail]

    def of(self, column: ColumnMapping) -> Choice | None:
        """What a column is mapped to."""
        return next((choice for choice in self.entries if choice.fits(column)), None)

    def import_as(self, column: ColumnMapping) -> str:
        """The first cell of a column, also where the second is still open."""
        if column.ignored:
            return AS_NOTHING
        if choice := self.of(column):
            return choice.import_as
        if column.column_type == ASSOCIATION_LABEL:
            return AS_LABEL
        if column.column_type == ASSOCIATION_KEYS:
            return AS_ASSOCIATED
        kind = next((c for c in self.entries if c.object_type == column.object_type), None)
        return kind.import_as if kind else AS_PROPERTY

    def with_kind(self, column: ColumnMapping, import_as: str) -> ColumnMapping:
        """The column after its first cell was changed: a property of the same name is kept, and
        where there is one choice only, it is taken."""
        if import_as == AS_NOTHING:
            return replace(
                column,
                column_type=STANDARD,
                property_name=None,
                to_object_type=None,
                label=None,
                ignored=True,
                reason="",
            )
        fitting = [choice for choice in self.entries if choice.import_as == import_as]
        same = [c for c in fitting if c.property_name and c.property_name == column.property_name]
        if len({choice.to_object_type for choice in same}) == 1:
            return same[0].given_to(column)
        if len(fitting) == 1:
            return fitting[0].given_to(column)
        return replace(
            column,
            object_type=fitting[0].object_type if fitting else column.object_type,
            column_type=fitting[0].column_type if fitting else STANDARD,
            property_name=None,
            to_object_type=None,
            label=None,
            ignored=False,
            reason=CHOSEN,
        )

    def with_detail(self, column: ColumnMapping, detail: str | None) -> ColumnMapping:
        """The column after its second cell was changed; emptied, it is unmapped again."""
        for choice in self.entries:
            if choice.detail and choice.detail == detail:
                return choice.given_to(column)
        return replace(
            column,
            property_name=None,
            to_object_type=None,
            label=None,
            ignored=False,
            reason=CHOSEN,
        )


def mapping_choices(cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file: int) -> Choices:
    """The choices for one file, with the properties and labels there are now."""
    objects = [read_object_type(cursor, name) for name in recipe.objects_in(file)]
    types = list_association_types(cursor)
    several = len(objects) > 1
    properties = [c for object_type in objects for c in _properties(object_type, several)]
    record_ids = [_record_id(o, several) for o in objects if o.can_update]
    labels = _label_choices(cursor, recipe, file, types)
    others = [
        read_object_type(cursor, name)
        for name in object_type_names(cursor)
        if any(association_between(types, o.name, name) for o in objects)
    ]
    associated = [c for o in objects for c in _associated(o, others, types, several)]
    entries = (*properties, *record_ids, *associated, *labels)
    kinds = dict.fromkeys([*(choice.import_as for choice in entries), AS_NOTHING])
    return Choices(several, entries, tuple(kinds))


def _properties(object_type: ObjectType, several: bool) -> list[Choice]:
    import_as = f"{object_type.singular} properties" if several else AS_PROPERTY
    required = {name for group in object_type.required for name in group}
    return [
        Choice(
            import_as,
            _property_text(object_type, prop, prop.name in required, several),
            object_type.name,
            property_name=prop.name,
        )
        for prop in sorted(importable(object_type), key=lambda p: group_label(object_type, p))
    ]


def _property_text(object_type: ObjectType, prop: Property, required: bool, several: bool) -> str:
    """Label, a star where required, its group. In a file of several objects its object says more
    than the group, which then only tells equal labels apart."""
    text = f"{prop.label}{' *' if required else ''}"
    group = f" ({group_label(object_type, prop)})"
    if not several:
        return text + group
    equal = [p for p in importable(object_type) if p.label == prop.label]
    return f"{object_type.singular}: {text}{group if len(equal) > 1 else ''}"


def group_label(object_type: ObjectType, prop: Property) -> str:
    """The name of a property's group."""
    usual = "Custom properties" if prop.group == "custom" else prop.group
    return object_type.groups.get(prop.group, usual)


def _record_id(object_type: ObjectType, several: bool) -> Choice:
    text = f"{AS_RECORD_ID} - {object_type.singular}" if several else AS_RECORD_ID
    return Choice(text, "", object_type.name, property_name=RECORD_ID)


def _label_choices(
    cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file: int, types: Sequence[AssociationType]
) -> list[Choice]:
    """One for each pair of objects whose associations the columns of a file can label."""
    here = recipe.objects_in(file)
    pairs = list(combinations(here, 2))
    if len(recipe.files) > 1:
        pairs += [(one, other) for one in here for other in recipe.objects_in(3 - file)]
    pairs += _named_pairs(recipe, file)
    once = {frozenset(pair): pair for pair in reversed(pairs)}
    return [
        _label(cursor, one, other, kind)
        for one, other in reversed(once.values())
        if (kind := association_between(types, one, other))
    ]


def _named_pairs(recipe: Recipe, file: int) -> list[tuple[str, str]]:
    """The pairs that columns of associated records make, such as a contact and its mentor. A column
    that gives a label of its own needs no other."""
    return [
        (column.object_type, column.to_object_type)
        for column in recipe.files[file - 1].columns
        if column.column_type == ASSOCIATION_KEYS
        and not column.ignored
        and column.label is None
        and column.to_object_type
    ]


def _label(
    cursor: duckdb.DuckDBPyConnection, one: str, other: str, kind: AssociationType
) -> Choice:
    """The pair is called the same from both sides."""
    called = [read_object_type(cursor, n) for n in (kind.from_object_type, kind.to_object_type)]
    text = " and ".join(object_type.singular for object_type in called)
    return Choice(AS_LABEL, text, one, ASSOCIATION_LABEL, to_object_type=other)


def _associated(
    one: ObjectType, others: Sequence[ObjectType], types: Sequence[AssociationType], several: bool
) -> list[Choice]:
    """A record of another object, by what tells its records apart, with each label."""
    found = []
    for other in others:
        if not association_between(types, one.name, other.name) or other.activity:
            continue
        labels = labels_between(types, one.name, other.name)
        texts = dict.fromkeys(text for label in labels for text in label.names(one.name))
        for name, shown in _identifiers(other).items():
            for label in (None, *texts):
                whose = f"{one.singular} to " if several else ""
                what = f"{whose}{other.singular} by {shown}"
                found.append(
                    Choice(
                        AS_ASSOCIATED,
                        f"{what}, as {label}" if label else what,
                        one.name,
                        ASSOCIATION_KEYS,
                        name,
                        other.name,
                        label,
                    )
                )
    return found


def _identifiers(object_type: ObjectType) -> dict[str, str]:
    """Internal name -> label of what tells the records of an object apart."""
    unique = [p for p in object_type.properties if p.unique or p.name in object_type.identifiers]
    named = object_type.primary_display if len(object_type.primary_display) == 1 else ()
    by_name = [p for p in object_type.properties if p.name in named]
    labels = {p.name: p.label for p in [*unique, *by_name]}
    return {RECORD_ID: AS_RECORD_ID} | labels
