"""Which text of a card is which property: the ways that real cards are written.

The cards are in ``cases``, one file a region or a kind of trouble. All people and firms are
invented. A property that a case does not name must not be found, where it is one of the core ones.
"""

import pytest

from tests.capture.cards.sketch import found, read_cases

CORE = ("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "website")
CASES = read_cases()


@pytest.mark.parametrize(("sketch", "wanted"), CASES.values(), ids=CASES.keys())
def test_fields(sketch: str, wanted: dict[str, str]):
    values = found(sketch)
    assert {name: values.get(name) for name in {*CORE, *wanted}} == {
        name: wanted.get(name) for name in {*CORE, *wanted}
    }
