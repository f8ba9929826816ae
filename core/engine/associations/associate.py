"""Which records an import associates with each other, and by which labels: all records of a row
with one another, a row with the record a column names, and two files by their common column
(specification, 7). Called by plan.py once it is known which record each row means.

In the work database of the first file it makes

    pairs   association_type_id, from_id, to_id, file, row_number: what each row asks for
    links   association_type_id, from_id, to_id, row_number: of these, what the store does not have

and per part ``named`` (the record each row means) and ``link_issues``."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

import duckdb

from core.engine.associations.domain_links import associate_by_domain
from core.engine.associations.keys import associate_by_common_column, associate_by_keys
from core.engine.associations.labels import add_labels
from core.engine.associations.pairs import Pairs
from core.engine.parts import Part
from core.recipe import Recipe
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.sql import quote_identifier
from core.store.associations import list_association_types

Work = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class PairCount:
    """New associations between two object types, and labels added to associations of them."""

    from_object_type: str
    to_object_type: str
    associations: int
    labels: int


@dataclass(frozen=True)
class Associations:
    """What an import associates that was not associated before."""

    associations: int = 0
    labels: int = 0
    pairs: tuple[PairCount, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As stored and as printed by the command line."""
        return asdict(self) | {"pairs": [asdict(pair) for pair in self.pairs]}

    @staticmethod
    def from_json(data: dict[str, object]) -> "Associations":
        """Reads what ``to_json`` wrote."""
        pairs = data.get("pairs") or []
        assert isinstance(pairs, list)
        return Associations(
            int(str(data.get("associations", 0))),
            int(str(data.get("labels", 0))),
            tuple(PairCount(**pair) for pair in pairs),
        )


def associate(
    cursor: Work, parts: Sequence[Part], recipe: Recipe, first_ids: dict[str, int]
) -> Associations:
    """Makes ``pairs`` and ``links`` and counts them. ``first_ids``: the id of an object's new
    record is this plus its row number."""
    pairs = Pairs(cursor, parts, list_association_types(cursor))
    for part in parts:
        cursor.execute(
            f"create or replace table {part.work}.link_issues "
            "(row_number bigint, column_index integer, property varchar, code varchar, "
            "value varchar)"
        )
    if not _associates(recipe):
        return _count_new(cursor, pairs)
    for part in parts:
        _name_records(cursor, part, first_ids[part.name])
    for one, other in combinations(parts, 2):
        if one.catalog == other.catalog:
            _associate_rows(pairs, one, other)
    columns = [column for file in recipe.files for column in file.columns]
    for part in parts:
        for column in recipe.file_of(part.name).columns:
            is_keys = column.column_type == ASSOCIATION_KEYS and not column.unmapped
            if is_keys and column.object_type == part.name and not column.ignored:
                associate_by_keys(pairs, part, column)
    if recipe.common:
        associate_by_common_column(pairs, recipe)
    if recipe.associate_by_domain and "contacts" in recipe.object_types:
        associate_by_domain(pairs)
    if any(column.column_type == ASSOCIATION_LABEL for column in columns):
        add_labels(pairs, recipe)
    return _count_new(cursor, pairs)


def _associates(recipe: Recipe) -> bool:
    """Whether there is anything to associate. One object alone mostly has nothing, and need not
    wait."""
    return (
        len(recipe.objects) > 1
        or recipe.associate_by_domain
        or any(c.column_type == ASSOCIATION_KEYS for file in recipe.files for c in file.columns)
    )


def _name_records(cursor: Work, part: Part, first_id: int) -> None:
    """The table ``named``: the record each row means after the import. A row whose record is left
    as it is because the import only creates still means it; a row that was merged into another
    means that one's record, where it has any."""
    work = part.work
    cursor.execute(
        f"""
        create or replace table {work}.named as
        select p.row_number,
          coalesce(p.record_id, {first_id} + coalesce(p.merged_into, p.row_number)) as record_id
        from {work}.plan as p
        left join (
          select row_number
          from {work}.plan
          where action = 'failed' or reason = 'UPDATE_ONLY_IMPORT'
        ) as last on last.row_number = p.merged_into
        where p.action in ('created', 'updated', 'unchanged')
          or p.reason = 'CREATE_ONLY_IMPORT'
          or (
            p.reason in ('DUPLICATE_RECORD_ID', 'DUPLICATE_ALTERNATE_ID')
            and last.row_number is null
          )
        """
    )


def _associate_rows(pairs: Pairs, one: Part, other: Part) -> None:
    """All records of a row with one another."""
    kind = pairs.between(one.name, other.name)
    if kind is None:
        return
    pairs.add(
        kind,
        one,
        f"select a.record_id as one_id, b.record_id as other_id, a.row_number\n"
        f"from {one.work}.named as a\n"
        f"join {other.work}.named as b on b.row_number = a.row_number",
        other.name,
    )


def _count_new(cursor: Work, pairs: Pairs) -> Associations:
    """Makes ``links`` and counts them by pair of object types."""
    work = pairs.work
    cursor.execute(
        f"""
        create or replace table {work}.links as
        select association_type_id, from_id, to_id, min(row_number) as row_number
        from {work}.pairs as p
        where not exists (
          select 1
          from store.associations as a
          where a.association_type_id = p.association_type_id
            and a.from_record_id = p.from_id
            and a.to_record_id = p.to_id
        )
        group by association_type_id, from_id, to_id
        """
    )
    rows = cursor.execute(
        f"""
        select t.from_object_type, t.to_object_type,
          count(*) filter (where t.label is null), count(*) filter (where t.label is not null)
        from {work}.links as l
        join store.association_types as t on t.association_type_id = l.association_type_id
        group by all
        order by all
        """
    ).fetchall()
    counts = tuple(PairCount(*row) for row in rows)
    return Associations(
        sum(pair.associations for pair in counts), sum(pair.labels for pair in counts), counts
    )


def refuse_rows_alone(cursor: Work, catalog: str, part: Part) -> None:
    """Fails the rows of an object that cannot be alone (an email, meeting, note or line item) that
    no record was found for."""
    if part.object_type.stands_alone:
        return
    pairs = quote_identifier(catalog, "pairs")
    cursor.execute(
        f"""
        update {part.work}.plan as p
        set action = 'failed', reason = 'FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS'
        from (
          select n.row_number
          from {part.work}.named as n
          where not exists (select 1 from {pairs} as l where l.from_id = n.record_id)
            and not exists (select 1 from {pairs} as l where l.to_id = n.record_id)
          order by n.row_number
        ) as alone
        where alone.row_number = p.row_number and p.action = 'created'
        """
    )
