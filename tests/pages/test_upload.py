"""Upload: the object, mode and language, the file or its path, and what cannot be read."""

import csv
import io
import re
import threading
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.engine.draft import stage_draft
from core.engine.jobs import Jobs
from core.samples import SAMPLE_FILES
from core.store.imports import list_imports
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import DETAILS, HOME, MAP, UPLOAD, Visitor, comma, rows_in_store, staged

PEOPLE = comma("First Name,Email", "Ada,ada@example.com", "Bob,bob@example.com")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def broken_workbook() -> bytes:
    """A zip that says it is a workbook but lost the sheets."""
    whole = zipfile.ZipFile(io.BytesIO(workbook(People=[["Email"], ["ada@example.com"]])))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as kept:
        for name in whole.namelist():
            if "worksheets" not in name:
                kept.writestr(name, whole.read(name))
    return target.getvalue()


def preview(visitor: Visitor) -> list[list[str]]:
    """The header and the rows of the preview."""
    [table] = visitor.app.dataframe
    return [list(table.value.columns), *table.value.values.tolist()]


def test_an_uploaded_csv_is_shown_as_it_will_be_read(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", PEOPLE)
    assert visitor.title == "Upload: people"
    assert preview(visitor) == [
        ["First Name", "Email"],
        ["Ada", "ada@example.com"],
        ["Bob", "bob@example.com"],
    ]
    assert visitor.field("selectbox", "Encoding").value == "utf-8"
    assert visitor.field("selectbox", "Delimiter").value == ","
    assert "Sheet" not in visitor.fields("selectbox")
    assert f"**people.csv** · {len(PEOPLE)} B" in visitor.text
    visitor.press("Next: Map")
    assert visitor.title == "Map: people"
    assert rows_in_store() == 0


def test_an_uploaded_workbook_of_one_sheet_has_no_sheet_switch(visitor: Visitor):
    rows: list[list[object]] = [["First Name", "Postal Code"], ["Ada", "0123"]]
    visitor.open(UPLOAD).upload("people.xlsx", workbook(People=rows), SHEET)
    assert preview(visitor) == [["First Name", "Postal Code"], ["Ada", "0123"]]
    assert visitor.fields("selectbox") == ["Language of the column headers"]
    assert visitor.press("Next: Map").title == "Map: people"


def test_another_sheet_gives_another_preview_and_another_mapping(visitor: Visitor):
    people: list[list[object]] = [["First Name"], ["Ada"]]
    firms: list[list[object]] = [["List of firms"], [], ["Company", "City"], ["Acme", "Utrecht"]]
    content = workbook(People=people, Firms=firms)
    visitor.open(UPLOAD).upload("book.xlsx", content, SHEET)
    assert visitor.field("selectbox", "Sheet").options == ["People", "Firms"]
    assert preview(visitor)[0] == ["First Name"]
    visitor.set("selectbox", "Sheet", "Firms")
    assert preview(visitor) == [["Company", "City"], ["Acme", "Utrecht"]]
    assert visitor.field("number_input", "Header row").value == 3
    assert list(visitor.press("Next: Map").mapped()) == ["Company", "City"]


def test_another_delimiter_gives_another_preview(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", comma("Name;a,b;c", "Ada;1,2;3", "Bob;4,5;6"))
    assert preview(visitor)[0] == ["Name", "a,b", "c"]
    visitor.set("selectbox", "Delimiter", ",")
    assert preview(visitor) == [["Name;a", "b;c"], ["Ada;1", "2;3"], ["Bob;4", "5;6"]]
    visitor.press("Detect again")
    assert preview(visitor)[1] == ["Ada", "1,2", "3"]


def test_a_file_without_header_gets_numbered_columns(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", PEOPLE)
    visitor.set("number_input", "Header row", 0)
    names, *rows = preview(visitor)
    assert len(set(names)) == 2
    assert "First Name" not in names
    assert rows[0] == ["First Name", "Email"]
    assert len(rows) == 3


def test_a_later_header_row_and_fewer_last_rows_are_followed(visitor: Visitor):
    lines = ["Name,City", "Voornaam,Plaats", "Ada,Utrecht", "Bob,Delft", "Sum,2"]
    visitor.open(UPLOAD).upload("people.csv", comma(*lines))
    visitor.set("number_input", "Header row", 2).set("number_input", "Leave out last", 1)
    visitor.press("Next: Map")
    assert list(visitor.mapped()) == ["Voornaam", "Plaats"]
    assert "2 rows in 2 columns" in visitor.text


def test_another_encoding_reads_the_umlauts(visitor: Visitor):
    lines = "Name,Ort\r\nMüller,Köln\r\nSchröder,Düsseldorf\r\n"
    visitor.open(UPLOAD).upload("leute.csv", lines.encode("cp1252"))
    visitor.set("selectbox", "Encoding", "mac_roman")
    assert "Köln" not in preview(visitor)[1]
    visitor.set("selectbox", "Encoding", "cp1252")
    assert preview(visitor)[1] == ["Müller", "Köln"]


@pytest.mark.parametrize(
    ("name", "content", "what", "remedy"),
    [
        ("empty.csv", b"", "is empty", "Export the data again"),
        ("photo.csv", PNG, "PNG picture", "Save the data as CSV"),
        ("broken.xlsx", broken_workbook(), "damaged", "Download or export it again"),
        ("cut.xlsx", workbook(A=[["Email"]])[:700], "damaged", "Download or export it again"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_remedy(
    visitor: Visitor, name: str, content: bytes, what: str, remedy: str
):
    visitor.open(UPLOAD).upload(name, content)
    assert what in visitor.errors
    assert remedy in visitor.text
    assert visitor.fields("button") == ["Choose another file"]
    visitor.press("Choose another file").upload("people.csv", PEOPLE)
    assert visitor.title == "Upload: people"
    assert not visitor.errors
    assert [known.name for known in list_imports(new_cursor())] == ["people"]


def test_a_choice_that_cannot_be_read_can_be_taken_back(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", PEOPLE)
    visitor.set("number_input", "Header row", 900)
    assert visitor.errors
    visitor.press("Detect again")
    assert not visitor.errors
    assert preview(visitor)[0] == ["First Name", "Email"]


def test_a_path_of_this_machine_is_copied(visitor: Visitor, tmp_path: Path):
    file = tmp_path / "people of 2026.csv"
    file.write_bytes(PEOPLE)
    visitor.open(UPLOAD).set("text_input", "Path", f'  "{file}" ').press("Use this file")
    assert visitor.title == "Upload: people of 2026"
    file.unlink()
    assert visitor.press("Next: Map").title == "Map: people of 2026"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("{folder}/missing.csv", "No such file"),
        ("{folder}", "is a folder"),
        ("~nobody-of-this-name/people.csv", "nobody-of-this-name"),
        ("/dev/null", "/dev/null"),
        ("", "Nothing"),
    ],
)
def test_a_path_that_cannot_be_opened_is_refused(
    visitor: Visitor, tmp_path: Path, path: str, what: str
):
    visitor.open(UPLOAD).set("text_input", "Path", path.format(folder=tmp_path))
    visitor.press("Use this file")
    assert visitor.title == "Upload"
    assert what in visitor.errors + visitor.text
    assert not list_imports(new_cursor())


def test_object_mode_and_language_are_kept_in_the_import(visitor: Visitor):
    visitor.open(UPLOAD).set("button_group", "What are the rows?", "deals")
    visitor.set("button_group", "How to import", "CREATE")
    visitor.set("selectbox", "Language", "nl").upload("deals.csv", comma("Dealnaam", "Molen"))
    recipe = visitor.recipe
    assert (recipe.object_types, recipe.objects[0].mode, recipe.language) == (
        ("deals",),
        "CREATE",
        "nl",
    )


def test_changing_the_object_later_maps_anew(visitor: Visitor):
    visitor.open(UPLOAD).upload("firms.csv", comma("Name,City", "Acme,Utrecht"))
    visitor.press("Next: Map").press("Back")
    visitor.set("button_group", "What are the rows?", "companies")
    assert visitor.recipe.files[0].columns == ()
    visitor.press("Next: Map")
    assert visitor.mapped() == {"Name": "name", "City": "city"}


def test_changing_only_the_mode_keeps_the_mapping(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", PEOPLE)
    visitor.press("Next: Map").map("First Name", "lastname").press("Back")
    visitor.set("button_group", "How to import", "UPDATE").press("Next: Map")
    assert visitor.recipe.objects[0].mode == "UPDATE"
    assert visitor.mapped() == {"First Name": "lastname", "Email": "email"}


def test_objects_that_cannot_be_updated_are_only_created(visitor: Visitor):
    visitor.open(UPLOAD).set("button_group", "What are the rows?", "tasks")
    assert visitor.field("button_group", "How to import").options == ["Create only"]
    visitor.upload("tasks.csv", comma("Task Title", "Call"))
    assert visitor.recipe.objects[0].mode == "CREATE"


def test_a_canceled_reading_leaves_the_choices_as_they_were(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
):
    free = threading.Event()

    def held(*arguments: Any) -> object:
        while not free.wait(0.01):
            arguments[-1].check()
        return stage_draft(*arguments)

    visitor.open(UPLOAD).set("button_group", "What are the rows?", "companies")
    visitor.upload("firms.csv", comma("Name,City", "Acme,Utrecht"))
    with monkeypatch.context() as patch:
        patch.setattr("core.engine.draft.stage_draft", held)
        patch.setattr(Jobs, "running", lambda jobs: [])
        visitor.press("Next: Map")
        assert visitor.fields("button") == ["Cancel"]
        visitor.press("Cancel")
        assert "**Canceled.**" in visitor.errors
    assert visitor.title == "Upload: firms"
    assert visitor.field("button_group", "What are the rows?").value == "companies"
    assert visitor.field("button_group", "How to import").value == "UPSERT"
    visitor.set("selectbox", "Language", "nl")
    assert visitor.title == "Upload: firms"
    assert not visitor.errors
    assert visitor.recipe.object_types == ("companies",)
    assert visitor.press("Next: Map").mapped() == {"Name": "name", "City": "city"}


def test_the_object_stays_chosen_with_another_file(visitor: Visitor):
    visitor.open(UPLOAD).set("button_group", "What are the rows?", "products")
    visitor.upload("photo.csv", PNG).press("Choose another file")
    assert visitor.field("button_group", "What are the rows?").value == "products"


@pytest.mark.parametrize("name", SAMPLE_FILES)
def test_each_object_has_a_sample_file_that_maps_whole(visitor: Visitor, downloads, name: str):
    visitor.open(UPLOAD).set("button_group", "What are the rows?", name)
    content = downloads["Download a sample file"]()
    header, *rows = csv.reader(io.StringIO(content.decode()))
    assert rows and all(len(row) == len(header) for row in rows)
    visitor.upload(f"{name}.csv", content).press("Next: Map")
    assert None not in visitor.mapped().values()
    assert set(visitor.grid["check"]) == {"✓"}


def test_a_changed_switch_leads_back_to_the_upload_page(visitor: Visitor):
    import_id = staged(PEOPLE)
    visitor.open(UPLOAD, import_id).set("number_input", "Header row", 0)
    for page in ("map_columns", "details", "review"):
        visitor.open(f"pages/imports/{page}.py", import_id)
        assert visitor.title == "Upload: people", page


def test_the_check_follows_the_sheet(visitor: Visitor):
    good: list[list[object]] = [["Email"], ["ada@example.com"]]
    bad: list[list[object]] = [["Email"], ["ada"], ["bob@"]]
    visitor.open(UPLOAD).upload("book.xlsx", workbook(Good=good, Bad=bad), SHEET)
    visitor.press("Next: Map")
    assert visitor.row("Email")["check"] == "✓"
    visitor.press("Back").set("selectbox", "Sheet", "Bad").press("Next: Map")
    assert visitor.row("Email")["check"].startswith("⚠ 2 of 2: ")


def test_names_of_files_are_no_markup(visitor: Visitor):
    name = "![x](http:__a) :red[deals] *all*"
    import_id = staged(PEOPLE, f"{name}.csv")
    for page in (HOME, UPLOAD, MAP, DETAILS):
        visitor.open(page, import_id)
        assert name in visitor.text, page
        drawn = [*visitor.app.title, *visitor.app.markdown]
        assert not [part for part in drawn if re.search(r"(?<!\\)(!\[|:red|\*all)", part.value)]


def test_an_uploaded_file_leaves_the_memory_of_the_session(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", PEOPLE)
    assert "upload-0" not in visitor.app.session_state
    assert not visitor.app.file_uploader
