"""A record edited by hand on its page, and an edit put back."""

from datetime import date

import pytest

from core.editing import editable_properties
from core.store.properties import create_property, new_property, read_object_type
from pages.parts.current import RECORD, RESULTS
from pages.parts.database import cursor
from tests.pages.address import goto, links
from tests.pages.made_stores import Visit
from tests.pages.visitor import Visitor, comma, imported, query

PEOPLE = comma(
    "First Name,Last Name,Email,City,Lifecycle Stage",
    "Ada,Lovelace,ada@example.com,Berlin,lead",
    "Bob,Ross,bob@example.com,Bern,customer",
)


def record_id(name: str = "Ada") -> int:
    return query(f"select hs_object_id from store.contacts where firstname = '{name}'")[0][0]


def stored(*names: str, of: int) -> tuple:
    columns = ", ".join(names)
    return query(f"select {columns} from store.contacts where hs_object_id = {of}")[0]


def people() -> int:
    return imported(PEOPLE)


@pytest.fixture
def ada(visit: Visit) -> Visitor:
    visitor, _ = visit(people)
    return goto(visitor, RECORD, object="contacts", id=str(record_id()))


def test_the_form_shows_what_a_record_is_called_by_and_has(ada: Visitor):
    assert "Save" not in [button.label for button in ada.app.button]
    ada.press("Edit")
    assert ada.field("text_input", "First Name").value == "Ada"
    assert ada.field("text_input", "City").value == "Berlin"
    assert ada.field("selectbox", "Lifecycle Stage").value == "lead"
    offered = ada.field("multiselect", "Properties to edit").options
    assert "Phone Number" in offered
    assert not {"Record ID", "Create Date", "Additional email addresses"} & set(offered)
    assert ada.button("Edit").disabled
    ada.press("Cancel")
    assert "Save" not in [button.label for button in ada.app.button]


def test_values_are_changed_and_cleared(ada: Visitor):
    ada.press("Edit")
    ada.field("text_input", "City").set_value("Potsdam")
    ada.field("text_input", "Last Name").set_value("")
    ada.field("selectbox", "Lifecycle Stage").set_value(None)
    ada.press("Save")
    assert "Saved: " in ada.text and not ada.errors
    assert stored("city", "lastname", "lifecyclestage", of=record_id()) == ("Potsdam", None, None)
    texts = [element.value for element in ada.app.text]
    assert "Potsdam" in texts and "Berlin" not in texts
    assert ":material/edit: By hand, " in ada.text
    assert "Save" not in [button.label for button in ada.app.button]


@pytest.mark.parametrize(
    ("kind", "widget", "value", "kept"),
    [
        ("textarea", "text_area", "two\nlines", "two\nlines"),
        ("date", "date_input", date(2026, 3, 31), date(2026, 3, 31)),
        ("booleancheckbox", "selectbox", "false", False),
        ("number", "text_input", "1,234.5", 1234.5),
        ("checkbox", "multiselect", ["Red", "Green"], "Red;Green"),
        ("radio", "selectbox", "Green", "Green"),
    ],
)
def test_the_field_fits_the_property(ada: Visitor, kind, widget, value, kept):
    options = ("Red", "Green") if kind in ("checkbox", "radio") else ()
    create_property(cursor(), "contacts", new_property("Thing", kind, options=options))
    ada.run()
    ada.press("Edit").set("multiselect", "Properties to edit", ["thing"])
    ada.field(widget, "Thing").set_value(value)
    ada.press("Save")
    assert stored("thing", of=record_id()) == (kept,)
    ada.press("Edit")
    ada.field(widget, "Thing").set_value(
        {"multiselect": [], "text_input": "", "text_area": ""}.get(widget)
    )
    ada.press("Save")
    assert stored("thing", of=record_id()) == (None,)


def test_a_moment_is_typed_in_the_time_of_this_machine(samples: Visitor):
    [(deal, before)] = query(
        "select hs_object_id, closedate from store.deals where closedate is not null limit 1"
    )
    goto(samples, RECORD, object="deals", id=str(deal)).press("Edit")
    field = samples.field("datetime_input", "Close Date")
    field.set_value(field.value.replace(hour=(field.value.hour + 1) % 24))
    samples.press("Save")
    [(after,)] = query(f"select closedate from store.deals where hs_object_id = {deal}")
    assert after != before and abs((after - before).total_seconds()) in (3600, 82800)


@pytest.mark.parametrize("moment", ["9999-12-31 23:59:59.999", "1000-01-01 00:00:00"])
def test_the_ends_of_the_calendar_can_be_shown(ada: Visitor, moment: str):
    create_property(cursor(), "contacts", new_property("Day", "date"))
    create_property(cursor(), "contacts", new_property("Moment", "datetime"))
    cursor().execute(f"update store.contacts set day = '{moment}', moment = '{moment}'")
    ada.run()
    ada.press("Edit").set("multiselect", "Properties to edit", ["day", "moment"])
    assert str(ada.field("date_input", "Day").value) == moment[:10]
    ada.press("Save")
    assert "Nothing was changed." in ada.text


def test_what_nobody_touched_is_not_written(samples: Visitor):
    """Whatever the fields show of it."""
    for kind in ("contacts", "companies", "deals", "calls"):
        [(one,)] = query(f"select min(hs_object_id) from store.{kind}")
        goto(samples, RECORD, object=kind, id=str(one)).press("Edit")
        every = samples.field("multiselect", "Properties to edit")
        labels = every.options
        every.set_value([name for name in _names(kind) if name])
        samples.run()
        assert len(labels) > 5
        samples.press("Save")
        assert "Nothing was changed." in samples.text
    assert query("select count(*) from store.edits") == [(0,)]


def _names(kind: str) -> list[str]:
    return [prop.name for prop in editable_properties(read_object_type(cursor(), kind))]


def test_what_is_refused_says_which_value_and_keeps_what_was_typed(ada: Visitor):
    ada.press("Edit")
    ada.field("text_input", "Email").set_value("bob@example.com")
    ada.field("text_input", "City").set_value("Potsdam")
    ada.press("Save")
    assert "Nothing was saved yet." in ada.errors
    bob = record_id("Bob")
    assert f"**Email**: “bob@example.com” belongs to Bob Ross (Record ID {bob})" in ada.errors
    assert stored("email", "city", of=record_id()) == ("ada@example.com", "Berlin")
    assert ada.field("text_input", "City").value == "Potsdam"
    ada.field("text_input", "Email").set_value("ada@")
    ada.press("Save")
    assert "**Email**: “ada@” is no email address. Write it like name@example.com." in ada.errors
    ada.field("text_input", "Email").set_value("countess@example.com")
    ada.press("Save")
    assert not ada.errors
    assert stored("email", "city", of=record_id()) == ("countess@example.com", "Potsdam")


def test_what_an_import_changed_meanwhile_is_not_overwritten(ada: Visitor):
    ada.press("Edit")
    imported(comma("Email,City", "ada@example.com,Potsdam"), "news.csv")
    ada.field("text_input", "City").set_value("Bonn")
    ada.press("Save")
    assert "**City**: it is Potsdam by now" in ada.errors
    ada.press("Cancel").press("Edit")
    assert ada.field("text_input", "City").value == "Potsdam"


def test_another_record_has_a_form_of_its_own(ada: Visitor):
    ada.press("Edit")
    ada.field("text_input", "City").set_value("Potsdam")
    goto(ada, RECORD, object="contacts", id=str(record_id("Bob")))
    assert not ada.button("Edit").disabled
    ada.press("Edit")
    assert ada.field("text_input", "City").value == "Bern"


def test_an_edit_is_among_the_changes_and_can_be_put_back(ada: Visitor):
    ada.press("Edit")
    ada.field("text_input", "City").set_value("Potsdam")
    ada.press("Save")
    goto(ada, RECORD, object="contacts", id=str(record_id()), tab="Changes")
    assert "**City**: Berlin → Potsdam" in ada.text
    assert ":material/edit: By hand, by " in ada.text
    assert "people, row 2" in links(ada)
    ada.press("Put back")
    assert "Put back: City." in ada.text
    assert stored("city", of=record_id()) == ("Berlin",)
    assert "**City**: Berlin → Potsdam (put back " in ada.text
    assert "Put back" not in [button.label for button in ada.app.button]


def test_an_edit_that_was_overtaken_says_so(ada: Visitor):
    for city in ("Potsdam", "Bonn"):
        ada.press("Edit")
        ada.field("text_input", "City").set_value(city)
        ada.press("Save")
    goto(ada, RECORD, object="contacts", id=str(record_id()), tab="Changes")
    [_, first] = [button for button in ada.app.button if button.label == "Put back"]
    first.click()
    ada.run()
    assert "City: the value was changed since." in ada.errors
    assert stored("city", of=record_id()) == ("Bonn",)


def test_the_undo_of_the_import_says_what_was_edited(ada: Visitor):
    second = imported(comma("Email,City", "ada@example.com,Potsdam"), "news.csv")
    ada.run()
    ada.press("Edit")
    ada.field("text_input", "City").set_value("Bonn")
    ada.press("Save")
    ada.open(RESULTS, second).press("See what an undo would do")
    kept = ada.table("Stays", "Why")
    assert kept["Why"].tolist() == ["The value was edited by hand since"]
    assert kept["By"].tolist() == ["By hand"]
    assert kept["Now"].tolist() == ["Bonn"]
    ada.press("Undo this import")
    assert stored("city", of=record_id()) == ("Bonn",)
    ada.open(RESULTS, second - 1).press("See what an undo would do")
    why = ada.table("Stays", "Why")["Why"].tolist()
    assert why == ["The record was edited by hand since"]


def test_an_edit_stands_in_the_timeline_and_can_be_put_back_there(ada: Visitor):
    goto(ada, RECORD, object="contacts", id=str(record_id()), tab="Timeline")
    assert "has no activities yet" in ada.text
    ada.press("Edit")
    ada.field("text_input", "City").set_value("Potsdam")
    ada.press("Save")
    [entry] = [each for each in ada.app.expander if "Edited by hand" in each.label]
    assert "**City**: Berlin → Potsdam" in next(each.value for each in entry.markdown)
    ada.press("Put back")
    assert "Put back: City." in ada.text
    assert stored("city", of=record_id()) == ("Berlin",)


def test_the_timeline_can_be_narrowed_to_edits(samples: Visitor):
    [(contact,)] = query(
        "select from_record_id from store.associations as a join store.calls as c "
        "on c.hs_object_id = a.to_record_id join store.contacts as p "
        "on p.hs_object_id = a.from_record_id limit 1"
    ) or query(
        "select to_record_id from store.associations as a join store.calls as c "
        "on c.hs_object_id = a.from_record_id join store.contacts as p "
        "on p.hs_object_id = a.to_record_id limit 1"
    )
    goto(samples, RECORD, object="contacts", id=str(contact), tab="Timeline").press("Edit")
    samples.field("text_input", "City").set_value("Potsdam")
    samples.press("Save")
    labels = [each.label for each in samples.app.expander]
    assert len(labels) > 1 and "Edited by hand" in labels[0]
    goto(samples, RECORD, object="contacts", id=str(contact), tab="Timeline", kinds="edits")
    assert len([each for each in samples.app.expander if "hand" in each.label]) == 1
    assert not [each for each in samples.app.button if each.label.startswith("Open call")]
