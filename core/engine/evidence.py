"""Which date order and number format the file's values speak for: how many fit each reading, and
how many fit only that one. Called by the mapping and details pages and by the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import rows_of
from core.engine.facts import remembered
from core.engine.signatures import column_fixes
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.property_types.number import NUMBER_FORMATS
from core.recipe import Recipe

DATE_TYPES = ("date", "datetime")
NUMBER_TYPES = ("number", "currency")

# Where the values leave it open: how the header's language writes dates and numbers.
_BY_LANGUAGE = {
    "en": ("MONTH_DAY_YEAR", "1,234.56"),
    "nl": ("DAY_MONTH_YEAR", "1.234,56"),
    "de": ("DAY_MONTH_YEAR", "1.234,56"),
    "es": ("DAY_MONTH_YEAR", "1.234,56"),
    "it": ("DAY_MONTH_YEAR", "1.234,56"),
    "pt": ("DAY_MONTH_YEAR", "1.234,56"),
    "fr": ("DAY_MONTH_YEAR", "1 234,56"),
    "ja": ("YEAR_MONTH_DAY", "1,234.56"),
}


@dataclass(frozen=True)
class Reading:
    """One way to read the values: how many of the ``total`` fit it, how many fit no other way."""

    name: str
    fits: int
    only: int
    total: int


def date_evidence(
    cursor: duckdb.DuckDBPyConnection, catalog: str, columns: Sequence[MappedColumn]
) -> list[Reading]:
    """The readings of all cells mapped to a date or date-time, the best first. Counted once for a
    set of columns, then remembered."""
    dates = [c for c in columns if c.prop.value_type in DATE_TYPES]
    return _remembered(cursor, catalog, dates, "date_order", list(DATE_ORDERS))


def number_columns(columns: Sequence[MappedColumn]) -> list[MappedColumn]:
    """The columns whose values depend on the number format; a Record ID is digits in any."""
    return [c for c in columns if c.prop.value_type in NUMBER_TYPES and not c.is_record_id]


def number_evidence(
    cursor: duckdb.DuckDBPyConnection, catalog: str, columns: Sequence[MappedColumn]
) -> list[Reading]:
    """The readings of all cells mapped to a number or an amount, the best first; remembered too."""
    numbers = number_columns(columns)
    return _remembered(cursor, catalog, numbers, "number_format", list(NUMBER_FORMATS))


def formats_of(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    file: int,
    columns: Sequence[MappedColumn],
) -> Formats:
    """The formats the user chose for a file; until then those the evidence of its mapped columns
    speaks for. Where that is silent, the header's language decides.

    Spreadsheets hand over numbers with a point and dates year first, whatever the country."""
    chosen = recipe.files[file - 1]
    if chosen.formats:
        return chosen.formats
    order, number = _BY_LANGUAGE.get(recipe.language, _BY_LANGUAGE["en"])
    if chosen.read.sheet is not None:
        number = "1,234.56"
    return Formats(
        date_order=_best(date_evidence(cursor, catalog, columns), order),
        number_format=_best(number_evidence(cursor, catalog, columns), number),
    )


def _best(readings: list[Reading], usual: str) -> str:
    """The reading most cells fit; the usual one where it fits as many."""
    if not readings:
        return usual
    most = readings[0].fits
    return usual if any(r.name == usual and r.fits == most for r in readings) else readings[0].name


def _remembered(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    columns: Sequence[MappedColumn],
    field: str,
    names: list[str],
) -> list[Reading]:
    if not columns:
        return []
    depends_on: list[object] = [(column.index, column.prop.value_type) for column in columns]
    depends_on += [fixes for column in columns if (fixes := column_fixes(column))]
    return remembered(
        cursor,
        catalog,
        field,
        depends_on,
        lambda: _count_readings(cursor, catalog, columns, field, names),
        Reading,
    )


def _count_readings(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    columns: Sequence[MappedColumn],
    field: str,
    names: list[str],
) -> list[Reading]:
    """Counts over the distinct texts of a column, weighted by how often each occurs: dates and
    amounts repeat."""
    parts = [_column_sql(catalog, column, field, names) for column in columns]
    bits = [1 << place for place in range(len(names))]
    fits = ", ".join(f"coalesce(sum(n) filter (where fit & {bit} <> 0), 0)" for bit in bits)
    only = ", ".join(f"coalesce(sum(n) filter (where fit = {bit}), 0)" for bit in bits)
    row = cursor.execute(
        f"select coalesce(sum(n), 0), {fits}, {only} from (\n" + "\nunion all\n".join(parts) + "\n)"
    ).fetchone()
    assert row is not None
    total, size = int(row[0]), len(names)
    readings = [
        Reading(name, int(row[1 + n]), int(row[1 + size + n]), total)
        for n, name in enumerate(names)
    ]
    return sorted(readings, key=lambda r: (-r.fits, -r.only)) if total else []


def _column_sql(catalog: str, column: MappedColumn, field: str, names: list[str]) -> str:
    """One row per distinct text: how often it occurs, and a bit for each reading it fits."""
    source = rows_of(catalog, [column])
    fits = "\n  union all\n".join(
        f"  select raw, {1 << n} as fit from ({_readable(column, field, name)})"
        for n, name in enumerate(names)
    )
    return (
        "select n, coalesce(fit, 0) as fit\n"
        "from (\n"
        f"  select {column.raw} as raw, count(*) as n\n"
        f"  from {source} as s\n"
        f"  where {column.raw} is not null\n"
        "  group by raw\n"
        ") as cells\n"
        "left join (\n"
        f"  with cells as (select distinct {column.raw} as raw from {source} as s)\n"
        f"  select raw, sum(fit)::bigint as fit from (\n{fits}\n  ) group by raw\n"
        ") as readings using (raw)"
    )


def _readable(column: MappedColumn, field: str, name: str) -> str:
    """The distinct texts (of the relation ``cells``) that can be read in one way."""
    formats = replace(Formats(), **{field: name})
    lookup = column.kind.lookup_sql(column.prop, formats)
    if lookup is not None:
        return f"select raw from (\n{lookup}\n) where value is not null"
    value = column.kind.conversion("raw", column.prop, formats, "").value
    return f"select raw from cells where {value} is not null"
