"""The Record ID: a whole number that names the record itself. Called by core/engine/columns.py."""

from core.property_types.base import Formats, ScalarType, trimmed
from core.sql import quote_identifier
from core.vocabulary import Property


class RecordId(ScalarType):
    """Digits; the ``.0`` or ``.00`` of a program that took them for a decimal number is no part of
    it. Three zeros are: ``12.000`` may be twelve thousand, and would name another record."""

    sql_type = "bigint"
    issue_code = "INVALID_RECORD_ID"

    def __init__(self, object_type: str = "") -> None:
        """``object_type`` is the internal name of the object whose records are meant; it matters
        only to ``unknown``."""
        self.records = quote_identifier("store", object_type)

    def unknown(self, value: str) -> str:
        """SQL: whether a number that could be read names no record."""
        return f"{value} is not null and {value} not in (select hs_object_id from {self.records})"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        digits = f"regexp_extract({trimmed(raw)}, '^(\\d{{1,18}})(?:\\.0{{1,2}})?$', 1)"
        return f"try_cast({digits} as bigint)"
