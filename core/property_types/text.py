"""Single-line and multi-line text: any text, white space around it removed."""

from core.property_types.base import Formats, ScalarType, bare, trimmed
from core.vocabulary import Property

# HubSpot's limit for a text property (specification, 4.2).
TEXT_LIMIT = 65_536


class Text(ScalarType):
    """Text as written. An apostrophe that our own export (or Excel) put before a formula sign is
    taken off again, so that export and import give the same text (core/export.py)."""

    issue_code = "COLUMN_TOO_LARGE"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = f"nullif({trimmed(raw)}, '')"
        unguarded = (
            f"case when starts_with({text}, '''') and {text}[2] in ('=', '+', '-', '@') "
            f"then {text}[2:] else {text} end"
        )
        return (
            f"case when strlen({raw}) > {TEXT_LIMIT} then null when {bare(raw)} then {raw} "
            f"else {unguarded} end"
        )
