"""What cannot be imported as asked is refused with a clear message, before anything is written."""

import re
from dataclasses import replace
from typing import Any

import pytest

from core.errors import AppError, RecipeError
from core.recipe import ColumnMapping, CommonColumn, recipe_from_json
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from tests.engine.importing import Desk
from tests.engine.several import import_files, import_table, recipe_of

PEOPLE, FIRMS = "contacts.email,City\na@x.com,Rome\n", "companies.name,City\nX,Rome\n"
TWO = {"objects": ("contacts", "companies")}
# What is wrong -> tables, how they are imported, what the message says.
WRONG: dict[str, tuple[tuple[str, ...], dict[str, Any], str]] = {
    "an object without a mapped column": (
        ("contacts.email\na@x.com\n",),
        {"objects": ("contacts", "companies")},
        "No column is mapped to a property of companies",
    ),
    "an object without a required property or identifier": (
        ("contacts.email,companies.city\na@x.com,Rome\n",),
        {},
        "New companies need Company name or Company Domain Name",
    ),
    "a required property of a deal": (
        ("contacts.email,deals.dealname\na@x.com,Big\n",),
        {},
        "New deals need Deal Stage",
    ),
    "nothing that finds what is only updated": (
        ("contacts.email,deals.dealname,deals.dealstage\na@x.com,Big,closedwon\n",),
        {"modes": {"deals": "UPDATE"}},
        "only updates deals, but no column says which",
    ),
    "an identifier without what a new record needs": (
        ("contacts.email,deals.hs_object_id,deals.amount\na@x.com,1,2\n",),
        {"modes": {"deals": "CREATE"}},
        "New deals need Deal Name, Deal Stage",
    ),
    "objects that cannot be associated": (
        ("contacts.email,products.name,products.price\na@x.com,Pen,1\n",),
        {},
        "cannot be associated with",
    ),
    "line items without deals": (
        ("contacts.email,line_items.name,line_items.price,line_items.quantity\na@x.com,Pen,1,1\n",),
        {},
        "Contacts cannot be associated with line items",
    ),
    "line items alone": (
        ("line_items.name,line_items.price,line_items.quantity\nPen,1,1\n",),
        {},
        "Line items belong to a record",
    ),
    "a key that no column is mapped to": (
        ("contacts.email,companies.name\na@x.com,X\n",),
        {"keys": {"companies": "domain"}},
        "'domain' cannot find records",
    ),
    "two files without a common column": (
        (PEOPLE.replace("Rome", "Bonn"), FIRMS),
        TWO,
        "not said which column ties the two files",
    ),
    "a common column that the first file lacks": (
        (PEOPLE, FIRMS),
        TWO | {"common": ("companies.name", "companies")},
        "File 1 has no column 'companies.name'. Its columns: contacts.email, City",
    ),
    "a common column that the second file lacks": (
        (PEOPLE, FIRMS),
        TWO | {"common": ("contacts.email", "contacts")},
        "File 2 has no column 'contacts.email'",
    ),
    "a common column of one file": (
        ("contacts.email,companies.name\na@x.com,X\n",),
        {"common": ("companies.name", "companies")},
        "one file",
    ),
    "a second file without an object": (
        (PEOPLE, FIRMS),
        {"objects": ("contacts",), "common": ("City", "contacts")},
        "No object is in file 2",
    ),
    "labels of a pair that cannot be associated": (
        (
            "deals.dealname,deals.dealstage,line_items.name,line_items.price,line_items.quantity,"
            "contacts.email,contacts~line_items\nBig,closedwon,Pen,1,1,a@x.com,Boss\n",
        ),
        {},
        "'contacts~line_items' of file 1 is an association label, between contacts and line_items",
    ),
    "labels of an object that is not imported": (
        ("contacts.email,companies.name,contacts~deals\na@x.com,X,Boss\n",),
        {},
        "'contacts~deals' of file 1 is an association label, but nothing in this import",
    ),
    "labels between one object and itself that nothing associates": (
        ("contacts.email,contacts~contacts\na@x.com,Boss\n",),
        {},
        "'contacts~contacts' of file 1 is an association label, but nothing in this import",
    ),
    "keys of an object that cannot be associated": (
        ("contacts.email,contacts>products.hs_object_id\na@x.com,1\n",),
        {},
        "'contacts>products.hs_object_id' of file 1 is to associate contacts with products",
    ),
    "keys that tell no record apart": (
        ("contacts.email,contacts>companies.city\na@x.com,Rome\n",),
        {},
        "does not tell them apart",
    ),
    "keys by a property that is none": (
        ("contacts.email,contacts>companies.shoe\na@x.com,Rome\n",),
        {},
        "does not tell them apart",
    ),
    "keys of an object that is none": (
        ("contacts.email,contacts>shoes.name\na@x.com,1\n",),
        {},
        "shoes",
    ),
    "keys with a label that is none": (
        ("contacts.email,contacts>companies.domain=Boss\na@x.com,x.com\n",),
        {},
        "There is no label 'Boss' between contacts and companies",
    ),
    "an object that is none": (
        ("contacts.email,shoes.name\na@x.com,1\n",),
        {},
        "There is no object 'shoes'",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_said(desk: Desk, name: str) -> None:
    tables, fields, message = WRONG[name]
    before = desk.everything()
    with pytest.raises(AppError, match=re.escape(message)) as raised:
        import_table(desk, *tables, **fields)
    assert raised.value.hint
    assert desk.everything() == before


TABLE = "contacts.email,companies.name,Boss\na@x.com,X,Billing\n"
# How the third column is mapped -> what the message says.
COLUMNS = {
    "a label without a pair": (
        {"column_type": ASSOCIATION_LABEL, "object_type": "contacts"},
        "between which objects it is not said",
    ),
    "keys without an object": (
        {"column_type": ASSOCIATION_KEYS, "object_type": "contacts", "property_name": "email"},
        "'Boss' of file 1",
    ),
    "keys without a property": (
        {
            "column_type": ASSOCIATION_KEYS,
            "object_type": "contacts",
            "to_object_type": "companies",
        },
        "'Boss' of file 1",
    ),
    "a label of an object that is not imported": (
        {
            "column_type": ASSOCIATION_LABEL,
            "object_type": "deals",
            "to_object_type": "companies",
        },
        "'deals', which is not among the objects of its file",
    ),
    "a column of an object that is not imported": (
        {"object_type": "deals", "property_name": "dealname"},
        "'deals' is not among the objects of this import",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_that_says_half_is_refused(desk: Desk, name: str) -> None:
    changes, message = COLUMNS[name]
    recipe = recipe_of((TABLE,))
    column = replace(recipe.files[0].columns[2], **changes)
    with pytest.raises(RecipeError, match=re.escape(message)):
        import_files(desk, recipe_from_json(recipe.with_column(column).to_json()), TABLE)


def test_a_common_column_that_is_mapped_in_neither_file_is_enough(desk: Desk) -> None:
    recipe = recipe_of((PEOPLE, FIRMS), objects=("contacts", "companies"))
    recipe = replace(recipe, common=CommonColumn(("City", "City"), "companies"))
    assert import_files(desk, recipe, PEOPLE, FIRMS).links == (1, 0)


def test_a_recipe_says_which_columns_are_still_open() -> None:
    recipe = recipe_of((PEOPLE, FIRMS), objects=("contacts", "companies"))
    assert [c.header for c in recipe.unmapped(1)] == ["City"]
    tied = replace(recipe, common=CommonColumn(("City", "City"), "companies"))
    assert (tied.unmapped(1), [c.header for c in tied.unmapped(2)]) == ([], ["City"])
    label = ColumnMapping(2, "City", column_type=ASSOCIATION_LABEL, object_type="contacts")
    assert [c.header for c in recipe.with_column(label).unmapped(1)] == ["City"]
