"""``convert(prop, cells, formats)``: see converting.py."""

from collections.abc import Iterator

import pytest

from tests.property_types.converting import Converter, converter


@pytest.fixture(scope="session")
def cells() -> Iterator[Converter]:
    """One connection for all tables of cases: opening one costs more than a case."""
    with converter() as made:
        yield made
