"""Home: where to start, and what was going on."""

import io

from core.engine.draft import open_draft, set_file, stage_draft
from core.engine.progress import Progress
from core.recipe import Recipe
from core.store.imports import add_import, set_state
from pages.parts.current import COMMON, HISTORY
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.unfinished import SHOWN
from tests.engine.several import recipe_of
from tests.pages.address import goto, links
from tests.pages.visitor import (
    DETAILS,
    HOME,
    MAP,
    RESULTS,
    UPLOAD,
    Visitor,
    comma,
    imported,
    rows_in_store,
    staged,
)

PEOPLE = comma("First Name,Email", "Ada,ada@example.com", "Bob,bob@example.com")


def test_an_empty_store_offers_a_start_and_sample_data(visitor: Visitor):
    assert visitor.title == "Rowcall"
    assert visitor.fields("button") == ["Start an import", "Load sample data"]
    assert "Nothing was imported yet" in visitor.text
    assert not visitor.app.dataframe


def test_start_an_import_leads_to_the_upload_page(visitor: Visitor):
    visitor.press("Start an import")
    assert visitor.title == "Upload"
    assert visitor.app.file_uploader


def test_sample_data_comes_in_as_imports_of_four_objects(visitor: Visitor):
    visitor.press("Load sample data")
    assert visitor.app.toast[0].value.startswith("Sample companies, contacts, deals and calls")
    recent = visitor.table("Import", "Rows", "Created")
    assert sorted(recent["Object"]) == ["Calls", "Companies", "Contacts", "Deals"]
    for kind, rows in zip(recent["Object"], recent["Created"], strict=True):
        assert rows == rows_in_store(kind.lower()) > 0
    assert "Load sample data" not in visitor.fields("button")


def test_the_messy_file_opens_as_a_draft_on_the_upload_page(samples: Visitor):
    samples.press("Import a messy sample file")
    assert samples.title == "Upload: trade-show-contacts"
    assert samples.draft.state == "DRAFT"
    assert samples.recipe.language == "de"
    assert samples.field("selectbox", "Delimiter").value == ";"
    assert samples.field("number_input", "Header row").value == 3
    samples.open(HOME)
    assert "**trade-show-contacts** · contacts · at **Upload**" in samples.text


def continued(visitor: Visitor) -> str:
    """Page and query of the one link that goes on."""
    visitor.open(HOME)
    [link] = [link for link in visitor.app.get("page_link") if link.proto.label == "Continue"]
    return f"{link.proto.page}?{link.proto.query_string}"


def test_an_unfinished_import_goes_on_where_it_was(visitor: Visitor):
    import_id = staged(PEOPLE)
    assert continued(visitor) == f"map_columns?import={import_id}"
    assert "**people** · contacts · at **Map**" in visitor.text
    for page, name in ((UPLOAD, "upload"), (MAP, "map_columns"), (DETAILS, "details")):
        visitor.open(page, import_id)
        assert continued(visitor) == f"{name}?import={import_id}"
    visitor.open(DETAILS, import_id).set("checkbox", "These contacts expect", True)
    visitor.press("Next: Review")
    assert visitor.title == "Review: people"
    assert continued(visitor) == f"review?import={import_id}"
    assert "at **Review**" in visitor.text


def test_of_two_files_the_one_that_was_being_mapped(visitor: Visitor):
    people, companies = ("contacts.email,companies.name\n", "companies.name\n")
    recipe = recipe_of(
        (people, companies),
        objects=("contacts", "companies"),
        common=("companies.name", "companies"),
    )
    cursor, store = new_cursor(), open_store()
    import_id = open_draft(store, cursor, recipe, "people.csv", io.BytesIO(people.encode()))
    set_file(store, cursor, import_id, 2, "companies.csv", io.BytesIO(companies.encode()))
    assert continued(visitor) == f"upload?import={import_id}"
    stage_draft(store, cursor, import_id, Progress())
    assert continued(visitor) == f"map_columns?import={import_id}"
    visitor.open(COMMON, import_id)
    assert continued(visitor) == f"common_column?import={import_id}"
    goto(visitor, MAP, **{"import": import_id, "file": "2"})
    assert continued(visitor) == f"map_columns?import={import_id}&file=2"
    assert "at **Map** of the second file" in visitor.text


def test_every_unfinished_import_is_there_with_its_state(visitor: Visitor):
    for number in range(SHOWN + 3):
        add_import(new_cursor(), Recipe.of("deals", name=f"N{number}"), ["deals.csv"], 9)
    set_state(new_cursor(), 2, "FAILED", "The disk was full.")
    visitor.open(HOME)
    assert [f"**N{number}**" in visitor.text for number in range(SHOWN + 3)] == [True] * (SHOWN + 3)
    assert "**N1** · deals · at **Upload** · failed" in visitor.text
    assert [each.label for each in visitor.app.expander] == ["3 more unfinished imports"]


def test_a_running_import_leads_to_its_results_and_cannot_be_dropped(visitor: Visitor):
    import_id = staged(PEOPLE)
    set_state(new_cursor(), import_id, "PROCESSING")
    assert continued(visitor) == f"results?import={import_id}"
    assert "importing now" in visitor.text


def test_a_dropped_draft_is_gone_with_its_files_after_a_question(visitor: Visitor, data_folder):
    import_id = staged(PEOPLE)
    folder = data_folder / "rowcall.files" / str(import_id)
    assert (folder / "original.csv").exists()
    visitor.open(HOME).press("Drop")
    assert "and its copy of the file are deleted" in visitor.text
    visitor.press("Keep it")
    assert folder.exists() and "**people**" in visitor.text
    visitor.press("Drop")
    visitor.app.button(key="drop-yes").click()
    visitor.run()
    assert "people" not in visitor.text
    assert not folder.exists()


def test_an_import_that_is_not_there_leads_to_the_history(visitor: Visitor):
    for page in (UPLOAD, MAP, RESULTS):
        visitor.open(page, 99)
        assert "There is no import 99." in visitor.errors
        assert list(links(visitor).values()) == ["upload?", "history?"]


def test_recent_imports_lead_to_their_results(visitor: Visitor):
    import_id = imported(PEOPLE)
    visitor.open(HOME)
    recent = visitor.table("Import", "Created")
    assert recent[["Import", "Rows", "Created", "Failed"]].values.tolist() == [["people", 2, 2, 0]]
    assert "Unfinished" not in visitor.text
    [link] = visitor.app.get("page_link")
    assert link.proto.label == "All 1 import"
    assert link.proto.page == HISTORY.rsplit("/", 1)[-1].removesuffix(".py")
    visitor.pick("imports-recent", 0)
    assert visitor.title == "Results: people"
    assert visitor.import_id == import_id


def test_all_imports_are_counted_not_only_the_latest(visitor: Visitor):
    imported(PEOPLE)
    for number in range(250):
        add_import(new_cursor(), Recipe.of("deals", name=f"N{number}"), ["deals.csv"], 9)
    visitor.open(HOME)
    assert "All 251 imports" in links(visitor)
    assert len(visitor.table("Import", "Created")) == 1
