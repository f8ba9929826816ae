"""The product of a line item, named by its Record ID (which HubSpot shows as Product ID)."""

from core.property_types.base import Formats, LookupType
from core.property_types.record_id import RecordId
from core.vocabulary import Property


class ProductId(LookupType):
    """Digits that are the Record ID of a product in ``store.products``; kept as a number, as
    HubSpot types it."""

    sql_type = "double"
    issue_code = "INVALID_OBJECT_ID"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        number = RecordId().value_sql("cells.raw", prop, formats)
        return (
            f"select cells.raw, cast(p.hs_object_id as double) as value, "
            f"'{self.issue_code}' as code\n"
            "from cells\n"
            f"left join store.products as p on p.hs_object_id = {number}"
        )

    def text(self, value: str) -> str:
        return f"cast(cast({value} as bigint) as varchar)"
