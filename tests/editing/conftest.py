"""``desk``: an empty store of the test's own, see tests/engine/importing.py."""

from tests.engine.conftest import desk

__all__ = ["desk"]
