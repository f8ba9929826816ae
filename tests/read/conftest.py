"""Reads a file the way the app does, inspect then stage, and hands back what a test looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from core.read import Layout, ReadOptions, StagedFile, inspect_file, stage_file


@dataclass(frozen=True)
class ReadBack:
    layout: Layout
    staged: StagedFile
    numbers: list[int]
    rows: list[list[str | None]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.staged.layout.columns]

    @property
    def told(self) -> str:
        return " ".join(self.staged.warnings)


def read_back(path: Path, folder: Path, **options) -> ReadBack:
    layout = inspect_file(path, ReadOptions(**options))
    with duckdb.connect() as cursor:
        cursor.execute("attach ':memory:' as work")
        staged = stage_file(cursor, "work", path, layout, folder)
        found = cursor.execute("from work.source order by row_number").fetchall()
    assert staged.row_count == len(found)
    shown = [[cell or None for cell in row] for row in layout.sample[:20]]
    width = len(layout.columns)
    if not layout.options.skip_last:
        assert [list(row[1 : width + 1]) for row in found[: len(shown)]] == shown
    return ReadBack(layout, staged, [row[0] for row in found], [list(row[1:]) for row in found])


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReadBack]:
    """``read(content, name="file.csv", **options)``."""

    def write_and_read(content: bytes | str, name: str = "file.csv", **options) -> ReadBack:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_back(path, tmp_path / "work", **options)

    return write_and_read
