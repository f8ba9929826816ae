"""Values a new record gets without a column of the file. Called by plan (required properties) and
commit. Every value here follows HubSpot's own behaviour; nothing else is filled in."""

from core.vocabulary import ObjectType

_PIPELINES = ("pipeline", "hs_pipeline")


def creation_defaults(object_type: ObjectType, import_name: str) -> dict[str, str]:
    """Property -> value as stored. Deals and tickets without a pipeline go to the first one;
    contacts carry where they came from (specification, 2.3 and section 10)."""
    values: dict[str, str] = {}
    for name in _PIPELINES:
        prop = object_type.property(name)
        if prop and prop.options:
            values[name] = prop.options[0].value
    if object_type.property("hs_analytics_source_data_1"):
        values["hs_analytics_source"] = "OFFLINE"
        values["hs_analytics_source_data_1"] = "IMPORT"
        values["hs_analytics_source_data_2"] = import_name
    return values
