"""What a record may hold after an edit by hand: no value that must be another record's alone, what
every record of its object needs, a stage of its pipeline. Called by edit.py and put_back.py."""

from collections.abc import Mapping

from core.editing.values import Cursor, Problem, shortened
from core.property_types import value_type
from core.sql import quote_identifier
from core.store.pipelines import PIPELINED
from core.vocabulary import ObjectType, Property
from core.vocabulary.record_names import called_sql

Texts = Mapping[str, str | None]


def is_unique(kind: ObjectType, prop: Property) -> bool:
    """Whether no two records may share a value: imports find records by it."""
    return prop.unique or prop.name in kind.identifiers


def holder_of(
    cursor: Cursor, kind: ObjectType, prop: Property, value: str, record_id: int
) -> tuple[int, str] | None:
    """Another record that has a value, a secondary email included: its Record ID and name."""
    name = called_sql(kind, lambda each: f"r.{quote_identifier(each)}") or "''"
    column = value_type(prop).text(f"r.{quote_identifier(prop.name)}")
    row = cursor.execute(
        f"""
        select r.hs_object_id, {name}
        from {quote_identifier("store", kind.name)} as r
        where r.hs_object_id <> $record_id
          and ({column} = $value or r.hs_object_id in (
            select record_id
            from store.identifiers
            where object_type = $object_type and property = $property and value = $value
          ))
        order by r.hs_object_id
        limit 1
        """,
        {
            "record_id": record_id,
            "value": value,
            "object_type": kind.name,
            "property": prop.name,
        },
    ).fetchone()
    return (row[0], row[1] or f"{kind.singular} {row[0]}") if row else None


def taken_problems(
    cursor: Cursor, kind: ObjectType, record_id: int, changed: Texts
) -> list[Problem]:
    """The changed values that another record has and no two may."""
    found = list[Problem]()
    for name, value in changed.items():
        prop = kind.property(name)
        if prop is None or value is None or not is_unique(kind, prop):
            continue
        if holder := holder_of(cursor, kind, prop, value, record_id):
            found.append(
                Problem(
                    prop,
                    f"“{shortened(value)}” belongs to {holder[1]} (Record ID {holder[0]}), and no "
                    f"two {kind.plural.lower()} may share it.",
                    "Type another one, or change that record first.",
                )
            )
    return found


def missing_problems(kind: ObjectType, before: Texts, after: Texts) -> list[Problem]:
    """What an edit would take away although every record of the object needs it. What was missing
    before may stay so."""
    found = list[Problem]()
    for group in kind.required:
        props = [prop for name in group if (prop := kind.property(name))]
        had = any(before.get(prop.name) is not None for prop in props)
        if had and all(after.get(prop.name) is None for prop in props):
            gone = next(prop for prop in props if before.get(prop.name) is not None)
            labels = " or ".join(prop.label for prop in props)
            found.append(
                Problem(
                    gone,
                    f"a {kind.singular.lower()} needs a value for {labels}.",
                    "Type one.",
                )
            )
    return found


def with_pipeline(
    kind: ObjectType, before: Texts, changed: Texts
) -> tuple[dict[str, str | None], list[Problem]]:
    """The changed values; with a stage of another pipeline the record goes to that pipeline. The
    other way round, a Problem where the stage is none of a pipeline that was chosen."""
    made = dict(changed)
    pipeline, stage = (kind.property(n) for n in PIPELINED.get(kind.name, ("", "")))
    if pipeline is None or stage is None or not {pipeline.name, stage.name} & made.keys():
        return made, []
    value = made.get(stage.name, before.get(stage.name))
    homes = {option.value: option.metadata.get("pipeline") for option in stage.options}
    home = homes.get(value or "")
    if home is None or home == made.get(pipeline.name, before.get(pipeline.name)):
        return made, []
    if pipeline.name not in made:
        made[pipeline.name] = home
        return made, []
    labels = {option.value: option.label for option in (*stage.options, *pipeline.options)}
    chosen = labels.get(made[pipeline.name] or "", "no pipeline")
    problem = Problem(
        stage,
        f"{labels.get(value or '', value)} is no stage of {chosen}.",
        "Choose a stage of this pipeline.",
    )
    return made, [problem]
