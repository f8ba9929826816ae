"""Kinds of value: each file turns the text of a cell into a typed value, as SQL over whole columns.

The mapping page, the dry run, the review of bad values and the commit all use the same
expressions, so they cannot disagree. ``registry.value_type`` finds the kind of a property.
A new kind is one file here, one line in the registry and one table of examples in its test.
"""

from core.property_types.base import Conversion, Formats, ValueType
from core.property_types.registry import VALUE_TYPES, value_type

__all__ = ["VALUE_TYPES", "Conversion", "Formats", "ValueType", "value_type"]
