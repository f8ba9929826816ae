"""Saves what somebody changed on the page of a record: all of it, or nothing. Called by the record
page, inside ``changing``.

An edit sets what was typed, and clears what was emptied: the rules by which an import adds to a
value or only moves it forwards are not for people, who see what is there."""

from collections.abc import Iterable, Mapping

from core.editing.rules import Texts, missing_problems, taken_problems, with_pipeline
from core.editing.values import Cursor, NotSaved, Problem, read_text, shortened, stored_texts
from core.errors import StoreError
from core.property_types import value_type
from core.sql import quote_identifier
from core.store.counters import next_number, raise_version
from core.store.person import person
from core.store.properties import SYSTEM_COLUMNS, read_object_type
from core.vocabulary import ObjectType, Property

NOW = "now() at time zone 'UTC'"


def editable_properties(kind: ObjectType) -> list[Property]:
    """What people may change: all but what Rowcall fills by itself."""
    return [p for p in kind.properties if not p.read_only and p.name not in SYSTEM_COLUMNS]


def first_to_edit(kind: ObjectType, filled: Iterable[str]) -> list[str]:
    """The names of the properties that a form begins with: what a record is called and found by,
    then ``filled``, what it has a value of; only what people may change."""
    editable = {prop.name for prop in editable_properties(kind)}
    wanted = [*kind.primary_display, *kind.identifiers, *filled]
    return [name for name in dict.fromkeys(wanted) if name in editable]


def edit_record(
    cursor: Cursor,
    object_type: str,
    record_id: int,
    texts: Texts,
    seen: Texts | None = None,
) -> tuple[Property, ...]:
    """Sets properties to what was typed; None or blank clears. ``seen`` are the values, as stored,
    that were there when the user began: what is another by now is not overwritten.

    The properties that changed are returned; a typed value that is there already is no change.
    Raises NotSaved when a value cannot be saved, StoreError when the record is gone or a property
    is not for people."""
    kind = read_object_type(cursor, object_type)
    before = stored_texts(cursor, kind, record_id)
    changed, problems = _read(cursor, kind, texts, before, seen or before)
    changed, wrong = with_pipeline(kind, before, changed)
    problems += wrong
    problems += taken_problems(cursor, kind, record_id, changed)
    problems += missing_problems(kind, before, {**before, **changed})
    if problems:
        raise NotSaved(problems)
    if changed:
        _write(cursor, kind, record_id, before, changed)
    return tuple(prop for prop in kind.properties if prop.name in changed)


def _read(
    cursor: Cursor, kind: ObjectType, texts: Texts, before: Texts, seen: Texts
) -> tuple[dict[str, str | None], list[Problem]]:
    """The values that are others than before, and what is wrong with what was typed."""
    props = {prop.name: prop for prop in editable_properties(kind)}
    changed, problems = dict[str, str | None](), list[Problem]()
    for name, text in texts.items():
        if name not in props:
            raise StoreError(
                "Nothing was saved", f"{name} cannot be changed by hand.", "Reload the page."
            )
        value = read_text(cursor, props[name], text)
        if isinstance(value, Problem):
            problems.append(value)
        elif seen.get(name) != before[name]:
            problems.append(_overtaken(props[name], before[name]))
        elif value != before[name]:
            changed[name] = value
    return changed, problems


def _overtaken(prop: Property, now: str | None) -> Problem:
    by_now = f"is {shortened(now)} by now" if now is not None else "is empty by now"
    return Problem(
        prop,
        f"it {by_now}: it changed while you typed.",
        "Cancel, look at what is there, then edit again.",
    )


def _write(cursor: Cursor, kind: ObjectType, record_id: int, before: Texts, changed: Texts) -> None:
    """The journal first, since it remembers when the record had last been modified."""
    table = quote_identifier("store", kind.name)
    edit_id = next_number(cursor, "next_edit_id", 1)
    cursor.execute(
        f"""
        insert into store.edits
        select {edit_id}, ?, hs_object_id, {NOW}, ?, hs_lastmodifieddate
        from {table}
        where hs_object_id = ?
        """,
        [kind.name, person(), record_id],
    )
    for name, value in changed.items():
        old = before[name]
        is_email = kind.name == "contacts" and name == "email"
        swapped = is_email and promote_secondary(cursor, record_id, old, value)
        cursor.execute(
            "insert into store.edited_cells values (?, ?, ?, ?, ?, ?, ?, null)",
            [edit_id, kind.name, record_id, name, old, value, swapped],
        )
    write_values(cursor, kind, record_id, changed)
    cursor.execute(
        f"update {table} set hs_lastmodifieddate = {NOW} where hs_object_id = ?", [record_id]
    )
    raise_version(cursor)


def promote_secondary(cursor: Cursor, record_id: int, old: str | None, new: str | None) -> bool:
    """A secondary email of the contact that becomes its primary one; the old primary, where there
    was one, becomes secondary, as it does in an import. Whether it was one."""
    mine = "object_type = 'contacts' and property = 'email' and record_id = $id and value = $new"
    values = {"id": record_id, "new": new}
    if not cursor.execute(f"select 1 from store.identifiers where {mine}", values).fetchone():
        return False
    if old is None:
        cursor.execute(f"delete from store.identifiers where {mine}", values)
    else:
        cursor.execute(
            f"update store.identifiers set value = $old where {mine}", values | {"old": old}
        )
    return True


def write_values(
    cursor: Cursor, kind: ObjectType, record_id: int, texts: Mapping[str, str | None]
) -> None:
    """Sets properties of a record to texts as the journal keeps them."""
    props = {prop.name: prop for prop in kind.properties}
    sets = ", ".join(
        f"{quote_identifier(name)} = cast(? as {value_type(props[name]).sql_type})"
        for name in texts
    )
    cursor.execute(
        f"update {quote_identifier('store', kind.name)} set {sets} where hs_object_id = ?",
        [*texts.values(), record_id],
    )
