"""``python -m core compare``: two imports side by side, and one with the store as it is now."""

import pytest

from core.store import Store
from tests.cli.conftest import Shell

CONTACTS = ("--object", "contacts")
LATER = "Email,First name\nada@example.com,Augusta\nnew@example.com,New\nno email,Bob\n"


@pytest.fixture
def twice(run: Shell) -> Shell:
    run("import", run.people, *CONTACTS)
    run("import", run.write("later.csv", LATER), *CONTACTS)
    return run


def test_two_imports(twice: Shell) -> None:
    told = twice("compare", 1, 2, "--json")
    assert (told.code, told.messages) == (0, "")
    line = told.line
    assert (line["first"]["import_id"], line["second"]["files"]) == (1, ["later.csv"])
    contacts = line["objects"]["contacts"]
    assert [contacts["counters"][side]["created"] for side in ("first", "second")] == [2, 1]
    assert contacts["records"] == {"both": 1, "first": 1, "second": 1, "changed_again": 0}
    assert {"code": "INVALID_EMAIL", "property": "email", "first": 1, "second": 1} in (
        contacts["issues"]
    )
    [name] = [each for each in line["decisions"] if each["path"] == "name"]
    assert name["first"] != name["second"]
    assert "records_both" not in contacts


def test_records_are_listed_on_demand(twice: Shell) -> None:
    listed = {
        which: twice("compare", 1, 2, "--records", which).line["objects"]["contacts"]
        for which in ("both", "first", "second")
    }
    [both] = listed["both"]["records_both"]
    assert both["record"] == "Augusta"
    assert both["first"] == {"row": 2, "action": "created"}
    assert both["second"] == {"row": 2, "action": "updated"}
    [first] = listed["first"]["records_first"]
    assert (first["record"], first["second"]) == ("Cy", None)
    [second] = listed["second"]["records_second"]
    assert (second["record"], second["first"]) == ("New", None)


def test_an_import_with_the_store(twice: Shell) -> None:
    told = twice("compare", 1, "--with-store")
    assert told.code == 1, "a row fails, as in the dry run of an import"
    assert "0 created, 1 updated, 1 unchanged. Nothing was written." in told.messages
    line = told.line
    assert (line["state"], line["import"]["import_id"]) == ("DRY_RUN", 1)
    contacts = line["objects"]["contacts"]
    assert (contacts["counters"]["then"]["created"], contacts["counters"]["now"]["created"]) == (
        2,
        0,
    )
    assert contacts["properties"] == [{"property": "firstname", "cells": 1, "filled": 0}]
    [change] = contacts["changes"]
    assert (change["old_value"], change["new_value"]) == ("Augusta", "Ada")
    assert {"code": "INVALID_EMAIL", "count": 1} in line["issues"]


def test_it_leaves_the_store_as_it_was(twice: Shell) -> None:
    before = twice("history").line
    assert twice("compare", 2, "--with-store").code == 1
    assert twice("compare", 1, 2).code == 0
    assert twice("history").line == before
    store = Store(twice.store)
    try:
        assert not list(store.files.glob("*/work*"))
    finally:
        store.close()


def test_it_ends_with_0_where_no_row_fails(run: Shell) -> None:
    run("import", run.write("good.csv", "Email\nada@example.com\n"), *CONTACTS)
    assert run("compare", 1, "--with-store").code == 0


REFUSED = (
    ((1,), "Name two imports, or one and --with-store"),
    ((1, 2, 3), "3 imports are named"),
    ((1, 2, "--with-store"), "2 imports are named"),
    ((1, "--with-store", "--records", "both"), "--records lists those of two imports"),
    ((1, 1), "the same import twice"),
    ((1, 9), "There is no import 9"),
    ((9, "--with-store"), "There is no import 9"),
    ((1, 3), "no object in common"),
)


def test_refused(twice: Shell) -> None:
    twice("import", twice.write("firms.csv", "Domain\nacme.com\n"), "--object", "companies")
    for arguments, said in REFUSED:
        told = twice("compare", *arguments)
        assert (told.code, told.lines) == (2, []), arguments
        assert said in told.messages and told.messages.count("\n") == 1, arguments


def test_without_its_file_an_import_cannot_run_again(twice: Shell) -> None:
    for path in twice.folder.glob("store.files/1/original*"):
        path.unlink()
    told = twice("compare", 1, "--with-store")
    assert (told.code, told.lines) == (2, [])
    assert len(twice("history").line["imports"]) == 2


def test_a_store_that_is_not_there_is_not_made(run: Shell) -> None:
    nowhere = run.folder / "nowhere.duckdb"
    assert run("compare", 1, 2, "--store", nowhere).code == 2
    assert not nowhere.exists()
