"""Custom objects: making them, naming them anew, putting them away. Called by the object settings.

A custom object is a row of ``object_types``, its properties, a wide table of its own and what it
can be associated with, as for the objects of the vocabulary; so everything else treats it like one
of those. The caller of a function that changes something holds the transaction
(core/store/changing.py)."""

import json
from dataclasses import dataclass, replace

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier
from core.store.associations import allow_association, associable_with, list_association_types
from core.store.counters import next_number, raise_version
from core.store.imports import OPEN, RUNNING
from core.store.object_drafts import ITSELF, ObjectDraft, check_called, not_saved, one_line
from core.store.properties import insert_object_type, object_type_names, read_object_type
from core.vocabulary import ObjectType

ASSOCIABLE = ("contacts", "companies", "deals", "tickets")
ACTIVITIES = ("calls", "emails", "meetings", "notes", "tasks")


@dataclass(frozen=True)
class CustomObject:
    """A custom object as the settings show it. ``associated`` leaves out the activities."""

    kind: ObjectType
    records: int
    archived: bool
    associated: tuple[str, ...]


def create_object(cursor: duckdb.DuckDBPyConnection, draft: ObjectDraft) -> ObjectType:
    """Makes an object with its properties, its table and its associations.

    Raises StoreError when a name is empty, taken or reserved, or a property cannot be."""
    _check_labels(cursor, one_line(draft.singular), one_line(draft.plural))
    kind = draft.defined()
    if cursor.execute("select 1 from store.object_types where name = ?", [kind.name]).fetchone():
        raise not_saved(f"There is an object {kind.name} already.", "Choose another internal name.")
    number = next_number(cursor, "next_object_type_number", 1)
    kind = replace(kind, object_type_id=f"2-{number}")
    last = cursor.execute("select max(position) from store.object_types").fetchall()[0][0]
    insert_object_type(cursor, kind, last + 1, frozenset(draft.own_properties(kind)))
    for activity in ACTIVITIES:
        allow_association(cursor, kind.name, activity)
    associate_object(cursor, kind.name, draft.associated)
    return kind


def associate_object(cursor: duckdb.DuckDBPyConnection, name: str, others: tuple[str, ...]) -> None:
    """Makes a custom object associable with more objects; ``ITSELF`` is one of them.

    Raises StoreError for what no record of it can be associated with."""
    possible = {*associable_objects(cursor), ITSELF}
    for other in others:
        if other not in possible:
            raise StoreError(
                "Objects not associated",
                f"{other} cannot be associated with custom objects.",
                f"Use {', '.join(sorted(possible))}.",
            )
        allow_association(cursor, name, name if other == ITSELF else other)


def associable_objects(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """What a custom object can be associated with, besides the activities, which it always can."""
    custom = cursor.execute("select name from store.object_types where is_custom").fetchall()
    usable = {*ASSOCIABLE, *(name for (name,) in custom)}
    return [name for name in object_type_names(cursor) if name in usable]


def list_custom_objects(cursor: duckdb.DuckDBPyConnection) -> list[CustomObject]:
    """All custom objects, archived ones too, in the order they were made."""
    rows = cursor.execute(
        """
        select name, definition ->> 'archived' is not distinct from 'true'
        from store.object_types
        where is_custom
        order by position
        """
    ).fetchall()
    types = list_association_types(cursor)
    return [
        CustomObject(
            read_object_type(cursor, name),
            count_records(cursor, name),
            archived,
            tuple(other for other in associable_with(types, name) if other not in ACTIVITIES),
        )
        for name, archived in rows
    ]


def count_records(cursor: duckdb.DuckDBPyConnection, name: str) -> int:
    """How many records an object has."""
    table = quote_identifier("store", name)
    return int(cursor.execute(f"select count(*) from {table}").fetchall()[0][0])


def relabel_object(
    cursor: duckdb.DuckDBPyConnection, name: str, singular: str, plural: str
) -> None:
    """Other labels for a custom object; its internal name stays. Raises StoreError for labels that
    are empty or taken, and for an object of the vocabulary."""
    kind = _own(cursor, name)
    singular, plural = one_line(singular), one_line(plural)
    _check_labels(cursor, singular, plural, but=name)
    groups = dict.fromkeys(kind.groups, f"{singular} information")
    _change_definition(cursor, name, singular=singular, plural=plural, groups=groups)
    cursor.execute(
        "update store.properties set label = ? "
        "where object_type = ? and name = 'hubspot_owner_id' and label = ?",
        [f"{singular} owner", name, f"{kind.singular} owner"],
    )
    raise_version(cursor)


def archive_object(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Puts a custom object away: it is offered nowhere, but imports of it can still be looked at.

    Raises StoreError when it has records or open imports."""
    _check_unused(cursor, _own(cursor, name), "archived")
    _change_definition(cursor, name, archived=True)
    raise_version(cursor)


def restore_object(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Offers an archived object again. Raises StoreError for an object of the vocabulary."""
    _own(cursor, name)
    _change_definition(cursor, name, archived=False)
    raise_version(cursor)


def delete_object(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Removes a custom object with its properties, its association labels and its lists.

    Raises StoreError when it has records, or when the history tells of imports of it."""
    kind = _own(cursor, name)
    _check_unused(cursor, kind, "deleted")
    told = _count_imports(cursor, name)
    if told:
        raise StoreError(
            "Object not deleted",
            f"The history tells of {_counted(told, 'import')} of {kind.plural.lower()}.",
            "Archive it instead: it is then offered nowhere.",
        )
    of_it = "from_object_type = $name or to_object_type = $name"
    for statement in (
        "delete from store.associations where association_type_id in "
        f"(select association_type_id from store.association_types where {of_it})",
        f"delete from store.association_types where {of_it}",
        "delete from store.list_members where list_id in "
        "(select list_id from store.lists where object_type = $name)",
        "delete from store.lists where object_type = $name",
        "delete from store.identifiers where object_type = $name",
        "delete from store.properties where object_type = $name",
        "delete from store.object_types where name = $name",
    ):
        cursor.execute(statement, {"name": name})
    cursor.execute(f"drop table {quote_identifier('store', name)}")
    raise_version(cursor)


def _check_labels(
    cursor: duckdb.DuckDBPyConnection, singular: str, plural: str, but: str = ""
) -> None:
    """Raises StoreError when a label is empty, long, or the label of another object."""
    check_called(singular, plural)
    rows = cursor.execute(
        """
        select definition ->> 'singular', definition ->> 'plural',
          definition ->> 'archived' is not distinct from 'true'
        from store.object_types
        where name <> ?
        """,
        [but],
    ).fetchall()
    for one, many, archived in rows:
        shared = {one.lower(), many.lower()} & {singular.lower(), plural.lower()}
        if shared:
            hint = "Restore that one, or choose another name." if archived else "Choose another."
            raise not_saved(
                f"There is an object {many} already{', archived' if archived else ''}.", hint
            )


def _own(cursor: duckdb.DuckDBPyConnection, name: str) -> ObjectType:
    """A custom object. Raises StoreError for one that is gone, or is of the vocabulary."""
    kind = read_object_type(cursor, name)
    if not kind.custom:
        raise StoreError(
            "Object not changed", f"{kind.plural} come with Rowcall.", "Choose an object of yours."
        )
    return kind


def _check_unused(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, done: str) -> None:
    records = count_records(cursor, kind.name)
    if records:
        raise StoreError(
            f"Object not {done}",
            f"It has {_counted(records, 'record')}.",
            "Only an object without records can be put away.",
        )
    drafts = _count_imports(cursor, kind.name, (*OPEN, *RUNNING))
    if drafts:
        raise StoreError(
            f"Object not {done}",
            f"{_counted(drafts, 'import')} of {kind.plural.lower()} can still be run.",
            "Run or delete what is open in the history first.",
        )


def _count_imports(
    cursor: duckdb.DuckDBPyConnection, name: str, states: tuple[str, ...] = ()
) -> int:
    """How many imports name an object in their recipe, in certain states or in any."""
    rows = cursor.execute(
        "select count(*) from store.imports "
        "where contains(cast(recipe as varchar), $quoted) "
        "and (len($states) = 0 or list_contains($states, state))",
        {"quoted": json.dumps(name), "states": list(states)},
    ).fetchall()
    return int(rows[0][0])


def _change_definition(cursor: duckdb.DuckDBPyConnection, name: str, **changes: object) -> None:
    rows = cursor.execute(
        "select definition from store.object_types where name = ?", [name]
    ).fetchall()
    definition = json.loads(rows[0][0]) | changes
    cursor.execute(
        "update store.object_types set definition = ? where name = ?",
        [json.dumps(definition), name],
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
