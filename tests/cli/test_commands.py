"""The commands: the JSON they print, and their exit codes."""

import csv
import json

import duckdb

from core.store.person import person
from tests.cli.conftest import Shell

CONTACTS = ("--object", "contacts")


def test_read_says_how_a_file_is_read(run: Shell) -> None:
    told = run("read", run.write("a.csv", "Titel\n\nNaam;Stad\nÀda;Genève\n".encode("cp1252")))
    assert told.code == 0
    assert set(told.line) == {
        "file",
        "kind",
        "encoding",
        "delimiter",
        "quote",
        "sheet",
        "header_row",
        "skipped_rows",
        "columns",
        "row_count",
        "repaired",
        "warnings",
    }
    wanted = {"delimiter": ";", "header_row": 3, "columns": ["Naam", "Stad"], "row_count": 1}
    assert wanted.items() <= told.line.items()
    assert told.line["file"].endswith("a.csv") and told.line["sheet"] is None


def test_read_prints_a_line_a_file_and_the_rows_where_asked(run: Shell) -> None:
    second = run.write("b.csv", "a,b\n1,\n")
    told = run("read", "--rows", run.people, second)
    assert told.code == 0
    assert [line["row_count"] for line in told.lines] == [3, 1]
    assert told.lines[0]["rows"][0] == ["ada@example.com", "Ada", "112"]
    assert told.lines[1]["rows"] == [["1", ""]]


def test_read_obeys_the_options_of_the_command_line(run: Shell) -> None:
    path = run.write("a.csv", "x\ty;z\n1\t2;3\n")
    tabs = run("read", path, "--delimiter", "\\t", "--header-row", "0", "--encoding", "cp1252")
    assert (tabs.line["delimiter"], tabs.line["header_row"]) == ("\t", 0)
    assert (tabs.line["encoding"], tabs.line["row_count"]) == ("cp1252", 2)


def test_read_tells_of_bad_files_and_reads_the_others(run: Shell) -> None:
    told = run("read", run.folder / "none.csv", run.people)
    assert told.code == 2
    assert "no file" in told.lines[0]["error"]
    assert told.lines[1]["row_count"] == 3


def test_mapping_proposes_a_property_for_each_column(run: Shell) -> None:
    told = run("mapping", run.people, *CONTACTS)
    assert told.code == 0
    columns = told.line["columns"]
    assert [set(column) for column in columns] == [
        {"header", "object", "property", "confidence", "reason"}
    ] * 3
    assert [column["property"] for column in columns] == ["email", "firstname", "phone"]
    assert all(column["object"] == "contacts" and column["reason"] for column in columns)
    assert all(0 < column["confidence"] <= 1 for column in columns)


def test_mapping_needs_no_store(run: Shell) -> None:
    nowhere = run.folder / "nowhere" / "store.duckdb"
    told = run("mapping", run.people, *CONTACTS, "--store", nowhere)
    assert told.line["columns"][0]["property"] == "email"
    assert not nowhere.parent.exists()


def test_import_tells_what_it_did(run: Shell) -> None:
    told = run("import", run.people, *CONTACTS)
    assert told.code == 1
    assert set(told.line) >= {"import_id", "state", "counters", "issues", "seconds"}
    assert (told.line["import_id"], told.line["state"]) == (1, "DONE")
    assert told.line["counters"] == {
        "rows": 3,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 1,
        "changed_cells": 0,
    }
    assert told.line["issues"] == [
        {"code": "FAILED_VALIDATION", "count": 1},
        {"code": "INVALID_EMAIL", "count": 1},
    ]
    assert {"Reading the file", "Reading values", "Creating records"} <= set(told.line["seconds"])
    again = run("import", run.people, *CONTACTS)
    assert (again.code, again.line["counters"]["unchanged"]) == (1, 2)


def test_import_without_failed_rows_ends_with_0(run: Shell) -> None:
    path = run.write("good.csv", "Email,First name\nada@example.com,Ada\n")
    assert run("import", path, *CONTACTS).code == 0
    assert run("import", path, *CONTACTS, "--mode", "create").code == 0


def test_import_lists_each_issue_where_asked(run: Shell) -> None:
    told = run("import", run.people, *CONTACTS, "--issues")
    assert told.line["issues"] == [
        {
            "code": "INVALID_EMAIL",
            "row": 3,
            "column": "Email",
            "value": "no email",
            "message": 'Invalid email in Email: "no email"',
        },
        {
            "code": "FAILED_VALIDATION",
            "row": 4,
            "column": "Phone",
            "value": "none",
            "message": 'Failed validation in Phone: "none"',
        },
    ]


def test_a_dry_run_leaves_the_store_as_it_was(run: Shell) -> None:
    told = run("import", run.people, *CONTACTS, "--dry-run")
    assert (told.code, told.line["state"], told.line["import_id"]) == (1, "DRY_RUN", None)
    done = run("import", run.people, *CONTACTS)
    assert told.line["counters"] == done.line["counters"]
    assert told.line["issues"] == done.line["issues"]
    (only,) = run("history").line["imports"]
    assert only["imported_by"] == person()
    assert {path.name for path in run.store.with_suffix(".files").iterdir()} <= {"2", "spill"}


def test_a_dry_run_makes_no_store(run: Shell) -> None:
    nowhere = run.folder / "nowhere" / "store.duckdb"
    told = run("import", run.people, *CONTACTS, "--dry-run", "--store", nowhere)
    assert (told.code, told.line["state"]) == (1, "DRY_RUN")
    assert not nowhere.parent.exists()
    done = run("import", run.people, *CONTACTS, "--store", nowhere)
    assert nowhere.exists() and done.line["counters"] == told.line["counters"]


def test_import_obeys_mode_key_and_language(run: Shell) -> None:
    path = run.write("de.csv", "E-Mail;Vorname\nada@example.com;Ada\n")
    arguments = ("import", path, *CONTACTS, "--language", "de", "--key", "email")
    assert run(*arguments, "--mode", "update").line["counters"]["skipped"] == 1
    assert run(*arguments).line["counters"]["created"] == 1


def test_history_lists_imports_the_newest_first(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    run(
        "import",
        run.write("acme.csv", "Company name,Domain\nAcme,acme.com\n"),
        "--object",
        "companies",
    )
    told = run("history")
    assert told.code == 0
    assert [(i["import_id"], i["name"], i["objects"]) for i in told.line["imports"]] == [
        (2, "acme", ["companies"]),
        (1, "people", ["contacts"]),
    ]
    first = told.line["imports"][1]
    assert (first["state"], first["files"], first["counters"]["created"]) == (
        "DONE",
        ["people.csv"],
        2,
    )
    assert first["created_at"] <= first["finished_at"]


def test_export_writes_all_records(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    out = run.folder / "out.csv"
    told = run("export", *CONTACTS, out)
    assert (told.code, told.line["records"], told.line["object"]) == (0, 2, "contacts")
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["Email"] for row in rows] == ["ada@example.com", "c@x.com"]
    book = run.folder / "out.xlsx"
    assert run("export", *CONTACTS, "--format", "xlsx", book).line["records"] == 2
    assert run("import", book, *CONTACTS).line["counters"]["unchanged"] == 2


def test_the_recipe_of_a_finished_import_runs_again_also_on_moved_columns(run: Shell) -> None:
    import duckdb

    run("import", run.people, *CONTACTS, "--mode", "create")
    with duckdb.connect(str(run.store)) as store:
        row = store.execute("select recipe from imports").fetchone()
    recipe = run.write("recipe.json", row[0])
    again = run("import", run.people, "--recipe", recipe)
    assert (again.line["counters"]["skipped"], again.line["counters"]["failed"]) == (2, 1)
    moved = run.write("moved.csv", "New,Phone,Email,First name\nx,113,ada@example.com,Ada\n")
    told = run("import", moved, "--recipe", recipe, "--mode", "upsert")
    assert told.line["counters"]["changed_cells"] == 1


def test_an_exported_template_runs_as_a_recipe(run: Shell) -> None:
    run("import", run.people, *CONTACTS)
    with duckdb.connect(str(run.store), read_only=True) as store:
        row = store.execute("select recipe from imports").fetchone()
        assert row
    template = {"rowcall_template": 1, "name": "Fair", "recipe": json.loads(row[0])}
    told = run("import", run.people, "--recipe", run.write("fair.json", json.dumps(template)))
    assert told.line["counters"]["unchanged"] == 2
    newer = run.write("newer.json", json.dumps(template | {"rowcall_template": 2}))
    told = run("import", run.people, "--recipe", newer)
    assert told.code == 2
    assert "another version" in told.messages
    empty = run.write("empty.json", '{"rowcall_template": 1, "name": "Fair"}')
    assert "has no recipe" in run("import", run.people, "--recipe", empty).messages


def test_a_recipe_without_columns_maps_automatically(run: Shell) -> None:
    recipe = {
        "object_type": "contacts",
        "mode": "UPDATE",
        "formats": {"date_order": "MONTH_DAY_YEAR", "number_format": "1.234,56"},
    }
    path = run.write("recipe.json", json.dumps(recipe))
    told = run("import", run.people, "--recipe", path)
    assert told.line["counters"]["skipped"] == 2
    dates = run.write("d.csv", "Email,Close date\nada@example.com,04/03/2024 10:30\n")
    assert run("import", dates, "--recipe", path, "--mode", "upsert").line["issues"] == []
    out = run.folder / "out.csv"
    run("export", *CONTACTS, out)
    assert "2024-04-03T10:30:00.000Z" in out.read_text("utf-8-sig")


def test_the_command_line_goes_before_the_recipe(run: Shell) -> None:
    path = run.write("recipe.json", '{"object_type": "deals", "mode": "UPDATE"}')
    told = run("import", run.people, "--recipe", path, *CONTACTS, "--mode", "upsert")
    assert told.line["counters"]["created"] == 2
