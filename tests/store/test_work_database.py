"""A work database that a killed process left damaged stops nothing: its file is read again."""

from pathlib import Path

import pytest

from core.engine.draft import stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import, recover, run_import
from core.errors import StoreError
from core.store.imports import read_import
from core.store.work_database import is_sound
from tests.engine.importing import Desk

TABLE = "email,firstname\nada@example.com,Ada\n"


def damaged(path: Path, place: int) -> None:
    """Overwrites some bytes of every block."""
    content = bytearray(path.read_bytes())
    for block in range(12_288, len(content), 262_144):
        content[block + place : block + place + 64] = bytes(range(64))
    path.write_bytes(content)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The work database of import 1, a draft, of which a plan is kept."""
    desk = Desk(tmp_path / "rowcall.duckdb")
    import_id = desk.plan(TABLE).import_id
    assert import_id == 1
    desk.close()
    return tmp_path / "rowcall.files" / "1" / "work.duckdb"


def desk_of(path: Path) -> Desk:
    desk = Desk(path.parents[2] / "rowcall.duckdb")
    recover(desk.store)
    return desk


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: damaged(path, 5000),
        lambda path: damaged(path, 200_000),
        lambda path: path.write_bytes(path.read_bytes()[:20_000]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database at all" * 9999),
    ],
    ids=["torn early", "torn late", "cut short", "empty", "another file"],
)
def test_the_file_is_read_again(path: Path, damage) -> None:
    assert is_sound(path)
    damage(path)
    assert not is_sound(path)
    desk = desk_of(path)
    with pytest.raises(StoreError) as raised:
        plan_import(desk.store, desk.cursor, 1, Progress())
    assert raised.value.title == "The file must be read again"
    assert not path.exists() and not read_import(desk.cursor, 1).staged
    assert stage_draft(desk.store, desk.cursor, 1, Progress()).staged
    assert run_import(desk.store, desk.cursor, 1, Progress()).counters.created == 1
    desk.close()


def test_staging_begins_anew_over_a_damaged_one(path: Path) -> None:
    damaged(path, 5000)
    desk = desk_of(path)
    assert stage_draft(desk.store, desk.cursor, 1, Progress()).staged
    assert plan_import(desk.store, desk.cursor, 1, Progress()).counters.created == 1
    desk.close()


def test_a_run_over_a_damaged_one_fails_and_can_be_repeated(path: Path) -> None:
    damaged(path, 5000)
    desk = desk_of(path)
    with pytest.raises(StoreError, match="must be read again"):
        run_import(desk.store, desk.cursor, 1, Progress())
    assert desk.state(1) == "FAILED" and desk.by_id("contacts") == {}
    stage_draft(desk.store, desk.cursor, 1, Progress())
    assert run_import(desk.store, desk.cursor, 1, Progress()).counters.created == 1
    desk.close()


def test_a_sound_one_is_used_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    assert is_sound(path) and is_sound(path.with_name("work-2.duckdb"))
    assert path.read_bytes() == before
    desk = desk_of(path)
    assert run_import(desk.store, desk.cursor, 1, Progress()).counters.created == 1
    desk.close()
