"""A process that is killed (kill -9) while it checkpoints loses nothing that was committed. A few
random moments here, and every state exactly in ``test_mending.py``; ``python -m bench soak`` takes
hundreds."""

import random
from pathlib import Path

import pytest

from tests.store.checkpoint_killing import WAYS, kill_checkpoints


@pytest.mark.parametrize("way", WAYS)
def test_a_kill_within_checkpoints_loses_nothing(tmp_path: Path, way: str) -> None:
    assert kill_checkpoints(tmp_path / "rowcall.duckdb", way, 3, random.Random(7)).kills == 3
