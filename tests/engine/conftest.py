"""``desk``: an empty store of the test's own, see importing.py."""

from collections.abc import Iterator

import pytest

from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as made:
        yield made
