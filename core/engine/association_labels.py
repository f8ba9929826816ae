"""Labels of associations from a column of the file: they are added to what a row associates, and
never take one away (specification, 7.4). Called by associate.py once ``pairs`` is full."""

from core.engine.pairs import Pairs, label_ends
from core.engine.parts import Part
from core.property_types.base import trimmed
from core.recipe import ColumnMapping, Recipe
from core.recipe.model import ASSOCIATION_LABEL
from core.sql import quote_literal


def add_labels(pairs: Pairs, recipe: Recipe) -> None:
    """Adds a pair for each label that a row gives to its associations."""
    for part in pairs.parts:
        for mapping in recipe.file_of(part.name).columns:
            of_part = mapping.object_type == part.name and mapping.to_object_type
            if mapping.column_type == ASSOCIATION_LABEL and of_part and not mapping.ignored:
                _add_column(pairs, part, mapping, mapping.to_object_type or "")


def pieces_sql(part: Part, mapping: ColumnMapping) -> str:
    """``row_number, value, label``: each label a row names, several parted by semicolons."""
    return (
        f"select row_number, value, lower({trimmed('value')}) as label\n"
        "from (\n"
        f"  select row_number, unnest(string_split(s.c{mapping.column}, ';')) as value\n"
        f"  from {part.source} as s\n"
        f"  where s.c{mapping.column} is not null\n"
        ")\n"
        f"where {trimmed('value')} <> ''"
    )


def _add_column(pairs: Pairs, part: Part, mapping: ColumnMapping, other: str) -> None:
    labels = pairs.labels(part.name, other)
    plain = pairs.between(part.name, other)
    assert plain is not None
    cursor, work = pairs.cursor, part.work
    cursor.execute(f"create or replace table {work}.labels as\n{pieces_sql(part, mapping)}")
    asked = (
        "select distinct p.from_id as one_id, p.to_id as other_id, l.row_number\n"
        f"from {work}.labels as l\n"
        f"join {pairs.work}.pairs as p on p.row_number = l.row_number\n"
        f"  and p.association_type_id = {plain.association_type_id}\n"
        f"  and p.object_type in ({_in_file(pairs, part)})\n"
        "where l.label = "
    )
    known = []
    for each in labels:
        for text in dict.fromkeys(name.lower() for name in each.names(part.name)):
            known.append(text)
            query = _from_own(part, other, plain.from_object_type, asked + quote_literal(text))
            pairs.add_ends(each, part, query, label_ends(each, text, part.name, other))
    _add_issues(pairs, part, mapping, known, plain.association_type_id)


def _in_file(pairs: Pairs, part: Part) -> str:
    """The objects of the same file: row numbers of the other file mean other rows."""
    names = [other.name for other in pairs.parts if other.catalog == part.catalog]
    return ", ".join(quote_literal(name) for name in names)


def _from_own(part: Part, other: str, first: str, query: str) -> str:
    """The same pairs, ``one_id`` being the row's own record."""
    if part.name != other:
        if first == part.name:
            return query
        return f"select other_id as one_id, one_id as other_id, row_number from (\n{query}\n)"
    return (
        "select n.record_id as one_id, q.one_id + q.other_id - n.record_id as other_id, "
        "q.row_number\n"
        f"from (\n{query}\n) as q\n"
        f"join {part.work}.named as n on n.row_number = q.row_number"
    )


def _add_issues(
    pairs: Pairs,
    part: Part,
    mapping: ColumnMapping,
    known: list[str],
    plain: int,
) -> None:
    """A label nobody made, and a label in a row that associates nothing."""
    texts = ", ".join(quote_literal(text) for text in known) or "''"
    pairs.add_issues(
        part,
        f"select row_number, {mapping.column}, null,\n"
        f"  case when label in ({texts}) then 'NO_ASSOCIATION_TO_LABEL'\n"
        "    else 'ASSOCIATION_LABEL_NOT_FOUND' end, value\n"
        f"from {part.work}.labels as l\n"
        f"join {part.work}.named as n using (row_number)\n"
        f"where label not in ({texts})\n"
        "  or not exists (\n"
        f"    select 1 from {pairs.work}.pairs as p\n"
        f"    where p.row_number = l.row_number and p.association_type_id = {plain}\n"
        f"      and p.object_type in ({_in_file(pairs, part)})\n"
        "  )",
    )
