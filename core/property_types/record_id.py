"""The Record ID: a whole number that names the record itself. Called by core/engine/columns.py."""

from core.property_types.base import Formats, ScalarType, trimmed
from core.vocabulary import Property


class RecordId(ScalarType):
    """Digits; the ``.0`` and grouping that spreadsheets put into long numbers are no part of it."""

    sql_type = "bigint"
    issue_code = "INVALID_RECORD_ID"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        digits = f"regexp_extract({trimmed(raw)}, '^(\\d{{1,18}})(?:\\.0+)?$', 1)"
        return f"try_cast({digits} as bigint)"
