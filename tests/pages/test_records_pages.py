"""Records and one record: what shows is in the URL, and every control changes it there."""

from typing import Any

import pytest

from pages.parts.current import BROWSE, RECORD
from pages.parts.plain import plain
from tests.pages.address import address, click, goto, links
from tests.pages.made_stores import Visit
from tests.pages.visitor import Visitor, comma, imported, query


def shown(visitor: Visitor, column: str = "email") -> list[Any]:
    """One column of the grid as it is drawn."""
    return visitor.app.dataframe[0].value[column].tolist()


PEOPLE = comma(
    "First Name,Last Name,Email,City,Lifecycle Stage",
    "Ada,Lovelace,ada@example.com,Berlin,lead",
    "Bob,Ross,bob@example.com,Bern,customer",
    "Cy,[x](http://evil.example) :smile:,cy@example.com,*Bonn*,lead",
)


def imported_people() -> int:
    return imported(PEOPLE)


@pytest.fixture
def people(visit: Visit) -> Visitor:
    visitor, _ = visit(imported_people)
    return visitor.open(BROWSE)


# The list


def test_an_empty_store_says_what_to_do(visitor: Visitor):
    visitor.open(BROWSE)
    assert visitor.title == "Records"
    assert "no records yet" in visitor.text
    assert list(links(visitor)) == ["Start an import", "Load sample data on Home"]
    assert not visitor.app.dataframe


def test_every_object_can_be_chosen_and_shows_its_number(samples: Visitor):
    samples.open(BROWSE)
    [objects] = samples.app.get("button_group")
    assert [option.content.replace(" :gray", "") for option in objects.proto.options][:3] == [
        "Contacts[250]", "Companies[60]", "Deals[90]",
    ]  # fmt: skip
    assert len(objects.proto.options) == 11
    samples.app.pills[0].set_value("deals")
    samples.run()
    assert address(samples) == {"object": "deals"}
    assert "90 records" in samples.text
    assert shown(samples, "dealstage")[0] == "Appointment Scheduled"
    assert samples.app.dataframe[0].value["amount"].dtype == float


def test_an_object_without_records_leads_to_an_import(samples: Visitor):
    goto(samples, BROWSE, object="tickets")
    assert "There are no tickets yet." in samples.text
    assert list(links(samples)) == ["Start an import"]


def test_search_is_in_the_address_and_goes_back_to_the_first_page(samples: Visitor):
    goto(samples, BROWSE, page="2")
    samples.set("text_input", "Search", "anna jansen")
    assert address(samples) == {"object": "contacts", "q": "anna jansen"}
    assert all("jansen" in email for email in shown(samples))
    samples.set("text_input", "Search", "")
    assert address(samples) == {"object": "contacts"}


def test_filters_are_added_shown_and_removed(people: Visitor):
    people.set("selectbox", "Property", "lifecyclestage").set("selectbox", "Value", "lead")
    people.press("Add filter")
    people.set("selectbox", "Property", "city").set("text_input", "Value", "b").press("Add filter")
    assert address(people)["filter"] == ["lifecyclestage:is:lead", "city:contains:b"]
    assert shown(people) == ["ada@example.com", "cy@example.com"]
    people.press("Lifecycle Stage is Lead")
    assert address(people) == {"object": "contacts", "filter": "city:contains:b"}
    assert len(shown(people)) == 3


def test_a_filter_without_a_value_cannot_be_added(people: Visitor):
    people.set("selectbox", "Property", "city")
    assert people.button("Add filter").disabled
    people.set("selectbox", "Condition", "is unknown")
    assert not people.button("Add filter").disabled


@pytest.mark.parametrize(
    ("prop", "condition", "kind", "value"),
    [
        ("closedate", "is at least", "date_input", "2026-01-01"),
        ("associatedcompanyid", "is at most", "number_input", 5.0),
        ("hubspot_owner_id", "is not", "selectbox", "1"),
        ("hs_email_optout", "is not", "selectbox", "true"),
    ],
)
def test_the_field_for_a_value_fits_the_property(samples: Visitor, prop, condition, kind, value):
    from datetime import date

    samples.open(BROWSE).set("selectbox", "Property", prop)
    samples.set("selectbox", "Condition", condition)
    samples.set(kind, "Value", date(2026, 1, 1) if kind == "date_input" else value)
    samples.press("Add filter")
    wanted = f"{prop}:{condition}:{5 if kind == 'number_input' else value}"
    assert address(samples)["filter"] == wanted


def test_nothing_found_offers_everything(people: Visitor):
    people.set("text_input", "Search", "nobody")
    assert "No contacts fit" in people.text
    people.press("Show all contacts")
    assert len(shown(people)) == 3


def test_sorting(people: Visitor):
    people.set("selectbox", "Sort by", "city").set("toggle", "Descending", True)
    assert shown(people, "city") == ["Bern", "Berlin", "*Bonn*"]
    assert address(people) == {"object": "contacts", "sort": "city", "order": "down"}


def test_columns(people: Visitor):
    people.set("multiselect", "Columns", ["zip", "city"])
    assert list(people.app.dataframe[0].value)[1:] == ["zip", "city"]
    assert address(people)["columns"] == "zip,city"
    people.press("Show the usual columns")
    assert "jobtitle" in people.app.dataframe[0].value


def test_pages(samples: Visitor):
    samples.open(BROWSE)
    assert "1 to 100 of 250 records" in samples.text
    samples.app.pagination[0].set_value(3)
    samples.run()
    assert address(samples)["page"] == "3"
    assert "201 to 250 of 250 records" in samples.text
    assert len(shown(samples)) == 50
    samples.set("selectbox", "Records a page", 200)
    assert address(samples) == {"object": "contacts", "rows": "200"}
    assert len(shown(samples)) == 200


def test_records_of_an_import_and_of_a_list(samples: Visitor):
    from core.recipe import Recipe

    recipe = Recipe.of("contacts", name="Fair [x](y)", create_list=True)
    import_id = imported(PEOPLE, recipe=recipe)
    goto(samples, BROWSE, **{"import": str(import_id), "list": "1"})
    assert len(shown(samples)) == 3
    assert "lifecyclestage" in samples.app.dataframe[0].value
    samples.press(f"Of import {import_id}: {plain('Fair [x](y)')}")
    samples.press("In list 1: ")
    assert address(samples) == {"object": "contacts"}


def test_an_unknown_import_is_a_message(people: Visitor):
    goto(people, BROWSE, **{"import": "99"})
    assert "There is no import 99" in people.errors


def test_an_odd_address_still_shows_records(people: Visitor):
    goto(people, BROWSE, object="x", sort="y", filter=["z:is:1", "city:is:Bern"])
    assert "left out: x, z:is:1, y" in people.text
    assert shown(people) == ["bob@example.com"]


# Exports


def test_files_are_made_of_the_view_or_of_all_when_asked_for(people: Visitor, downloads):
    goto(people, BROWSE, q="ada")
    assert downloads["CSV"]().count(b"\r\n") + downloads["CSV"]().count(b"\n") >= 2
    assert b"bob@example.com" not in downloads["CSV"]()
    people.set("radio", "Records", True)
    assert b"bob@example.com" in downloads["CSV"]()
    assert downloads["XLSX"]().startswith(b"PK")


# The record


def test_a_click_on_the_name_opens_the_record_and_the_link_leads_back(people: Visitor):
    goto(people, BROWSE, q="example.com", sort="city")
    click(people, "record name", 1)
    assert people.title == "Ada Lovelace"
    assert set(address(people)) == {"object", "id"}
    assert links(people)["Back to the list"] == "browse?object=contacts&q=example.com&sort=city"


def test_selecting_a_row_opens_the_record(people: Visitor):
    people.pick("records-grid", 2)
    assert "Cy [x](http://evil.example) :smile:" in people.title


def test_the_way_back_of_the_browser_shows_the_last_list(people: Visitor):
    goto(people, BROWSE, q="ada")
    goto(people, BROWSE, object="contacts", id="2")
    assert shown(people) == ["ada@example.com"]


def test_a_record_shows_values_origins_and_changes(people: Visitor):
    import_id = imported(comma("Email,City", "ada@example.com,Potsdam"), "news.csv")
    [(record_id,)] = query("select hs_object_id from store.contacts where firstname = 'Ada'")
    goto(people, RECORD, object="contacts", id=str(record_id))
    texts = [element.value for element in people.app.text]
    assert {"Ada", "Lovelace", "Potsdam", "Lead"} <= set(texts)
    assert "Berlin" not in texts
    assert links(people)["news, row 2"] == f"results?import={import_id}"
    assert "people, row 2" in links(people)
    goto(people, RECORD, object="contacts", id=str(record_id), tab="Changes")
    assert "**City**: Berlin → Potsdam" in people.text
    assert links(people)["news, row 2"] == f"results?import={import_id}"
    assert "people, row 2" in links(people)
    assert f"Record ID {record_id}" in people.text


def test_empty_properties_and_internal_names_show_on_demand(people: Visitor):
    goto(people, RECORD, object="contacts", id=_first())
    assert "–" not in [element.value for element in people.app.text]
    assert "lifecyclestage" not in people.text
    people.set("toggle", "Empty properties", True)
    assert "–" in [element.value for element in people.app.text]
    people.set("toggle", "Internal names", True)
    assert "lifecyclestage" in people.text
    assert "lead" in [code.value for code in people.app.code]


def _first() -> str:
    return str(query("select min(hs_object_id) from store.contacts")[0][0])


def test_the_link_to_a_record_can_be_copied(people: Visitor):
    goto(people, RECORD, object="contacts", id=_first())
    assert people.app.code[0].value.endswith(f"?object=contacts&id={_first()}")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"object": "contacts", "id": "999"}, "There is no contact with the Record ID 999."),
        ({"object": "contacts", "id": "x"}, "No record is chosen."),
        ({"object": "contacts", "id": "9" * 40}, "No record is chosen."),
        ({"object": "x", "id": "1"}, "No record is chosen."),
        ({}, "No record is chosen."),
    ],
)
def test_a_record_that_is_not_there_is_a_message(people: Visitor, given, message):
    goto(people, RECORD, **given)
    assert message in people.text + people.errors
    assert "Back to the list" in links(people)


@pytest.mark.parametrize(
    "text",
    ["**b** _i_ `c` [l](u) ![i](u) <b>x</b> $x$ :red[x] :material/home: ~~s~~ # h | - 1.", "a\nb"],
)
def test_plain_text_has_no_formatting(text):
    escaped = plain(text)
    assert "\n" not in escaped
    for sign in "*_`[]()<>$:~#|-.!":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


def test_plain_text_is_cut_by_what_shows():
    assert plain("*" * 200, 10) == "\\*" * 9 + "…"
