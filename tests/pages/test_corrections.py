"""Corrected rows of an earlier import on the pages: both imports lead to each other."""

from core.recipe import Recipe
from pages.parts.current import HISTORY
from pages.parts.database import open_store
from tests.pages.visitor import RESULTS, REVIEW, Visitor, comma, imported, staged

READY = Recipe.of("contacts", consent=True)
PEOPLE = comma("Email,First name", "ada@example.com,Ada", "bob@,Bob", "cy@,Cy")


def links(visitor: Visitor) -> dict[str, str]:
    """Label -> address of the links about corrections."""
    found = visitor.app.get("page_link")
    return {
        link.proto.label: link.proto.query_string for link in found if "import" in link.proto.label
    }


def test_an_import_and_the_one_that_corrects_it_lead_to_each_other(visitor: Visitor):
    first = imported(PEOPLE, "fair.csv", READY)
    text = (open_store().folder(first) / "failed.csv").read_bytes()
    second = staged(text.replace(b"bob@", b"bob@example.com"), "fair again.csv", READY)
    visitor.open(REVIEW, second)
    assert f"Corrects rows that failed in import {first}: fair" in links(visitor)
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
