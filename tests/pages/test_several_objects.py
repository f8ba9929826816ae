"""Several objects in one file, from the choice of the objects to the line in the history."""

from collections.abc import Callable

import pytest

from core.engine.mapping_choices import AS_ASSOCIATED, AS_LABEL, AS_NOTHING
from core.recipe import Recipe, recipe_from_json
from core.store.associations import create_label, labels_between, list_association_types
from pages.parts.current import HISTORY
from pages.parts.database import cursor as new_cursor
from tests.pages.address import links
from tests.pages.made_stores import Visit
from tests.pages.several import (
    assert_each_step_is_there,
    choose_shape,
    planned_without_unmapped,
    recipe_of,
)
from tests.pages.visitor import (
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
    staged,
)

BOTH = ["contacts", "companies"]
SHOW = comma(
    "First name,E-mail,Company name,Company domain,Role,Deal name,Deal stage",
    "Ada,ada@acme.example,Acme,https://www.acme.example/about,Golf partner,Big,Closed won",
    "Bob,bob@acme.example,ACME,acme.example,Golf partner,,",
    "Cy,cy@,Beta,beta.example,Primary,Small,Nonsense",
    ",,Gamma,gamma.example,,,",
)
ADA_AND_BOB = [[2, "Ada", "ACME"], [3, "Bob", "ACME"]]


def choose(visitor: Visitor, *object_types: str) -> Visitor:
    """Says that a file has these objects."""
    return choose_shape(visitor, "several").set(
        "pills", "What do the rows hold?", list(object_types)
    )


def drafted() -> int:
    """A file with contacts, companies and deals, read and mapped."""
    return staged(SHOW, "show.csv", recipe_of("contacts", "companies", "deals"))


def dry_run() -> int:
    """The same after the dry run."""
    return planned_without_unmapped(drafted())


@pytest.fixture
def show(visit: Visit) -> Visitor:
    """At the mapping of the file."""
    visitor, import_id = visit(drafted)
    return visitor.open(MAP, import_id)


@pytest.fixture
def review(visit: Visit) -> Visitor:
    """At the dry run of the file."""
    visitor, import_id = visit(dry_run)
    return visitor.open(REVIEW, import_id)


def to_review(visitor: Visitor) -> Visitor:
    """From the mapping to the dry run."""
    return visitor.press("Next: Details").press("Next: Review")


# The objects


def test_the_objects_are_chosen_before_the_file_and_mapped_together(visitor: Visitor):
    choose(visitor, "contacts", "companies", "deals").upload("show.csv", SHOW)
    assert visitor.recipe.object_types == ("contacts", "companies", "deals")
    visitor.press("Next: Map")
    kinds = dict(zip(visitor.grid["header"], visitor.grid["import_as"], strict=True))
    assert kinds["E-mail"] == "Contact properties"
    assert kinds["Company name"] == "Company properties"
    assert kinds["Deal stage"] == "Deal properties"
    assert visitor.row("Company domain")["property"] == "Company: Company Domain Name *"


def test_a_sample_of_several_objects_maps_whole(
    visitor: Visitor, downloads: dict[str, Callable[[], bytes]]
):
    choose(visitor, "contacts", "companies", "deals")
    content = downloads["Download a sample file"]()
    visitor.upload("sample.csv", content).press("Next: Map")
    assert visitor.button("Don't import unmapped columns").disabled
    assert not visitor.button("Next: Details").disabled
    choose(visitor, "contacts", "notes")
    assert {"Download a sample file (contacts)", "Download a sample file (notes)"} <= set(downloads)


def test_each_object_has_a_mode_and_activities_are_only_created(visitor: Visitor):
    choose(visitor, "contacts", "notes")
    assert visitor.field("segmented_control", "How to import notes").options == ["Create only"]
    visitor.set("segmented_control", "How to import contacts", "UPDATE")
    visitor.upload("notes.csv", comma("Email,Note", "a@x.com,Hello"))
    assert [each.mode for each in visitor.recipe.objects] == ["UPDATE", "CREATE"]
    visitor.set("segmented_control", "How to import contacts", "CREATE")
    assert [each.mode for each in visitor.recipe.objects] == ["CREATE", "CREATE"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Choose two or more objects and activities."),
        (["contacts"], "Choose two or more objects and activities."),
        (["notes"], "Notes belong to a record. Choose the object they belong to, too."),
        (["contacts", "products"], "Contacts cannot be associated with products."),
    ],
)
def test_objects_that_make_no_import_are_told_at_once(
    visitor: Visitor, chosen: list[str], said: str
):
    choose(visitor, *chosen)
    assert said in visitor.text + visitor.errors
    assert len(visitor.app.file_uploader) == 0
    visitor.set("pills", "What do the rows hold?", BOTH)
    assert said not in visitor.text + visitor.errors
    assert len(visitor.app.file_uploader) == 1


def test_one_object_says_where_to_find_what_cannot_be_alone(visitor: Visitor):
    visitor.open(UPLOAD)
    assert "Notes" not in " ".join(visitor.field("pills", "What are the rows?").options)
    assert "Line items, emails, meetings and notes belong to a record" in visitor.text


def test_a_choice_that_is_not_complete_waits(visitor: Visitor):
    visitor.open(UPLOAD, staged(SHOW, "show.csv", recipe_of(*BOTH)))
    visitor.set("pills", "What do the rows hold?", ["contacts"])
    assert "Choose two or more objects and activities." in visitor.text
    assert visitor.button("Next: Map").disabled
    assert visitor.recipe.object_types == ("contacts", "companies")
    visitor.set("pills", "What do the rows hold?", ["contacts", "deals"])
    assert visitor.recipe.object_types == ("contacts", "deals")
    assert not visitor.button("Next: Map").disabled


def test_other_objects_after_the_upload_mean_another_mapping(show: Visitor):
    import_id = show.import_id
    show.open(UPLOAD, import_id).set("pills", "What do the rows hold?", BOTH)
    show.open(MAP, import_id)
    assert show.title == "Upload: show"
    show.press("Next: Map")
    assert show.row("Deal name")["import_as"] in ("Contact properties", "Company properties")
    assert list(show.recipe.object_types) == BOTH
    show.press("Back").set("segmented_control", "What is in the file?", "one")
    assert list(show.recipe.object_types) == ["contacts"]
    assert show.press("Next: Map").row("E-mail")["import_as"] == "Property"


# Mapping


def test_a_label_column_asks_which_of_three_objects_it_is_between(show: Visitor):
    show.edit("Role", import_as=AS_LABEL)
    assert (show.row("Role")["import_as"], show.row("Role")["check"]) == (
        AS_LABEL,
        "Choose the two objects",
    )
    show.edit("Role", property="Contact and Company")
    assert show.row("Role")["check"].startswith("⚠ 2 of 4: Association label not found")
    show.edit("Role", import_as=AS_NOTHING)
    assert show.row("Role")["check"] == ""


def test_two_objects_need_no_choice_for_a_label_column(visitor: Visitor):
    visitor.open(MAP, staged(SHOW, "show.csv", recipe_of(*BOTH)))
    assert visitor.edit("Role", import_as=AS_LABEL).row("Role")["property"] == "Contact and Company"


def test_an_unknown_label_is_created_in_place(show: Visitor):
    show.edit("Role", import_as=AS_LABEL).edit("Role", property="Contact and Company")
    show.press("Create label Golf partner")
    assert show.row("Role")["check"] == "✓"
    types = list_association_types(new_cursor())
    assert "Golf partner" in [each.label for each in labels_between(types, *BOTH)]
    to_review(show)
    assert "2 associations and 2 labels of contacts and companies" in show.text


def test_a_label_that_cannot_be_made_is_refused_in_place(visitor: Visitor):
    long = "x" * 300
    content = comma("Email,Company name,Role", f"a@x.com,X,{long}")
    visitor.open(MAP, staged(content, "show.csv", recipe_of(*BOTH)))
    visitor.edit("Role", import_as=AS_LABEL).press("Create label xxx")
    assert visitor.errors
    assert visitor.row("Role")["check"].startswith("⚠ 1 of 1")


def test_a_column_names_the_parent_company_by_its_domain(visitor: Visitor):
    content = comma("Name,Domain,Parent", "Sub,sub.example,top.example", "Top,top.example,no.where")
    visitor.open(MAP, staged(content, "firms.csv", Recipe.of("companies")))
    visitor.edit("Parent", import_as=AS_ASSOCIATED)
    assert visitor.row("Parent")["check"] == "Choose which record"
    visitor.edit("Parent", property="Company by Company Domain Name, as Parent company")
    assert visitor.row("Parent")["check"].startswith("⚠ 1 of 2: Association record not found")
    to_review(visitor)
    assert "1 association and 1 label among companies" in visitor.text
    visitor.pick(f"association-pairs-review-{visitor.import_id}", 0)
    rows = visitor.table("Company", "Company (other)", "Label")
    assert list(rows["Company"]) == ["Sub", "Top"]
    assert list(rows["Company (other)"]) == ["Top", "Sub"]
    assert list(rows["Label"]) == ["", "Child company"]


def test_a_column_labels_what_another_column_names(visitor: Visitor):
    create_label(new_cursor(), "contacts", "contacts", "Mentor", "Mentee")
    content = comma("Email,Other,Kind", "ada@x.com,bo@x.com,Mentor", "bo@x.com,,")
    visitor.open(MAP, staged(content, "people.csv", Recipe.of("contacts")))
    visitor.edit("Other", import_as=AS_ASSOCIATED)
    visitor.edit("Other", property="Contact by Email")
    visitor.edit("Kind", import_as=AS_LABEL)
    assert visitor.row("Kind")["property"] == "Contact and Contact"
    assert visitor.row("Kind")["check"] == "✓"
    visitor.press("Next: Details").set("checkbox", "These contacts", True).press("Next: Review")
    assert "1 association and 1 label among contacts" in visitor.text


def test_a_check_counts_rows_and_not_the_labels_in_them(visitor: Visitor):
    content = comma("Email,Company domain name,Kind", "a@x.com,x.com,Boss;Chief", "b@x.com,x.com,")
    several = recipe_from_json({"objects": [{"object_type": n} for n in ("contacts", "companies")]})
    visitor.open(MAP, staged(content, "people.csv", several))
    visitor.edit("Kind", import_as=AS_LABEL)
    assert visitor.row("Kind")["check"].startswith("⚠ 1 of 2: Association label not found")


def test_an_object_without_a_mapped_property_stops_at_the_mapping(show: Visitor):
    for header in ("Deal name", "Deal stage"):
        show.edit(header, import_as=AS_NOTHING)
    assert "Nothing to import" in show.errors
    assert "No column is mapped to a property of deals." in show.errors
    assert show.button("Next").disabled


def test_a_missing_required_property_stops_at_the_mapping(show: Visitor):
    show.edit("Deal stage", import_as=AS_NOTHING)
    assert "New deals need Deal Stage, which no column is mapped to." in show.errors


def test_updates_alone_need_something_that_finds_the_records(visitor: Visitor):
    recipe = recipe_of("contacts", "companies", "deals", deals="UPDATE")
    visitor.open(MAP, staged(SHOW, "show.csv", recipe))
    visitor.edit("Deal name", import_as=AS_NOTHING)
    assert "This import only updates deals, but no column says which record" in visitor.errors


# Details


def test_each_object_has_a_key_of_its_own(show: Visitor):
    show.press("Next: Details")
    assert show.field("selectbox", "Property used to find existing contacts").value == "email"
    assert show.field("selectbox", "Property used to find existing deals").value is None
    show.set("selectbox", "Property used to find existing companies", "name")
    show.set("selectbox", "Property used to find existing deals", "dealname")
    assert [each.key for each in show.recipe.objects] == [None, "name", "dealname"]
    hits = [table for table in show.tables if "Found" in table]
    assert [list(each["Property"]) for each in hits] == [
        ["Email"],
        ["Company Domain Name", "Company name"],
        ["Deal Name"],
    ]


def test_each_object_can_have_a_list(show: Visitor):
    show.press("Next: Details")
    show.set("checkbox", "Create a list of contacts", True)
    show.set("checkbox", "Create a list of companies", True)
    show.press("Next: Review").press("Import")
    names = query("select object_type, name from store.lists order by object_type")
    assert [name for name, _ in names] == ["companies", "contacts"]
    assert any(label.startswith("List: show") for label in links(show))


def test_contacts_go_to_companies_by_domain_when_asked(visitor: Visitor):
    imported(
        comma("Name,Domain", "Acme,acme.example"), "firms.csv", Recipe.of("companies", name="f")
    )
    recipe = Recipe.of("contacts", name="people", consent=True)
    visitor.open(DETAILS, staged(comma("Email", "a@acme.example", "b@gmail.com"), recipe=recipe))
    visitor.set("checkbox", "Associate contacts with companies by email domain", True)
    visitor.press("Next: Review")
    assert "1 association of contacts and companies" in visitor.text


# Review and results


def test_the_dry_run_shows_each_object_and_the_associations(show: Visitor):
    to_review(show)
    objects = show.table("Object", "Rows", "Created")
    assert list(objects["Object"]) == ["Contacts", "Companies", "Deals"]
    assert list(objects["Created"]) == [2, 3, 1]
    assert list(objects["Failed"]) == [1, 0, 1]
    assert list(objects["Skipped"]) == [1, 1, 2]
    assert show.metrics["created"] == 2
    show.set("segmented_control", "Object", "companies")
    assert show.metrics["created"] == 3
    pairs = show.table("From", "To", "New associations")
    assert pairs[["From", "To", "New associations"]].values.tolist() == [
        ["Companies", "Deals", 1],
        ["Contacts", "Companies", 2],
        ["Contacts", "Deals", 1],
    ]
    show.pick(f"association-pairs-review-{show.import_id}", 1)
    rows = show.table("Row", "Contact", "Company")
    assert rows[["Row", "Contact", "Company"]].values.tolist() == ADA_AND_BOB


def test_the_failed_rows_of_a_file_are_those_of_all_its_objects(
    review: Visitor, downloads: dict[str, Callable[[], bytes]]
):
    review.run()
    content = downloads["Download failed rows"]().decode("utf-8-sig")
    assert content.count("Cy,") == 1 and "Nonsense" in content
    assert "Ada" not in content


def test_results_are_those_of_the_dry_run_and_lead_to_rows(review: Visitor):
    planned = review.table("Object", "Rows", "Created")
    import_id = review.import_id
    review.press("Import 6 records")
    assert review.title == "Results: show"
    assert review.table("Object", "Rows", "Created").equals(planned)
    assert (rows_in_store(), rows_in_store("companies"), rows_in_store("deals")) == (2, 3, 1)
    assert "**Contacts, Companies and Deals** from **show.csv**" in review.text
    review.set("segmented_control", "Object", "deals")
    assert review.metrics["failed"] == 1
    assert links(review)["See the 1 record"].endswith(f"?object=deals&import={import_id}")
    review.pick(f"association-pairs-results-{import_id}", 1)
    rows = review.table("Contact", "Company", "Label")
    assert rows[["Row", "Contact", "Company"]].values.tolist() == ADA_AND_BOB
    review.open(HISTORY)
    line = review.table("Object", "Rows", "Created").iloc[0]
    assert (line["Object"], line["Rows"], line["Created"]) == ("Contacts, companies, deals", 12, 6)


def test_each_step_is_there_again_by_its_address(
    show: Visitor, another_visitor: Callable[[], Visitor]
):
    show.edit("Role", import_as=AS_LABEL).edit("Role", property="Contact and Company")
    import_id = show.import_id
    titles = {UPLOAD: "Upload", MAP: "Map", DETAILS: "Details", REVIEW: "Review"}
    assert_each_step_is_there(another_visitor, import_id, titles, "show")
    assert another_visitor().open(MAP, import_id).row("Role")["property"] == "Contact and Company"
    another_visitor().open(REVIEW, import_id).press("Import")
    results = another_visitor().open(RESULTS, import_id)
    assert list(results.table("Object", "Created")["Created"]) == [2, 3, 1]
    assert "can no longer be changed" in another_visitor().open(MAP, import_id).text


# Activities and line items


def test_notes_belong_to_contacts_that_are_there(visitor: Visitor):
    imported(comma("Email", "ada@x.com"), recipe=Recipe.of("contacts", name="c", consent=True))
    content = comma(
        "Activity date,Note,Contact email",
        "2026-03-01,Talked,ada@x.com",
        "2026-03-02,Nobody knows her,eve@x.com",
        "2026-03-03,Nobody named,",
    )
    recipe = recipe_of("contacts", "notes", contacts="UPDATE")
    visitor.open(MAP, staged(content, "notes.csv", recipe))
    to_review(visitor)
    visitor.set("segmented_control", "Object", "notes")
    assert (visitor.metrics["created"], visitor.metrics["failed"]) == (1, 2)
    issues = visitor.table("Issue", "Rows")
    assert issues[["Issue", "Rows"]].values.tolist() == [["No record to belong to", 2]]
    visitor.press("Import 1 record")
    assert rows_in_store("notes") == 1
    assert query("select count(*) from store.associations") == [(1,)]


def test_a_line_item_takes_its_name_and_price_from_its_product(visitor: Visitor):
    product = Recipe.of("products", name="p")
    imported(comma("Name,Unit price,SKU", "Gearbox,100.50,GX-1"), "products.csv", product)
    [(number,)] = query("select hs_object_id from store.products")
    content = comma(
        "Product ID,Quantity,Deal name,Deal stage",
        f"{number},2,Big,Closed won",
        "999,1,Big,Closed won",
    )
    recipe = recipe_of("deals", "line_items")
    visitor.open(MAP, staged(content, "items.csv", recipe))
    assert visitor.row("Product ID")["property"] == "Line item: Product ID *"
    assert visitor.row("Product ID")["check"].startswith("⚠ 1 of 2: Invalid product ID")
    to_review(visitor).press("Import")
    assert query("select name, price, hs_sku, quantity from store.line_items") == [
        ("Gearbox", 100.5, "GX-1", 2)
    ]
    assert "1 association of deals and line items" in visitor.text
