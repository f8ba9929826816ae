"""Labels of associations from a column of the file: they are added to what a row associates, and
never take one away (specification, 7.4). Called by associate.py once ``pairs`` is full."""

from core.engine.associations.pairs import Pairs, label_ends
from core.engine.parts import Part
from core.property_types.base import trimmed
from core.recipe import ColumnMapping, Recipe
from core.recipe.model import ASSOCIATION_LABEL
from core.sql import quote_literal
from core.store.associations import AssociationType


def add_labels(pairs: Pairs, recipe: Recipe) -> None:
    """Adds a pair for each label that a row gives to its associations."""
    for part in pairs.parts:
        for mapping in recipe.file_of(part.name).columns:
            of_part = mapping.object_type == part.name and mapping.to_object_type
            if mapping.column_type == ASSOCIATION_LABEL and of_part and not mapping.ignored:
                other = mapping.to_object_type or ""
                tied = part.name == _owner(recipe) and _in_other_file(pairs, part, other)
                _add_column(pairs, part, mapping, other, tied)


def _owner(recipe: Recipe) -> str | None:
    """The object whose unique key the common column is: the other file names its records."""
    return recipe.common.object_type if recipe.common else None


def _in_other_file(pairs: Pairs, part: Part, other: str) -> bool:
    partner = pairs.part(other)
    return partner is not None and partner.catalog != part.catalog


def pieces_sql(part: Part, mapping: ColumnMapping) -> str:
    """``row_number, value, label``: each label a row names, several parted by semicolons."""
    value = trimmed("value")
    return (
        f"select distinct row_number, {value} as value, lower({value}) as label\n"
        "from (\n"
        f"  select row_number, unnest(string_split(s.c{mapping.column}, ';')) as value\n"
        f"  from {part.rows} as s\n"
        f"  where s.c{mapping.column} is not null\n"
        ")\n"
        f"where {value} <> ''"
    )


def _add_column(pairs: Pairs, part: Part, mapping: ColumnMapping, other: str, tied: bool) -> None:
    """Makes ``labels`` (what each row names) and ``labelled`` (for which pairs), and adds these."""
    plain = pairs.between(part.name, other)
    assert plain is not None
    cursor, work = pairs.cursor, part.work
    cursor.execute(f"create or replace table {work}.labels as\n{pieces_sql(part, mapping)}")
    asked = _of_partners_sql(pairs, part, plain) if tied else _of_row_sql(pairs, part, plain)
    cursor.execute(
        f"create or replace table {work}.labelled as\n"
        "select distinct row_number, label, one_id, other_id\n"
        f"from (\n{_from_own(part, other, plain.from_object_type, asked)}\n)"
    )
    known = []
    for each in pairs.labels(part.name, other):
        for text in dict.fromkeys(name.lower() for name in each.names(part.name)):
            known.append(text)
            query = (
                "select one_id, other_id, row_number\n"
                f"from {work}.labelled\n"
                f"where label = {quote_literal(text)}"
            )
            pairs.add_ends(each, part, query, label_ends(each, text, part.name, other))
    _add_issues(pairs, part, mapping, known)


def _of_row_sql(pairs: Pairs, part: Part, plain: AssociationType) -> str:
    """The pairs that a row itself asks for. Row numbers of another file mean other rows."""
    names = [other.name for other in pairs.parts if other.catalog == part.catalog]
    in_file = ", ".join(quote_literal(name) for name in names)
    return (
        "select p.from_id as one_id, p.to_id as other_id, l.row_number, l.label\n"
        f"from {part.work}.labels as l\n"
        f"join {pairs.work}.pairs as p on p.row_number = l.row_number\n"
        f"  and p.association_type_id = {plain.association_type_id}\n"
        f"  and p.object_type in ({in_file})"
    )


def _of_partners_sql(pairs: Pairs, part: Part, plain: AssociationType) -> str:
    """The pairs of a row's record with those that name it in the other file."""
    end = "from_id" if plain.from_object_type == part.name else "to_id"
    return (
        "select p.from_id as one_id, p.to_id as other_id, l.row_number, l.label\n"
        f"from {part.work}.labels as l\n"
        f"join {part.work}.named as n on n.row_number = l.row_number\n"
        f"join {pairs.work}.pairs as p on p.{end} = n.record_id\n"
        f"  and p.association_type_id = {plain.association_type_id}"
    )


def _from_own(part: Part, other: str, first: str, query: str) -> str:
    """The same pairs, ``one_id`` being the row's own record."""
    if part.name != other and first == part.name:
        return query
    if part.name != other:
        return (
            f"select other_id as one_id, one_id as other_id, row_number, label\nfrom (\n{query}\n)"
        )
    return (
        "select n.record_id as one_id, q.one_id + q.other_id - n.record_id as other_id,\n"
        "  q.row_number, q.label\n"
        f"from (\n{query}\n) as q\n"
        f"join {part.work}.named as n on n.row_number = q.row_number"
    )


def _add_issues(pairs: Pairs, part: Part, mapping: ColumnMapping, known: list[str]) -> None:
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
        f"    select 1 from {part.work}.labelled as p where p.row_number = l.row_number\n"
        "  )",
    )
