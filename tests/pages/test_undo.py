"""Undo on the results page, deleting what an import created, and the recycle bin."""

import pytest

from core.recipe import Recipe
from core.store.undos import undos_of
from pages.parts.current import HISTORY, HOME, RECORD, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.delete_records import BIN
from tests.pages.made_stores import Visit
from tests.pages.several import recipe_of
from tests.pages.visitor import Visitor, comma, imported, query, rows_in_store

KNOWN = comma("Email,First Name,City", "ada@x.com,Ada,Goes", "bob@x.com,Bob,Delft")
LATER = comma("Email,First Name,City", "ada@x.com,Augusta,London", "new@x.com,New,", "no,No,")
LISTED = Recipe.of("contacts", consent=True, create_list=True)
PEOPLE = "select email, firstname, city from store.contacts order by email"


def fair() -> int:
    """An import that updated one contact and created another."""
    imported(KNOWN)
    return imported(LATER, "fair.csv", LISTED)


@pytest.fixture
def results(visit: Visit) -> Visitor:
    """The results of the fair."""
    visitor, import_id = visit(fair)
    return visitor.open(RESULTS, import_id)


def numbers(visitor: Visitor) -> dict[str, int]:
    """The big numbers of the dry run."""
    wanted = ("Records", "Values", "Associations", "Lists", "Kept")
    drawn = {metric.label: int(metric.value) for metric in visitor.app.metric}
    return {label: n for label, n in drawn.items() if label.startswith(wanted)}


def test_an_import_is_undone(results: Visitor):
    assert "**The records are removed for good:**" in results.text
    results.press("See what an undo would do")
    assert "1 record is removed for good, not into the recycle bin." in results.text
    assert numbers(results) == {
        "Records removed": 1,
        "Values restored": 2,
        "Associations removed": 0,
        "Lists removed": 1,
        "Kept as it is": 0,
    }
    assert rows_in_store() == 3
    results.press("Undo this import")
    assert query(PEOPLE) == [("ada@x.com", "Ada", "Goes"), ("bob@x.com", "Bob", "Delft")]
    assert results.draft.state == "REVERTED"
    assert "**This import was undone** on" in results.text
    assert "1 record removed, 2 values restored, 1 list removed" in results.text
    assert "This import is undone. Nothing of it is left to undo." in results.text
    assert not [label for label in results.fields("button") if label.startswith("See what")]


def test_what_was_changed_since_is_listed_and_kept(results: Visitor):
    later = imported(comma("Email,City", "ada@x.com,Lisse"), "later.csv")
    results.run().press("See what an undo would do")
    assert numbers(results)["Kept as it is"] == 1
    [row] = results.table("Stays", "Why").to_dict("records")
    assert (row["Property"], row["Before the import"]) == ("City", "Goes")
    assert (row["By the import"], row["Now"]) == ("London", "Lisse")
    assert (row["Why"], row["By"]) == ("The value was changed since", f"Import {later}: later")
    results.press("Undo this import")
    assert query(PEOPLE)[0] == ("ada@x.com", "Ada", "Lisse")
    assert "1 kept as it is" in results.text
    [row] = results.table("Stays", "Why").to_dict("records")
    assert row["Now"] == "Lisse"


def test_an_undo_that_kept_something_is_called_so_everywhere(results: Visitor):
    import_id = results.import_id
    later = imported(comma("Email,Phone", "new@x.com,112", "ada@x.com,113"), "later.csv")
    results.run().press("See what an undo would do").press("Undo this import")
    assert "**Partly undone: 1 record stays.** It was undone on" in results.text
    kept = results.table("Stays", "Why")
    assert kept["Name"].tolist() == ["New"]
    assert not {"Property", "Before the import", "Now"} & set(kept.columns)
    assert results.button("See what is left to undo")
    results.open(HISTORY)
    states = results.table("Import", "State").set_index("Import")["State"]
    assert states["fair"] == "Partly undone: 1 record stays"
    assert states["later"] == "Done"
    results.pick(results.app.dataframe[0].key, states.index.tolist().index("fair"))
    assert "**Partly undone: 1 record stays**" in results.text
    results.open(HOME)
    assert "Partly undone: 1 record stays" in results.table("Import", "State")["State"].tolist()
    results.open(RESULTS, later).press("See what an undo would do").press("Undo this import")
    results.open(RESULTS, import_id).press("See what is left to undo").press("Undo this import")
    assert "Partly" not in results.text
    assert "What stayed" not in [each.value for each in results.app.subheader]
    assert rows_in_store() == 2


def test_one_object_of_two_undone_is_part_of_the_import(visitor: Visitor):
    recipe = recipe_of("contacts", "companies")
    table = comma("Email,Company name,Company domain", "ada@x.com,Acme,acme.example")
    import_id = imported(table, "both.csv", recipe)
    visitor.open(RESULTS, import_id).set("button_group", "What to undo", "companies")
    visitor.press("See what an undo would do").press("Undo the companies")
    assert "**Companies were undone** on" in visitor.text
    visitor.open(HISTORY)
    assert visitor.table("Import", "State")["State"].tolist() == ["Partly undone: only companies"]


def test_what_stayed_is_forgotten_once_it_is_deleted(results: Visitor):
    imported(comma("Email,Phone", "new@x.com,112"), "later.csv")
    results.run().press("See what an undo would do").press("Undo this import")
    results.press("Delete the 1 contact this import created").press("Delete 1 record")
    assert "**This import was undone** on" in results.text
    assert "What stayed" not in [each.value for each in results.app.subheader]
    assert "Nothing of it is left to undo." in results.text


def test_a_dry_run_can_be_dropped(results: Visitor):
    results.press("See what an undo would do").press("Not now")
    assert results.button("See what an undo would do")
    assert undos_of(new_cursor(), results.import_id) == []
    assert results.draft.state == "DONE"


def test_a_dry_run_that_no_longer_holds_is_said(results: Visitor):
    results.press("See what an undo would do")
    imported(comma("Email,City", "ada@x.com,Lisse"), "later.csv")
    results.run()
    assert "The records have changed since you looked" in results.text
    results.press("See what an undo would do")
    assert numbers(results)["Kept as it is"] == 1


def test_an_undo_that_failed_is_said_and_can_be_tried_again(
    results: Visitor, monkeypatch: pytest.MonkeyPatch
):
    def failing(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    results.press("See what an undo would do")
    monkeypatch.setattr("core.undo.run.write_undo", failing)
    results.press("Undo this import")
    assert "Something went wrong in Rowcall itself" in results.errors
    assert "The undo was not done: failed." in results.text
    assert rows_in_store() == 3
    monkeypatch.undo()
    results.press("See what an undo would do").press("Undo this import")
    assert results.draft.state == "REVERTED"


def test_the_created_records_can_be_deleted_and_restored(results: Visitor):
    results.press("Delete the 1 contact this import created")
    assert "goes to the recycle bin" in results.text
    results.press("Delete 1 record")
    assert rows_in_store() == 2
    assert "1 contact deleted. Restore from the recycle bin." in results.text
    assert not [b for b in results.fields("button") if b.startswith("Delete the")]
    results.open(BIN)
    [deleted] = results.table("Record", "Gone for good").to_dict("records")
    assert (deleted["Record"], deleted["Created by"]) == ("New", "Import 2: fair")
    assert results.button("Restore").disabled
    results.pick("recycle-bin-table-0", 0).press("Restore 1 record")
    assert rows_in_store() == 3
    assert "1 record restored." in results.text
    assert "The recycle bin is empty." in results.text


def test_deleting_can_be_thought_better_of(results: Visitor):
    results.press("Delete the 1 contact this import created").press("Keep")
    assert rows_in_store() == 3


def test_what_cannot_come_back_is_said(results: Visitor):
    results.press("Delete the 1 contact this import created").press("Delete 1 record")
    imported(comma("Email", "new@x.com"), "again.csv")
    results.open(BIN).pick("recycle-bin-table-0", 0).press("Restore 1 record")
    assert "New stays here: another record has the email new@x.com now." in results.text
    results.pick("recycle-bin-table-1", 0).press("Delete for good")
    results.press("Delete 1 record for good")
    assert "The recycle bin is empty." in results.text
    assert query("from store.deleted_records") == []


def test_the_bin_can_be_emptied_and_searched(results: Visitor):
    results.press("Delete the 1 contact this import created").press("Delete 1 record")
    results.open(BIN).set("selectbox", "Object", "contacts")
    assert results.address == {"object": "contacts"}
    assert results.table("Record", "Gone for good")["Object"].tolist() == ["Contact"]
    results.set("text_input", "Name or Record ID", "nobody")
    assert results.address == {"object": "contacts", "q": "nobody"}
    assert "No deleted record fits." in results.text
    results.press("Show all").press("Empty the bin").press("Delete 1 record for good")
    assert "1 record deleted for good." in results.text


def test_an_empty_bin_says_so(visitor: Visitor):
    visitor.open(BIN)
    assert "The recycle bin is empty." in visitor.text


def test_an_undone_import_is_not_unfinished(results: Visitor):
    results.press("See what an undo would do").press("Undo this import")
    results.open(HOME)
    assert "Continue" not in [link.proto.label for link in results.app.get("page_link")]
    assert open_store().outcome_file(2, "contacts").exists()


def test_a_record_is_deleted_from_its_page(visitor: Visitor):
    imported(KNOWN)
    [(record_id,)] = query("select hs_object_id from store.contacts where firstname = 'Ada'")
    visitor.app.switch_page(RECORD)
    visitor.app.query_params.clear()
    visitor.app.query_params.update({"object": "contacts", "id": str(record_id)})
    visitor.run().press("Delete").press("Delete 1 record")
    assert visitor.title == "Records"
    assert "Ada deleted. Restore from the recycle bin." in visitor.text
    assert rows_in_store() == 1


def test_the_history_lists_what_was_undone(results: Visitor):
    import_id = results.import_id
    results.open(HISTORY)
    assert "Undone" not in [each.value for each in results.app.subheader]
    results.open(RESULTS, import_id).press("See what an undo would do").press("Undo this import")
    results.open(HISTORY)
    [undone] = results.table("Import", "Undo", "Records removed").to_dict("records")
    assert (undone["Import"], undone["Undo"], undone["Records removed"]) == ("fair", "Done", 1)
    results.app.query_params["state"] = "DONE"
    results.run()
    assert "Undone" not in [each.value for each in results.app.subheader]
