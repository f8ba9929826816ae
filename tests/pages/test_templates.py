"""The page of templates, and templates and earlier imports offered on the upload page."""

import json

import pytest

from core.property_types import Formats
from core.recipe import ColumnMapping, Recipe
from core.store.imports import read_import
from core.store.templates import read_template, read_templates, save_template
from pages.parts.current import TEMPLATES
from pages.parts.database import cursor as new_cursor
from tests.engine.several import recipe_of
from tests.pages.address import goto, links
from tests.pages.visitor import (
    DETAILS,
    HOME,
    MAP,
    UPLOAD,
    Visitor,
    comma,
    imported,
    object_type,
    query,
    staged,
)

COLUMNS = (
    ColumnMapping(1, "Post", "email", dont_overwrite=True),
    ColumnMapping(2, "Roepnaam", "firstname"),
    ColumnMapping(3, "Memo", ignored=True),
)
RECIPE = Recipe.of(
    "contacts", mode="CREATE", key="email", columns=COLUMNS, formats=Formats("MONTH_DAY_YEAR")
)
SAME = comma("Post,Roepnaam,Memo", "ada@example.com,Ada,x")


def saved(name: str = "Fair", recipe: Recipe = RECIPE, import_id: int | None = None) -> int:
    return save_template(new_cursor(), name, recipe, import_id)


def uploaded(visitor: Visitor, content: bytes = SAME, name: str = "next.csv") -> Visitor:
    return visitor.open(UPLOAD).upload(name, content)


# Offered on the upload page


def test_a_template_is_offered_and_used(visitor: Visitor):
    template = saved()
    uploaded(visitor)
    assert "This file is like one that you imported before" in visitor.text
    assert "Template **Fair** · contacts  \n3 of its 3 columns are in the file." in visitor.text
    visitor.press("Use it")
    assert "In use: Template **Fair** · contacts" in visitor.text
    assert visitor.field("segmented_control", "How to import").value == "CREATE"
    assert read_template(new_cursor(), template).used_at is not None
    visitor.press("Next: Map")
    assert visitor.title == "Map: next"
    assert visitor.mapped() == {"Post": "email", "Roepnaam": "firstname", "Memo": None}
    assert visitor.recipe.files[0].columns[0].dont_overwrite
    assert visitor.row("Memo")["import_as"] == "Don't import column"
    assert visitor.row("Post")["why"] == "Template Fair"
    assert visitor.recipe.objects[0].key == "email"
    assert not visitor.recipe.consent
    visitor.open(UPLOAD, visitor.import_id)
    assert "In use: Template **Fair**" in visitor.text


def test_what_differs_is_said(visitor: Visitor):
    saved()
    content = comma("POST,Roepnaam,Memo,Phone,Note 2", "ada@example.com,Ada,x,,")
    uploaded(visitor, content)
    assert "3 of its 3 columns are in the file." in visitor.text
    assert "New in this file: Phone, Note 2" in visitor.text
    assert "Written differently: Post is now POST" in visitor.text
    uploaded(visitor, comma("Memo,Post", "x,ada@example.com"))
    assert "2 of its 3 columns are in the file." in visitor.text
    assert "Not in this file: Roepnaam" in visitor.text


def test_what_was_used_is_taken_back(visitor: Visitor):
    saved()
    uploaded(visitor).press("Use it").press("Don't use it")
    assert "In use" not in visitor.text
    assert visitor.recipe.files[0].columns == () and visitor.recipe.objects[0].key is None
    assert visitor.recipe.object_types == ("contacts",)
    visitor.press("Use it")
    assert "In use: Template **Fair**" in visitor.text


def test_a_template_of_other_objects_changes_the_objects(visitor: Visitor):
    columns = (ColumnMapping(1, "Firma", "name"), ColumnMapping(2, "Stadt", "city"))
    saved("Firms", Recipe.of("companies", columns=columns))
    uploaded(visitor, comma("Firma,Stadt", "Acme,Bonn")).press("Use it")
    assert visitor.recipe.object_types == ("companies",)
    assert visitor.field("pills", "What are the rows?").value == "companies"
    visitor.press("Next: Map")
    assert visitor.mapped() == {"Firma": "name", "Stadt": "city"}


def test_nothing_is_offered_for_another_file(visitor: Visitor):
    saved()
    uploaded(visitor, comma("Firma,Stadt", "Acme,Bonn"))
    assert "Use it" not in visitor.fields("button")


def test_a_finished_import_is_offered(visitor: Visitor):
    done = imported(comma("Post,Roepnaam", "a@example.com,A"), "march.csv", RECIPE_OF_TWO)
    uploaded(visitor, comma("Roepnaam,Post", "Ada,ada@example.com"))
    assert f"As import {done}, **march**, " in visitor.text
    visitor.press("Use it").press("Next: Map")
    assert visitor.mapped() == {"Roepnaam": "firstname", "Post": "email"}
    assert visitor.row("Post")["why"] == f"As in import {done}"
    assert visitor.open(DETAILS, visitor.import_id).title == "Details: next"


RECIPE_OF_TWO = Recipe.of("contacts", columns=COLUMNS[:2])


TWO = ("contacts.email,contacts.firstname,companies.name\n", "companies.name,companies.domain\n")


def test_what_was_used_for_the_first_of_two_files_is_used_for_the_second(visitor: Visitor):
    common = ("companies.name", "companies")
    saved("Both", recipe_of(TWO, objects=("contacts", "companies"), common=common))
    uploaded(visitor, (TWO[0] + "a@x.com,A,Acme\n").encode())
    assert "It is for two files; the second comes next." in visitor.text
    visitor.press("Use it")
    assert "File 2 of 2: companies" in visitor.text
    visitor.upload("firms.csv", (TWO[1] + "Acme,acme.example\n").encode())
    assert "In use: Template **Both**" in visitor.text
    visitor.press("Next: Common column")
    assert visitor.recipe.common.headers == ("companies.name", "companies.name")
    assert visitor.mapped() == {
        "contacts.email": "email", "contacts.firstname": "firstname", "companies.name": "name",
        "companies.domain": "domain",
    }  # fmt: skip


# The page of templates


def test_without_templates_the_page_says_how_to_get_one(visitor: Visitor):
    visitor.open(TEMPLATES)
    assert "There are no templates yet." in visitor.text
    assert "History" in links(visitor)


@pytest.fixture
def two(visitor: Visitor) -> Visitor:
    done = imported(comma("Email", "a@example.com"), "march.csv")
    saved("From March", read_import(new_cursor(), done).recipe, done)
    saved("Fair")
    return visitor.open(TEMPLATES)


def test_all_templates_are_listed(two: Visitor):
    rows = two.table("Name", "Last used")
    assert rows[["Name", "Objects", "Files", "Columns", "From"]].values.tolist() == [
        ["Fair", "Contacts", 1, 3, "File"],
        ["From March", "Contacts", 1, 1, "Import: march"],
    ]
    assert "Select a template" in two.text


def test_a_template_shows_what_it_says(two: Visitor):
    two.pick("templates-grid-0", 0)
    assert two.app.subheader[0].value == "Fair"
    assert "**Contacts**: create only, existing ones found by Email." in two.text
    assert "dates month, day, year" in two.text
    columns = two.table("Column", "Becomes")
    assert columns[["Column", "Becomes", "Existing values"]].values.tolist() == [
        ["Post", object_type("contacts").property("email").label, "Kept"],
        ["Roepnaam", "First Name", ""],
        ["Memo", "Not imported", ""],
    ]
    goto(two.open(HOME), TEMPLATES, template="1")
    assert two.app.subheader[0].value == "From March"
    assert links(two)["Results of import 1"] == "results?import=1"


def test_renaming_and_deleting(two: Visitor):
    two.pick("templates-grid-0", 0)
    two.field("text_input", "Name").set_value("Fairs")
    two.press("Rename")
    assert two.table("Name", "Last used")["Name"].tolist() == ["Fairs", "From March"]
    two.pick("templates-grid-1", 0)
    two.field("text_input", "Name").set_value("from march")
    two.press("Rename")
    assert "There is a template from march already." in two.errors
    two.press("Delete template")
    assert two.table("Name", "Last used")["Name"].tolist() == ["From March"]


def test_a_template_goes_out_as_a_file_and_comes_back(two: Visitor, downloads):
    two.pick("templates-grid-0", 0)
    content = downloads["Export as a file"]()
    assert json.loads(content)["name"] == "Fair"
    two.upload("fair.json", content, "application/json")
    assert "The template of fair.json is added." in two.app.success[0].value.replace("\\", "")
    assert two.table("Name", "Last used")["Name"].tolist() == ["Fair (2)", "Fair", "From March"]
    assert query("select count(distinct recipe::varchar) from store.templates") == [(2,)]


def test_a_file_that_is_no_template_is_refused_in_words(two: Visitor):
    two.upload("x.json", b'{"object_type": "contacts", "mode": "X"}', "application/json")
    assert "Unknown mode" in two.errors
    two.upload("y.json", b"oops", "application/json")
    assert "y.json is no JSON" in two.errors
    assert query("select count(*) from store.templates") == [(2,)]


def test_a_template_whose_object_is_gone_says_so(two: Visitor):
    query("update store.templates set recipe = replace(recipe::varchar, 'contacts', 'rockets')")
    two.open(HOME).open(TEMPLATES).pick("templates-grid-0", 0)
    assert "It is not offered any more: there is no object rockets." in two.text
    two.open(UPLOAD).upload("next.csv", SAME)
    assert "Use it" not in two.fields("button")


def test_a_mapping_is_saved_as_a_template_before_the_import(visitor: Visitor):
    visitor.open(MAP, staged(SAME, "people.csv"))
    visitor.press("Save template")
    assert "Template people saved" in visitor.text
    [template] = read_templates(new_cursor())
    assert template.import_id == visitor.import_id
    assert visitor.title == "Map: people"
