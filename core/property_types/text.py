"""Single-line and multi-line text: any text, white space around it removed."""

from core.property_types.base import Formats, ScalarType, bare, trimmed
from core.vocabulary import Property

# HubSpot's limit for a text property (specification, 4.2).
TEXT_LIMIT = 65_536


class Text(ScalarType):
    """Text as written, but for white space around it."""

    issue_code = "COLUMN_TOO_LARGE"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        return (
            f"case when strlen({raw}) > {TEXT_LIMIT} then null when {bare(raw)} then {raw} "
            f"else nullif({trimmed(raw)}, '') end"
        )
