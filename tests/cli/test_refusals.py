"""What cannot be run ends with 2 and one clear line, never with a traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from core.store import Store
from tests.cli.conftest import Shell

ROOT = Path(__file__).parents[2]
CONTACTS = ("--object", "contacts")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def mapping(*columns: tuple[str, str]) -> str:
    """A recipe that maps columns, as (header, property)."""
    made = [
        {"column": place, "header": header, "property_name": name}
        for place, (header, name) in enumerate(columns, start=1)
    ]
    return json.dumps({"object_type": "contacts", "columns": made})


def refused(run: Shell, *arguments: object) -> str:
    """The one line of a command that could not run."""
    told = run(*arguments)
    assert told.code == 2
    assert told.messages.count("\n") == 1 and "Traceback" not in told.messages
    return told.messages


@pytest.mark.parametrize("command", ["mapping", "import"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "none.csv"),
        ("", None, "folder|directory"),
        ("empty.csv", b"", "empty"),
        ("picture.png", PICTURE, "picture"),
        ("picture.csv", PICTURE, "picture"),
    ],
    ids=["missing", "a folder", "empty", "a picture", "a picture named csv"],
)
def test_a_file_that_is_no_table(run: Shell, command, name, content, said) -> None:
    if content is not None:
        run.write(name, content)
    line = refused(run, command, run.folder / name, *CONTACTS)
    assert any(word in line.lower() for word in said.lower().split("|"))
    assert run("history").line["imports"] == []


@pytest.mark.parametrize("command", ["mapping", "import"])
def test_an_object_that_is_none(run: Shell, command) -> None:
    line = refused(run, command, run.people, "--object", "people")
    assert "'people'" in line and "contacts, companies" in line


def test_an_object_that_is_not_said(run: Shell) -> None:
    assert "--object" in refused(run, "import", run.people)


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("{", "recipe cannot be read"),
        ("[]", "no JSON object"),
        (b"\xff\xfe\x00", "recipe cannot be read"),
        ('{"object_type": "contacts", "mode": "DELETE"}', "DELETE"),
        ('{"object_type": "contacts", "colums": []}', "colums"),
        ('{"object_type": "contacts", "formats": {"time_zone": "Mars"}}', "Mars"),
        (
            mapping(("Email", "shoe")),
            "'Email' is mapped to 'shoe'",
        ),
        (
            mapping(("Email", "email"), ("Phone", "email")),
            "Two columns are mapped to 'email'",
        ),
        (
            mapping(("E-mail", "email")),
            "no column 'E-mail'",
        ),
        ('{"object_type": "contacts", "key": "phone"}', "'phone' cannot find records"),
        ('{"object_type": "contacts", "key": "hs_object_id"}', "Mapped identifiers: email"),
    ],
)
def test_a_recipe_that_cannot_be(run: Shell, recipe, said) -> None:
    path = run.write("recipe.json", recipe)
    assert said in refused(run, "import", run.people, "--recipe", path)
    assert run("history").line["imports"] == []


def test_a_recipe_that_is_missing(run: Shell) -> None:
    line = refused(run, "import", run.people, "--recipe", run.folder / "none.json")
    assert "none.json" in line


def test_a_key_that_is_not_mapped(run: Shell) -> None:
    assert "'badge'" in refused(run, "import", run.people, *CONTACTS, "--key", "badge")


@pytest.mark.parametrize("name", ["text", "csv", "duckdb", "sqlite", "folder", "below a file"])
@pytest.mark.parametrize("command", ["import", "history"])
def test_a_store_that_is_none(run: Shell, command, name) -> None:
    path = run.folder / "other.duckdb"
    if name == "text":
        path.write_text("hello " * 100)
    elif name == "csv":
        path = run.write("other.csv", "a,b\n1,2\n")
    elif name == "duckdb":
        with duckdb.connect(str(path)) as other:
            other.execute("create table t as select 1 as a")
    elif name == "sqlite":
        sqlite3.connect(path).execute("create table t (a)").connection.close()
    elif name == "folder":
        path.mkdir()
    else:
        path = run.people / "below" / "store.duckdb"
    before = path.read_bytes() if path.is_file() else None
    arguments = (run.people, *CONTACTS) if command == "import" else ()
    line = refused(run, command, *arguments, "--store", path)
    assert path.name in line or "below" in line
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("command", ["export", "history"])
def test_a_store_that_is_not_there_is_not_made(run: Shell, command) -> None:
    path = run.folder / "none.duckdb"
    arguments = (*CONTACTS, run.folder / "out.csv") if command == "export" else ()
    assert "none.duckdb" in refused(run, command, *arguments, "--store", path)
    assert not path.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("place", ["missing/out", "."])
def test_an_export_that_cannot_be_written(run: Shell, form, place) -> None:
    line = refused(run, "export", *CONTACTS, "--format", form, run.folder / place)
    assert "cannot be written" in line


def test_a_missing_argument_is_said(run: Shell) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("import")
    assert stopped.value.code == 2


def command_line(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core", *(str(argument) for argument in arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )


def test_a_store_that_another_process_holds(run: Shell) -> None:
    holder = Store(run.store)
    try:
        told = command_line("import", run.people, *CONTACTS, "--store", run.store)
    finally:
        holder.close()
    assert told.returncode == 2
    assert "in use" in told.stderr and told.stderr.count("\n") == 1
    assert told.stdout == ""


def test_the_command_line_as_a_program(run: Shell) -> None:
    people = run.write("à la carte.csv", "Email,First name\nada@example.com,Zoë\n")
    told = command_line("import", people, *CONTACTS, "--store", run.store, "--issues")
    assert told.returncode == 0
    assert '"created": 1' in told.stdout
    read = command_line("read", "--rows", people)
    assert read.returncode == 0 and "Zoë" in read.stdout
    none = command_line("read", run.folder / "none.csv")
    assert none.returncode == 2 and "Traceback" not in none.stderr


def test_no_memory(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ",".join(f"Column {place}" for place in range(400))
    rows = "\n".join(",".join(f"{row}.{place}" for place in range(400)) for row in range(3_000))
    run.write("wide.csv", f"Email,{wide}\n{rows}\n")
    monkeypatch.setenv("ROWCALL_MEMORY", "30MB")
    line = refused(run, "import", run.folder / "wide.csv", *CONTACTS)
    assert line.startswith("Not enough memory: ") and "ROWCALL_MEMORY" in line
