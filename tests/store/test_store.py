"""The store: made once, found again, refused when it is none or in use; imports that a dead process
left; properties that users add."""

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.errors import StoreError
from core.store import Store
from core.store.imports import delete_import, list_imports, mark_interrupted, read_import, set_state
from core.store.properties import create_property, new_property, read_object_type
from core.store.store import default_path, transaction
from core.vocabulary import load_object_types
from tests.engine.importing import Desk, empty_store

ROOT = Path(__file__).parents[2]
TABLE = "email,firstname\nada@example.com,Ada\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "rowcall.duckdb"
    made.write_bytes(empty_store())
    return made


def test_a_new_store_has_every_object_of_the_vocabulary(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "rowcall.duckdb")
    cursor = store.cursor()
    for name, object_type in load_object_types().items():
        assert read_object_type(cursor, name) == object_type
        columns = {row[0] for row in cursor.execute(f"describe store.{name}").fetchall()}
        assert columns >= {prop.name for prop in object_type.properties}
    store.close()


def test_what_was_imported_is_there_when_the_store_is_opened_again(path: Path) -> None:
    first = Desk(path)
    first.run(TABLE)
    create_property(first.cursor, "contacts", new_property("Shoe size", "number"))
    before = first.everything()
    first.close()
    second = Desk(path)
    assert second.everything() == before
    assert second.run(TABLE).actions == ["unchanged"]
    assert read_object_type(second.cursor, "contacts").property("shoe_size")
    second.close()


def test_a_draft_goes_on_after_the_store_is_opened_again(path: Path) -> None:
    first = Desk(path)
    import_id = first.plan(TABLE).import_id
    first.close()
    second = Desk(path)
    assert run_import(second.store, second.cursor, import_id, Progress()).counters.created == 1
    second.close()


def test_a_killed_process_leaves_an_import_that_can_run_again(path: Path) -> None:
    """The process dies between the first write and the commit."""
    desk = Desk(path)
    import_id = desk.plan(TABLE).import_id
    desk.close()
    program = f"""
import os
from pathlib import Path
from core.engine import commit
from core.engine.progress import Progress
from core.engine.run import run_import
from core.store import Store

commit._finish = lambda *arguments: os._exit(9)
store = Store(Path({str(path)!r}))
run_import(store, store.cursor(), {import_id}, Progress())
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 9
    desk = Desk(path)
    assert desk.by_id("contacts") == {}
    assert desk.state(import_id) == "PROCESSING"
    assert mark_interrupted(desk.cursor) == 1
    found = read_import(desk.cursor, import_id)
    assert found.state == "INTERRUPTED" and "nothing was written" in str(found.error)
    assert run_import(desk.store, desk.cursor, import_id, Progress()).counters.created == 1
    desk.close()


def test_only_running_imports_are_interrupted(path: Path) -> None:
    desk = Desk(path)
    ids = [desk.draft(TABLE) for _ in range(4)]
    for import_id, state in zip(ids, ("STARTED", "CANCELED", "FAILED", "DRAFT"), strict=True):
        set_state(desk.cursor, import_id, state)
    desk.run(TABLE)
    assert mark_interrupted(desk.cursor) == 1
    states = [each.state for each in reversed(list_imports(desk.cursor))]
    assert states == ["INTERRUPTED", "CANCELED", "FAILED", "DRAFT", "DONE"]
    assert mark_interrupted(desk.cursor) == 0
    desk.close()


def test_a_store_that_is_open_already_is_in_use(path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from core.store import Store\n"
        f"store = Store(Path({str(path)!r}))\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreError) as raised:
            Store(path)
        holder.stdin.close()
    assert raised.value.title == "The store is in use"
    assert "rowcall.duckdb" in raised.value.message and raised.value.hint
    Store(path).close()


def test_a_store_of_another_version_is_refused_and_left(path: Path) -> None:
    with duckdb.connect(str(path)) as file:
        file.execute("update counters set value = 99 where name = 'schema_version'")
    with pytest.raises(StoreError, match="Not a Rowcall store"):
        Store(path)


def test_a_store_without_a_counter_is_damaged(path: Path) -> None:
    with duckdb.connect(str(path)) as file:
        file.execute("delete from counters where name = 'schema_version'")
    with pytest.raises(StoreError, match="Damaged store"):
        Store(path)


def test_the_store_lies_where_the_environment_says(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ROWCALL_DATA", str(tmp_path))
    assert default_path() == tmp_path / "rowcall.duckdb"


def test_a_block_that_raises_writes_nothing(path: Path) -> None:
    desk = Desk(path)
    before = desk.everything()
    with pytest.raises(ZeroDivisionError), transaction(desk.cursor):
        desk.add("contacts", firstname="Ada")
        raise ZeroDivisionError
    assert desk.everything() == before
    with transaction(desk.cursor):
        desk.add("contacts", firstname="Ada")
    assert desk.records("contacts", "firstname") == [("Ada",)]
    desk.close()


def test_cursors_of_several_threads_read_while_one_imports(path: Path) -> None:
    """They see the store as before or as after, never between."""
    desk = Desk(path)
    rows = "\n".join(f"p{n}@example.com,P" for n in range(200))
    import_id = desk.plan(f"email,firstname\n{rows}\n").import_id
    seen: set[int] = set()
    done = threading.Event()

    def look() -> None:
        cursor = desk.store.cursor()
        while not done.is_set():
            rows = cursor.execute("select count(*) from store.contacts").fetchall()
            seen.add(rows[0][0])
        cursor.close()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    run_import(desk.store, desk.cursor, import_id, Progress())
    done.set()
    for thread in threads:
        thread.join()
    assert seen <= {0, 200}
    desk.close()


def test_two_drafts_do_not_touch_each_other(path: Path) -> None:
    desk = Desk(path)
    one, two = desk.draft(TABLE), desk.draft("email,firstname\ngrace@example.com,Grace\n")
    for import_id in (one, two):
        plan_import(desk.store, desk.cursor, import_id, Progress())
    assert desk.cursor.execute(f"select c1 from work_{one}.source").fetchall() == [
        ("ada@example.com",)
    ]
    run_import(desk.store, desk.cursor, two, Progress())
    assert desk.records("contacts", "email") == [("grace@example.com",)]
    desk.close()


def test_drafts_are_forgotten_finished_imports_are_not(path: Path) -> None:
    desk = Desk(path)
    draft, done = desk.draft(TABLE), desk.run(TABLE).import_id
    assert (delete_import(desk.cursor, draft), delete_import(desk.cursor, done)) == (True, False)
    assert [each.import_id for each in list_imports(desk.cursor)] == [done]
    with pytest.raises(StoreError, match="no import 99"):
        read_import(desk.cursor, 99)
    desk.close()


@pytest.mark.parametrize(
    ("label", "kind", "fields", "said"),
    [
        (" ", "text", {}, "label is empty"),
        ("Size", "text", {"name": "9lives"}, "'9lives'"),
        ("Size", "text", {"name": 'a"; drop table x'}, "internal name"),
        ("Size", "text", {"name": "createdate"}, "reserved"),
        ("Size", "select", {}, "needs options"),
        ("Size", "select", {"options": ("S", " s ")}, "equal"),
        ("Size", "checkbox", {"options": ("a;b",)}, "semicolon"),
    ],
)
def test_a_property_that_cannot_be(label, kind, fields, said) -> None:
    with pytest.raises(StoreError) as raised:
        new_property(label, kind, **fields)
    assert said in raised.value.message


@pytest.mark.parametrize("fields", [{"name": "email"}, {}], ids=["name", "label"])
def test_a_property_that_is_there_already(path: Path, fields) -> None:
    desk = Desk(path)
    label = "Other" if fields else "first NAME"
    with pytest.raises(StoreError, match="already"):
        create_property(desk.cursor, "contacts", new_property(label, "text", **fields))
    desk.close()


@pytest.mark.parametrize(
    ("label", "name"),
    [("Shoe size (EU)", "shoe_size_eu"), ("2nd name", "p_2nd_name"), ("名前", "p_")],
)
def test_the_internal_name_of_a_label(label, name) -> None:
    assert new_property(label, "text").name == name
