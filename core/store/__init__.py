"""The database: opening it, its schema, and the small tables (properties, imports, lists, owners).

Records themselves are written by ``core/engine/commit.py`` and read by ``core/records/``.
"""

from core.store.store import Store

__all__ = ["Store"]
