"""``python -m bench soak``: fifty processes killed (kill -9) at random moments of a commit, and
fifty of an undo. Each time the store must be as before or as after, and running it again must
work. Then two hundred kills of processes that do hardly anything but checkpoints. The seed is
printed, so that a failure can be repeated with ``python -m bench.soak SEED``."""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.engine.killing import Victim
from tests.store.checkpoint_killing import WAYS, kill_checkpoints

MOMENTS = 50
ROWS = 60_000
# Of each way in which a checkpoint comes about.
CHECKPOINT_KILLS = {"asked for": 100, "at a commit": 70, "on closing": 30}


def run(seed: int | None = None) -> None:
    """Prints a line for each; raises AssertionError or StoreError when a store was left torn."""
    seed = seed if seed is not None else int(time.time())
    print(f"\nkill -9 at random moments (seed {seed})")
    for what in ("commit", "undo"):
        with tempfile.TemporaryDirectory(prefix="rowcall-soak-") as folder:
            victim, chance = Victim(Path(folder), what, ROWS), random.Random(seed)
            ended = [victim.kill(chance) for _ in range(MOMENTS)]
        after = sum(each.written for each in ended)
        print(
            f"  {what:8} {MOMENTS} kills within {1.2 * victim.seconds:.2f} s: "
            f"{MOMENTS - after} as before, {after} as after, none torn"
        )
    for way in WAYS:
        with tempfile.TemporaryDirectory(prefix="rowcall-soak-") as folder:
            store, kills = Path(folder) / "rowcall.duckdb", CHECKPOINT_KILLS[way]
            found = kill_checkpoints(store, way, kills, random.Random(seed))
        print(
            f"  checkpoint {way}: {found.kills} kills: {found.torn} left torn metadata, "
            f"{found.cut} an unfinished log, nothing lost"
        )


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else None)
