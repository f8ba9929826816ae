"""What records are called, as SQL. Called by everything that lists records of an import."""

from collections.abc import Callable

from core.vocabulary.model import ObjectType


def called_sql(object_type: ObjectType, value: Callable[[str], str | None]) -> str:
    """SQL: what a record is called, by the properties it is displayed by or else an identifier.
    ``value`` is the SQL of a property; without any of them the text is empty."""
    texts = []
    for names in (object_type.primary_display, *((name,) for name in object_type.identifiers)):
        cells = [f"cast({sql} as varchar)" for name in names if (sql := value(name))]
        if cells:
            texts.append(f"nullif(concat_ws(' ', {', '.join(cells)}), '')")
    return f"coalesce({', '.join(texts)})" if texts else ""
