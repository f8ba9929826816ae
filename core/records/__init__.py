"""Reading records: which ones a page shows, a page of them as a table, one with the origin of
every value. Called by the records pages and exports. Everything is paged in SQL, so that nothing
grows with the store.

``view.py`` says which records (and writes that into a URL), ``table.py`` reads a page of them,
``record.py`` one of them, ``associated.py`` what it is associated with, ``timeline.py`` its
activities, ``shown.py`` how values look."""

from core.records.record import (
    ByHand,
    Change,
    Origin,
    Record,
    Value,
    read_record,
    record_history,
)
from core.records.shown import Shower
from core.records.table import (
    Found,
    Table,
    count_by_object,
    count_records,
    default_columns,
    find_records,
    plurals,
    read_table,
)
from core.records.view import Filter, View, operators, read_view, view_condition, view_params

__all__ = [
    "ByHand",
    "Change",
    "Filter",
    "Found",
    "Origin",
    "Record",
    "Shower",
    "Table",
    "Value",
    "View",
    "count_by_object",
    "count_records",
    "default_columns",
    "find_records",
    "operators",
    "plurals",
    "read_record",
    "read_table",
    "read_view",
    "record_history",
    "view_condition",
    "view_params",
]
