"""Details: name, key with its hit rates, formats with their evidence, list, consent."""

from typing import Any

import pytest

from core.recipe import Recipe
from tests.pages.visitor import DETAILS, Visitor, comma, imported, query, rows_in_store, staged

PEOPLE = comma("First Name,Email", "Ada,ada@example.com", "Bob,bob@example.com")
DEALS = comma(
    "Deal Name,Close Date,Amount,Deal Stage",
    'Mill,31-12-2026,"1.250,50",Closed Won',
    'Lock,01-02-2026,"80",Closed Won',
    'Quay,13-02-2026,"2.000,25",Closed Lost',
    'Dam,,"1.234",Contract Sent',
)


@pytest.fixture
def details(visitor: Visitor) -> Visitor:
    return visitor.open(DETAILS, staged(PEOPLE))


def captions(visitor: Visitor, label: str) -> dict[str, str]:
    """Option -> what is said below it."""
    radio: Any = visitor.field("radio", label)
    return dict(zip(radio.options, radio.proto.captions, strict=True))


def test_the_name_is_the_files_until_it_is_changed(details: Visitor):
    assert details.field("text_input", "Import name").value == "people"
    details.set("text_input", "Import name", " Fair of May ")
    assert details.recipe.name == "Fair of May"
    assert details.title == "Details: Fair of May"


def test_rows_of_one_name_are_told_where_each_makes_a_record(visitor: Visitor):
    content = comma("Deal Name,Deal Stage", "Mill,Closed Won", "mill,Closed Won", "Lock,Closed Won")
    visitor.open(DETAILS, staged(content, "deals.csv", Recipe.of("deals")))
    told = "3 rows have 2 different values of Deal Name."
    assert told in visitor.text
    visitor.set("selectbox", "Property used to find existing deals", "dealname")
    assert told not in visitor.text


def test_an_empty_name_is_refused(details: Visitor):
    details.set("checkbox", "These contacts expect", True)
    details.set("text_input", "Import name", "  ")
    assert "Give the import a name." in details.errors
    assert details.button("Next").disabled
    details.set("text_input", "Import name", "Fair")
    assert not details.errors
    assert details.press("Next: Review").title == "Review: Fair"


def test_contacts_need_the_consent_tick(details: Visitor):
    assert details.button("Next").disabled
    assert "Tick that the contacts expect to hear from you." in details.text
    details.set("checkbox", "These contacts expect", True)
    assert details.recipe.consent
    assert not details.button("Next").disabled
    details.set("checkbox", "These contacts expect", False)
    assert details.button("Next").disabled


def test_the_legal_basis_is_set_on_each_record(details: Visitor):
    basis = details.field("selectbox", "Legal basis")
    assert basis.value is None
    basis.select(basis.options[1])
    chosen = details.run().recipe.legal_basis
    assert chosen is not None
    details.open(DETAILS, details.import_id)
    assert details.field("selectbox", "Legal basis").value == chosen
    details.set("checkbox", "These contacts expect", True)
    details.press("Next: Review").press("Import 2 records")
    assert query("select distinct hs_legal_basis from store.contacts") == [(chosen,)]


def test_other_objects_need_no_consent(visitor: Visitor):
    visitor.open(DETAILS, staged(DEALS, "deals.csv", Recipe.of("deals")))
    assert visitor.fields("checkbox") == ["Create a list of deals from this import"]
    assert "Legal basis" not in " ".join(visitor.fields("selectbox"))
    assert visitor.press("Next: Review").title == "Review: deals"


def test_each_key_shows_how_many_rows_find_a_record(visitor: Visitor):
    imported(comma("First Name,Email", "Ada,ada@example.com", "Bob,bob@example.com"))
    lines = ["Record ID,Email,First Name", "1,ADA@example.com,A", ",bob@example.com,B"]
    lines += ["999999,eve@example.com,E", ",,Fay"]
    visitor.open(DETAILS, staged(comma(*lines)))
    hits = visitor.table("Property", "Filled", "Found").set_index("Property")
    email = hits.loc["Email"].to_dict()
    assert email["Filled"] == "3 (75.0 %)"
    assert email["Found"] == "2 (50.0 %)"
    assert email["Distinct"] == "3"
    assert hits.loc["Record ID"]["Filled"] == "2 (50.0 %)"
    assert visitor.field("selectbox", "Property used to find").value == "email"


def test_the_hit_rate_follows_the_store(visitor: Visitor):
    import_id = staged(PEOPLE)
    visitor.open(DETAILS, import_id)
    assert visitor.table("Found")["Found"].tolist() == ["0 (0 %)"]
    imported(comma("Email", "ada@example.com"))
    visitor.open(DETAILS, import_id)
    assert visitor.table("Found")["Found"].tolist() == ["1 (50.0 %)"]


def test_without_an_identifier_every_row_creates(visitor: Visitor):
    visitor.open(DETAILS, staged(comma("First Name", "Ada")))
    assert "every row creates a new one" in visitor.text
    assert not visitor.app.dataframe


def test_the_date_format_shows_what_the_values_fit(visitor: Visitor):
    visitor.open(DETAILS, staged(DEALS, "deals.csv", Recipe.of("deals")))
    dates = captions(visitor, "Date format of Close Date")
    assert visitor.field("radio", "Date format").value == "DAY_MONTH_YEAR"
    day, month, year = dates.values()
    assert day == "3 of 3 values fit; 2 fit nothing else"
    assert month == "1 of 3 values fit"
    assert year.startswith("0 of 3 values fit")


def test_the_number_format_shows_what_the_values_fit(visitor: Visitor):
    visitor.open(DETAILS, staged(DEALS, "deals.csv", Recipe.of("deals")))
    found = captions(visitor, "Number format of Amount")
    dutch = next(text for name, text in found.items() if name.startswith("1.234,56"))
    english = next(text for name, text in found.items() if name.startswith("1,234.56"))
    assert dutch.startswith("4 of 4 values fit")
    assert english.startswith("2 of 4 values fit")
    assert visitor.field("radio", "Number format").value == "1.234,56"


def test_a_chosen_format_is_kept_and_counts_in_the_review(visitor: Visitor):
    visitor.open(DETAILS, staged(DEALS, "deals.csv", Recipe.of("deals")))
    visitor.set("radio", "Date format", "MONTH_DAY_YEAR")
    assert visitor.recipe.files[0].formats is not None
    assert visitor.recipe.files[0].formats.date_order == "MONTH_DAY_YEAR"
    assert visitor.recipe.files[0].formats.number_format == "1.234,56"
    visitor.press("Next: Review")
    issues = visitor.table("Issue", "Column", "Rows")
    assert issues[issues["Column"] == "Close Date"]["Rows"].tolist() == [2]
    visitor.press("Back")
    assert visitor.field("radio", "Date format").value == "MONTH_DAY_YEAR"


def test_no_dates_or_numbers_no_formats(details: Visitor):
    assert not details.app.radio
    assert "Time zone of dates with a time" not in details.fields("selectbox")


def test_the_time_zone_is_asked_where_dates_have_a_time(visitor: Visitor):
    content = comma("Task Title,Due Date", "Call,2026-01-02 09:00")
    visitor.open(DETAILS, staged(content, "tasks.csv", Recipe.of("tasks", mode="CREATE")))
    assert visitor.field("selectbox", "Time zone").value == "UTC"
    visitor.set("selectbox", "Time zone", "Europe/Amsterdam")
    assert visitor.recipe.files[0].formats is not None
    assert visitor.recipe.files[0].formats.time_zone == "Europe/Amsterdam"


def test_the_list_is_made_only_when_wanted(details: Visitor):
    assert not details.field("checkbox", "Create a list of contacts").value
    details.set("checkbox", "Create a list of contacts", True)
    assert details.recipe.imported("contacts").create_list


def test_details_are_there_again_by_the_address(details: Visitor, another_visitor):
    details.set("text_input", "Import name", "Fair").set("checkbox", "Create a list", True)
    details.set("checkbox", "These contacts expect", True)
    again = another_visitor().open(DETAILS, details.import_id)
    assert again.field("text_input", "Import name").value == "Fair"
    assert again.field("checkbox", "Create a list").value
    assert again.field("checkbox", "These contacts expect").value
    assert rows_in_store() == 0
