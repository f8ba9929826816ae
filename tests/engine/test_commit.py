"""A commit is all or nothing: dry run, cancel, crash, a store that changed, a second run."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import pytest

from core.engine.jobs import Jobs
from core.engine.progress import Progress
from core.engine.run import known_plan, plan_import, run_import
from core.errors import Cancelled, StoreError
from core.store.imports import read_import
from tests.engine.importing import Desk

TABLE = (
    "email,firstname,city\n"
    "ada@example.com,Augusta,London\n"
    "countess@example.com,,\n"
    "new@example.com,New,\n"
    "new@example.com,,Rome\n"
    "no email,No,\n"
)
PLANNING = [
    "Reading values",
    "Matching records",
    "Comparing",
    "Listing changes",
    "Listing issues",
]
WRITING = [
    "Keeping the outcome",
    "Writing the journal",
    "Updating records",
    "Creating records",
    "Finishing",
]


class Stopping(Progress):
    """Cancels, or crashes, when a phase begins or ends."""

    def __init__(self, phase: str, at_end: bool, crash: bool = False) -> None:
        super().__init__()
        self.stop_at, self.at_end, self.crash = phase, at_end, crash

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        with super().phase(name):
            if name == self.stop_at and not self.at_end:
                self._stop()
            yield
            if name == self.stop_at and self.at_end:
                self._stop()

    def _stop(self) -> None:
        if self.crash:
            raise RuntimeError("the power went")
        self.cancelled = True


def wait_until(met: Callable[[], bool]) -> None:
    """Ten seconds at most."""
    for _ in range(500):
        if met():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A store with a contact that the table updates, and one that it leaves."""
    desk.add("contacts", email="ada@example.com", firstname="Ada")
    grace = desk.add("contacts", email="grace@example.com", firstname="Grace")
    desk.also_known_as(grace, "countess@example.com")
    return desk


def test_a_dry_run_changes_nothing_in_the_store(known: Desk) -> None:
    before = known.everything()
    result = known.plan(TABLE, create_list=True)
    assert result.counters.updated and result.counters.created
    assert known.everything() == before
    assert known.state(result.import_id) == "DRAFT"


def test_a_commit_changes_it(known: Desk) -> None:
    before = known.everything()
    result = known.run(TABLE, create_list=True)
    changed = {name for name, rows in known.everything().items() if rows != before[name]}
    assert changed == {
        "contacts",
        "changes",
        "counters",
        "import_issues",
        "lists",
        "list_members",
        "touched",
    }
    assert known.state(result.import_id) == "DONE"


@pytest.mark.parametrize("phase", PLANNING + WRITING)
def test_a_cancelled_import_leaves_the_store_as_it_was(known: Desk, phase) -> None:
    before = known.everything()
    import_id = known.draft(TABLE, create_list=True)
    with pytest.raises(Cancelled):
        run_import(known.store, known.cursor, import_id, Stopping(phase, at_end=False))
    assert known.everything() == before
    assert known.state(import_id) == "CANCELED"
    assert run_import(known.store, known.cursor, import_id, Progress()).counters.created == 1


@pytest.mark.parametrize("phase", PLANNING + WRITING)
def test_a_crash_leaves_the_store_as_it_was(known: Desk, phase) -> None:
    before = known.everything()
    import_id = known.draft(TABLE, create_list=True)
    with pytest.raises(RuntimeError, match="the power went"):
        run_import(known.store, known.cursor, import_id, Stopping(phase, at_end=True, crash=True))
    assert known.everything() == before
    assert known.state(import_id) == "FAILED"
    assert "nothing was written" in str(read_import(known.cursor, import_id).error)
    assert run_import(known.store, known.cursor, import_id, Progress()).counters.created == 1


def test_after_the_commit_a_cancel_comes_too_late(known: Desk) -> None:
    import_id = known.draft(TABLE)
    run_import(known.store, known.cursor, import_id, Stopping("Saving", at_end=False))
    assert known.state(import_id) == "DONE"


def test_a_crash_after_the_commit_does_not_deny_it(known: Desk) -> None:
    import_id = known.draft(TABLE)
    with pytest.raises(RuntimeError):
        progress = Stopping("Saving", at_end=False, crash=True)
        run_import(known.store, known.cursor, import_id, progress)
    assert known.state(import_id) == "DONE"


def test_a_checkpoint_that_fails_does_not_fail_the_import(known: Desk, monkeypatch) -> None:
    class Full:
        """A cursor on a disk without room for a checkpoint."""

        def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
            self.cursor = cursor

        def __getattr__(self, name: str) -> object:
            return getattr(self.cursor, name)

        def execute(self, query: str, *values: object) -> object:
            if query.startswith("checkpoint"):
                raise duckdb.IOException("No space left on device")
            return self.cursor.execute(query, *values)

    import_id = known.draft(TABLE)
    run_import(known.store, Full(known.cursor), import_id, Progress())
    assert known.state(import_id) == "DONE"


def test_cancelled_from_another_thread(known: Desk) -> None:
    """A job in the background, interrupted while DuckDB works on a long query."""
    before = known.everything()
    import_id = known.draft(TABLE)
    started = threading.Event()

    def long_work(store, cursor, import_id, progress) -> None:
        with progress.phase("Reading values"):
            started.set()
            cursor.execute("select count(*) from range(1000000) as a, range(1000000) as b")

    jobs = Jobs(known.store)
    job = jobs.start(import_id, "Test", 5, {"Reading values": 1.0}, long_work)
    assert started.wait(10)
    time.sleep(0.05)
    job.cancel()
    wait_until(lambda: not job.running)
    assert isinstance(job.error, Cancelled)
    assert job.crash is None
    assert known.everything() == before


def test_a_job_that_fails_tells_why(known: Desk) -> None:
    import_id = known.draft(TABLE)

    def refused(store, cursor, import_id, progress) -> None:
        raise StoreError("No", "because.")

    jobs = Jobs(known.store)
    job = jobs.start(import_id, "Test", 5, {}, refused)
    wait_until(lambda: not job.running)
    assert isinstance(job.error, StoreError)
    assert jobs.get(import_id) is job
    jobs.forget(import_id)
    assert jobs.get(import_id) is None


def test_a_plan_that_the_store_has_outgrown_is_refused(known: Desk) -> None:
    """Whoever looked at its numbers would get others."""
    planned = known.plan(TABLE)
    known.run("email,firstname\nada@example.com,Other\n")
    before = known.everything()
    with pytest.raises(StoreError, match="The store has changed"):
        run_import(known.store, known.cursor, planned.import_id, Progress())
    assert known.everything() == before
    assert known.state(planned.import_id) == "FAILED"
    draft = read_import(known.cursor, planned.import_id)
    assert known_plan(known.store, known.cursor, draft) is None
    plan_import(known.store, known.cursor, planned.import_id, Progress())
    assert (
        run_import(known.store, known.cursor, planned.import_id, Progress()).counters.updated == 1
    )


def test_a_plan_is_known_until_the_recipe_changes(known: Desk) -> None:
    planned = known.plan(TABLE)
    draft = read_import(known.cursor, planned.import_id)
    plan = known_plan(known.store, known.cursor, draft)
    assert plan is not None and plan.counters == planned.counters
    known.cursor.execute("update store.imports set recipe = replace(recipe, 'UPSERT', 'CREATE')")
    draft = read_import(known.cursor, planned.import_id)
    assert draft.recipe.imported("contacts").mode == "CREATE"
    assert known_plan(known.store, known.cursor, draft) is None


def test_a_finished_import_is_not_run_again(known: Desk) -> None:
    result = known.run(TABLE)
    before = known.everything()
    with pytest.raises(StoreError, match="Imported already"):
        run_import(known.store, known.cursor, result.import_id, Progress())
    assert known.everything() == before
    assert known.state(result.import_id) == "DONE"


def test_two_runs_of_one_import_write_once(known: Desk) -> None:
    """The second waits for the first and finds the store changed."""
    import_id = known.plan(TABLE).import_id
    other = known.store.cursor()
    errors: list[StoreError] = []

    def run_too() -> None:
        try:
            run_import(known.store, other, import_id, Progress())
        except StoreError as error:
            errors.append(error)

    thread = threading.Thread(target=run_too)
    with known.store.write_lock:
        thread.start()
        wait_until(lambda: known.state(import_id) == "PROCESSING")
        time.sleep(0.1)
        run_import(known.store, known.cursor, import_id, Progress())
    thread.join(20)
    assert [error.title for error in errors] == ["The store has changed"]
    assert known.state(import_id) == "DONE"
    assert len(known.by_id("contacts")) == 3


def test_after_the_commit_the_staged_rows_are_gone_and_the_file_is_kept(known: Desk) -> None:
    result = known.run(TABLE)
    files = {path.name for path in known.store.folder(result.import_id).iterdir()}
    assert files == {"original.csv", "outcome-contacts.parquet", "failed.csv", "errors.csv"}
    attached = known.cursor.execute("select database_name from duckdb_databases()").fetchall()
    assert (f"work_{result.import_id}",) not in attached


def test_what_is_kept_of_a_finished_import(known: Desk) -> None:
    result = known.run(TABLE, create_list=True, consent=True, legal_basis="Not applicable")
    kept = read_import(known.cursor, result.import_id)
    assert kept.counters.items() >= result.counters.to_json().items()
    assert kept.counters["objects"] == {"contacts": result.counters.to_json()}
    assert kept.state == "DONE" and kept.error is None
    assert kept.finished_at is not None and kept.finished_at >= kept.created_at
    assert kept.recipe.consent is True
    assert set(kept.seconds) >= set(WRITING) - {"Finishing"}
    assert kept.row_count == kept.layouts[0]["row_count"] == 5


def test_the_list_holds_every_record_the_file_names_once(known: Desk) -> None:
    result = known.run(TABLE, create_list=True, name="Fair")
    members = known.cursor.execute(
        "select record_id from store.list_members order by record_id"
    ).fetchall()
    named = {
        row.record_id for row in result.rows.values() if row.action not in ("failed", "skipped")
    }
    assert [record_id for (record_id,) in members] == sorted(named)
    assert len(members) == 3
    again = known.run(TABLE, create_list=True, name="Fair")
    names = known.cursor.execute("select name, object_type, import_id from store.lists").fetchall()
    assert sorted(names) == [
        ("Fair", "contacts", result.import_id),
        ("Fair (2)", "contacts", again.import_id),
    ]


def test_no_list_unless_the_recipe_asks_for_one(known: Desk) -> None:
    known.run(TABLE)
    assert known.cursor.execute("from store.lists").fetchall() == []


def test_record_ids_are_never_given_twice(known: Desk) -> None:
    known.run("dealname,dealstage\nOne,closedwon\nTwo,closedwon\n", "deals")
    known.run(TABLE)
    known.run("name,domain\nAcme,acme.example\n", "companies")
    known.add("companies", name="Made by hand")
    ids = [
        record_id
        for object_type in ("contacts", "companies", "deals")
        for record_id in known.by_id(object_type)
    ]
    assert len(ids) == len(set(ids)) == 7
