"""The stage of a deal or ticket: an option that belongs to a pipeline. Two pipelines may have
stages of the same name, so the row's own pipeline decides which one is meant."""

from core.property_types.base import Formats, LookupType, trimmed
from core.property_types.options import option_keys
from core.sql import quote_literal
from core.vocabulary import Property

# Stands between the pipeline (its internal value, in small letters) and the stage's text in what a
# row says; a unit separator, which no cell has.
SEPARATOR = "chr(31)"


def is_stage(prop: Property) -> bool:
    """Whether the options of a property belong to pipelines."""
    return any(option.metadata.get("pipeline") for option in prop.options)


def stage_text(pipeline: Property, pipeline_raw: str, stage_raw: str) -> str:
    """SQL: what a row says of its stage: the value of its pipeline, where that can be read, and
    the text of the stage; null where the stage is blank."""
    named = " ".join(
        f"when {quote_literal(key)} then {quote_literal(next(iter(values)).lower())}"
        for key, values in sorted(option_keys(pipeline).items())
        if len(values) == 1
    )
    value = f"case lower({trimmed(pipeline_raw)}) {named} else '' end" if named else "''"
    return f"{value} || {SEPARATOR} || nullif({trimmed(stage_raw)}, '')"


class Stage(LookupType):
    """A label or internal value. With the row's pipeline it must be a stage of that one; without,
    a name that several pipelines have means the first of them that is the default pipeline, else
    it is an issue."""

    issue_code = "INVALID_ENUMERATION_OPTION"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        separated = f"contains(cells.raw, {SEPARATOR})"
        pipeline = f"case when {separated} then split_part(cells.raw, {SEPARATOR}, 1) else '' end"
        text = (
            f"case when {separated} then split_part(cells.raw, {SEPARATOR}, 2) else cells.raw end"
        )
        return (
            f"with keys(pipeline, key, value, code) as (values {_keys(prop)})\n"
            "select cells.raw, keys.value as value,\n"
            "  case when keys.code is not null then keys.code\n"
            f"    when anywhere.key is not null then 'STAGE_NOT_IN_PIPELINE'\n"
            f"    else '{self.issue_code}' end as code\n"
            "from cells\n"
            f"left join keys on keys.pipeline = {pipeline} and keys.key = lower({trimmed(text)})\n"
            "left join keys as anywhere on anywhere.pipeline = ''\n"
            f"  and anywhere.key = lower({trimmed(text)})"
        )


def _keys(prop: Property) -> str:
    """Rows of pipeline (blank: any), text, value, and a code where the text is ambiguous."""
    of_value = {option.value: option.metadata.get("pipeline", "") for option in prop.options}
    first = next(iter(of_value.values()), "")
    rows = list[tuple[str, str, str | None]]()
    for key, values in sorted(option_keys(prop).items()):
        for value in sorted(values):
            rows.append((of_value[value].lower(), key, value))
        in_first = [value for value in values if of_value[value] == first]
        decided = values if len(values) == 1 else in_first
        rows.append(("", key, next(iter(decided)) if len(decided) == 1 else None))
    return ", ".join(
        f"({quote_literal(pipeline)}, {quote_literal(key)}, "
        + (f"{quote_literal(value)}, null)" if value else "null, 'AMBIGUOUS_ENUMERATION_OPTION')")
        for pipeline, key, value in rows
    )
