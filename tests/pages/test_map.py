"""Map: the grid, what an edit does to the recipe, the check of every row, and the way on."""

import pytest

from core.engine.mapping_choices import AS_NOTHING, AS_RECORD_ID, mapping_choices
from core.recipe import RECORD_ID, Recipe, recipe_from_json
from core.vocabulary import load_object_types
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import DETAILS, MAP, UPLOAD, Visitor, comma, query, rows_in_store, staged

LINES = [
    "First Name,Surname of them,Email,Annual Revenue,Shoe",
    "Ada,Lovelace,ada@example.com,1.5,",
    "Bob,,bob@,2,42",
    "Cy,Twombly,cy@,x,",
    ",,bob@,3,",
    "Eve,Adams,eve@example.com,4,43",
]
NEW = "Nothing of this name"


@pytest.fixture
def mapping(visitor: Visitor) -> Visitor:
    return visitor.open(MAP, staged(comma(*LINES)))


def test_each_column_of_the_file_is_a_row_of_the_grid(mapping: Visitor):
    assert list(mapping.grid["header"]) == LINES[0].split(",")
    email = mapping.row("Email")
    assert email["property"] == "Email * (Contact information)"
    assert email["values"] == "ada@example.com · bob@ · cy@"
    assert email["filled"] == 100
    assert email["distinct"] == "4"
    assert "Email" in email["why"]
    shoe = mapping.row("Shoe")
    assert shoe["filled"] == 40
    assert shoe["check"] == "Choose a property"
    assert mapping.row("First Name")["check"] == "✓"
    assert "5 rows in 5 columns" in mapping.text


def test_the_check_counts_bad_rows_of_all_rows(visitor: Visitor):
    rows = [f"p{n}@example.com" if n % 10 else "p@" for n in range(1000)]
    visitor.open(MAP, staged(comma("Email", *rows)))
    assert visitor.row("Email")["check"] == "⚠ 100 of 1,000: Invalid email (10.0 %)"


def test_choosing_a_property_maps_the_column_and_checks_it(mapping: Visitor):
    mapping.map("Shoe", "numemployees")
    assert mapping.mapped()["Shoe"] == "numemployees"
    assert mapping.row("Shoe")["check"].startswith("⚠ 2 of 5: ")
    assert mapping.row("Shoe")["why"] == "Chosen by you."
    mapping.map("Shoe", "address")
    assert mapping.mapped()["Shoe"] == "address"
    assert mapping.row("Shoe")["check"] == "✓"


def test_two_columns_on_one_property_are_refused(mapping: Visitor):
    before = mapping.mapped()
    mapping.map("Shoe", "email")
    assert "'Email' is mapped to this property already" in mapping.errors
    assert "Unmap the other column first." in mapping.errors
    assert mapping.mapped() == before
    assert mapping.row("Shoe")["check"] == "Choose a property"
    assert not mapping.run().errors
    mapping.map("Shoe", "address")
    assert mapping.mapped()["Shoe"] == "address"


def test_an_emptied_property_leaves_the_column_unmapped(mapping: Visitor):
    mapping.edit("Email", property=None)
    assert mapping.mapped()["Email"] is None
    assert mapping.row("Email")["check"] == "Choose a property"


def test_a_column_can_be_the_record_id_and_a_property_again(mapping: Visitor):
    mapping.edit("Shoe", import_as=AS_RECORD_ID)
    assert mapping.mapped()["Shoe"] == RECORD_ID
    assert mapping.row("Shoe")["import_as"] == AS_RECORD_ID
    mapping.edit("Email", import_as=AS_RECORD_ID)
    assert "'Shoe' is mapped to this property already" in mapping.errors
    mapping.map("Shoe", "address")
    assert mapping.mapped()["Shoe"] == "address"


def test_a_column_left_out_is_no_longer_checked(mapping: Visitor):
    mapping.edit("Email", import_as=AS_NOTHING)
    email = mapping.row("Email")
    assert (email["import_as"], email["check"]) == (AS_NOTHING, "")
    assert mapping.mapped()["Email"] is None
    mapping.map("Email", "email")
    assert mapping.row("Email")["check"].startswith("⚠ 3 of 5")


def test_next_waits_until_every_column_is_decided(mapping: Visitor):
    mapping.map("Surname of them", "lastname")
    assert mapping.button("Next").disabled
    assert "1 column still to map or to leave out." in mapping.text
    mapping.press("Don't import 1 unmapped column")
    assert mapping.row("Shoe")["import_as"] == AS_NOTHING
    assert mapping.button("Don't import unmapped columns").disabled
    assert mapping.press("Next: Details").title == "Details: people"


def test_next_waits_for_one_mapped_column(visitor: Visitor):
    visitor.open(MAP, staged(comma(f"{NEW},Also {NEW}", "1,2")))
    visitor.press("Don't import 2 unmapped columns")
    assert visitor.button("Next").disabled
    assert "Map at least one column." in visitor.text


def test_dont_overwrite_is_kept_by_column(mapping: Visitor):
    mapping.edit("Email", dont_overwrite=True)
    kept = {column.header: column.dont_overwrite for column in mapping.recipe.files[0].columns}
    assert [header for header, value in kept.items() if value] == ["Email"]
    assert mapping.row("Email")["dont_overwrite"]


def test_dont_overwrite_all_follows_the_grid(mapping: Visitor):
    mapping.set("checkbox", "Don't overwrite any", True)
    assert all(column.dont_overwrite for column in mapping.recipe.files[0].columns)
    assert all(mapping.grid["dont_overwrite"])
    mapping.edit("Email", dont_overwrite=False)
    assert not mapping.field("checkbox", "Don't overwrite any").value
    mapping.set("checkbox", "Don't overwrite any", True)
    assert mapping.row("Email")["dont_overwrite"]
    mapping.set("checkbox", "Don't overwrite any", False)
    assert not any(mapping.grid["dont_overwrite"])


def test_map_automatically_again_takes_back_every_edit(mapping: Visitor):
    before = mapping.mapped()
    mapping.map("Shoe", "address").edit("Email", import_as=AS_NOTHING)
    assert mapping.mapped() != before
    mapping.press("Map automatically again")
    assert mapping.mapped() == before
    assert mapping.row("Email")["import_as"] == "Property"


def test_bad_values_are_listed_with_their_rows(mapping: Visitor):
    mapping.map("Shoe", "numemployees")
    options = mapping.field("selectbox", "Column").options
    assert options[0] == "Email → Email (3 rows)"
    assert options[1].startswith("Shoe → ") and options[1].endswith(" (2 rows)")
    assert mapping.table("Value", "First row").values.tolist() == [["bob@", 2, 3], ["cy@", 1, 4]]
    assert "**Invalid email.**" in mapping.text
    mapping.set("selectbox", "Column", 5)
    assert mapping.table("Value", "First row").values.tolist() == [["42", 1, 3], ["43", 1, 6]]
    assert "Options: " in mapping.text


def test_no_bad_values_no_panel(visitor: Visitor):
    visitor.open(MAP, staged(comma("Email", "ada@example.com")))
    assert not visitor.app.expander
    assert "Column" not in visitor.fields("selectbox")


def test_the_guide_turns_green_as_columns_are_mapped(visitor: Visitor):
    visitor.open(MAP, staged(comma("Surname of them,Contact me at", "Lovelace,ada")))
    for header in visitor.mapped():
        visitor.edit(header, property=None)
    assert ":green[" not in visitor.text
    assert "every row creates a new record" in visitor.text
    visitor.map("Surname of them", "lastname")
    assert ":green[:material/check_circle:] First Name or Last Name or Email" in visitor.text
    visitor.map("Contact me at", "email")
    assert ":green[:material/check_circle:] Email" in visitor.text
    assert "every row creates a new record" not in visitor.text


@pytest.mark.parametrize("mode", ["CREATE", "UPDATE"])
def test_the_guide_says_what_the_mode_needs(visitor: Visitor, mode: str):
    visitor.open(MAP, staged(comma(*LINES), recipe=Recipe.of("contacts", mode=mode)))
    assert ("**To create**" in visitor.text) == (mode == "CREATE")
    assert ("**To update**, one of" in visitor.text) == (mode == "UPDATE")


def test_objects_without_updates_offer_no_record_id(visitor: Visitor):
    content = comma("Task Title,Due Date", "Call,2026-01-02")
    visitor.open(MAP, staged(content, "tasks.csv", Recipe.of("tasks", mode="CREATE")))
    assert "Don't overwrite any existing value" not in visitor.fields("checkbox")
    assert "Record ID" not in visitor.text


def test_repairs_and_warnings_of_reading_are_shown(visitor: Visitor):
    visitor.open(MAP, staged(comma("Name,City", "Ada,Utrecht", "Bob,Delft,extra", "Cy,Goes")))
    assert visitor.table("Row", "What was done")["Row"].tolist() == [3]
    warnings = visitor.draft.layouts[0]["warnings"]
    assert len(warnings) == 2
    assert all(warning in visitor.text for warning in warnings)


@pytest.mark.parametrize("name", load_object_types())
@pytest.mark.parametrize(
    "others", [(), ("contacts", "companies", "deals")], ids=["alone", "several"]
)
def test_each_property_has_a_name_of_its_own_in_the_grid(name: str, others: tuple[str, ...]):
    names = dict.fromkeys((name, *others))
    recipe = recipe_from_json({"objects": [{"object_type": each} for each in names]})
    choices = mapping_choices(new_cursor(), recipe, 1)
    assert len(set(choices.details())) == len(choices.details()) > 0
    object_type = load_object_types()[name]
    read_only = {prop.name for prop in object_type.properties if prop.read_only}
    mapped = {c.property_name for c in choices.entries if c.becomes_property_of(name)}
    assert not read_only & (mapped - {RECORD_ID})


def test_going_back_and_forth_keeps_the_mapping(mapping: Visitor):
    mapping.map("Shoe", "address").edit("Surname of them", import_as=AS_NOTHING)
    before = mapping.mapped()
    mapping.press("Back")
    assert mapping.title == "Upload: people"
    mapping.press("Next: Map")
    assert mapping.mapped() == before
    assert mapping.row("Surname of them")["import_as"] == AS_NOTHING
    mapping.press("Next: Details").press("Back")
    assert mapping.title == "Map: people"
    assert mapping.mapped() == before


def test_mapping_writes_no_records(mapping: Visitor):
    mapping.map("Shoe", "address").press("Don't import").press("Next: Details")
    assert rows_in_store() == 0
    assert query("select count(*) from store.changes") == [(0,)]


def test_a_file_of_headers_only_can_be_looked_at(visitor: Visitor):
    visitor.open(UPLOAD).upload("people.csv", comma("First Name,Email"))
    visitor.press("Next: Map")
    assert "0 rows in 2 columns" in visitor.text
    assert list(visitor.grid["header"]) == ["First Name", "Email"]
    assert list(visitor.grid["filled"]) == [0, 0]
    visitor.open(DETAILS, visitor.import_id)
    assert visitor.title == "Details: people"


def test_a_record_id_of_no_record_is_in_the_check(visitor: Visitor):
    visitor.open(MAP, staged(comma("Record ID,Email", "999999,a@x.com", "abc,b@x.com", ",c@x.com")))
    assert visitor.row("Record ID")["check"].startswith("⚠ 2 of 3: Invalid Record ID")


def test_what_nobody_can_set_is_left_out_with_the_reason(visitor: Visitor):
    visitor.open(MAP, staged(comma("Email,Last Modified Date", "a@x.com,2026-01-01")))
    row = visitor.row("Last Modified Date")
    assert (row["import_as"], row["check"]) == (
        AS_NOTHING,
        "Last Modified Date is set by Rowcall itself.",
    )
