"""Which records a page shows: search, filters, sorting, narrowing to an import, a list or what is
associated with a record, columns and page. A view is written into the URL and read back from it,
so it can be reloaded and shared.

Called by the records pages (``read_view``, ``view_params``), ``table.py`` and exports."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from typing import Any

import duckdb

from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property

PAGE_SIZES = (50, 100, 200)

# What a search looks into, besides the name of the record and its Record ID.
_SEARCHED = ("email", "phone", "mobilephone", "company", "domain", "city", "hs_sku")

UNARY = ("is known", "is unknown")
_TEXT = ("contains", "is", "is not", *UNARY)
_CHOICE = ("is", "is not", *UNARY)
_MEASURE = ("is", "is at least", "is at most", *UNARY)
_OPERATORS = {
    **dict.fromkeys(("select", "radio", "booleancheckbox", "checkbox", "owner"), _CHOICE),
    **dict.fromkeys(("number", "currency", "product", "date", "datetime"), _MEASURE),
}

# Value type -> operator -> SQL over the column {0}, with the value bound as {1} (a moment in time:
# the day's start as {1}, its end as {1}_end).
_UNARY_SQL = {"is known": "{0} is not null", "is unknown": "{0} is null"}
_TEXT_SQL = {
    "contains": "contains(lower({0}), lower({1}))",
    "is": "lower({0}) = lower({1})",
    "is not": "lower({0}) is distinct from lower({1})",
}
_CHOICE_SQL = {
    "is": "cast({0} as varchar) = {1}",
    "is not": "cast({0} as varchar) is distinct from {1}",
}
_SEVERAL_SQL = {
    "is": "list_contains(string_split({0}, ';'), {1})",
    "is not": "not coalesce(list_contains(string_split({0}, ';'), {1}), false)",
}
_MEASURE_SQL = {"is": "{0} = {1}", "is at least": "{0} >= {1}", "is at most": "{0} <= {1}"}
_MOMENT_SQL = {
    "is": "{0} >= {1} and {0} < {1}_end",
    "is at least": "{0} >= {1}",
    "is at most": "{0} < {1}_end",
}
_SQL = {
    **dict.fromkeys(("select", "radio", "booleancheckbox", "owner"), _CHOICE_SQL),
    **dict.fromkeys(("number", "currency", "product", "date"), _MEASURE_SQL),
    "checkbox": _SEVERAL_SQL,
    "datetime": _MOMENT_SQL,
}


@dataclass(frozen=True)
class Filter:
    """One condition: a property's internal name, one of its ``operators`` and the value as text
    (an option's value, an owner's id, a number with a point, a date as 2026-03-31)."""

    property_name: str
    operator: str
    value: str = ""

    def to_text(self) -> str:
        """As written in the URL."""
        return ":".join((self.property_name, self.operator, self.value)).rstrip(":")


@dataclass(frozen=True)
class View:
    """Which records a page shows. ``import_id`` and ``list_id`` narrow to one import or list,
    ``associated_with`` to what is associated with a record; no ``columns`` means the usual ones of
    the object."""

    object_type: str
    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "hs_object_id"
    descending: bool = False
    import_id: int | None = None
    list_id: int | None = None
    associated_with: int | None = None
    columns: tuple[str, ...] = ()
    page: int = 1
    rows: int = 100

    @property
    def narrowed(self) -> bool:
        """Whether anything keeps records out of this view."""
        ids = (self.import_id, self.list_id, self.associated_with)
        return bool(self.search.strip() or self.filters or any(ids))


def operators(prop: Property) -> tuple[str, ...]:
    """The conditions that make sense for a property, the most usual first."""
    return _OPERATORS.get(prop.value_type, _TEXT)


def view_params(view: View) -> dict[str, str | list[str]]:
    """The view as URL parameters, without what is as usual."""
    usual = View(view.object_type)
    params: dict[str, str | list[str]] = {"object": view.object_type}
    if view.search.strip():
        params["q"] = view.search.strip()
    if view.filters:
        params["filter"] = [each.to_text() for each in view.filters]
    if view.descending:
        params["order"] = "down"
    if view.columns:
        params["columns"] = ",".join(view.columns)
    for name, value, default in (
        ("sort", view.sort, usual.sort),
        ("import", view.import_id, None),
        ("list", view.list_id, None),
        ("associated", view.associated_with, None),
        ("page", view.page, usual.page),
        ("rows", view.rows, usual.rows),
    ):
        if value != default:
            params[name] = str(value)
    return params


def read_view(
    params: Mapping[str, str], filters: Iterable[str], kind: ObjectType
) -> tuple[View, list[str]]:
    """The view that URL parameters describe, and what in them makes no sense for this object (it
    is left out, so that an old or mistyped link still shows something)."""
    found = [_read_filter(text, kind) for text in filters]
    strange = [text for text, each in zip(filters, found, strict=True) if each is None]
    sort = params.get("sort", "hs_object_id")
    if kind.property(sort) is None:
        strange, sort = [*strange, sort], "hs_object_id"
    columns = tuple(n for n in params.get("columns", "").split(",") if kind.property(n))
    rows = _number(params.get("rows")) or 100
    view = View(
        kind.name,
        search=params.get("q", ""),
        filters=tuple(dict.fromkeys(each for each in found if each)),
        sort=sort,
        descending=params.get("order") == "down",
        import_id=_number(params.get("import")),
        list_id=_number(params.get("list")),
        associated_with=_number(params.get("associated")),
        columns=columns,
        page=_number(params.get("page")) or 1,
        rows=rows if rows in PAGE_SIZES else 100,
    )
    return view, strange


def _number(text: str | None) -> int | None:
    """A whole number of the URL that DuckDB can take as an id; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _read_filter(text: str, kind: ObjectType) -> Filter | None:
    name, _, rest = text.partition(":")
    operator, _, value = rest.partition(":")
    prop = kind.property(name)
    if prop is None or operator not in operators(prop):
        return None
    each = Filter(name, operator, value)
    return each if is_possible(prop, each) else None


def is_possible(prop: Property, each: Filter) -> bool:
    """Whether a filter's value can be compared with the property."""
    if each.operator in UNARY:
        return True
    return bool(each.value.strip()) and _bound(prop, each.value) is not None


def view_condition(cursor: duckdb.DuckDBPyConnection, view: View) -> tuple[str, dict[str, Any]]:
    """The view as a ``where`` clause with its bound values, for exports."""
    return condition(read_object_type(cursor, view.object_type), view)


def condition(kind: ObjectType, view: View) -> tuple[str, dict[str, Any]]:
    """The ``where`` clause of a view over its object's table, with the values bound in it."""
    parts, values = ["true"], dict[str, Any]()
    for number, word in enumerate(view.search.lower().split()):
        parts.append(_search_sql(kind, f"$word{number}"))
        values[f"word{number}"] = word
    for number, each in enumerate(view.filters):
        sql, bound = _filter_sql(kind, each, f"value{number}")
        parts.append(sql)
        values |= bound
    if view.import_id is not None:
        values["import_id"] = view.import_id
        values["object_type"] = kind.name
        parts.append(
            "(hs_object_source_id = $import_id or hs_object_id in (select record_id "
            "from store.changes where import_id = $import_id and object_type = $object_type))"
        )
    if view.list_id is not None:
        values["list_id"] = view.list_id
        parts.append(
            "hs_object_id in (select record_id from store.list_members where list_id = $list_id)"
        )
    if view.associated_with is not None:
        values["associated_with"] = view.associated_with
        parts.append(
            "hs_object_id in (select to_record_id from store.associations "
            "where from_record_id = $associated_with union all select from_record_id "
            "from store.associations where to_record_id = $associated_with)"
        )
    return " and ".join(parts), values


def searched_properties(kind: ObjectType) -> list[Property]:
    """Where a search looks: the name of the record and what people know of it."""
    names = dict.fromkeys((*kind.primary_display, *kind.identifiers, *_SEARCHED))
    found = [prop for name in names if (prop := kind.property(name))]
    return [prop for prop in found if prop.name != "hs_object_id"]


def _search_sql(kind: ObjectType, word: str) -> str:
    """Every word must be somewhere; so "anna bakker" finds first and last name."""
    found = " or ".join(
        f"contains(lower(cast({quote_identifier(prop.name)} as varchar)), {word})"
        for prop in searched_properties(kind)
    )
    return f"({found} or cast(hs_object_id as varchar) = {word})"


def _filter_sql(kind: ObjectType, each: Filter, name: str) -> tuple[str, dict[str, Any]]:
    prop = kind.property(each.property_name)
    assert prop is not None, each
    sql = _UNARY_SQL.get(each.operator) or _SQL.get(prop.value_type, _TEXT_SQL)[each.operator]
    column = quote_identifier(prop.name)
    bound = {} if each.operator in UNARY else _bound(prop, each.value) or {}
    values = {f"{name}{suffix}": value for suffix, value in bound.items()}
    used = {key: value for key, value in values.items() if f"{{1}}{key[len(name) :]}" in sql}
    if prop.value_type == "datetime" and each.operator == "is at most":
        used.pop(name)
    return f"({sql.format(column, f'${name}')})", used


def _bound(prop: Property, text: str) -> dict[str, Any] | None:
    """Suffix of the bound name -> value, typed as the column; None when the text is none."""
    text = text.strip()
    with suppress(ValueError, OverflowError):
        match prop.value_type:
            case "number" | "currency" | "product":
                number = float(text)
                return {"": number} if isfinite(number) else None
            case "date":
                return {"": date.fromisoformat(text)}
            case "datetime":
                return _day(date.fromisoformat(text))
            case _:
                return {"": text}
    return None


def _day(day: date) -> dict[str, Any]:
    """A day of this machine's time zone as moments in UTC, which the store keeps."""
    ends = (day, day + timedelta(days=1))
    start, end = (
        datetime.combine(each, time()).astimezone().astimezone(UTC).replace(tzinfo=None)
        for each in ends
    )
    return {"": start, "_end": end}
