"""Which record a row means: Record ID, then the key, then email or domain (specification, 6)."""

import re

import pytest

from core.engine.match import matched_sql
from core.engine.parts import parts_of
from core.errors import RecipeError
from core.store.imports import read_import
from tests.engine.importing import Desk


def test_a_record_id_finds_its_record(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", firstname="Ada")
    result = desk.run(f"hs_object_id,firstname\n{ada},Augusta\n")
    assert result.actions == ["updated"]
    assert result.rows[2].record_id == ada
    assert desk.record(ada)["firstname"] == "Augusta"


def test_a_record_id_overrules_the_email(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    desk.add("contacts", email="grace@example.com")
    result = desk.run(f"hs_object_id,email,firstname\n{ada},new@example.com,Ada\n")
    assert result.rows[2].record_id == ada
    assert desk.record(ada)["email"] == "new@example.com"


@pytest.mark.parametrize("text", ["999", "abc", "-1", "1.5"])
def test_an_unknown_record_id_fails_its_row(desk: Desk, text) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run(f"hs_object_id,email,firstname\n{text},ada@example.com,Augusta\n")
    assert result.reasons == ["INVALID_RECORD_ID"]
    assert result.actions == ["failed"]
    assert result.issues == [(2, "hs_object_id", "INVALID_RECORD_ID", text)]
    assert desk.record(ada)["firstname"] is None


def test_the_record_id_of_another_object_is_unknown(desk: Desk) -> None:
    company = desk.add("companies", name="Acme")
    assert desk.run(f"hs_object_id,firstname\n{company},Ada\n").reasons == ["INVALID_RECORD_ID"]


def test_a_blank_record_id_creates(desk: Desk) -> None:
    result = desk.run("hs_object_id,firstname\n,Ada\n")
    assert result.actions == ["created"]
    assert desk.records("contacts", "firstname") == [("Ada",)]


def test_a_blank_record_id_leaves_it_to_the_email(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run("hs_object_id,email,firstname\n,ada@example.com,Ada\n")
    assert [row.record_id for row in result.rows.values()] == [ada]


@pytest.mark.parametrize("text", ["ada@example.com", "ADA@Example.com", " ada@example.com "])
def test_an_email_finds_its_contact_whatever_the_letter_case(desk: Desk, text) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run(f"email,firstname\n{text},Ada\n")
    assert result.rows[2].record_id == ada
    assert result.actions == ["updated"]


def test_names_and_phones_find_nobody(desk: Desk) -> None:
    desk.add("contacts", firstname="Ada", lastname="Lovelace", phone="+31 6 123")
    result = desk.run("firstname,lastname,phone\nAda,Lovelace,+31 6 123\n")
    assert result.actions == ["created"]


def test_an_email_that_is_none_fails_its_row(desk: Desk) -> None:
    result = desk.run("email,firstname\nada@,Ada\n")
    assert result.actions == ["failed"]
    assert result.issues == [(2, "email", "INVALID_EMAIL", "ada@")]


def test_a_blank_email_creates(desk: Desk) -> None:
    desk.add("contacts", firstname="Ada")
    assert desk.run("email,firstname\n,Ada\n,Ada\n").actions == ["created", "created"]


def test_a_custom_unique_property_is_the_key_where_the_recipe_says_so(desk: Desk) -> None:
    badge = desk.unique_property()
    ada = desk.add("contacts", email="ada@example.com", badge="A1")
    result = desk.run(f"{badge},email\nA1,new@example.com\n", key=badge)
    assert result.rows[2].record_id == ada
    assert desk.record(ada)["email"] == "new@example.com"


def test_a_key_is_compared_by_value_not_by_text(desk: Desk) -> None:
    number = desk.unique_property("Number", "number")
    ada = desk.add("contacts", number=1234.0)
    result = desk.run(f'{number},firstname\n"1,234.0",Ada\n', key=number)
    assert result.rows[2].record_id == ada


def test_a_blank_key_leaves_it_to_the_email(desk: Desk) -> None:
    badge = desk.unique_property()
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run(f"{badge},email,firstname\n,ada@example.com,Ada\n", key=badge)
    assert result.rows[2].record_id == ada


def test_a_key_that_no_record_has_is_not_looked_for_by_email(desk: Desk) -> None:
    badge = desk.unique_property()
    desk.add("contacts", email="ada@example.com", badge="A1")
    result = desk.run(f"{badge},email\nB2,ada@example.com\n", key=badge)
    code = "DUPLICATE_UNIQUE_PROPERTY_VALUE"
    assert result.reasons == [code]
    assert result.issues == [(2, "email", code, "ada@example.com")]


def test_without_a_key_a_unique_property_finds_what_the_email_leaves(desk: Desk) -> None:
    badge = desk.unique_property()
    ada = desk.add("contacts", badge="A1")
    grace = desk.add("contacts", badge="B2", email="grace@example.com")
    result = desk.run(f"{badge},email,firstname\nA1,,Ada\nA1,grace@example.com,Grace\n,,New\n")
    assert [row.record_id for row in result.rows.values()][:2] == [ada, grace]
    assert result.reasons == [None, "DUPLICATE_UNIQUE_PROPERTY_VALUE", None]


def test_a_key_that_two_records_have_fails_its_row(desk: Desk) -> None:
    badge = desk.unique_property()
    desk.add("contacts", badge="A1")
    desk.add("contacts", badge="A1")
    result = desk.run(f"{badge},firstname\nA1,Ada\n", key=badge)
    assert result.reasons == ["MULTIPLE_RECORDS_WITH_THIS_VALUE"]
    assert result.issues == [(2, badge, "MULTIPLE_RECORDS_WITH_THIS_VALUE", "A1")]


def test_a_key_that_is_not_mapped_is_refused(desk: Desk) -> None:
    badge = desk.unique_property()
    with pytest.raises(RecipeError, match=badge):
        desk.plan("email\nada@example.com\n", key=badge)


def test_the_record_id_as_key_is_the_record_id(desk: Desk) -> None:
    ada = desk.add("contacts", firstname="Ada")
    result = desk.run(f"hs_object_id,firstname\n{ada},Augusta\n", key="hs_object_id")
    assert result.rows[2].record_id == ada


def test_a_secondary_email_finds_the_contact_and_leaves_the_primary(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    desk.also_known_as(ada, "countess@example.com")
    result = desk.run("email,firstname\ncountess@example.com,Ada\n")
    assert result.rows[2].record_id == ada
    assert desk.record(ada)["email"] == "ada@example.com"
    assert desk.record(ada)["firstname"] == "Ada"
    assert desk.secondary_emails(ada) == ["countess@example.com"]


def test_a_secondary_email_with_the_record_id_becomes_the_primary(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    desk.also_known_as(ada, "countess@example.com")
    result = desk.run(f"hs_object_id,email\n{ada},countess@example.com\n")
    assert result.actions == ["updated"]
    assert desk.record(ada)["email"] == "countess@example.com"
    assert desk.secondary_emails(ada) == ["ada@example.com"]


def test_a_secondary_email_of_a_contact_without_a_primary_becomes_it(desk: Desk) -> None:
    ada = desk.add("contacts", firstname="Ada")
    desk.also_known_as(ada, "ada@example.com")
    desk.run(f"hs_object_id,email\n{ada},ada@example.com\n")
    assert desk.record(ada)["email"] == "ada@example.com"
    assert desk.secondary_emails(ada) == []
    assert desk.run("email,firstname\nada@example.com,Ada\n").actions == ["unchanged"]


def test_an_email_that_is_primary_and_secondary_of_one_contact_is_not_ambiguous(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    desk.also_known_as(ada, "ada@example.com")
    result = desk.run("email,firstname\nada@example.com,Ada\n")
    assert (result.actions, result.rows[2].record_id) == (["updated"], ada)


def test_the_secondary_email_of_another_contact_cannot_be_taken(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    grace = desk.add("contacts", email="grace@example.com")
    desk.also_known_as(ada, "countess@example.com")
    result = desk.run(f"hs_object_id,email\n{grace},countess@example.com\n")
    assert result.reasons == ["DUPLICATE_UNIQUE_PROPERTY_VALUE"]
    assert desk.record(grace)["email"] == "grace@example.com"


def test_an_email_that_two_contacts_share_is_given_to_neither(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    grace = desk.add("contacts", email="grace@example.com")
    for contact in (ada, grace):
        desk.also_known_as(contact, "office@example.com")
    for contact in (ada, grace):
        result = desk.run(f"hs_object_id,email\n{contact},office@example.com\n")
        assert result.reasons == ["DUPLICATE_UNIQUE_PROPERTY_VALUE"]


def test_an_email_of_two_contacts_fails_its_row(desk: Desk) -> None:
    desk.add("contacts", email="ada@example.com")
    grace = desk.add("contacts", email="grace@example.com")
    desk.also_known_as(grace, "ada@example.com")
    result = desk.run("email,firstname\nada@example.com,Ada\n")
    assert result.reasons == ["MULTIPLE_RECORDS_WITH_THIS_VALUE"]


@pytest.mark.parametrize(
    "text", ["example.com", "https://www.Example.com/about", "EXAMPLE.COM", "example.com:80"]
)
def test_a_domain_in_any_dress_finds_its_company(desk: Desk, text) -> None:
    company = desk.add("companies", domain="example.com")
    result = desk.run(f"domain,name\n{text},Acme\n", "companies")
    assert result.rows[2].record_id == company
    assert desk.record(company, "companies")["domain"] == "example.com"


def test_a_domain_of_two_companies_is_no_silent_choice(desk: Desk) -> None:
    one = desk.add("companies", domain="example.com")
    desk.add("companies", domain="example.com")
    code = "MULTIPLE_COMPANIES_WITH_THIS_DOMAIN"
    result = desk.run("domain,name\nwww.example.com,Acme\n", "companies")
    assert result.reasons == [code]
    assert result.issues == [(2, "domain", code, "example.com")]
    found = desk.run(f"hs_object_id,domain,name\n{one},example.com,Acme\n", "companies")
    assert found.actions == ["updated"]


def test_a_company_is_not_found_by_its_name(desk: Desk) -> None:
    desk.add("companies", name="Acme")
    assert desk.run("name,domain\nAcme,\n", "companies").actions == ["created"]


def test_an_unreadable_domain_fails_the_row_it_should_identify(desk: Desk) -> None:
    result = desk.run("domain,name\nno domain,Acme\n", "companies")
    assert result.reasons == ["INVALID_DOMAIN"]


def test_so_it_does_where_the_record_id_is_blank(desk: Desk) -> None:
    result = desk.run("hs_object_id,domain,name\n,no domain,Acme\n", "companies")
    assert result.reasons == ["INVALID_DOMAIN"]


def test_an_unreadable_domain_beside_a_record_id_is_a_cell_only(desk: Desk) -> None:
    company = desk.add("companies", domain="example.com")
    result = desk.run(f"hs_object_id,domain,name\n{company},no domain,Acme\n", "companies")
    assert result.actions == ["updated"]
    assert result.codes == ["INVALID_DOMAIN"]
    assert desk.record(company, "companies")["domain"] == "example.com"


@pytest.mark.parametrize("object_type", ["deals", "tickets", "products"])
def test_without_an_identifier_every_row_creates(desk: Desk, object_type) -> None:
    tables = {
        "deals": "dealname,dealstage\nOne,closedwon\nOne,closedwon\n",
        "tickets": "subject,hs_pipeline_stage\nOne,1\nOne,1\n",
        "products": "name,price\nOne,5\nOne,5\n",
    }
    for _ in range(2):
        assert desk.run(tables[object_type], object_type).actions == ["created", "created"]
    assert len(desk.by_id(object_type)) == 4


def test_deals_are_found_by_a_unique_property(desk: Desk) -> None:
    number = desk.unique_property("Order number", object_type="deals")
    table = f"{number},dealname,dealstage\nA1,One,closedwon\n"
    assert desk.run(table, "deals", key=number).actions == ["created"]
    assert desk.run(table, "deals", key=number).actions == ["unchanged"]
    assert desk.run(table, "deals").actions == ["unchanged"]


def test_tasks_are_only_created(desk: Desk) -> None:
    table = "hs_task_subject,hs_timestamp\nCall Ada,2024-04-03 10:30\n"
    assert [desk.run(table, "tasks").actions for _ in range(2)] == [["created"], ["created"]]
    with pytest.raises(RecipeError, match="can only be created"):
        desk.plan("hs_object_id,hs_task_subject\n1,Call Ada\n", "tasks")


def test_only_the_first_key_needs_to_be_readable(desk: Desk) -> None:
    number = desk.unique_property("Number", "number")
    ada = desk.add("contacts", email="ada@example.com")
    found = desk.run(f"hs_object_id,{number},firstname\n{ada},x,Ada\n", key=number)
    assert (found.actions, found.codes) == (["updated"], ["COULD_NOT_PARSE_NUMBER"])
    failed = desk.run(f"{number},email,firstname\nx,ada@example.com,Ada\n", key=number)
    assert failed.reasons == ["COULD_NOT_PARSE_NUMBER"]


def test_identifiers_before_that_are_never_blank_leave_a_hash_join(desk: Desk) -> None:
    """DuckDB would compare every row with every record where a condition is never met."""
    for number in range(3):
        desk.add("contacts", email=f"{number}@x.com")
    result = desk.plan("hs_object_id,email\n1,a@x.com\n2,b@x.com\n")
    parts = parts_of(desk.store, desk.cursor, read_import(desk.cursor, result.import_id))
    told = desk.cursor.execute("explain " + matched_sql(parts[0])).fetchall()[0][1]
    assert "HASH_JOIN" in told
    assert not re.search("NL_JOIN|NESTED_LOOP|CROSS_PRODUCT", told)
