"""A process that is killed (kill -9) while it commits or undoes leaves the store as before or as
after. A few random moments here; ``python -m bench soak`` takes fifty."""

import random
from pathlib import Path

import pytest

from tests.engine.killing import Victim

MOMENTS = 2
ROWS = 20_000


@pytest.mark.parametrize("what", ["commit", "undo"])
def test_a_killed_process_leaves_the_store_as_before_or_after(tmp_path: Path, what: str) -> None:
    victim, chance = Victim(tmp_path, what, ROWS), random.Random(7)
    for _ in range(MOMENTS):
        victim.kill(chance)
