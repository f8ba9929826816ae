"""What the user can change in pipelines and their stages: add, rename, order, remove. Called by the
pipeline settings, inside ``changing``. A dry run made before a change is stale.

Values of new pipelines and stages are numbers that are given out once, as HubSpot's are. A value
that looks like a label would be taken for it in a file, and an export may still hold that of a
stage that was removed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import duckdb

from core.errors import StoreError
from core.store.counters import next_number, raise_version
from core.store.pipelines import (
    Pipeline,
    Stage,
    count_uses,
    has_probability,
    list_pipelines,
    move_records,
    save_pipelines,
)
from core.store.stage_drafts import StageDraft

FIRST_NUMBER = 10_001
LONGEST_LABEL = 100

Item = TypeVar("Item", Pipeline, Stage)


def add_pipeline(
    cursor: duckdb.DuckDBPyConnection, object_type: str, label: str, stages: Sequence[StageDraft]
) -> Pipeline:
    """A new pipeline behind the others. Raises StoreError for a label that is empty or taken, and
    without stages: a record needs one."""
    pipelines = list_pipelines(cursor, object_type)
    if not stages:
        raise _not_saved("A pipeline needs a stage.", "Type one stage a line.")
    made = Pipeline(_new_value(cursor, pipelines), label, ())
    pipelines = [*pipelines, made]
    for draft in stages:
        stage = _stage(object_type, _new_value(cursor, pipelines), draft)
        made = replace(made, stages=(*made.stages, stage))
        pipelines[-1] = made
    return _keep(cursor, object_type, pipelines)[-1]


def rename_pipeline(
    cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, label: str
) -> None:
    """Another label. Raises StoreError when it is empty or taken, or the pipeline is gone."""
    pipelines = list_pipelines(cursor, object_type)
    place = _place(pipelines, value)
    pipelines[place] = replace(pipelines[place], label=label)
    _keep(cursor, object_type, pipelines)


def move_pipeline(cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, by: int) -> None:
    """Moves a pipeline forwards (``by`` 1) or backwards (-1) among the others."""
    pipelines = list_pipelines(cursor, object_type)
    _keep(cursor, object_type, _moved(pipelines, value, by))


def remove_pipeline(
    cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, move_to: str | None = None
) -> int:
    """Removes a pipeline with its stages; its records go to the stage ``move_to`` of another one.
    Their number is returned.

    Raises StoreError for the last pipeline, and for one with records that have nowhere to go."""
    pipelines = list_pipelines(cursor, object_type)
    gone = pipelines[_place(pipelines, value)]
    rest = [pipeline for pipeline in pipelines if pipeline != gone]
    if not rest:
        raise _not_saved("This is the only pipeline.", "Records need one: add another first.")
    uses = count_uses(cursor, object_type).pipelines.get(value, 0)
    moved = 0
    if uses:
        to = _destination(rest, move_to, uses, object_type)
        moved = move_records(cursor, object_type, gone, gone.stage_values, to)
    _keep(cursor, object_type, rest)
    return moved


def add_stage(
    cursor: duckdb.DuckDBPyConnection, object_type: str, pipeline: str, draft: StageDraft
) -> Stage:
    """A new stage at the end of a pipeline. Raises StoreError for a label that is empty or taken in
    this pipeline, or a probability that is none."""
    pipelines = list_pipelines(cursor, object_type)
    place = _place(pipelines, pipeline)
    stage = _stage(object_type, _new_value(cursor, pipelines), draft)
    pipelines[place] = replace(pipelines[place], stages=(*pipelines[place].stages, stage))
    return _keep(cursor, object_type, pipelines)[place].stages[-1]


def change_stage(
    cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, draft: StageDraft
) -> None:
    """Another label, probability or state; the value stays. Raises StoreError as ``add_stage``."""
    pipelines = list_pipelines(cursor, object_type)
    place = _home(pipelines, value)
    stages = list(pipelines[place].stages)
    stages[_place(stages, value)] = _stage(object_type, value, draft)
    pipelines[place] = replace(pipelines[place], stages=tuple(stages))
    _keep(cursor, object_type, pipelines)


def move_stage(cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, by: int) -> None:
    """Moves a stage forwards (``by`` 1) or backwards (-1) in its pipeline."""
    pipelines = list_pipelines(cursor, object_type)
    place = _home(pipelines, value)
    stages = _moved(list(pipelines[place].stages), value, by)
    pipelines[place] = replace(pipelines[place], stages=tuple(stages))
    _keep(cursor, object_type, pipelines)


def remove_stage(
    cursor: duckdb.DuckDBPyConnection, object_type: str, value: str, move_to: str | None = None
) -> int:
    """Removes a stage; its records go to the stage ``move_to``. Their number is returned.

    Raises StoreError for the last stage of a pipeline, and for one with records that have nowhere
    to go."""
    pipelines = list_pipelines(cursor, object_type)
    place = _home(pipelines, value)
    stages = tuple(stage for stage in pipelines[place].stages if stage.value != value)
    if not stages:
        raise _not_saved(
            "This is the only stage of its pipeline.", "Add another first, or remove the pipeline."
        )
    pipelines[place] = replace(pipelines[place], stages=stages)
    uses = count_uses(cursor, object_type).stages.get(value, 0)
    moved = 0
    if uses:
        to = _destination(pipelines, move_to, uses, object_type)
        moved = move_records(cursor, object_type, None, [value], to)
    _keep(cursor, object_type, pipelines)
    return moved


def _stage(object_type: str, value: str, draft: StageDraft) -> Stage:
    """The stage of a draft. A deal that is won or lost for certain is closed."""
    if not has_probability(object_type):
        return Stage(value, draft.label, draft.closed)
    chance = draft.probability
    if chance is None or not 0 <= chance <= 1:
        raise _not_saved("The probability is not from 0 to 1.", "0 is lost, 1 is won.")
    return Stage(value, draft.label, chance in (0, 1), float(chance))


def _keep(
    cursor: duckdb.DuckDBPyConnection, object_type: str, pipelines: Sequence[Pipeline]
) -> list[Pipeline]:
    """Checks and stores them all; as stored they are returned."""
    kept = [_with_plain_labels(pipeline) for pipeline in pipelines]
    everywhere = [stage for pipeline in kept for stage in pipeline.stages]
    _check_labels("pipeline", kept, kept)
    for pipeline in kept:
        _check_labels("stage", pipeline.stages, everywhere)
    save_pipelines(cursor, object_type, kept)
    raise_version(cursor)
    return kept


def _with_plain_labels(pipeline: Pipeline) -> Pipeline:
    stages = tuple(replace(stage, label=_one_line(stage.label)) for stage in pipeline.stages)
    return replace(pipeline, label=_one_line(pipeline.label), stages=stages)


def _check_labels(what: str, items: Iterable[Item], everywhere: Iterable[Item]) -> None:
    """Raises StoreError when a file could not name each of the items: a cell holds a label, or a
    value, and a value comes first."""
    labels = set[str]()
    values = {item.value.lower(): item for item in everywhere}
    for item in items:
        label = item.label.lower()
        if not label:
            raise _not_saved(f"A {what} has no label.", "Type the name people will see.")
        if len(label) > LONGEST_LABEL:
            raise _not_saved(f"A label is longer than {LONGEST_LABEL} characters.", "Shorten it.")
        if label in labels:
            raise _not_saved(f"Two {what}s are called {item.label}.", "Choose another label.")
        other = values.get(label, item)
        if other.value != item.value:
            raise _not_saved(
                f"{item.label} is the internal value of the {what} {other.label}.",
                "Choose another label: a file could not tell the two apart.",
            )
        labels.add(label)


def _destination(
    pipelines: Sequence[Pipeline], value: str | None, uses: int, object_type: str
) -> tuple[Pipeline, Stage]:
    """The stage that records go to, with its pipeline."""
    for pipeline in pipelines:
        for stage in pipeline.stages:
            if stage.value == value:
                return pipeline, stage
    noun = object_type if uses != 1 else object_type.removesuffix("s")
    raise StoreError(
        "Not removed",
        f"{uses:,} {noun} would be left without a stage.",
        "Choose the stage to move them to.",
    )


def _place(items: Sequence[Item], value: str) -> int:
    place = next((n for n, item in enumerate(items) if item.value == value), None)
    if place is None:
        raise StoreError("Not found", "Somebody removed it meanwhile.", "Reload the page.")
    return place


def _home(pipelines: Sequence[Pipeline], stage: str) -> int:
    """The place of the pipeline that a stage belongs to."""
    home = next((p for p in pipelines if stage in p.stage_values), None)
    return _place(pipelines, home.value if home else "")


def _moved(items: Sequence[Item], value: str, by: int) -> list[Item]:
    moved = list(items)
    place = _place(moved, value)
    item = moved.pop(place)
    moved.insert(max(0, place + by), item)
    return moved


def _new_value(cursor: duckdb.DuckDBPyConnection, pipelines: Sequence[Pipeline]) -> str:
    taken = {p.value for p in pipelines} | {v for p in pipelines for v in p.stage_values}
    while True:
        value = str(next_number(cursor, "next_pipeline_number", FIRST_NUMBER))
        if value not in taken:
            return value


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _not_saved(message: str, hint: str) -> StoreError:
    return StoreError("Pipelines not saved", message, hint)
