"""Comparing two imports, and running one again, from the history."""

from core.engine.original_files import original_file
from core.recipe import Recipe
from pages.parts.current import COMPARE, HISTORY
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from tests.pages.made_stores import Visit
from tests.pages.visitor import Visitor, comma, imported, query, staged

READY = Recipe.of("contacts", consent=True)
MARCH = comma("Email,City", "ada@example.com,Bonn", "bob@,Bern")
APRIL = comma("Email,City", "ada@example.com,Rome", "eve@example.com,Bern")


def march() -> int:
    """An import that is done."""
    return imported(MARCH, "march.csv", READY)


def march_and_april() -> tuple[int, int]:
    """Two imports by the same decisions."""
    return march(), imported(APRIL, "april.csv", READY)


def compare(visitor: Visitor, one: int, other: int | str) -> Visitor:
    visitor.app.switch_page(COMPARE)
    visitor.app.query_params.clear()
    visitor.app.query_params["one"] = str(one)
    visitor.app.query_params["other"] = str(other)
    return visitor.run()


def select(visitor: Visitor, name: str) -> Visitor:
    visitor.open(HISTORY)
    names = visitor.table("Import", "State")["Import"].tolist()
    return visitor.pick(visitor.app.dataframe[0].key, names.index(name))


def lines(visitor: Visitor, *columns: str) -> dict[str, list[object]]:
    """A table by its first column."""
    return {line[0]: line[1:] for line in visitor.table(*columns).values.tolist()}


def test_two_imports_side_by_side(visit: Visit):
    visitor, (one, other) = visit(march_and_april)
    select(visitor, "april")
    links = {e.proto.label: e.proto.query_string for e in visitor.app.get("page_link")}
    assert links["Compare with another import"] == f"one={one}&other={other}"
    compare(visitor, one, other)
    left, right = f"{one} march", f"{other} april"
    numbers = lines(visitor, "", left, right)
    assert numbers["Created"] == [1, 1, "same"]
    assert numbers["Failed"] == [1, 0, "-1"]
    assert numbers["Changed cells"] == [0, 1, "+1"]
    assert "by the same decisions" in visitor.text
    assert visitor.table("Issue", left)["Issue"].tolist() == ["Invalid email"]
    assert visitor.field("button_group", "Records").options == [
        "In both: 1", f"Only in {left}: 0", f"Only in {right}: 1",
    ]  # fmt: skip
    assert visitor.table("Record", left, right)[[left, right]].values.tolist() == [
        ["Created, row 2", "Updated, row 2"]
    ]
    visitor.set("button_group", "Records", "second")
    assert visitor.table("Record", right)["Record"].tolist() == ["eve@example.com"]


def test_decisions_that_differ_are_listed(visit: Visit):
    visitor, one = visit(march)
    other = imported(
        MARCH.replace(b"City", b"Town"),
        "april.csv",
        Recipe.of("contacts", consent=True, mode="CREATE"),
    )
    compare(visitor, one, other)
    said = lines(visitor, "Decision")
    assert said["Contacts"] == ["create and update.", "create only."]
    assert said["Column City"] == ["City", "–"]


def test_the_same_import_and_none_are_told(visit: Visit):
    visitor, one = visit(march)
    assert "have to be finished" in compare(visitor, one, one).text
    imported(APRIL, "april.csv", READY)
    assert "same import twice" in compare(visitor, one, one).text
    assert "Choose two imports" in compare(visitor, one, "nonsense").text
    companies = imported(comma("Name", "Acme"), "firms.csv", Recipe.of("companies"))
    assert "no object in common" in compare(visitor, one, companies).text


def test_last_months_file_is_run_again_to_see_what_it_would_change(visit: Visit):
    visitor, _ = visit(march)
    new_cursor().execute("update store.contacts set city = 'Rome'")
    select(visitor, "march").press("What would it change now?")
    assert visitor.title == "Review: march again"
    assert visitor.metrics["updated"] == 1
    cells = visitor.table("Property", "Now", "After the import")
    assert cells[["Now", "After the import"]].values.tolist() == [["Rome", "Bonn"]]
    assert query("select city from store.contacts") == [("Rome",)]


def test_a_draft_offers_neither(visitor: Visitor):
    staged(MARCH, "march.csv", READY)
    select(visitor, "march")
    assert "What would it change now?" not in visitor.fields("button")
    assert "Compare with another import" not in [
        e.proto.label for e in visitor.app.get("page_link")
    ]


def test_a_file_that_is_gone_is_told(visit: Visit):
    visitor, one = visit(march)
    select(visitor, "march")
    original_file(open_store(), one).unlink()
    visitor.press("What would it change now?")
    assert "was deleted" in visitor.errors
    assert query("select count(*) from store.imports") == [(1,)]
