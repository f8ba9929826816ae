"""Settings, objects: defining one, importing it, naming it anew, putting it away, refusals."""

import pytest

from core.recipe import Recipe
from core.store.object_drafts import ObjectDraft, PropertyDraft
from core.store.object_types import create_object, list_custom_objects
from core.store.properties import read_object_type
from pages.parts.current import BROWSE, UPLOAD
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import Visitor, comma, imported, rows_in_store

OBJECTS = "pages/settings/objects.py"
CAR = ObjectDraft(
    "Car", "Cars", PropertyDraft("Model"), properties=(PropertyDraft("Plate", unique=True),)
)


@pytest.fixture
def page(visitor: Visitor) -> Visitor:
    return visitor.open(OBJECTS)


@pytest.fixture
def cars(visitor: Visitor) -> Visitor:
    create_object(new_cursor(), CAR)
    return visitor.open(OBJECTS)


def fill(visitor: Visitor, **fields: str) -> Visitor:
    for name, value in fields.items():
        visitor.app.text_input(key=f"objects-{name}-0").set_value(value)
    return visitor.run()


def names() -> list[str]:
    return [each.kind.name for each in list_custom_objects(new_cursor())]


def test_without_objects_it_says_what_to_do(page: Visitor):
    assert page.title == "Objects"
    assert "You have no objects of your own yet." in page.text
    assert page.app.multiselect[0].value == ["contacts", "companies", "deals", "tickets"]


def test_the_internal_name_is_proposed(page: Visitor):
    fill(page, singular="Car model")
    assert page.app.text_input(key="objects-name-0").placeholder == "p_car_model"


def test_an_object_is_defined_and_the_form_is_empty_again(page: Visitor):
    fill(page, singular="Car", plural="Cars", primary="Model")
    page.type(
        {
            0: {"label": "Plate", "unique": True, "required": True},
            2: {"label": "Colour", "kind": "Dropdown select", "options": "Red; Blue;"},
        },
        [{"label": "Price", "kind": "Currency", "required": False, "unique": False}],
    )
    page.press("Create object")
    assert "Cars created." in page.text
    line = page.table("Object").to_dict("records")[0]
    assert (line["Internal name"], line["Called by"], line["Found by"]) == (
        "p_car",
        "Model",
        "Plate",
    )
    assert line["Associated with"] == "Contacts, Companies, Deals, Tickets"
    kind = read_object_type(new_cursor(), "p_car")
    assert [prop.name for prop in kind.properties][:4] == ["model", "plate", "colour", "price"]
    assert [option.label for option in kind.property("colour").options] == ["Red", "Blue"]
    assert kind.required == (("model",), ("plate",))
    assert page.app.text_input(key="objects-singular-1").value == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "The object has no name."),
        ({"singular": "Contact", "plural": "People"}, "There is an object Contacts already."),
        ({"singular": "Car", "plural": "Cars"}, "The primary property has no label."),
        (
            {"singular": "Car", "plural": "Cars", "primary": "A", "name": "B C"},
            "cannot be an internal name",
        ),
    ],
)
def test_a_refusal_is_a_message_and_keeps_what_was_typed(page: Visitor, fields, said):
    fill(page, **fields).press("Create object")
    assert said in page.errors
    assert page.app.text_input(key="objects-singular-0").value == fields.get("singular", "")
    assert names() == []


def test_the_upload_page_offers_it_and_a_file_maps(cars: Visitor):
    cars.open(UPLOAD)
    offered = cars.app.button_group(key="object_type").options
    assert any("Cars" in option for option in offered)
    cars.app.button_group(key="object_type").set_value("p_car")
    cars.run().upload("cars.csv", comma("Model,Plate", "T,AB-12"))
    cars.press("Next: Map")
    assert cars.mapped() == {"Model": "model", "Plate": "plate"}


def test_its_sample_file(cars: Visitor, downloads):
    cars.open(UPLOAD)
    cars.app.button_group(key="object_type").set_value("p_car")
    cars.run()
    assert downloads["Download a sample file"]().splitlines()[:2] == [
        b"Model,Plate",
        b"Model 1,Plate 1",
    ]


def test_its_records_are_shown(cars: Visitor):
    imported(comma("Model,Plate", "T,AB-12"), recipe=Recipe.of("p_car"))
    cars.app.query_params["object"] = "p_car"
    cars.app.switch_page(BROWSE)
    cars.app.query_params["object"] = "p_car"
    cars.run()
    assert "AB-12" in cars.app.dataframe[0].value.to_string()
    assert rows_in_store("p_car") == 1


def test_it_is_named_anew(cars: Visitor):
    cars.pick("objects-grid-0", 0)
    cars.app.text_input(key="objects-many-p_car").set_value("Motor cars")
    cars.press("Save")
    assert "Motor cars saved." in cars.text
    assert cars.table("Object")["Object"].tolist() == ["Motor cars"]


def test_it_is_associated_with_more(cars: Visitor):
    cars.pick("objects-grid-0", 0)
    cars.app.multiselect[0].set_value(["deals", "itself"])
    cars.press("Associate")
    assert cars.table("Object")["Associated with"].tolist() == ["Deals, Itself"]


def test_without_records_it_is_deleted(cars: Visitor):
    cars.pick("objects-grid-0", 0).press("Delete object")
    assert "Cars deleted." in cars.text
    assert names() == []
    assert "You have no objects of your own yet." in cars.text


def test_with_records_it_stays(cars: Visitor):
    imported(comma("Model,Plate", "T,AB-12"), recipe=Recipe.of("p_car"))
    cars.run().pick("objects-grid-0", 0)
    assert "It has 1 record." in cars.text
    assert not {"Delete object", "Archive object"} & set(cars.fields("button"))


def test_what_the_history_tells_of_is_archived_and_restored(cars: Visitor):
    imported(comma("Model,Plate", ",AB-12"), recipe=Recipe.of("p_car"))
    cars.run().pick("objects-grid-0", 0).press("Delete object")
    assert "The history tells of 1 import of cars." in cars.errors
    cars.press("Archive object")
    assert cars.table("Object")["State"].tolist() == ["Archived"]
    cars.open(UPLOAD)
    assert not any("Cars" in option for option in cars.app.button_group[0].options)
    cars.open(OBJECTS).pick("objects-grid-1", 0).press("Restore object")
    assert "State" not in cars.table("Object").columns
