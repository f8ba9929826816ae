"""The records a record is associated with: how many of each object, and a page of them with their
labels as seen from it. Called by the record page; ``timeline.py`` shows those that are activities.

An association is one row for itself and one for each of its labels, in either direction
(core/store/schema.sql), so everything here starts from ``links_sql``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from core.records.record import Origin
from core.records.shown import Shower, name_properties, record_name
from core.sql import quote_identifier
from core.store.associations import associable_with, list_association_types
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType, Property

PAGE_ROWS = 25
_FEW = 2
# What tells records of an object apart, besides their name.
_KEYS = {
    "contacts": "email jobtitle",
    "companies": "domain city",
    "deals": "dealstage amount",
    "tickets": "hs_pipeline_stage hs_ticket_priority",
    "products": "hs_sku price",
    "line_items": "quantity amount",
}


@dataclass(frozen=True)
class Associated:
    """One associated record: ``labels`` say what it is to the record it is associated with,
    ``values`` are its key properties as shown, ``origin`` is the import that associated it."""

    record_id: int
    name: str
    labels: tuple[str, ...]
    values: tuple[Any, ...]
    origin: Origin | None


@dataclass(frozen=True)
class AssociatedPage:
    """One page of the associated records of one object; ``keys`` are the properties that
    ``values`` of each of them belong to."""

    kind: ObjectType
    keys: tuple[Property, ...]
    records: tuple[Associated, ...]


def links_sql(other: str | None = None) -> str:
    """A query of all associations of the record ``$record_id``, each seen from it: ``other_type``,
    ``other_id``, ``label`` (null for the association itself), ``import_id``, ``row_number``; of one
    object only, where ``other`` is the name of a bound value."""
    sides = (
        ("from_record_id", "to_record_id", "to_object_type", "label"),
        ("to_record_id", "from_record_id", "from_object_type", "inverse_label"),
    )
    return "\nunion all\n".join(
        f"select t.{kind} as other_type, a.{theirs} as other_id, t.{label} as label,\n"
        "  a.import_id, a.row_number\n"
        "from store.associations as a\n"
        "join store.association_types as t using (association_type_id)\n"
        f"where a.{own} = $record_id" + (f" and t.{kind} = ${other}" if other else "")
        for own, theirs, kind, label in sides
    )


def count_associated(cursor: duckdb.DuckDBPyConnection, record_id: int) -> dict[str, int]:
    """How many records of each object a record is associated with, where there is any, in the
    order pages show objects."""
    counts: dict[str, int] = dict(
        cursor.execute(
            f"select other_type, count(distinct other_id) from ({links_sql()}) group by all",
            {"record_id": record_id},
        ).fetchall()
    )
    return {name: counts[name] for name in object_type_names(cursor) if name in counts}


def associable_objects(cursor: duckdb.DuckDBPyConnection, object_type: str) -> list[ObjectType]:
    """What records of an object can be associated with, activities too."""
    possible = associable_with(list_association_types(cursor), object_type)
    return [read_object_type(cursor, n) for n in object_type_names(cursor) if n in possible]


def read_associated(
    cursor: duckdb.DuckDBPyConnection, record_id: int, kind: ObjectType, page: int = 1
) -> AssociatedPage:
    """A page of the associated records of one object: those with labels first, then by name."""
    keys = key_properties(kind)
    places = _page_places(cursor, kind, record_id, page)
    ids = [each for _, each in places]
    links = _links(cursor, record_id, kind.name, ids)
    names = list(dict.fromkeys([*name_properties(kind), *(prop.name for prop in keys)]))
    selected = ", ".join(quote_identifier(name) for name in names)
    rows = cursor.execute(
        f"select {selected} from {quote_identifier('store', kind.name)} "
        f"where rowid in ({listed(row for row, _ in places)})"
    ).fetchall()
    held = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    shower = Shower(cursor)
    records = [
        Associated(
            each,
            record_name(kind, held[each]),
            links[each][0],
            tuple(shower.shown(prop, held[each][prop.name]) for prop in keys),
            links[each][1],
        )
        for each in ids
    ]
    return AssociatedPage(kind, keys, tuple(records))


def key_properties(kind: ObjectType) -> tuple[Property, ...]:
    """A property or two that tell records of an object apart: for an object of the user's own the
    first ones besides its name, unique ones before others."""
    if kind.name in _KEYS:
        return tuple(prop for name in _KEYS[kind.name].split() if (prop := kind.property(name)))
    usual = [
        prop
        for prop in kind.properties
        if not prop.read_only
        and prop.value_type != "textarea"
        and prop.name not in kind.primary_display
    ]
    usual.sort(key=lambda prop: not (prop.unique or prop.name in kind.identifiers))
    return tuple(usual[:_FEW])


def associated_name(cursor: duckdb.DuckDBPyConnection, record_id: int) -> str | None:
    """The name of a record that has associations, whatever its object; None for any other."""
    row = cursor.execute(
        """
        select if(a.from_record_id = $record_id, t.from_object_type, t.to_object_type)
        from store.associations as a
        join store.association_types as t using (association_type_id)
        where a.from_record_id = $record_id or a.to_record_id = $record_id
        limit 1
        """,
        {"record_id": record_id},
    ).fetchone()
    if row is None:
        return None
    kind = read_object_type(cursor, row[0])
    names = name_properties(kind)
    found = cursor.execute(
        f"select {', '.join(quote_identifier(name) for name in names)} "
        f"from {quote_identifier('store', kind.name)} where hs_object_id = ?",
        [record_id],
    ).fetchone()
    return record_name(kind, dict(zip(names, found, strict=True))) if found else None


def read_origins(
    cursor: duckdb.DuckDBPyConnection, made_by: dict[int, tuple[int | None, int | None]]
) -> dict[int, Origin | None]:
    """Record ID -> where it came from, of Record ID -> import and row. None where no import did it
    or the import is not told of any more."""
    rows = cursor.execute(
        "select import_id, name, array_to_string(file_names, ' + '), finished_at "
        f"from store.imports where import_id in ({listed(each for each, _ in made_by.values())})"
    ).fetchall()
    told = {row[0]: row for row in rows}
    origins: dict[int, Origin | None] = {}
    for record_id, (import_id, row_number) in made_by.items():
        origins[record_id] = None
        if import_id in told and row_number is not None:
            number, name, files, at = told[import_id]
            origins[record_id] = Origin(number, name, files, row_number, at)
    return origins


def listed(numbers: Iterable[int | None]) -> str:
    """What stands between the brackets of ``in ()``; an empty list holds nothing."""
    return ", ".join(str(each) for each in numbers if each is not None) or "null"


def _page_places(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int, page: int
) -> list[tuple[int, int]]:
    """Row id and Record ID: of all that are associated no more is read than what orders them."""
    return cursor.execute(
        f"""
        with others as (
          select other_id, bool_or(label is not null) as labelled
          from ({links_sql("other")})
          group by other_id
        )
        select r.rowid, hs_object_id
        from {quote_identifier("store", kind.name)} as r
        join others on other_id = hs_object_id
        order by labelled desc, {_name_sql(kind)} nulls last, hs_object_id
        limit {PAGE_ROWS} offset {(max(page, 1) - 1) * PAGE_ROWS}
        """,
        {"record_id": record_id, "other": kind.name},
    ).fetchall()


def _name_sql(kind: ObjectType) -> str:
    """What ``record_name`` makes of the primary properties or else an identifier, to order by."""
    primary = ", ".join(
        f"cast({quote_identifier(name)} as varchar)" for name in kind.primary_display
    )
    others = [f"cast({quote_identifier(name)} as varchar)" for name in kind.identifiers]
    choices = ", ".join([f"nullif(trim(concat_ws(' ', {primary})), '')", *others])
    return f"lower(coalesce({choices}))"


def _links(
    cursor: duckdb.DuckDBPyConnection, record_id: int, other: str, ids: Sequence[int]
) -> dict[int, tuple[tuple[str, ...], Origin | None]]:
    """Record ID -> the labels, and which import made the association itself."""
    rows = cursor.execute(
        f"select other_id, label, import_id, row_number from ({links_sql('other')}) "
        f"where other_id in ({listed(ids)}) order by label nulls first, import_id",
        {"record_id": record_id, "other": other},
    ).fetchall()
    labels: dict[int, list[str]] = {}
    made_by: dict[int, tuple[int | None, int | None]] = {}
    for other_id, label, import_id, row_number in rows:
        labels.setdefault(other_id, []).extend([label] if label is not None else [])
        made_by.setdefault(other_id, (import_id, row_number))
    origins = read_origins(cursor, made_by)
    return {each: (tuple(dict.fromkeys(labels[each])), origins[each]) for each in labels}
