"""A store that a process was killed over opens with everything: in the middle of a checkpoint, in
the middle of its write-ahead log. A store damaged otherwise is refused, and left as it was."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from core.errors import StoreError
from core.store import Store
from core.store.database_file import BLOCK_BYTES, HEADER_BYTES, DatabaseFile, is_whole
from core.store.log_tail import finished_length
from core.store.metadata_copy import MetadataCopy
from tests.engine.importing import Desk, empty_store
from tests.store.torn import PAGE, STORE, Checkpoint, checkpoint, content_of, files_of

ROOT = Path(__file__).parents[2]
PAGES = BLOCK_BYTES // PAGE


@pytest.fixture(scope="module")
def moment(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return checkpoint(tmp_path_factory.mktemp("moment") / "made")


def refused(path: Path) -> StoreError:
    """What is said of a store that does not open. Its files are left byte for byte."""
    before = files_of(path)
    with pytest.raises(StoreError) as raised:
        Store(path)
    assert files_of(path) == before
    return raised.value


def garbled(content: bytes, place: int) -> bytes:
    """The same bytes with some that mean nothing."""
    return content[:place] + bytes(range(64)) + content[place + 64 :]


# The checkpoint


def test_every_block_that_duckdb_wrote_is_whole(moment: Checkpoint) -> None:
    content = moment.after
    blocks = [
        content[place : place + BLOCK_BYTES]
        for place in range(HEADER_BYTES, len(content), BLOCK_BYTES)
    ]
    assert len(blocks) > 10 and all(map(is_whole, blocks))
    assert not is_whole(garbled(blocks[0], 5000))
    assert not is_whole(blocks[0][:-1])


@pytest.mark.parametrize("pages", [1, 2, PAGES // 2, PAGES - 8])
def test_a_store_killed_within_a_checkpoint_opens_with_everything(
    moment: Checkpoint, tmp_path: Path, pages: int
) -> None:
    path = moment.put(tmp_path, store=moment.torn(pages))
    assert content_of(path) == moment.content
    assert content_of(path) == moment.content


def test_a_torn_store_does_not_open_without_the_copy(moment: Checkpoint, tmp_path: Path) -> None:
    path = moment.put(tmp_path, store=moment.torn(1), copy=None)
    error = refused(path)
    assert error.title == "The store is damaged"
    assert "There is no copy of its metadata (rowcall.duckdb.meta)" in error.message
    assert "Nothing in it was changed" in error.message and "rowcall.files" in error.hint


def test_a_store_killed_between_two_blocks_opens_with_everything(
    moment: Checkpoint, tmp_path: Path
) -> None:
    """New metadata that is whole does no harm while the old header counts, and is left."""
    path = moment.put(tmp_path, store=moment.torn(PAGES), copy=None)
    assert content_of(path) == moment.content


def test_blocks_of_nonsense_are_mended_too(moment: Checkpoint, tmp_path: Path) -> None:
    nonsense = moment.before[STORE]
    for place in moment.places():
        nonsense = garbled(nonsense, place + 5000)
    path = moment.put(tmp_path, store=nonsense)
    assert content_of(path) == moment.content


def test_without_its_log_a_torn_store_is_as_of_the_checkpoint_before(
    moment: Checkpoint, tmp_path: Path
) -> None:
    path = moment.put(tmp_path, store=moment.torn(1), log=None)
    desk = Desk(path)
    assert desk.records("contacts", "firstname") == [("Ada",)]
    desk.close()


def test_the_copy_of_an_older_state_is_not_used(moment: Checkpoint, tmp_path: Path) -> None:
    """The headers are the new ones: the checkpoint was finished, the damage came later."""
    path = moment.put(tmp_path, store=garbled(moment.after, moment.places()[0] + 5000), log=None)
    with closing(DatabaseFile(path)) as file:
        assert MetadataCopy(file).torn_blocks() == {}
    assert "of another state" in refused(path).message


@pytest.mark.parametrize("cut", [0, 10, 40, HEADER_BYTES, -1])
def test_a_copy_that_is_cut_short_is_not_used(moment: Checkpoint, tmp_path: Path, cut: int) -> None:
    copy = moment.before[STORE + ".meta"][:cut]
    path = moment.put(tmp_path, store=moment.torn(1), copy=copy)
    assert "is not whole" in refused(path).message


def test_what_was_mended_is_taken_back_where_that_does_not_help(
    moment: Checkpoint, tmp_path: Path
) -> None:
    """Torn metadata, a log with a wrong checksum, and behind it the beginning of another entry."""
    log = bytearray(moment.before[STORE + ".wal"])
    log[30] ^= 1
    path = moment.put(tmp_path, store=moment.torn(1), log=bytes(log) + b"\x40" + bytes(30))
    error = refused(path)
    assert error.title == "The store is damaged"
    assert "The damage is not in its metadata" in error.message


@pytest.mark.parametrize("damage", [b"\xff" * 8, bytes(8)], ids=["too long", "empty"])
def test_a_log_that_is_damaged_in_the_middle_is_not_cut(
    moment: Checkpoint, tmp_path: Path, damage: bytes
) -> None:
    """DuckDB would take the rest for unfinished, and open the store without it."""
    log = moment.before[STORE + ".wal"]
    path = moment.put(tmp_path, store=moment.torn(1), log=log[:8] + damage + log[16:])
    assert "damaged in the middle" in refused(path).message


def test_whole_blocks_are_left_whatever_the_copy_says(moment: Checkpoint, tmp_path: Path) -> None:
    """Another store with the same headers, say a backup put in place by hand, is not ours to
    mend."""
    new_blocks = moment.torn(PAGES)
    path = moment.put(tmp_path, store=new_blocks)
    store = Store(path)
    assert path.read_bytes() == new_blocks
    store.close()


# The copy


def test_the_copy_is_always_of_the_header_that_counts(tmp_path: Path) -> None:
    path = tmp_path / STORE
    copy = path.with_name(STORE + ".meta")

    def is_current() -> bool:
        return path.read_bytes()[:HEADER_BYTES] in copy.read_bytes()

    desk = Desk(path)
    assert is_current()
    for number in range(3):
        desk.run(f"email\np{number}@example.com\n")
        assert is_current()
    desk.cursor.execute("update store.contacts set firstname = 'Ada'")
    desk.cursor.execute("checkpoint store")
    assert not is_current()
    desk.store.cursor().close()
    assert is_current()
    desk.cursor.execute("update store.contacts set firstname = 'Grace'")
    desk.cursor.execute("checkpoint store")
    with desk.store.transaction(desk.cursor):
        desk.cursor.execute("update store.contacts set firstname = 'Cy'")
    assert is_current()
    desk.close()
    assert is_current() and not path.with_name(STORE + ".wal").exists()


def test_a_disk_without_room_for_the_copy_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / STORE
    path.with_name(STORE + ".meta.new").mkdir()
    desk = Desk(path)
    assert desk.run("email\nada@example.com\n").actions == ["created"]
    desk.close()
    assert not path.with_name(STORE + ".meta").exists()
    assert len(content_of(path)["contacts"]) == 1


def test_the_store_stays_locked_while_it_is_open(tmp_path: Path) -> None:
    """Reading beside DuckDB must not end its lock, which closing a file does."""
    desk = Desk(tmp_path / STORE)
    desk.run("email\nada@example.com\n")
    program = f"import duckdb; duckdb.connect({str(tmp_path / STORE)!r})"
    tried = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert "lock" in tried.stderr
    desk.close()
    subprocess.run([sys.executable, "-c", program], timeout=60, check=True)


# The log


def with_unfinished_log(folder: Path) -> Path:
    """A store whose log has one transaction, of two tables and more rows than a row group has."""
    path = folder / STORE
    path.write_bytes(empty_store())
    program = f"""
import os
from pathlib import Path
from core.store import Store

store = Store(Path({str(path)!r}))
cursor = store.cursor()
cursor.execute("set checkpoint_threshold = '1TB'")
cursor.execute("begin transaction")
cursor.execute("update store.counters set value = value + 7 where name = 'version'")
cursor.execute("insert into store.list_members select 1, i from range(130000) as r(i)")
cursor.execute("insert into store.lists values (1, 'All', 'contacts', now()::timestamp, null)")
cursor.execute("commit")
os._exit(9)
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 9
    return path


def counts(path: Path) -> tuple[int, int, int]:
    """The store's version, members of lists, lists."""
    desk = Desk(path)
    row = desk.cursor.execute(
        "select (select value from store.counters where name = 'version'), "
        "(select count(*) from store.list_members), (select count(*) from store.lists)"
    ).fetchone()
    desk.close()
    assert row is not None
    return row


def test_a_transaction_is_replayed_whole_or_not_at_all(tmp_path: Path) -> None:
    path = with_unfinished_log(tmp_path)
    log = path.with_name(STORE + ".wal")
    store, whole = path.read_bytes(), log.read_bytes()
    assert finished_length(log) == len(whole)
    version, _, _ = counts(path)
    assert counts(path) == (version, 130_000, 1)
    for cut in (1, 5, 21, 30, 200, len(whole) // 2, len(whole) - 8, len(whole) - 4):
        path.write_bytes(store)
        log.write_bytes(whole[:-cut])
        path.with_name(STORE + ".meta").unlink()
        assert counts(path) == (version - 7, 0, 0), cut
        assert not path.with_name(STORE + ".wal.tail").exists()


def test_a_log_of_another_kind_is_left_to_duckdb(tmp_path: Path) -> None:
    for content in (b"", b"\x64\x00", b"\x64\x00\x62\x65\x00\x03\xff\xff" + b"rest" * 9):
        log = tmp_path / "log"
        log.write_bytes(content)
        assert finished_length(log) == len(content)


def test_files_of_a_store_in_use_are_not_touched(moment: Checkpoint, tmp_path: Path) -> None:
    path = moment.put(tmp_path, store=moment.torn(1))
    program = (
        "import fcntl, os, sys\n"
        f"fcntl.lockf(os.open({str(path)!r}, os.O_RDWR), fcntl.LOCK_EX)\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == "locked\n"
        assert refused(path).title == "The store is in use"
        holder.stdin.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_torn_store_that_may_not_be_written_is_refused(
    moment: Checkpoint, tmp_path: Path
) -> None:
    path = moment.put(tmp_path, store=moment.torn(1))
    path.chmod(0o444)
    assert "rowcall.duckdb" in refused(path).message


def test_a_file_of_duckdb_that_is_no_store_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / STORE
    with duckdb.connect(str(path)) as other:
        other.execute("create table t as select 1 as a")
        other.execute("checkpoint")
    assert refused(path).title == "Not a Rowcall store"
