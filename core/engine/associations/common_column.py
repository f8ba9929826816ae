"""The common column of two files: which column of each it may be, and how many rows of each file
find a partner by it. Called when the files are staged and by the page where it is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.associations.keys import common_property, key_sql
from core.engine.facts import remembered
from core.engine.fixes import fixed_rows, skips_rows
from core.engine.parts import file_catalogs
from core.property_types import Formats
from core.property_types.base import trimmed
from core.recipe import ColumnMapping, CommonColumn, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import Import
from core.store.properties import read_object_type
from core.vocabulary import ObjectType


@dataclass(frozen=True)
class Shared:
    """How well a pair of columns ties two files together: ``rows`` of each file, those with a value
    (``filled``), those whose value is also in the other file (``found``), and how many rows of the
    same file share their value with another row (``repeated``)."""

    file: int
    rows: int
    filled: int
    found: int
    repeated: int


@dataclass(frozen=True)
class Unmatched:
    """A value that has no partner in the other file, and in how many rows it stands."""

    value: str
    rows: int


def propose_common_column(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, recipe: Recipe
) -> CommonColumn | None:
    """The columns with the same header whose values meet best, and the object they are the key of;
    None where no header is in both files or none of their values meets."""
    catalogs = [store.attach_work(cursor, import_id, number) for number in (1, 2)]
    best: tuple[int, CommonColumn] | None = None
    for mine, theirs in same_headers(recipe):
        sources = _sources(catalogs, recipe)
        shared = _shared(cursor, sources, (_text(mine), _text(theirs)))
        found = min(each.found for each in shared)
        if found and (best is None or found > best[0]):
            object_type = _owner(cursor, recipe, (mine, theirs), shared)
            best = found, CommonColumn((mine.header, theirs.header), object_type)
    return best[1] if best else None


def _owner(
    cursor: duckdb.DuckDBPyConnection,
    recipe: Recipe,
    pair: tuple[ColumnMapping, ColumnMapping],
    shared: Sequence[Shared],
) -> str:
    """The object that the column identifies or names; where it does so for both or for none, the
    one its header names; else the one in whose file fewer values repeat."""
    names = [
        name
        for column, name in zip(pair, recipe.object_types, strict=True)
        if _tells_apart(read_object_type(cursor, name), column)
    ]
    if len(names) != 1:
        # "Company ID" says whose key it is.
        words = pair[0].header.lower()
        kinds = [read_object_type(cursor, name) for name in recipe.object_types]
        names = [kind.name for kind in kinds if kind.singular.lower() in words]
    if len(names) == 1:
        return names[0]
    return recipe.objects_in(1 if shared[0].repeated <= shared[1].repeated else 2)[0]


def _tells_apart(object_type: ObjectType, column: ColumnMapping) -> bool:
    prop = common_property(object_type, column)
    named = (*object_type.identifiers, *object_type.primary_display)
    return prop is not None and (prop.unique or prop.name in named)


def same_headers(recipe: Recipe) -> list[tuple[ColumnMapping, ColumnMapping]]:
    """The columns that have the same header in both files, whatever its letters' case."""
    theirs = {_plain(column.header): column for column in recipe.files[1].columns}
    return [
        (column, theirs[_plain(column.header)])
        for column in recipe.files[0].columns
        if _plain(column.header) in theirs
    ]


def _plain(header: str) -> str:
    return " ".join(header.lower().replace("_", " ").split())


def shared_rows(store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import) -> list[Shared]:
    """For the common column of a draft: the share of rows of each file that find a partner. The
    figures are kept until the choice changes."""
    catalogs = file_catalogs(store, cursor, draft)
    keys, sources = _keys(cursor, draft.recipe), _sources(catalogs, draft.recipe)
    return remembered(
        cursor,
        catalogs[0],
        "shared rows",
        (keys, sources),
        lambda: _shared(cursor, sources, keys),
        Shared,
    )


def unmatched_values(
    store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import, file: int, limit: int = 100
) -> list[Unmatched]:
    """The values of one file's common column that the other file does not have, the most frequent
    first; each as it is first written in the file."""
    sources = _sources(file_catalogs(store, cursor, draft), draft.recipe)
    keys = _keys(cursor, draft.recipe)
    here, there = (0, 1) if file == 1 else (1, 0)
    written = trimmed(f"s.c{_columns(draft.recipe)[here].column}")
    rows = cursor.execute(
        f"""
        select arg_min(written, row_number), count(*) as n
        from (
          select s.row_number, {written} as written, {keys[here]} as key
          from {sources[here]} as s
        )
        where key <> '' and key not in (
          select {keys[there]}
          from {sources[there]} as s
          where {keys[there]} is not null
        )
        group by key
        order by n desc, key
        limit {int(limit)}
        """
    ).fetchall()
    return [Unmatched(*row) for row in rows]


def _keys(cursor: duckdb.DuckDBPyConnection, recipe: Recipe) -> tuple[str, str]:
    """SQL of the key in each file, as the plan compares them."""
    assert recipe.common is not None
    owner = read_object_type(cursor, recipe.common.object_type)
    mine = recipe.common_column(owner.name)
    prop = common_property(owner, mine) if mine else None
    formats = [file.formats or Formats() for file in recipe.files]
    one, other = (
        key_sql(prop, f"s.c{column.column}", each)
        for column, each in zip(_columns(recipe), formats, strict=True)
    )
    return one, other


def _columns(recipe: Recipe) -> list[ColumnMapping]:
    """The common column in each file."""
    assert recipe.common is not None
    return [
        next(c for c in file.columns if c.header == header)
        for file, header in zip(recipe.files, recipe.common.headers, strict=True)
    ]


def _sources(catalogs: Sequence[str], recipe: Recipe) -> list[str]:
    """The rows of each file as its fixes leave them."""
    sources = []
    for catalog, file in zip(catalogs, recipe.files, strict=True):
        rows = fixed_rows(quote_identifier(catalog, "source"), file)
        kept = f"(select * from {rows} as r where not r.left_out)"
        sources.append(kept if skips_rows(file) else rows)
    return sources


def _text(column: ColumnMapping) -> str:
    return f"lower({trimmed(f's.c{column.column}')})"


def _shared(
    cursor: duckdb.DuckDBPyConnection, sources: Sequence[str], keys: tuple[str, str]
) -> list[Shared]:
    sides = [
        f"  select {number} as file, {key} as key, count(*) as n\n"
        f"  from {source} as s\n"
        "  group by key"
        for number, (source, key) in enumerate(zip(sources, keys, strict=True), start=1)
    ]
    rows = cursor.execute(
        "with keys as (\n" + "\n  union all\n".join(sides) + "\n),\n"
        "shared as (\n"
        "  select key from keys where key <> '' group by key having count(*) = 2\n"
        ")\n"
        "select file, sum(n), coalesce(sum(n) filter (where k.key <> ''), 0),\n"
        "  coalesce(sum(n) filter (where shared.key is not null), 0),\n"
        "  coalesce(sum(n) filter (where n > 1 and k.key <> ''), 0)\n"
        "from keys as k\n"
        "left join shared on shared.key = k.key\n"
        "group by file\n"
        "order by file"
    ).fetchall()
    known = {int(row[0]): Shared(*(int(cell) for cell in row)) for row in rows}
    return [known.get(number, Shared(number, 0, 0, 0, 0)) for number in (1, 2)]
