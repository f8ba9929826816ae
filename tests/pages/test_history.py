"""History: every import, filters in the address, where a click leads, and dropping a draft."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pandas import isna

from core.history import PAGE_ROWS
from core.recipe import Recipe, recipe_from_json
from core.store.imports import add_import, read_import, set_state
from pages.parts.current import HISTORY
from pages.parts.database import cursor as new_cursor
from tests.engine.several import recipe_of
from tests.pages.address import address, click, goto, links
from tests.pages.visitor import HOME, UPLOAD, Visitor, as_read, comma, imported, query, staged

PEOPLE = comma("First Name,Email", "Ada,ada@example.com", "Bob,bob@example.com", ",x")


@pytest.fixture
def four(visitor: Visitor) -> Visitor:
    """A finished import, a draft, a failed one, an interrupted one; the last is the first drawn."""
    imported(PEOPLE)
    staged(PEOPLE, "draft.csv")
    for state in ("FAILED", "INTERRUPTED"):
        import_id = add_import(
            new_cursor(), Recipe.of("deals", name=state.lower()), ["deals.xlsx"], 9
        )
        set_state(new_cursor(), import_id, state, "The disk was full.")
    return visitor.open(HISTORY)


def table(visitor: Visitor) -> Any:
    return visitor.app.dataframe[0].value


def press(visitor: Visitor, column: str, name: str) -> Visitor:
    """Presses the button of one import's row."""
    return click(visitor, column, table(visitor)["Import"].tolist().index(name))


def test_an_empty_history_says_what_to_do(visitor: Visitor):
    visitor.open(HISTORY)
    assert "Nothing was imported yet" in visitor.text
    assert not visitor.app.dataframe
    assert [link.proto.label for link in visitor.app.get("page_link")] == ["Start an import"]


def test_every_import_shows_with_its_state_and_figures(four: Visitor):
    rows = table(four).set_index("Import").to_dict("index")
    assert list(rows) == ["interrupted", "failed", "draft", "people"]
    assert [row["State"] for row in rows.values()] == ["Interrupted", "Failed", "Draft", "Done"]
    done, draft = rows["people"], rows["draft"]
    assert [done[name] for name in ("Rows", "Created", "Updated", "Failed")] == [3, 2, 0, 1]
    assert done["Duration"].endswith(" s") and done["Rows/s"] > 0 and done["File"] == "people.csv"
    assert draft["Rows"] == 3 and isna(draft["Duration"])
    assert rows["failed"]["Trouble"] == "The disk was full."
    assert "4 imports" in four.text


def test_filters_are_in_the_address(four: Visitor):
    four.set("selectbox", "Object", "deals").set("selectbox", "State", "FAILED")
    assert table(four)["Import"].tolist() == ["failed"]
    assert address(four) == {"object": "deals", "state": "FAILED"}
    four.set("text_input", "Name or file", "nothing")
    assert "No import fits these filters." in four.text
    four.press("Show all imports")
    assert len(table(four)) == 4


def test_imports_of_one_user(four: Visitor):
    rename = "update store.imports set imported_by = ? where import_id = ?"
    new_cursor().execute(rename, ["ada", 2])
    new_cursor().execute(rename, [None, 3])
    four.app.run()
    assert table(four).set_index("Import")["User"]["draft"] == "ada"
    four.set("selectbox", "User", "ada")
    assert table(four)["Import"].tolist() == ["draft"]
    assert address(four) == {"user": "ada"}
    select(four, "draft")
    assert " · by ada" in four.text


def test_a_finished_import_opens_its_results(four: Visitor):
    press(four, "Import", "people")
    assert four.title == "Results: people"


def test_a_draft_goes_on_with_the_mapping(four: Visitor):
    press(four, "Import", "draft")
    assert four.title == "Map: draft"


def test_a_draft_goes_on_at_the_step_it_was_left(four: Visitor):
    four.open(UPLOAD, 2).open(HISTORY)
    press(four, "Import", "draft")
    assert four.title == "Upload: draft"


# Details of one import


def select(visitor: Visitor, name: str) -> Visitor:
    rows = table(visitor)["Import"].tolist()
    return visitor.pick(visitor.app.dataframe[0].key, rows.index(name))


def test_a_selected_import_tells_what_it_was(four: Visitor, downloads):
    select(four, "people")
    assert address(four) == {"details": "1"}
    assert four.app.subheader[0].value == "people"
    assert "Import 1 · **Done** · Contacts · people.csv" in four.text
    assert four.app.dataframe[1].value.iloc[0].to_dict() == {
        "Object": "Contacts", "Rows": 3, "Created": 2, "Updated": 0, "Unchanged": 0, "Skipped": 0,
        "Failed": 1, "Changed cells": 0,
    }  # fmt: skip
    phases = four.table("Phase", "Rows/s")
    assert "Creating records" in phases["Phase"].tolist()
    assert four.table("Column", "Becomes")["Becomes"].tolist() == ["First Name", "Email"]
    assert "**Contacts**: create and update." in four.text
    assert links(four)["Open results"] == "results?import=1"
    assert links(four)["How to fix: Invalid email"] == "fix_errors?code=INVALID_EMAIL"
    assert {"Failed rows", "Original file", "Recipe (JSON)"} <= set(downloads)
    recipe = recipe_from_json(json.loads(downloads["Recipe (JSON)"]()))
    assert recipe == read_import(new_cursor(), 1).recipe
    assert downloads["Original file"]() == PEOPLE


def test_two_objects_and_their_associations(visitor: Visitor):
    table = "contacts.email,companies.name\na@x.com,Acme\nbad,\n"
    imported(table.encode(), "both.csv", recipe_of((table,), consent=True))
    goto(visitor, HISTORY, details="1")
    counters = visitor.app.dataframe[1].value
    assert counters[["Object", "Created", "Skipped"]].values.tolist() == [
        ["Contacts", 1, 0], ["Companies", 1, 1],
    ]  # fmt: skip
    assert "1 association of contacts and companies" in visitor.text
    assert "How to fix: Invalid email" in links(visitor)
    assert visitor.table("Column", "Becomes")["Becomes"].tolist() == [
        "Contact: Email", "Company: Company name",
    ]  # fmt: skip


def test_the_address_opens_the_details(four: Visitor):
    goto(four.open(HOME), HISTORY, details="1")
    assert four.app.subheader[0].value == "people"
    goto(four.open(HOME), HISTORY, details="nonsense")
    assert not four.app.subheader
    assert address(four) == {}


def test_details_of_a_draft_lead_to_its_step(four: Visitor):
    select(four, "draft")
    assert links(four)["Continue at Map"] == "map_columns?import=2"
    select(four, "failed")
    assert "The disk was full." in four.text
    assert links(four)["Continue at Upload"] == "upload?import=3"
    assert "No column is mapped yet." in four.text
    assert "Use as template" not in [each.label for each in four.app.get("popover")]


def test_an_import_becomes_a_template(four: Visitor):
    select(four, "people")
    four.set("text_input", "Name", "Fairs").press("Save template")
    assert "Template Fairs saved." in as_read(four.app.success[0].value)
    assert query("select name, import_id from store.templates") == [("Fairs", 1)]
    four.press("Save template")
    assert "There is a template Fairs already." in four.errors
    four.set("checkbox", "Replace a template", True).press("Save template")
    assert query("select name, import_id from store.templates") == [("Fairs", 1)]


def test_days_are_in_the_address(four: Visitor):
    cursor = new_cursor()
    cursor.execute("update store.imports set created_at = '2026-03-01 12:00' where import_id = 3")
    four.set("date_input", "From", date(2026, 2, 1)).set("date_input", "To", date(2026, 3, 1))
    assert address(four) == {"from": "2026-02-01", "to": "2026-03-01"}
    assert table(four)["Import"].tolist() == ["failed"]
    goto(four, HISTORY, to="2026-02-28")
    assert "No import fits these filters." in four.text
    goto(four, HISTORY, **{"from": "9999-99-99", "to": "0001-01-01"})
    assert len(table(four)) == 4


def test_a_draft_is_dropped_after_a_question(four: Visitor, data_folder: Path):
    assert table(four)["Drop"].notna().tolist() == [True, True, True, False]
    press(four, "Drop", "draft")
    assert "and its copy of the file are deleted" in four.text
    four.press("Keep it")
    assert len(table(four)) == 4
    assert "are deleted" not in four.text
    press(four, "Drop", "draft")
    four.app.button(key="drop-yes").click()
    four.run()
    assert table(four)["Import"].tolist() == ["interrupted", "failed", "people"]
    assert not (data_folder / "rowcall.files" / "2").exists()
    assert query("select count(*) from store.contacts") == [(2,)]


def test_the_chart_shows_when_there_is_something_to_compare(four: Visitor):
    assert not four.app.get("arrow_vega_lite_chart") and not four.app.get("vega_lite_chart")
    imported(PEOPLE, "again.csv")
    four.open(HISTORY)
    assert four.app.get("arrow_vega_lite_chart") or four.app.get("vega_lite_chart")


def test_names_of_bars_have_the_whole_width(four: Visitor):
    imported(PEOPLE, "again.csv")
    four.open(HISTORY)
    [chart] = four.app.get("arrow_vega_lite_chart") or four.app.get("vega_lite_chart")
    bars, names = json.loads(chart.proto.spec)["layer"]
    assert bars["encoding"]["y"]["axis"] is None
    assert names["mark"]["type"] == "text"
    assert names["mark"]["limit"] == {"expr": "width"}


def test_pages(visitor: Visitor):
    for number in range(PAGE_ROWS + 2):
        add_import(new_cursor(), Recipe.of("contacts", name=f"N{number}"), ["a.csv"], 1)
    visitor.open(HISTORY)
    assert len(table(visitor)) == PAGE_ROWS
    visitor.app.pagination[0].set_value(2)
    visitor.run()
    assert table(visitor)["Import"].tolist() == ["N1", "N0"]
    assert address(visitor) == {"page": "2"}
