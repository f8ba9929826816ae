"""Activities and line items: which can be alone, which need a record, what a product fills in."""

import pytest

from core.errors import RecipeError
from tests.engine.importing import Desk
from tests.engine.several import import_table, links

DAY = "2024-04-03"
ALONE = "FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS"
# Activity -> its headers and cells, the first of them its text.
ACTIVITIES = {
    "calls": ("calls.hs_call_title,calls.hs_timestamp", f"One,{DAY}"),
    "tasks": ("tasks.hs_task_subject,tasks.hs_timestamp", f"One,{DAY}"),
    "emails": (
        "emails.hs_email_subject,emails.hs_timestamp,emails.hs_email_direction",
        f"One,{DAY},EMAIL",
    ),
    "meetings": ("meetings.hs_meeting_title,meetings.hs_timestamp", f"One,{DAY}"),
    "notes": ("notes.hs_note_body,notes.hs_timestamp", f"One,{DAY}"),
}
MAY_BE_ALONE = ("calls", "tasks")


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_an_activity_belongs_to_the_records_of_its_row(desk: Desk, activity: str) -> None:
    header, cells = ACTIVITIES[activity]
    done = import_table(
        desk,
        f"contacts.email,companies.name,{header}\na@x.com,X,{cells}\n,,{cells}\na@,,{cells}\n",
    )
    left = "created" if activity in MAY_BE_ALONE else "failed"
    assert done[activity].actions == ["created", left, left]
    assert done[activity].reasons[1:] == ([None] * 2 if left == "created" else [ALONE] * 2)
    assert links(desk) == [
        ("X", "One", None),
        ("a@x.com", "One", None),
        ("a@x.com", "X", None),
    ]
    made = desk.cursor.execute(f"select count(*) from store.{activity}").fetchone()
    assert made == (done.plan.objects[activity].created,)


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_which_activities_may_be_alone(desk: Desk, activity: str) -> None:
    header, cells = ACTIVITIES[activity]
    table = f"{header}\n{cells}\n"
    if activity in MAY_BE_ALONE:
        assert import_table(desk, table)[activity].actions == ["created"]
    else:
        with pytest.raises(RecipeError, match="belong to a record"):
            import_table(desk, table)


def test_an_activity_of_a_record_that_is_only_skipped_is_kept(desk: Desk) -> None:
    """The contact exists and the import only creates: the note is still about it. Where the import
    only updates and there is no such contact, the note has none."""
    desk.add("contacts", email="a@x.com")
    header = "contacts.email,notes.hs_note_body,notes.hs_timestamp"
    table = f"{header}\na@x.com,One,{DAY}\nb@x.com,Two,{DAY}\n"
    done = import_table(desk, table, modes={"contacts": "UPDATE"})
    assert done["notes"].actions == ["created", "failed"]
    done = import_table(desk, table, modes={"contacts": "CREATE"})
    assert done["notes"].actions == ["created", "created"]


def test_calls_can_be_updated_by_record_id(desk: Desk) -> None:
    desk.add("calls", hs_call_title="One")
    done = import_table(
        desk, "calls.hs_object_id,calls.hs_call_title,contacts.email\n1,Two,a@x.com\n"
    )
    assert done["calls"].actions == ["updated"]
    assert links(desk) == [("a@x.com", "Two", None)]


@pytest.mark.parametrize("activity", ["emails", "meetings", "notes", "tasks"])
def test_the_others_have_no_record_id(desk: Desk, activity: str) -> None:
    header, cells = ACTIVITIES[activity]
    with pytest.raises(RecipeError, match="can only be created"):
        import_table(desk, f"contacts.email,{activity}.hs_object_id,{header}\na@x.com,1,{cells}\n")


LINE = "deals.dealname,deals.dealstage,line_items.hs_product_id,line_items.name,line_items.price"
BIG = "Big,closedwon"
# Cells after the deal (product, name, price, quantity) -> what the line item holds, or why not.
LINE_ITEMS = {
    "filled from its product": ("1,,,2", ("Pen", 1.5, "P-1", 2.0)),
    "what the row says comes first": ("1,Blue pen,2,2", ("Blue pen", 2.0, "P-1", 2.0)),
    "without a product": (",Ink,9,1", ("Ink", 9.0, None, 1.0)),
    "an unknown product, but all that is needed": ("99,Ink,9,1", ("Ink", 9.0, None, 1.0)),
    "an unknown product": ("99,,,1", "INVALID_REQUIRED_PROPERTY"),
    "the Record ID of what is no product": ("2,,,1", "INVALID_REQUIRED_PROPERTY"),
    "without a quantity": ("1,,,", "MISSING_REQUIRED_PROPERTY"),
    "without a price": (",Ink,,1", "MISSING_REQUIRED_PROPERTY"),
}


@pytest.mark.parametrize("name", LINE_ITEMS)
def test_a_line_item_takes_over_what_its_product_says(desk: Desk, name: str) -> None:
    cells, expected = LINE_ITEMS[name]
    desk.add("products", name="Pen", price=1.5, hs_sku="P-1")
    desk.add("contacts", email="a@x.com")
    done = import_table(desk, f"{LINE},line_items.quantity\n{BIG},{cells}\n")
    held = desk.records("line_items", "name", "price", "hs_sku", "quantity")
    if isinstance(expected, str):
        assert (done["line_items"].reasons, held, links(desk)) == ([expected], [], [])
    else:
        assert [(n, p and float(p), s, float(q)) for n, p, s, q in held] == [expected]
        assert links(desk) == [("Big", expected[0], None)]


@pytest.mark.parametrize(
    "cells, missing",
    [
        ("99,,,1", "Name or Product ID"),
        ("1,,,", "Quantity"),
        (",Ink,,1", "Unit price or Product ID"),
    ],
)
def test_an_issue_says_which_required_property_is_missing(
    desk: Desk, cells: str, missing: str
) -> None:
    desk.add("products", name="Pen", price=1.5)
    done = import_table(desk, f"{LINE},line_items.quantity\n{BIG},{cells}\n")
    assert [issue[3] for issue in done["line_items"].issues if "REQUIRED" in issue[2]] == [missing]


def test_a_line_item_without_a_deal_fails(desk: Desk) -> None:
    done = import_table(
        desk,
        f"{LINE},line_items.quantity\n,,,Ink,9,1\n{BIG},,Pen,1,1\n",
    )
    assert done["line_items"].reasons == [ALONE, None]


def test_line_items_in_a_file_of_their_own(desk: Desk) -> None:
    desk.add("products", name="Pen", price=1.5)
    done = import_table(
        desk,
        "deals.dealname,deals.dealstage\nBig,closedwon\n",
        "deals.dealname,line_items.hs_product_id,line_items.quantity\nbig,1,2\nSmall,1,2\n",
        objects=("deals", "line_items"),
        common=("deals.dealname", "deals"),
    )
    assert done["line_items"].actions == ["created", "failed"]
    assert links(desk) == [("Big", "Pen", None)]
