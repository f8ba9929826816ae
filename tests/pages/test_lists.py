"""Lists: all of them, one of them, and putting records into them on the pages of records."""

import csv
import io

import pytest

from core.recipe import Recipe
from core.store.lists import add_found, lists_of, make_list, read_lists
from pages.parts.current import BROWSE, RECORD
from pages.parts.database import cursor as new_cursor
from pages.parts.records_list_choice import LISTS
from tests.pages.address import goto, links
from tests.pages.made_stores import Visit
from tests.pages.visitor import Visitor, comma, imported, query

PEOPLE = comma(
    "First Name,Email,City",
    "Ada,ada@example.com,Berlin",
    "Bob,bob@example.com,Bern",
    "=1+1,cy@example.com,Bern",
)


def listed() -> int:
    """An import that made a list."""
    return imported(PEOPLE, recipe=Recipe.of("contacts", name="Fair", create_list=True))


@pytest.fixture
def fair(visit: Visit) -> Visitor:
    """On the page of lists, of which there is one."""
    visitor, _ = visit(listed)
    return visitor.open(LISTS)


def members() -> dict[str, int]:
    return {each.name: each.members for each in read_lists(new_cursor())}


def shown(visitor: Visitor) -> list[str]:
    return visitor.app.dataframe[0].value["email"].tolist()


# The page of lists


def test_without_lists_it_says_how_to_make_one(visitor: Visitor):
    visitor.open(LISTS)
    assert visitor.title == "Lists"
    assert "There are no lists yet." in visitor.text
    assert not visitor.app.dataframe


def test_it_shows_who_made_a_list_and_how_many_records_it_has(fair: Visitor):
    [row] = fair.table("Name").to_dict("records")
    assert row | {"Created": ""} == {
        "Name": "Fair", "Object": "Contacts", "Records": 3, "Made by": "Import: Fair",
        "Created": "",
    }  # fmt: skip
    assert "Select a list" in fair.text


def test_an_empty_list_is_made_by_hand(fair: Visitor):
    fair.field("text_input", "Name").set_value("Big deals")
    fair.field("selectbox", "Of which object").set_value("deals")
    fair.press("Make list")
    assert "Big deals made." in fair.text
    assert fair.table("Name")["Made by"].tolist() == ["Hand", "Import: Fair"]
    assert fair.field("text_input", "Name").value == ""
    fair.field("text_input", "Name").set_value("FAIR")
    fair.press("Make list")
    assert "There is a list FAIR already." in fair.errors
    assert fair.field("text_input", "Name").value == "FAIR"


def test_a_list_leads_to_its_records_and_its_import(fair: Visitor):
    fair.pick("lists-grid-0", 0)
    assert links(fair)["Open its 3 records"] == "browse?object=contacts&list=1"
    assert links(fair)["Results of import 1"] == "results?import=1"


def test_the_address_selects_a_list(fair: Visitor):
    make_list(new_cursor(), "Newer", "contacts")
    goto(fair, LISTS, list="1")
    assert "Open its 3 records" in links(fair)
    goto(fair, LISTS, list="9")
    assert "Select a list" in fair.text


def test_a_list_is_renamed(fair: Visitor):
    fair.pick("lists-grid-0", 0)
    fair.app.text_input[0].set_value("Fair in Bern")
    fair.press("Rename")
    assert "Fair in Bern saved." in fair.text
    assert members() == {"Fair in Bern": 3}


def test_a_list_is_deleted_and_its_records_stay(fair: Visitor):
    fair.pick("lists-grid-0", 0).press("Delete list")
    assert "Fair deleted." in fair.text
    assert members() == {}
    fair.open(BROWSE)
    assert len(shown(fair)) == 3


def test_a_list_is_exported_without_formulas(fair: Visitor, downloads):
    add_found(new_cursor(), make_list(new_cursor(), "Bern", "contacts"), "city = 'Bern'")
    fair.run()
    fair.pick("lists-grid-0", 0)
    rows = list(csv.DictReader(io.StringIO(downloads["CSV"]().decode("utf-8-sig"))))
    assert [row["First Name"] for row in rows] == ["Bob", "'=1+1"]
    assert downloads["XLSX"]().startswith(b"PK")


# Putting records into lists


def test_what_a_view_shows_becomes_a_list(fair: Visitor):
    goto(fair, BROWSE, filter="city:is:Bern")
    fair.field("text_input", "Name of the new list").set_value("Bernese")
    fair.press("Add 2 records")
    assert "2 records put into Bernese." in fair.text
    assert members() == {"Fair": 3, "Bernese": 2}


def test_what_a_view_shows_is_added_to_a_list(fair: Visitor):
    list_id = make_list(new_cursor(), "Some", "contacts")
    make_list(new_cursor(), "Deals", "deals")
    goto(fair, BROWSE, q="ada@")
    choice = fair.field("selectbox", "Add 1 record to")
    assert list(choice.options) == ["A new list", "Some", "Fair"]
    fair.set("selectbox", "Add 1 record to", list_id).press("Add 1 record")
    assert members()["Some"] == 1
    goto(fair, BROWSE, q="nobody")
    assert fair.button("Add 0 records").disabled


def test_a_new_list_needs_a_name(fair: Visitor):
    fair.open(BROWSE).press("Add 3 records")
    assert "The name is empty." in fair.errors
    assert members() == {"Fair": 3}


def test_records_are_taken_out_of_the_list_that_shows(fair: Visitor):
    goto(fair, BROWSE, list="1", q="ada@")
    fair.press("Take 1 record out of Fair")
    assert "1 record taken out of Fair." in fair.text
    goto(fair, BROWSE, list="1")
    assert shown(fair) == ["bob@example.com", "cy@example.com"]
    fair.press("Take 2 records out of Fair")
    assert "This list is empty." in fair.text
    assert members() == {"Fair": 0}


def test_a_link_to_a_list_finds_its_object(samples: Visitor):
    list_id = make_list(new_cursor(), "Big", "deals")
    add_found(new_cursor(), list_id, "amount > 10000")
    goto(samples, BROWSE, list=str(list_id))
    assert "dealstage" in samples.app.dataframe[0].value
    goto(samples, BROWSE, list="99")
    assert "In list 99: not found" in samples.fields("button")


def test_one_record_is_put_into_lists_and_taken_out(fair: Visitor):
    some = make_list(new_cursor(), "Some", "contacts")
    ada = id_of_ada()
    goto(fair, RECORD, object="contacts", id=str(ada))
    assert fair.field("multiselect", "In these lists").value == [1]
    fair.set("multiselect", "In these lists", [some])
    assert "Lists saved." in fair.text
    assert lists_of(new_cursor(), ada) == [some]
    fair.set("multiselect", "In these lists", [some, 1])
    assert lists_of(new_cursor(), ada) == [1, some]


def id_of_ada() -> int:
    return query("select hs_object_id from store.contacts where firstname = 'Ada'")[0][0]


def test_without_lists_the_record_says_so(visitor: Visitor):
    imported(PEOPLE)
    goto(visitor, RECORD, object="contacts", id=str(id_of_ada()))
    assert "There are no lists of contacts yet." in visitor.text
    assert links(visitor)["All lists"].startswith("lists")
