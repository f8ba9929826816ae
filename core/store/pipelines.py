"""Pipelines of deals and tickets with their stages, as the store keeps them: the options of two
properties, each stage with its pipeline in its metadata. Called by ``pipeline_changes.py`` and the
pipeline settings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import Option

# Object type -> the property that holds the pipeline, the one that holds the stage.
PIPELINED = {"deals": ("pipeline", "dealstage"), "tickets": ("hs_pipeline", "hs_pipeline_stage")}
OPEN_STATE, CLOSED_STATE = "OPEN", "CLOSED"


@dataclass(frozen=True)
class Stage:
    """One stage. ``value`` is what records hold, unique over all pipelines of the object.
    ``probability`` (0 to 1) says how likely a deal is won; tickets have none."""

    value: str
    label: str
    closed: bool
    probability: float | None = None

    def option(self, pipeline: str) -> Option:
        """As kept among the options of the stage property."""
        metadata = {"pipeline": pipeline}
        if self.probability is not None:
            metadata["probability"] = str(self.probability)
        metadata["state"] = CLOSED_STATE if self.closed else OPEN_STATE
        return Option(self.value, self.label, metadata)


@dataclass(frozen=True)
class Pipeline:
    """One pipeline with its stages in order."""

    value: str
    label: str
    stages: tuple[Stage, ...]

    @property
    def stage_values(self) -> list[str]:
        """What records in this pipeline may hold as their stage."""
        return [stage.value for stage in self.stages]


@dataclass(frozen=True)
class Uses:
    """How many records each pipeline and each stage has, by value."""

    pipelines: dict[str, int]
    stages: dict[str, int]


def has_probability(object_type: str) -> bool:
    """Whether stages of an object say how likely it is won; else only whether it is closed."""
    return object_type == "deals"


def list_pipelines(cursor: duckdb.DuckDBPyConnection, object_type: str) -> list[Pipeline]:
    """The pipelines of deals or tickets in order; the first one is that of records without one.

    Raises StoreError for an object without pipelines."""
    pipelines, stages = (_options(cursor, object_type, name) for name in _names(object_type))
    return [
        Pipeline(
            option.value,
            option.label,
            tuple(_stage(s) for s in stages if s.metadata.get("pipeline") == option.value),
        )
        for option in pipelines
    ]


def save_pipelines(
    cursor: duckdb.DuckDBPyConnection, object_type: str, pipelines: Sequence[Pipeline]
) -> None:
    """Makes these the options of both properties."""
    of_pipelines, of_stages = _names(object_type)
    _save(cursor, object_type, of_pipelines, [Option(p.value, p.label) for p in pipelines])
    stages = [stage.option(p.value) for p in pipelines for stage in p.stages]
    _save(cursor, object_type, of_stages, stages)


def count_uses(cursor: duckdb.DuckDBPyConnection, object_type: str) -> Uses:
    """How many records are in each pipeline and stage. A record whose stage belongs to another
    pipeline than it names counts for both."""
    of_pipeline, of_stage = (quote_identifier(name) for name in _names(object_type))
    table = quote_identifier("store", object_type)
    rows = cursor.execute(
        f"select {of_pipeline}, {of_stage}, count(*) from {table} group by all"
    ).fetchall()
    found = Uses({}, {})
    home = {s: p.value for p in list_pipelines(cursor, object_type) for s in p.stage_values}
    for pipeline, stage, number in rows:
        for value in {pipeline, home.get(stage)} - {None}:
            found.pipelines[value] = found.pipelines.get(value, 0) + number
        if stage is not None:
            found.stages[stage] = found.stages.get(stage, 0) + number
    return found


def move_records(
    cursor: duckdb.DuckDBPyConnection,
    object_type: str,
    pipeline: Pipeline | None,
    stages: Sequence[str],
    to: tuple[Pipeline, Stage],
) -> int:
    """Puts the records of some stages, and those that name the pipeline, into another stage. Their
    number is returned."""
    of_pipeline, of_stage = (quote_identifier(name) for name in _names(object_type))
    moved = cursor.execute(
        f"""
        update {quote_identifier("store", object_type)}
        set {of_pipeline} = $pipeline, {of_stage} = $stage,
          hs_lastmodifieddate = now() at time zone 'UTC'
        where list_contains($stages, {of_stage}) or {of_pipeline} = $left
        returning 1
        """,
        {
            "pipeline": to[0].value,
            "stage": to[1].value,
            "stages": list(stages),
            "left": pipeline.value if pipeline else None,
        },
    ).fetchall()
    return len(moved)


def _names(object_type: str) -> tuple[str, str]:
    if object_type not in PIPELINED:
        raise StoreError(
            "No pipelines", f"{object_type} have no pipelines.", f"Use {' or '.join(PIPELINED)}."
        )
    return PIPELINED[object_type]


def _options(cursor: duckdb.DuckDBPyConnection, object_type: str, name: str) -> tuple[Option, ...]:
    prop = read_object_type(cursor, object_type).property(name)
    return prop.options if prop else ()


def _stage(option: Option) -> Stage:
    probability = option.metadata.get("probability")
    return Stage(
        option.value,
        option.label,
        option.metadata.get("state") == CLOSED_STATE,
        float(probability) if probability is not None else None,
    )


def _save(
    cursor: duckdb.DuckDBPyConnection, object_type: str, name: str, options: Sequence[Option]
) -> None:
    texts = [{"value": o.value, "label": o.label, "metadata": o.metadata} for o in options]
    cursor.execute(
        "update store.properties set options = ? where object_type = ? and name = ?",
        [json.dumps(texts, ensure_ascii=False), object_type, name],
    )
