"""Two files tied by a common column, from the second uploader to the line in the history."""

from collections.abc import Callable

import pytest
from pandas import isna

from core.engine.mapping_choices import AS_COMMON, AS_LABEL
from core.recipe import CommonColumn, Recipe
from pages.parts.current import HISTORY
from tests.pages.address import links
from tests.pages.made_stores import Visit
from tests.pages.several import (
    assert_each_step_is_there,
    choose_shape,
    planned_without_unmapped,
    recipe_of,
    staged_in_two,
)
from tests.pages.visitor import (
    COMMON,
    DETAILS,
    MAP,
    RESULTS,
    REVIEW,
    UPLOAD,
    Visitor,
    comma,
    imported,
    query,
    rows_in_store,
)

PEOPLE = comma(
    "Email,Company,City,Role,Born",
    "ada@x.com,Acme,London,Golf partner,1815-12-10",
    "bob@x.com,acme,Paris,,01/02/1999",
    "cy@x.com,Nowhere,Rome,Golf partner,",
    "di@x.com,,Oslo,Golf partner,",
)
FIRMS = comma("Company;City;Employees", "Acme;Berlin;1.500", "Beta;Wien;12", "Beta;Graz;3")
STRANGERS = comma("Firma,Ort", "Acme,Rome", "Zeta,Oslo")
BOTH = recipe_of("contacts", "companies", name="people", files=2)
OWNER = "Which object is"


def drafted() -> int:
    """Contacts and companies in two files, read and mapped."""
    return staged_in_two(PEOPLE, FIRMS, BOTH)


def dry_run() -> int:
    """The same after the dry run."""
    return planned_without_unmapped(drafted())


@pytest.fixture
def common(visit: Visit) -> Visitor:
    """At the common column of contacts and companies."""
    visitor, import_id = visit(drafted)
    return visitor.open(COMMON, import_id)


@pytest.fixture
def review(visit: Visit) -> Visitor:
    """At the dry run of contacts and companies."""
    visitor, import_id = visit(dry_run)
    return visitor.open(REVIEW, import_id)


def choose(visitor: Visitor) -> Visitor:
    """Says that there are two files."""
    return choose_shape(visitor, "two")


def to_map(visitor: Visitor) -> Visitor:
    """Both files to the common column and on to the mapping of the first."""
    choose(visitor).upload("people.csv", PEOPLE).upload("firms.csv", FIRMS)
    return visitor.press("Next: Common column").press("Next: Map")


def left_out(visitor: Visitor) -> Visitor:
    """What is open is not imported."""
    button = visitor.button("Don't import")
    return visitor if button.disabled else visitor.press("Don't import")


def to_review(visitor: Visitor, import_id: int) -> Visitor:
    """The dry run, with everything left out that is not mapped."""
    for file in (1, 2):
        left_out(visitor.open(MAP, import_id, file))
    return visitor.open(REVIEW, import_id)


# The files


def test_each_object_has_an_uploader_and_a_preview(visitor: Visitor):
    choose(visitor)
    assert visitor.app.file_uploader[0].label.startswith("File of contacts")
    assert "The file of companies comes next." in visitor.text
    visitor.upload("people.csv", PEOPLE)
    assert "File 1 of 2: contacts" in visitor.text
    assert "Next: Common column" not in [button.label for button in visitor.app.button]
    visitor.upload("firms.csv", FIRMS)
    assert visitor.draft.file_names == ["people.csv", "firms.csv"]
    assert [list(table.columns) for table in visitor.tables] == [
        ["Email", "Company", "City", "Role", "Born"],
        ["Company", "City", "Employees"],
    ]
    delimiters = [b.value for b in visitor.app.selectbox if b.label == "Delimiter"]
    assert delimiters == [",", ";"]
    assert visitor.press("Next: Common column").title == "Common column: people"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["contacts", "companies", "deals"], "Choose two objects, or an object and an activity."),
        (["emails"], "Emails belong to a record. Choose the object they belong to, too."),
        (["products", "notes"], "cannot be associated with"),
    ],
)
def test_objects_that_make_no_pair_are_told_at_once(visitor: Visitor, chosen: list[str], said: str):
    choose(visitor).set("pills", "Which two objects", chosen)
    assert said in visitor.text + visitor.errors
    assert len(visitor.app.file_uploader) == 0


def test_a_third_object_after_the_upload_waits_for_one_to_go(visit: Visit):
    visitor, import_id = visit(drafted)
    visitor.open(UPLOAD, import_id)
    visitor.set("pills", "Which two objects", ["contacts", "companies", "deals"])
    assert "Choose two objects" in visitor.text
    assert visitor.button("Next").disabled
    visitor.set("pills", "Which two objects", ["contacts", "deals"])
    assert visitor.recipe.object_types == ("contacts", "deals")
    assert "File 2 of 2: deals" in visitor.text


def test_files_in_the_other_order_are_swapped(visitor: Visitor):
    choose(visitor).upload("firms.csv", FIRMS).upload("people.csv", PEOPLE)
    visitor.press("Swap the objects")
    assert visitor.recipe.object_types == ("companies", "contacts")
    assert "File 1 of 2: companies" in visitor.text
    visitor.set("segmented_control", "How to import contacts", "UPDATE")
    assert visitor.recipe.object_types == ("companies", "contacts")
    visitor.press("Next: Common column")
    assert visitor.recipe.common == CommonColumn(("Company", "Company"), "companies")
    visitor.press("Next: Map")
    assert visitor.row("Company")["property"].startswith("Company name")


def test_another_second_file_means_another_mapping(common: Visitor):
    import_id = common.import_id
    common.open(UPLOAD, import_id)
    [_, other] = [b for b in common.app.button if b.label == "Choose another file"]
    other.click()
    common.run()
    common.press("Keep firms")
    assert common.draft.file_names == ["people.csv", "firms.csv"]
    [_, other] = [b for b in common.app.button if b.label == "Choose another file"]
    other.click()
    common.run().upload("more.csv", STRANGERS)
    assert common.draft.file_names == ["people.csv", "more.csv"]
    assert common.open(MAP, import_id).title == "Upload: people"
    common.press("Next: Common column")
    assert "have no header in common" in common.text
    assert common.button("Next: Map").disabled
    assert list(common.mapped()) == ["Email", "Company", "City", "Role", "Born", "Firma", "Ort"]


def test_one_file_instead_of_two_forgets_the_second(common: Visitor):
    common.open(UPLOAD, common.import_id)
    common.set("segmented_control", "What is in the file?", "several")
    assert common.draft.file_names == ["people.csv"]
    assert common.press("Next: Map").title == "Map: people"
    assert set(common.grid["import_as"]) == {"Contact properties", "Company properties"}
    common.open(COMMON, common.import_id)
    assert common.title == "Map: people"


# The common column


def test_the_common_column_is_found_with_the_object_it_names(common: Visitor):
    assert common.recipe.common == CommonColumn(("Company", "Company"), "companies")
    assert common.field("selectbox", "Column of file 1").value == "Company"
    assert common.field("segmented_control", OWNER).label == (
        "Which object is Company the unique key for?"
    )
    assert [metric.value for metric in common.app.metric] == ["2 of 4", "1 of 3"]
    assert "1 row with a value that the other file does not have, 1 row without" in common.text
    assert "2 rows of file 2 share their value with another row" in common.text
    assert [table.values.tolist() for table in common.tables] == [[["Nowhere", 1]], [["Beta", 2]]]


def test_another_owner_and_another_column_are_kept(common: Visitor):
    common.set("segmented_control", OWNER, "contacts")
    assert common.recipe.common == CommonColumn(("Company", "Company"), "contacts")
    common.set("selectbox", "Column of file 1", "City").set("selectbox", "Column of file 2", "City")
    assert common.recipe.common == CommonColumn(("City", "City"), "contacts")
    assert "the two columns may mean different things" in common.text
    assert [metric.value for metric in common.app.metric] == ["0 of 4", "0 of 3"]


def test_columns_without_a_header_in_common_are_chosen_one_after_the_other(visitor: Visitor):
    visitor.open(COMMON, staged_in_two(PEOPLE, STRANGERS, BOTH))
    assert "The two files have no header in common." in visitor.text
    assert "Choose the column that both files have." in visitor.text
    visitor.set("selectbox", "Column of file 1", "Company")
    visitor.set("segmented_control", OWNER, "companies")
    assert visitor.button("Next: Map").disabled
    visitor.set("selectbox", "Column of file 2", "Firma")
    assert visitor.recipe.common == CommonColumn(("Company", "Firma"), "companies")
    assert [metric.value for metric in visitor.app.metric] == ["2 of 4", "1 of 2"]
    assert visitor.press("Next: Map").title == "Map: people"


def test_the_dry_run_says_where_the_common_column_is_missing(visitor: Visitor):
    import_id = staged_in_two(PEOPLE, STRANGERS, BOTH)
    to_review(visitor, import_id)
    assert "Choose the common column of the two files." in visitor.text
    assert rows_in_store() == 0


# Mapping


def test_each_file_has_a_mapping_page_of_its_own(visitor: Visitor):
    to_map(visitor)
    assert "File 1 of 2. Contacts: people.csv" in visitor.text
    assert visitor.row("Company")["import_as"] == AS_COMMON
    assert isna(visitor.row("Company")["property"])
    left_out(visitor).press("Next: the second file")
    assert visitor.address["file"] == "2"
    assert "File 2 of 2. Companies: firms.csv" in visitor.text
    assert visitor.row("Company")["property"].startswith("Company name")
    assert "Ties the two files together." in visitor.row("Company")["why"]
    assert visitor.row("City")["property"].startswith("City")
    visitor.press("Back")
    assert "File 1 of 2" in visitor.text
    assert visitor.press("Back").title == "Common column: people"


def test_the_common_column_is_imported_for_its_own_object_only(review: Visitor):
    review.press("Import")
    assert query("select distinct company from store.contacts") == [(None,)]
    assert query("select distinct name from store.companies order by 1") == [("Acme",), ("Beta",)]


def test_the_common_column_cannot_become_something_else(common: Visitor):
    common.open(MAP, common.import_id).map("Company", "company")
    assert "'Company' ties the two files together." in common.errors
    assert common.row("Company")["import_as"] == AS_COMMON


def test_a_property_of_the_second_file_is_chosen_and_made_there(common: Visitor):
    common.open(MAP, common.import_id, 2).map("Employees", "numberofemployees")
    assert common.mapped()["Employees"] == "numberofemployees"
    common.edit("Employees", property=None).press("Create a property")
    assert common.field("selectbox", "Column to map to it").options == ["None for now", "Employees"]
    common.press("Create")
    assert common.mapped()["Employees"] == "employees"
    assert query("select count(*) from store.properties where name = 'employees'") == [(1,)]


def test_labels_are_of_the_pair_that_the_files_associate(common: Visitor):
    import_id = common.import_id
    common.open(MAP, import_id).edit("Role", import_as=AS_LABEL)
    assert common.row("Role")["property"] == "Contact and Company"
    common.press("Create label Golf partner")
    assert common.row("Role")["check"] == "✓"
    to_review(common, import_id)
    assert "2 associations and 1 label of contacts and companies" in common.text
    issues = common.table("Issue", "Rows")
    assert ["Nothing to label", 2] in issues[["Issue", "Rows"]].values.tolist()


# Details, review, results


def test_formats_are_chosen_for_each_file(common: Visitor):
    import_id = common.import_id
    common.open(MAP, import_id).map("Born", "closedate")
    common.open(MAP, import_id, 2).map("Employees", "numberofemployees")
    common.open(DETAILS, import_id)
    assert "**File 1. Contacts: people.csv**" in common.text
    assert "**File 2. Companies: firms.csv**" in common.text
    common.set("radio", "Date format of Born", "YEAR_MONTH_DAY")
    common.set("radio", "Number format of Employees", "1'234.56")
    one, other = common.recipe.files
    assert one.formats and one.formats.date_order == "YEAR_MONTH_DAY"
    assert other.formats and other.formats.number_format == "1'234.56"


def test_no_file_is_named_where_it_has_no_format(common: Visitor):
    import_id = common.import_id
    for file in (1, 2):
        left_out(common.open(MAP, import_id, file))
    common.open(DETAILS, import_id)
    assert "**File 1." not in common.text
    assert common.field("selectbox", "Property used to find existing companies")


def test_missing_partners_are_issues(review: Visitor):
    issues = review.table("Issue", "Column", "Rows")
    assert ["No partner in the other file", "Company", 1] in (
        issues[["Issue", "Column", "Rows"]].values.tolist()
    )


def test_a_common_value_of_several_records_is_an_issue(visitor: Visitor):
    firms = comma("Company,Domain", "Acme,acme.example", "Acme,acme.org")
    visitor.open(REVIEW, planned_without_unmapped(staged_in_two(PEOPLE, firms, BOTH)))
    issues = visitor.table("Issue", "Column", "Rows")
    assert ["Common value not unique", "Company", 2] in (
        issues[["Issue", "Column", "Rows"]].values.tolist()
    )


def test_results_show_each_object_and_the_files(
    review: Visitor, another_visitor: Callable[[], Visitor]
):
    import_id = review.import_id
    expected = review.table("Object", "Rows", "Created")
    review.pick(f"association-pairs-review-{import_id}", 0)
    rows = review.table("Contact", "Company", "Label")
    assert "Row" not in rows
    named = [["ada@x.com", "Acme"], ["bob@x.com", "Acme"]]
    assert rows[["Contact", "Company"]].values.tolist() == named
    review.press("Import")
    done = another_visitor().open(RESULTS, import_id)
    assert done.table("Object", "Rows", "Created").equals(expected)
    assert "**Contacts and Companies** from **people.csv and firms.csv**" in done.text
    done.pick(f"association-pairs-results-{import_id}", 0)
    assert done.table("Contact", "Company")[["Contact", "Company"]].values.tolist() == named
    assert "See the 4 records" in links(done)
    done.set("segmented_control", "Object", "companies")
    assert done.metrics["created"] == done.table("Object", "Rows")["Created"].iloc[1]
    line = done.open(HISTORY).table("Object", "Rows", "Created").iloc[0]
    assert (line["Object"], line["Rows"]) == ("Contacts, companies", 7)


def test_the_files_of_a_finished_import_can_be_had_again(
    review: Visitor, downloads: dict[str, Callable[[], bytes]]
):
    review.press("Import")
    assert downloads["Original file (people.csv)"]() == PEOPLE
    assert downloads["Original file (firms.csv)"]() == FIRMS
    assert b"Nowhere" in downloads["All rows with issues (people.csv)"]()


def test_each_step_is_there_again_by_its_address(
    common: Visitor, another_visitor: Callable[[], Visitor]
):
    import_id = common.import_id
    common.open(MAP, import_id, 2).map("Employees", "numberofemployees")
    to_review(common, import_id)
    titles = {UPLOAD: "Upload", COMMON: "Common column", DETAILS: "Details", REVIEW: "Review"}
    assert_each_step_is_there(another_visitor, import_id, titles, "people")
    second = another_visitor().open(MAP, import_id, 2)
    assert second.row("Employees")["property"].startswith("Number of Employees")


def test_an_activity_and_an_object_in_two_files(visitor: Visitor):
    recipe = recipe_of("contacts", "notes", name="people", files=2, contacts="UPDATE")
    imported(comma("Email", "ada@x.com"), recipe=Recipe.of("contacts", name="c", consent=True))
    people = comma("Email,City", "ada@x.com,London")
    notes = comma("Email,Activity date,Note", "ada@x.com,2026-03-01,Hi", "eve@x.com,2026-03-02,Ho")
    import_id = staged_in_two(people, notes, recipe)
    assert visitor.open(COMMON, import_id).recipe.common == CommonColumn(
        ("Email", "Email"), "contacts"
    )
    to_review(visitor, import_id).set("segmented_control", "Object", "notes")
    assert (visitor.metrics["created"], visitor.metrics["failed"]) == (1, 1)
    visitor.press("Import")
    assert rows_in_store("notes") == 1
