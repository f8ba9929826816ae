"""The dialog "Create a property" on the mapping page."""

import pytest

from tests.pages.visitor import MAP, Visitor, comma, object_type, query, staged

LINES = ["Email,Shoe size (EU),Colour", "ada@example.com,42,Red", "bob@example.com,x,Blue"]


@pytest.fixture
def dialog(visitor: Visitor) -> Visitor:
    """Open, for the first unmapped column."""
    visitor.open(MAP, staged(comma(*LINES))).press("Create a property")
    assert visitor.field("selectbox", "Column to map").value == 2
    return visitor


def test_it_proposes_the_header_as_label_and_a_name(dialog: Visitor):
    assert dialog.field("text_input", "Label").value == "Shoe size (EU)"
    assert dialog.field("text_input", "Internal name").placeholder == "shoe_size_eu"
    dialog.set("selectbox", "Column to map", 3)
    assert dialog.field("text_input", "Label").value == "Colour"


def test_a_created_property_exists_and_the_column_is_mapped_to_it(dialog: Visitor):
    dialog.set("selectbox", "Field type", "number").press("Create")
    assert dialog.mapped()["Shoe size (EU)"] == "shoe_size_eu"
    assert dialog.row("Shoe size (EU)")["property"] == "Shoe size (EU) (Custom properties)"
    assert dialog.row("Shoe size (EU)")["check"].startswith("⚠ 1 of 2: ")
    kind = query(
        "select data_type from duckdb_columns() "
        "where table_name = 'contacts' and column_name = 'shoe_size_eu'"
    )
    assert len(kind) == 1 and kind[0][0] != "VARCHAR"
    assert "Label" not in dialog.fields("text_input")


def test_options_are_taken_one_a_line(dialog: Visitor):
    dialog.set("selectbox", "Column to map", 3).set("selectbox", "Field type", "select")
    dialog.set("text_area", "Options", "Red\n\n Green \n").press("Create")
    prop = object_type("contacts").property("colour")
    assert prop is not None
    assert [option.label for option in prop.options] == ["Red", "Green"]
    assert dialog.row("Colour")["check"].startswith("⚠ 1 of 2: ")


def test_a_unique_property_is_offered_as_an_identifier(dialog: Visitor):
    dialog.set("checkbox", "Unique", True).press("Create")
    assert ":green[:material/check_circle:] Shoe size (EU)" in dialog.text


def test_a_property_can_be_made_without_a_column(dialog: Visitor):
    before = dialog.mapped()
    dialog.set("selectbox", "Column to map", 0).set("text_input", "Label", "Hat")
    dialog.press("Create")
    assert object_type("contacts").property("hat") is not None
    assert dialog.mapped() == before


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"Label": " "}, "The label is empty."),
        ({"Label": "eMail"}, "Email (email) has that label or internal name already."),
        ({"Internal name": "email"}, "Email (email) has that label or internal name already."),
        ({"Internal name": "Shoe Size"}, "cannot be an internal name."),
        ({"Internal name": "hs_object_id"}, "is reserved."),
    ],
)
def test_a_refusal_is_said_and_the_dialog_stays_as_typed(
    dialog: Visitor, fields: dict[str, str], message: str
):
    before = dialog.mapped()
    for label, value in fields.items():
        dialog.set("text_input", label, value)
    dialog.press("Create")
    assert message in dialog.errors
    for label, value in fields.items():
        assert dialog.field("text_input", label).value == value
    assert dialog.mapped() == before
    assert query("select count(*) from store.properties where is_custom") == [(0,)]
    dialog.set("text_input", "Label", "Shoe size").set("text_input", "Internal name", "shoe")
    dialog.press("Create")
    assert not dialog.errors
    assert dialog.mapped()["Shoe size (EU)"] == "shoe"


@pytest.mark.parametrize(
    ("options", "message"),
    [("", "needs options"), (" \n ", "needs options"), ("Red\nred", "Two options are equal")],
)
def test_options_that_cannot_be_are_refused(dialog: Visitor, options: str, message: str):
    dialog.set("selectbox", "Field type", "radio").set("text_area", "Options", options)
    dialog.press("Create")
    assert message in dialog.errors
    assert query("select count(*) from store.properties where is_custom") == [(0,)]


def test_opened_again_the_dialog_has_no_refusal_of_before(dialog: Visitor):
    dialog.set("text_input", "Internal name", "Shoe Size").press("Create")
    assert dialog.errors
    dialog.press("Create a property")
    assert not dialog.errors
