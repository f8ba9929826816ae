"""Settings, properties: the list with its search, creating one, and the page of one property."""

from typing import Any

import pytest

from core.store.properties import create_property, new_property
from core.store.property_changes import archive_property
from core.store.stored_properties import StoredProperty, read_property
from pages.parts.database import cursor as new_cursor
from pages.parts.property_grid import PROPERTIES, PROPERTY
from tests.pages.address import address, click, goto, links
from tests.pages.made_stores import Visit
from tests.pages.visitor import MAP, Visitor, comma, imported, query, staged


def make(label: str, kind: str = "text", **fields: Any) -> str:
    return create_property(new_cursor(), "contacts", new_property(label, kind, **fields)).name


def stored(name: str, object_type: str = "contacts") -> StoredProperty:
    return read_property(new_cursor(), object_type, name)


def at(visitor: Visitor, name: str, object_type: str = "contacts") -> Visitor:
    """On the page of one property."""
    return goto(visitor, PROPERTY, object=object_type, property=name)


def labels(visitor: Visitor) -> list[str]:
    return visitor.table("Internal name")["Label"].tolist()


def worn() -> None:
    """A dropdown of which two contacts have an option."""
    make("Shirt", "select", options=("S", "M", "L"))
    imported(comma("Email,Shirt", "a@example.com,S", "b@example.com,S", "c@example.com,"))


@pytest.fixture
def shirts(visit: Visit) -> Visitor:
    """On the page of that dropdown."""
    visitor, _ = visit(worn)
    return at(visitor, "shirt")


# The list


def test_it_shows_the_properties_of_an_object_with_their_use(samples: Visitor):
    goto(samples, PROPERTIES, object="deals")
    assert samples.title == "Properties"
    rows = samples.table("Internal name").set_index("Internal name")
    assert rows.loc["amount"].to_dict() | {"Options": None} == {
        "Label": "Amount", "Type": "Currency", "Records": 90, "Options": None,
        "Group": "Deal information", "Values": "", "Origin": "Default",
    }  # fmt: skip
    assert rows.loc["dealstage", "Options"] == 7
    assert rows.loc["hs_object_id", "Values"] == "Read-only"
    samples.app.pills[0].set_value("contacts")
    samples.run()
    assert address(samples) == {"object": "contacts"}
    assert samples.table("Internal name").set_index("Internal name").loc["email", "Records"] == 250


def test_an_odd_address_shows_contacts(visitor: Visitor):
    goto(visitor, PROPERTIES, object="x")
    assert "Email" in labels(visitor)


def test_it_is_searched_by_label_name_and_group(visitor: Visitor):
    make("Shoe size", "number")
    visitor.open(PROPERTIES)
    visitor.set("text_input", "Search", "SIZE shoe")
    assert labels(visitor) == ["Shoe size"]
    visitor.set("text_input", "Search", "hs_lead")
    assert labels(visitor) == ["Lead Status"]
    visitor.set("text_input", "Search", "nothing like it")
    assert "No property fits this search." in visitor.text
    visitor.set("text_input", "Search", "").set("toggle", "Custom only", True)
    assert labels(visitor) == ["Shoe size"]
    visitor.set("toggle", "Custom only", False).set("selectbox", "Group", "custom")
    assert labels(visitor) == ["Shoe size"]


def test_archived_ones_show_when_asked_for(visitor: Visitor):
    make("Badge")
    archive_property(new_cursor(), stored("badge"))
    visitor.open(PROPERTIES)
    assert "Badge" not in labels(visitor)
    visitor.set("toggle", "Archived (1)", True)
    assert labels(visitor) == ["Badge"]


def test_a_click_opens_the_property_and_the_link_leads_back(visitor: Visitor):
    goto(visitor, PROPERTIES, object="companies")
    click(visitor, "Label", 1)
    assert address(visitor)["object"] == "companies"
    assert visitor.title == stored(address(visitor)["property"], "companies").prop.label
    assert links(visitor)["All properties"] == "properties?object=companies"


# Creating


def test_a_created_property_opens(visitor: Visitor):
    visitor.open(PROPERTIES).press("Create a property")
    visitor.set("text_input", "Label", "Größe").set("selectbox", "Field type", "select")
    assert "Unique" not in " ".join(visitor.fields("checkbox"))
    visitor.set("text_area", "Options", "S\nM").press("Create")
    assert visitor.title == "Größe"
    assert "Größe created." in visitor.text
    assert address(visitor) == {"object": "contacts", "property": "gr_e"}
    assert [option.label for option in stored("gr_e").prop.options] == ["S", "M"]


def test_the_proposed_name_is_one_that_is_free(visitor: Visitor):
    make("名前")
    visitor.open(PROPERTIES).press("Create a property").set("text_input", "Label", "年齢")
    assert visitor.field("text_input", "Internal name").placeholder == "p_2"
    visitor.press("Create")
    assert stored("p_2").prop.label == "年齢"


def test_on_the_mapping_page_too(visitor: Visitor):
    make("名前")
    visitor.open(MAP, staged(comma("Email,年齢", "a@example.com,42"))).press("Create a property")
    assert visitor.field("text_input", "Internal name").placeholder == "p_2"
    visitor.press("Create")
    assert visitor.mapped()["年齢"] == "p_2"


def test_a_refusal_keeps_the_dialog_as_typed(visitor: Visitor):
    visitor.open(PROPERTIES).press("Create a property").set("text_input", "Label", "eMail")
    visitor.press("Create")
    assert "Email (email) has that label" in visitor.errors
    assert visitor.field("text_input", "Label").value == "eMail"
    assert query("select count(*) from store.properties where is_custom") == [(0,)]


# One property


@pytest.mark.parametrize("given", [{}, {"object": "x", "property": "y"}, {"object": "contacts"}])
def test_without_a_property_it_leads_to_the_list(visitor: Visitor, given):
    goto(visitor, PROPERTY, **given)
    assert "No property is chosen." in visitor.text
    assert links(visitor)["All properties"] == "properties?object=contacts"


def test_an_unknown_property_is_a_message(visitor: Visitor):
    at(visitor, "nothing")
    assert "no property with the internal name 'nothing'" in visitor.errors


def test_it_leads_to_the_records_that_have_a_value(shirts: Visitor):
    assert "**2** of 3 records have a value (66.7 %)." in shirts.text
    assert links(shirts)["Show them"].startswith("browse?object=contacts&filter=shirt%3Ais+known")


def test_label_and_description_are_saved_or_refused(shirts: Visitor):
    shirts.field("text_input", "Label").set_value("T-shirt")
    shirts.field("text_area", "Description").set_value("At the fair")
    shirts.press("Save")
    assert (shirts.title, stored("shirt").prop.description) == ("T-shirt", "At the fair")
    assert "Saved." in shirts.text
    shirts.field("text_input", "Label").set_value("email")
    shirts.press("Save")
    assert "The property email has this label already." in shirts.errors
    assert shirts.field("text_input", "Label").value == "email"
    assert stored("shirt").prop.label == "T-shirt"


def test_what_rowcall_fills_stays_as_it_is(visitor: Visitor):
    at(visitor, "createdate")
    assert visitor.field("text_input", "Label").disabled
    assert visitor.button("Save").disabled
    assert "Archive property" not in visitor.fields("button")


def test_options_are_renamed_added_moved_and_removed(shirts: Visitor):
    assert shirts.grid["records"].tolist() == [2, 0, 0]
    shirts.type(
        {0: {"label": "Small", "place": 3}}, added=[{"label": "XL"}, {"label": None}], deleted=[1]
    ).press("Save options")
    assert "Options saved." in shirts.text
    assert [(o.value, o.label) for o in stored("shirt").prop.options] == [
        ("L", "L"), ("S", "Small"), ("XL", "XL"),
    ]  # fmt: skip
    assert shirts.grid["label"].tolist() == ["L", "Small", "XL"]


def test_an_option_that_records_have_is_not_removed(shirts: Visitor):
    shirts.type(deleted=[0]).press("Save options")
    assert "Records have what would be removed: S (2)." in shirts.errors
    assert [o.label for o in stored("shirt").prop.options] == ["S", "M", "L"]
    shirts.press("Undo edits")
    assert shirts.grid["label"].tolist() == ["S", "M", "L"]


def test_options_are_sorted_by_label(shirts: Visitor):
    shirts.press("Save, sorted by label")
    assert [o.label for o in stored("shirt").prop.options] == ["L", "M", "S"]


def test_stages_are_shown_but_changed_elsewhere(visitor: Visitor):
    at(visitor, "dealstage", "deals")
    assert "pipelines and their stages have settings of their own." in visitor.text
    assert "Save options" not in visitor.fields("button")
    assert len(visitor.grid) == 7


def test_values_become_unique_where_none_repeats(visitor: Visitor):
    make("Badge")
    imported(comma("Email,Badge", "a@example.com,1", "b@example.com,1"))
    at(visitor, "badge").press("Require unique values")
    assert "1 value is in more than one record: '1' is in 2." in visitor.errors
    imported(comma("Email,Badge", "a@example.com,2"))
    at(visitor, "badge").press("Require unique values")
    assert "Values are unique now." in visitor.text
    assert stored("badge").prop.unique
    visitor.press("Let values repeat")
    assert not stored("badge").prop.unique


def test_only_some_properties_are_offered_unique_values(visitor: Visitor):
    make("Born", "date")
    for name in ("born", "city", "email"):
        at(visitor, name)
        assert "Require unique values" not in visitor.fields("button")


def test_archived_and_restored(shirts: Visitor):
    shirts.press("Archive property")
    assert "Archived." in shirts.text
    assert stored("shirt").is_archived
    assert shirts.field("text_input", "Label").disabled
    assert "Show them" not in links(shirts)
    shirts.press("Restore property")
    assert "Restored." in shirts.text
    assert not stored("shirt").is_archived


def test_why_a_property_cannot_be_archived(visitor: Visitor):
    at(visitor, "email")
    assert "It cannot be archived: a contact is found by it." in visitor.text
