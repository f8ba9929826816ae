"""``run``: one command in this process, in a folder of its own."""

import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from tests.engine.importing import empty_store

PEOPLE = "Email,First name,Phone\nada@example.com,Ada,112\nno email,Bob,112\nc@x.com,Cy,none\n"


@dataclass(frozen=True)
class Told:
    """What a command left: the exit code, the JSON lines, the messages."""

    code: int
    lines: list[dict[str, Any]]
    messages: str

    @property
    def line(self) -> dict[str, Any]:
        """The only line."""
        assert len(self.lines) == 1
        return self.lines[0]


class Shell:
    """Runs commands in a folder with a file of people and, where asked for, the store."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder, self.capture = folder, capture
        self.store = folder / "store.duckdb"
        self.people = self.write("people.csv", PEOPLE)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def __call__(self, *arguments: object) -> Told:
        """``run("import", path, "--object", "contacts")``; a command with a store gets ours."""
        given = [str(argument) for argument in arguments]
        keeps = given[0] not in ("read", "capture") or "--save" in given
        if keeps and "--store" not in given:
            given += ["--store", str(self.store)]
            if not self.store.exists():
                self.store.write_bytes(empty_store())
        self.capture.readouterr()
        code = main(given)
        told = self.capture.readouterr()
        lines = [json.loads(line) for line in io.BytesIO(told.out).read().splitlines()]
        return Told(code, lines, told.err.decode())


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Shell]:
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Shell(Path(folder), capfdbinary)
