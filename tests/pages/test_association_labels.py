"""Settings, association labels: choosing a pair, creating, renaming, deleting, what is refused."""

import pytest

from core.store.associations import (
    create_label,
    labels_between,
    list_association_types,
)
from pages.parts.database import cursor as new_cursor
from tests.pages.visitor import Visitor

LABELS = "pages/settings/association_labels.py"


@pytest.fixture
def page(visitor: Visitor) -> Visitor:
    create_label(new_cursor(), "contacts", "companies", "Employer", "Employee")
    return visitor.open(LABELS)


def own(one: str = "contacts", other: str = "companies") -> list[tuple[str, ...]]:
    found = labels_between(list_association_types(new_cursor()), one, other)
    return [label.seen_from(one) for label in found if label.own]


def create(visitor: Visitor, label: str, inverse: str = "") -> Visitor:
    there, back = visitor.app.text_input[-2:]
    there.set_value(label)
    back.set_value(inverse)
    return visitor.press("Create label")


def choose(visitor: Visitor, one: str, other: str) -> Visitor:
    return visitor.set("selectbox", "Object", one).set("selectbox", "Associated with", other)


def test_the_first_pair_is_contacts_and_companies(page: Visitor):
    assert page.title == "Association labels"
    table = page.table("Company is")
    assert table.to_dict("list") == {
        "Company is": ["Primary", "Employer"],
        "Contact is": ["Primary", "Employee"],
        "Associations": [0, 0],
        "Made by": ["Rowcall", "You"],
    }
    assert "0 associations between contacts and companies." in page.text


def test_only_pairs_that_can_be_associated_are_offered(page: Visitor):
    assert "Products" not in page.field("selectbox", "Object").options
    page.set("selectbox", "Object", "line_items")
    assert page.field("selectbox", "Associated with").options == ["Deals"]
    assert "Line items and deals have no labels yet." in page.text


def test_the_same_pair_from_the_other_side(page: Visitor):
    choose(page, "companies", "contacts")
    assert page.table("Contact is")["Contact is"].tolist() == ["Primary", "Employee"]
    create(page, "Auditor", "Client")
    assert own("companies", "contacts")[-1] == ("Auditor", "Client")


def test_a_pair_of_labels_and_a_single_one_are_created(page: Visitor):
    create(page, "Customer", "Account manager")
    assert "Customer created." in page.text
    create(page, "Related")
    assert own()[1:] == [("Customer", "Account manager"), ("Related", "Related")]
    assert page.app.text_input[-1].value == page.app.text_input[-2].value == ""


def test_between_records_of_one_object(page: Visitor):
    choose(page, "companies", "companies")
    table = page.table("The other one is")
    assert table["The other one is"].tolist() == ["Child company"]
    assert "What is the other company to this company?" in page.fields("text_input")


@pytest.mark.parametrize(
    ("label", "said"), [("", "The label is empty."), ("employee", "a label employee already")]
)
def test_a_refusal_is_a_message_and_keeps_what_was_typed(page: Visitor, label, said):
    create(page, label, "Typed")
    assert said in page.errors
    assert page.app.text_input[-1].value == "Typed"
    assert len(own()) == 1


def test_a_label_is_renamed(page: Visitor):
    page.pick("labels-grid-contacts-companies-0", 1)
    page.app.text_input[0].set_value("Company of work")
    page.press("Save")
    assert "Company of work saved." in page.text
    assert own() == [("Company of work", "Employee")]


def test_deleting_says_how_many_associations_lose_the_label(page: Visitor):
    label = labels_between(list_association_types(new_cursor()), "contacts", "companies")[-1]
    new_cursor().execute(
        "insert into store.associations values (?, 1, 2, null, null), (?, 3, 4, null, null)",
        [label.association_type_id] * 2,
    )
    page.run().pick("labels-grid-contacts-companies-0", 1)
    assert "2 associations have it." in page.text
    page.press("Delete label")
    assert "Employer deleted, and taken off 2 associations." in page.text
    assert own() == []
    assert "Delete label" not in page.fields("button")


def test_labels_of_hubspot_stay(page: Visitor):
    page.pick("labels-grid-contacts-companies-0", 0)
    assert "Primary comes with Rowcall" in page.text
    assert "Save" not in page.fields("button")


def test_a_label_with_signs_of_markdown_is_shown_as_it_is(page: Visitor):
    create(page, "*Boss* :material/add:")
    assert "*Boss* :material/add: created." in page.text
