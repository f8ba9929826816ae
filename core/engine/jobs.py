"""Long work in the background: one thread a job, with progress and cancel.

The pages start jobs and look at them; a job belongs to an import id and outlives the page, so the
user can leave and come back by the URL. State that must outlive the process is in the store."""

import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import duckdb

from core.engine.progress import Progress
from core.errors import AppError
from core.machine_limits import limits_told
from core.store import Store

Work = Callable[[Store, duckdb.DuckDBPyConnection, int, Progress], object]


@dataclass
class Job:
    """One running or finished piece of work. ``phases`` are the names it will report, in order,
    each with its usual share of the time, so that progress can be told before the end."""

    import_id: int
    title: str
    rows: int
    phases: dict[str, float]
    progress: Progress = field(default_factory=Progress)
    started: float = field(default_factory=time.monotonic)
    finished: float | None = None
    error: AppError | None = None
    crash: str | None = None
    cursor: duckdb.DuckDBPyConnection | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> bool:
        """Waits for the end, but not longer than that; whether it has come is returned."""
        return self.ended.wait(seconds)

    @property
    def running(self) -> bool:
        """Whether the work is still going on."""
        return self.finished is None

    @property
    def phase(self) -> str:
        """The name of the current phase."""
        return self.progress.current

    @property
    def elapsed(self) -> float:
        """Seconds since the start, or how long it took."""
        return (self.finished or time.monotonic()) - self.started

    @property
    def share(self) -> float:
        """How much is done, 0 to 1: finished phases, and DuckDB's own estimate of this one."""
        if not self.running:
            return 1.0
        total = sum(self.phases.values()) or 1.0
        names = list(self.phases)
        place = names.index(self.phase) if self.phase in names else 0
        before = sum(self.phases[name] for name in names[:place])
        current = self.phases.get(self.phase, 0.0) * self._query_share()
        return min((before + current) / total, 0.99)

    def _query_share(self) -> float:
        percent, cursor = -1.0, self.cursor
        with suppress(duckdb.Error):
            percent = cursor.query_progress() if cursor else -1.0
        return max(percent, 0.0) / 100

    @property
    def rows_per_second(self) -> float:
        """Rows of the file through the whole work so far."""
        return self.rows * self.share / self.elapsed if self.elapsed else 0.0

    @property
    def seconds_left(self) -> float | None:
        """From what is done so far; None while there is too little to tell."""
        share = self.share
        return self.elapsed * (1 - share) / share if share > 0.03 else None

    def cancel(self) -> None:
        """Asks the work to stop; the transaction is rolled back."""
        self.progress.cancelled = True
        cursor = self.cursor
        if cursor and self.progress.cancellable:
            cursor.interrupt()


class Jobs:
    """The jobs of this process, the latest of each import. Pages share one through a cache."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()

    def get(self, import_id: int) -> Job | None:
        """The latest job of an import."""
        return self._jobs.get(import_id)

    def running(self) -> list[Job]:
        """All jobs that are still going on."""
        return [job for job in list(self._jobs.values()) if job.running]

    def forget(self, import_id: int) -> None:
        """Drops a finished job, so that its error is not shown again."""
        with self._lock:
            job = self._jobs.get(import_id)
            if job and not job.running:
                del self._jobs[import_id]

    def start(
        self, import_id: int, title: str, rows: int, phases: dict[str, float], work: Work
    ) -> Job:
        """Starts the work unless one of this import is running; that one is returned then."""
        with self._lock:
            current = self._jobs.get(import_id)
            if current and current.running:
                return current
            job = Job(import_id, title, rows, phases)
            self._jobs[import_id] = job
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        return job

    def _run(self, job: Job, work: Work) -> None:
        job.cursor = self._store.cursor()
        try:
            with limits_told():
                work(self._store, job.cursor, job.import_id, job.progress)
        except AppError as error:
            job.error = error
        except Exception:
            # Our own error: the page says so, the log gets the trace for whoever mends it.
            job.crash = traceback.format_exc()
            traceback.print_exc()
        finally:
            job.finished = time.monotonic()
            job.cursor.close()
            job.cursor = None
            job.ended.set()
