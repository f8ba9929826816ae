"""Home: where to start, and what was going on."""

from pages.parts.current import HISTORY
from tests.pages.visitor import HOME, MAP, UPLOAD, Visitor, comma, imported, rows_in_store, staged

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


def test_sample_data_comes_in_as_imports_of_three_objects(visitor: Visitor):
    visitor.press("Load sample data")
    assert visitor.app.toast[0].value.startswith("Sample companies, contacts and deals")
    recent = visitor.table("Import", "Rows", "Created")
    assert sorted(recent["Object"]) == ["Companies", "Contacts", "Deals"]
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
    assert "**trade-show-contacts** · contacts · Draft" in samples.text


def test_an_unfinished_import_goes_on_where_it_was(visitor: Visitor):
    import_id = staged(PEOPLE)
    visitor.open(HOME)
    assert "**people** · contacts · Draft" in visitor.text
    [link] = [link for link in visitor.app.get("page_link") if link.proto.label == "Continue"]
    assert link.proto.page == "map_columns"
    assert link.proto.query_string == f"import={import_id}"
    assert visitor.open(MAP, import_id).title == "Map: people"


def test_a_dropped_draft_is_gone_with_its_files(visitor: Visitor, data_folder):
    import_id = staged(PEOPLE)
    folder = data_folder / "rowcall.files" / str(import_id)
    assert (folder / "original.csv").exists()
    visitor.open(HOME).press("Drop")
    assert "people" not in visitor.text
    assert not folder.exists()
    visitor.open(UPLOAD, import_id)
    assert "There is no import" in visitor.errors


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
