"""Corrected rows of an earlier import on the pages: both imports lead to each other, and the first
says which of its rows are still to be corrected."""

import csv
import io

import pytest

from core.error_file import OWN_HEADERS
from core.recipe import ColumnMapping, Fix, Recipe
from core.recipe.fixes import REPLACE_VALUE
from core.store.changing import changing
from core.store.recycle_bin import delete_created
from pages.parts.current import HISTORY
from pages.parts.database import open_store
from tests.pages.made_stores import Visit
from tests.pages.visitor import (
    DETAILS,
    MAP,
    RESULTS,
    REVIEW,
    UPLOAD,
    Visitor,
    comma,
    imported,
    query,
    staged,
)

READY = Recipe.of("contacts", consent=True)
PEOPLE = comma("Email,First name", "ada@example.com,Ada", "bob@,Bob", "cy@,Cy")


def links(visitor: Visitor) -> dict[str, str]:
    """Label -> address of the links about corrections."""
    found = visitor.app.get("page_link")
    return {
        link.proto.label: link.proto.query_string for link in found if "import" in link.proto.label
    }


def error_file(import_id: int) -> bytes:
    """The failed rows of an import."""
    return (open_store().folder(import_id) / "failed.csv").read_bytes()


def with_bob(content: bytes) -> bytes:
    """An error file in which one row is put right."""
    return content.replace(b"bob@", b"bob@example.com")


def test_an_import_and_the_one_that_corrects_it_lead_to_each_other(visitor: Visitor):
    first = imported(PEOPLE, "fair.csv", READY)
    second = staged(with_bob(error_file(first)), "fair again.csv", READY)
    for page in (MAP, DETAILS, REVIEW):
        visitor.open(page, second)
        assert f"Corrects rows that failed in import {first}: fair" in links(visitor), page
    visitor.press("Import 1 record").open(RESULTS, second)
    assert links(visitor)[f"Corrects rows that failed in import {first}: fair"] == f"import={first}"
    visitor.open(RESULTS, first)
    assert "1 of the 2 rows that failed was imported since, corrected." in visitor.text
    label = f"1 row by import {second}: fair again"
    assert links(visitor)[label] == f"import={second}"
    visitor.open(HISTORY)
    table = visitor.table("Import", "Corrects")
    assert table.set_index("Import")["Corrects"].dropna().to_dict() == {
        "fair again": f"Import {first}"
    }
    visitor.pick(visitor.app.dataframe[0].key, table["Import"].tolist().index("fair"))
    assert label in links(visitor)


FIXED = Recipe.of(
    "contacts",
    consent=True,
    mode="CREATE",
    columns=(ColumnMapping(1, "Email", "email"), ColumnMapping(2, "First name", "firstname")),
    fixes=(Fix(REPLACE_VALUE, "First name", "Cy", "Cyrus"),),
)


def fixed() -> int:
    """An import that has a value fix, of which two rows failed."""
    return imported(PEOPLE, "fair.csv", FIXED)


@pytest.fixture
def brought_back(visit: Visit) -> tuple[Visitor, int]:
    """The upload page with the error file of an import that has a value fix; that import."""
    visitor, first = visit(fixed)
    back = error_file(first).replace(b"cy@", b"cy@example.com")
    return visitor.open(UPLOAD).upload("back.csv", back), first


def test_an_error_file_is_called_one_at_once_and_takes_the_decisions(brought_back):
    visitor, first = brought_back
    assert f"This is the error file of import {first}, fair." in visitor.text
    assert f"as in import {first}, with its 1 fix." in visitor.text
    assert "like one that you imported before" not in visitor.text
    assert visitor.recipe.objects[0].mode == "CREATE"
    visitor.press("Next: Map")
    assert visitor.mapped() == dict.fromkeys(OWN_HEADERS) | {
        "Email": "email", "First name": "firstname",
    }  # fmt: skip
    draft = visitor.import_id
    visitor.open(DETAILS, draft).set("checkbox", "These contacts expect", True).press(
        "Next: Review"
    )
    visitor.press("Import 1 record")
    assert query("select firstname from store.contacts order by all") == [("Ada",), ("Cyrus",)]


def test_the_decisions_of_the_first_import_can_be_left_and_taken_again(brought_back):
    visitor, first = brought_back
    visitor.press(f"Don't use the decisions of import {first}")
    assert f"This is the error file of import {first}, fair." in visitor.text
    assert not visitor.recipe.files[0].fixes
    visitor.press(f"Use the decisions of import {first}")
    assert visitor.recipe.files[0].fixes == FIXED.files[0].fixes
    visitor.set("pills", "What are the rows?", "companies")
    assert visitor.recipe.object_types == ("companies",)
    assert visitor.button(f"Use the decisions of import {first}")


def corrected() -> tuple[int, int]:
    """An import of which two rows failed, and the one that brought one of these back."""
    first = imported(PEOPLE, "fair.csv", READY)
    return first, imported(with_bob(error_file(first)), "fair again.csv", READY)


def imported_since(visitor: Visitor, import_id: int) -> dict[int, str]:
    """What the results say of each failed row, by its row number."""
    visitor.open(RESULTS, import_id).set("button_group", "Outcome", "failed")
    told = visitor.table("Row", "Imported since")
    return dict(zip(told["Row"], told["Imported since"], strict=True))


def test_the_failed_rows_say_which_were_imported_since(visit: Visit):
    visitor, (first, second) = visit(corrected)
    assert imported_since(visitor, first) == {3: f"Import {second}: fair again", 4: ""}


def test_what_is_left_is_offered_beside_the_whole_error_file(visit: Visit, downloads):
    visitor, (first, second) = visit(corrected)
    visitor.open(RESULTS, first)
    assert numbers(downloads["Failed rows still to correct (1)"]()) == ["4"]
    assert numbers(downloads["All failed rows"]()) == ["3", "4"]
    downloads.clear()
    visitor.open(RESULTS, second)
    assert "Failed rows" in downloads


def test_deleted_records_do_not_count_as_imported(visit: Visit):
    visitor, (first, second) = visit(corrected)
    with changing(open_store()) as cursor:
        delete_created(cursor, second, "contacts")
    since = imported_since(visitor, first)
    assert since[3] == f"Deleted since (import {second}: fair again)"
    assert "0 of the 2 rows that failed were imported since, corrected." in visitor.text
    assert "1 more was, but its record has been deleted since." in visitor.text
    assert f"0 rows, and 1 deleted since, by import {second}: fair again" in links(visitor)


def numbers(content: bytes) -> list[str]:
    """The row numbers of an error file."""
    return [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1:]
