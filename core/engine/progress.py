"""How far a long step is. The engine reports phases; a job or a test listens."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from core.errors import Cancelled


class Progress:
    """The phases of one run, with the seconds each took. The base class only keeps time.

    A job (core/engine/jobs.py) reads ``current`` from another thread to draw progress."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.current = ""
        self.cancelled = False
        self.cancellable = True

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Times a block under a name. Raises Cancelled when the run was cancelled meanwhile."""
        self.check()
        self.current = name
        start = time.perf_counter()
        try:
            yield
        except duckdb.InterruptException as error:
            raise _cancelled() from error
        finally:
            spent = time.perf_counter() - start
            self.seconds[name] = round(self.seconds.get(name, 0.0) + spent, 3)
        self.check()

    def check(self) -> None:
        """Raises Cancelled when the run was cancelled."""
        if self.cancelled and self.cancellable:
            raise _cancelled()

    def written(self) -> None:
        """From here on the work is done for good; a cancel comes too late."""
        self.cancellable = False


def _cancelled() -> Cancelled:
    return Cancelled("Canceled", "The import was canceled; nothing was written.")
