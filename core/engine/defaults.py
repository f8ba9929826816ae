"""Values a new record gets without a column of the file. Called by plan (required properties) and
commit. Every value here follows HubSpot's own behaviour; nothing else is filled in."""

from collections.abc import Mapping

from core.property_types.stage import is_stage
from core.sql import quote_literal
from core.vocabulary import ObjectType

PIPELINES = ("pipeline", "hs_pipeline")
PRODUCT_ID = "hs_product_id"
# What a line item takes over from its product (specification, 3.6).
_FROM_PRODUCT = (
    "name",
    "price",
    "hs_sku",
    "description",
    "hs_cost_of_goods_sold",
    "tax",
    "recurringbillingfrequency",
    "hs_recurring_billing_period",
)


def creation_defaults(object_type: ObjectType, import_name: str) -> dict[str, str]:
    """Property -> value as stored. Deals and tickets without a pipeline go to the first one;
    contacts carry where they came from (specification, 2.3 and section 10)."""
    values: dict[str, str] = {}
    for name in PIPELINES:
        prop = object_type.property(name)
        if prop and prop.options:
            values[name] = prop.options[0].value
    if object_type.property("hs_analytics_source_data_1"):
        values["hs_analytics_source"] = "OFFLINE"
        values["hs_analytics_source_data_1"] = "IMPORT"
        values["hs_analytics_source_data_2"] = import_name
    return values


def pipeline_of_stage(object_type: ObjectType, values: Mapping[str, str], default: str) -> str:
    """SQL: the pipeline of a new record whose row names none: that of its stage, else ``default``.
    ``values`` are the SQL values of a new record, by property."""
    branches = [
        f"when {quote_literal(option.value)} then {quote_literal(option.metadata['pipeline'])}"
        for prop in object_type.properties
        if prop.name in values and is_stage(prop)
        for option in prop.options
    ]
    stage = next((p.name for p in object_type.properties if p.name in values and is_stage(p)), None)
    if stage is None:
        return quote_literal(default)
    return f"case {values[stage]} {' '.join(branches)} else {quote_literal(default)} end"


def product_fills(object_type: ObjectType, values: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """What a new line item takes over from its product where the row says nothing itself.

    ``values`` are the SQL values of a new record; those to add, and the join they need, are
    returned. Both are empty for other objects, and for line items without a Product ID."""
    if object_type.name != "line_items" or PRODUCT_ID not in values:
        return {}, ""
    names = [name for name in _FROM_PRODUCT if object_type.property(name)]
    fills = {
        name: f"coalesce({values[name]}, product.{name})" if name in values else f"product.{name}"
        for name in names
    }
    join = f"left join store.products as product on product.hs_object_id = {values[PRODUCT_ID]}\n"
    return fills, join
