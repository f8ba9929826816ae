"""What becomes of each row and cell: modes, what is kept, required and unique properties, rows
that mean the same record, and the counters."""

from datetime import date, datetime

import pytest

from core.engine import convert
from core.errors import RecipeError
from core.property_types import Formats
from core.store.owners import add_owner
from core.store.properties import create_property, new_property
from tests.engine.importing import Desk

KNOWN = "email,firstname\nada@example.com,Augusta\nnew@example.com,New\n"


@pytest.mark.parametrize(
    ("mode", "actions", "reasons"),
    [
        ("UPSERT", ["updated", "created"], [None, None]),
        ("CREATE", ["skipped", "created"], ["CREATE_ONLY_IMPORT", None]),
        ("UPDATE", ["updated", "skipped"], [None, "UPDATE_ONLY_IMPORT"]),
    ],
)
def test_the_mode_says_which_rows_count(desk: Desk, mode, actions, reasons) -> None:
    ada = desk.add("contacts", email="ada@example.com", firstname="Ada")
    result = desk.run(KNOWN, mode=mode)
    assert (result.actions, result.reasons) == (actions, reasons)
    assert desk.record(ada)["firstname"] == ("Ada" if mode == "CREATE" else "Augusta")
    emails = [email for (email,) in desk.records("contacts", "email")]
    assert ("new@example.com" in emails) == (mode != "UPDATE")
    assert result.codes == [reason for reason in reasons if reason]


def test_a_row_that_changes_nothing_is_unchanged(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", firstname="Ada")
    before = desk.record(ada)
    result = desk.run("email,firstname\nADA@example.com, Ada \n")
    assert result.actions == ["unchanged"]
    assert desk.record(ada) == before
    assert desk.changes(result.import_id) == []


def test_a_blank_cell_clears_nothing_whatever_the_kind_of_value(desk: Desk) -> None:
    filled = {
        "firstname": "Ada",
        "phone": "+31 6 123",
        "website": "example.com",
        "lifecyclestage": "customer",
        "hs_buying_role": "CHAMPION",
        "hubspot_owner_id": "1",
        "closedate": datetime(2024, 4, 3),
        "hs_marketable_status": True,
    }
    ada = desk.add("contacts", email="ada@example.com", **filled)
    headers = ",".join(["email", *filled])
    result = desk.run(f"{headers}\nada@example.com{',' * len(filled)}\n")
    assert result.actions == ["unchanged"]
    record = desk.record(ada)
    assert {name: record[name] for name in filled} == filled


def test_a_cell_that_cannot_be_read_leaves_the_value_and_updates_the_others(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", phone="112", firstname="Ada")
    result = desk.run("email,phone,firstname\nada@example.com,none,Augusta\n")
    assert result.actions == ["updated"]
    assert result.issues == [(2, "phone", "FAILED_VALIDATION", "none")]
    assert desk.record(ada)["phone"] == "112"
    assert desk.changes(result.import_id) == [(ada, "firstname", "Ada", "Augusta", 2)]


def test_values_are_not_overwritten_where_the_recipe_says_so(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", firstname="Ada", city="London")
    table = (
        "email,firstname,lastname,city\nada@example.com,Augusta,King,Paris\nnew@x.com,N,M,Rome\n"
    )
    result = desk.run(table, keep=("firstname", "lastname"))
    assert result.actions == ["updated", "created"]
    record = desk.record(ada)
    assert [record[name] for name in ("firstname", "lastname", "city")] == ["Ada", "King", "Paris"]
    assert desk.records("contacts", "firstname", "lastname", "city")[1] == ("N", "M", "Rome")
    assert result.counters.changed_cells == 2


def test_a_row_whose_only_change_is_not_wanted_is_unchanged(desk: Desk) -> None:
    desk.add("contacts", email="ada@example.com", firstname="Ada")
    result = desk.run("email,firstname\nada@example.com,Augusta\n", keep=("firstname",))
    assert result.actions == ["unchanged"]


@pytest.mark.parametrize(
    ("old", "cell", "new", "kept"),
    [
        ("lead", "customer", "customer", False),
        ("lead", "Lead", "lead", False),
        ("customer", "lead", "customer", True),
        ("customer", "Evangelist", "evangelist", False),
        ("opportunity", "subscriber", "opportunity", True),
        (None, "subscriber", "subscriber", False),
        ("customer", "", "customer", False),
    ],
)
def test_a_lifecycle_stage_never_moves_backwards(desk: Desk, old, cell, new, kept) -> None:
    ada = desk.add("contacts", email="ada@example.com", lifecyclestage=old)
    result = desk.run(f"email,lifecyclestage\nada@example.com,{cell}\n")
    assert desk.record(ada)["lifecyclestage"] == new
    assert result.actions == ["unchanged" if old == new else "updated"]
    assert result.codes == (["LIFECYCLE_STAGE_KEPT"] if kept else [])


def test_a_kept_stage_does_not_keep_the_other_cells(desk: Desk) -> None:
    ada = desk.add("companies", domain="example.com", lifecyclestage="customer")
    table = "domain,name,lifecyclestage\nexample.com,Acme,lead\nnew.com,New,lead\n"
    result = desk.run(table, "companies")
    assert result.actions == ["updated", "created"]
    assert result.issues == [(2, "lifecyclestage", "LIFECYCLE_STAGE_KEPT", "lead")]
    assert desk.record(ada, "companies")["name"] == "Acme"


@pytest.mark.parametrize(
    ("old", "cell", "new"),
    [
        (None, "Champion", "CHAMPION"),
        ("BLOCKER", "Champion", "CHAMPION"),
        ("BLOCKER", ";Champion", "BLOCKER;CHAMPION"),
        ("BLOCKER;CHAMPION", ";Champion", "BLOCKER;CHAMPION"),
        ("BLOCKER;CHAMPION", ";Champion;Budget Holder", "BLOCKER;CHAMPION;BUDGET_HOLDER"),
        ("BLOCKER", "", "BLOCKER"),
        ("BLOCKER", ";Nobody", "BLOCKER"),
    ],
)
def test_a_leading_semicolon_adds_options(desk: Desk, old, cell, new) -> None:
    ada = desk.add("contacts", email="ada@example.com", hs_buying_role=old)
    result = desk.run(f"email,hs_buying_role\nada@example.com,{cell}\n")
    assert desk.record(ada)["hs_buying_role"] == new
    assert result.actions == ["unchanged" if old == new else "updated"]


def test_a_new_record_has_the_added_options_without_the_semicolon(desk: Desk) -> None:
    desk.run("email,hs_buying_role\nada@example.com,;Champion;Blocker\n")
    assert desk.records("contacts", "hs_buying_role") == [("CHAMPION;BLOCKER",)]


# Object, a table of rows, what becomes of each row.
REQUIRED = {
    "contacts": (
        "email,firstname,lastname,city",
        {
            "ada@example.com,,,": None,
            ",Ada,,": None,
            ",,Lovelace,London": None,
            ",,,London": "MISSING_REQUIRED_PROPERTY",
        },
    ),
    "companies": (
        "name,domain,city",
        {
            "Acme,,": None,
            ",example.com,": None,
            ",,London": "MISSING_REQUIRED_PROPERTY",
            "Acme,no domain,": "INVALID_DOMAIN",
        },
    ),
    "deals": (
        "dealname,dealstage,amount",
        {
            "One,closedwon,5": None,
            "One,,5": "MISSING_REQUIRED_PROPERTY",
            ",closedwon,5": "MISSING_REQUIRED_PROPERTY",
            "One,nowhere,5": "INVALID_REQUIRED_PROPERTY",
            "One,closedwon,five": None,
        },
    ),
    "tickets": (
        "subject,hs_pipeline_stage,content",
        {"Broken,1,": None, "Broken,,": "MISSING_REQUIRED_PROPERTY"},
    ),
    "products": (
        "name,price,description",
        {
            "Pen,2.50,": None,
            "Pen,,": "MISSING_REQUIRED_PROPERTY",
            "Pen,free,": "INVALID_REQUIRED_PROPERTY",
            ",2.50,": "MISSING_REQUIRED_PROPERTY",
        },
    ),
    "tasks": (
        "hs_task_subject,hs_timestamp,hs_task_body",
        {
            "Call,2024-04-03,": None,
            "Call,,": "MISSING_REQUIRED_PROPERTY",
            "Call,soon,": "INVALID_REQUIRED_PROPERTY",
            ",2024-04-03,x": "MISSING_REQUIRED_PROPERTY",
        },
    ),
    "calls": (
        "hs_timestamp,hs_call_title",
        {"2024-04-03,Hello": None, ",Hello": "MISSING_REQUIRED_PROPERTY"},
    ),
}


@pytest.mark.parametrize("object_type", REQUIRED)
def test_a_new_record_needs_the_required_properties_of_its_object(desk: Desk, object_type) -> None:
    header, rows = REQUIRED[object_type]
    result = desk.run("\n".join([header, *rows]) + "\n", object_type)
    assert dict(zip(rows, result.reasons, strict=True)) == rows
    assert result.counters.failed == sum(reason is not None for reason in rows.values())
    assert len(desk.by_id(object_type)) == result.counters.created


def test_an_update_needs_no_required_property(desk: Desk) -> None:
    deal = desk.add("deals", dealname="One", dealstage="closedwon", amount=5.0)
    result = desk.run(f"hs_object_id,amount,dealname\n{deal},7,\n", "deals")
    assert result.actions == ["updated"]
    assert desk.record(deal, "deals")["amount"] == 7


def test_a_required_property_without_a_column_fails_the_new_rows_only(desk: Desk) -> None:
    deal = desk.add("deals", dealname="One", dealstage="closedwon")
    result = desk.run(f"hs_object_id,dealname\n{deal},Two\n,Three\n", "deals")
    assert result.reasons == [None, "MISSING_REQUIRED_PROPERTY"]


def test_a_row_without_a_readable_value_is_nothing_to_import(desk: Desk) -> None:
    result = desk.run("email,phone,firstname\n,none,\n,,Ada\n")
    assert result.reasons == ["FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES", None]
    assert sorted(result.codes) == [
        "FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES",
        "FAILED_VALIDATION",
    ]


def test_rows_of_one_record_become_one_and_the_last_value_of_each_cell_counts(desk: Desk) -> None:
    result = desk.run(
        "email,firstname,lastname,city\n"
        "ada@example.com,Ada,,London\n"
        "grace@example.com,Grace,Hopper,\n"
        "ADA@example.com,,Byron,Paris\n"
        "ada@example.com,,Lovelace,\n"
    )
    assert result.actions == ["skipped", "created", "skipped", "created"]
    assert result.reasons == ["DUPLICATE_ALTERNATE_ID", None, "DUPLICATE_ALTERNATE_ID", None]
    assert [row.merged_into for row in result.rows.values()] == [5, None, 5, None]
    assert desk.records("contacts", "email", "firstname", "lastname", "city") == [
        ("grace@example.com", "Grace", "Hopper", None),
        ("ada@example.com", "Ada", "Lovelace", "Paris"),
    ]
    ada = result.rows[5].record_id
    assert desk.record(ada)["hs_object_source_row"] == 5
    assert desk.changes(result.import_id) == [
        (ada, "city", None, "Paris", 4),
        (ada, "firstname", None, "Ada", 2),
    ]


@pytest.mark.parametrize(
    "stages, kept",
    [
        (("customer", "lead"), [(3, "lifecyclestage", "LIFECYCLE_STAGE_KEPT", "lead")]),
        (("lead", "customer"), []),
        (("customer", ""), []),
        (("", "lead"), []),
    ],
)
@pytest.mark.parametrize("known", [None, "subscriber"])
def test_of_rows_of_one_record_the_furthest_stage_counts(
    desk: Desk, stages: tuple[str, str], kept: list[object], known: str | None
) -> None:
    if known:
        desk.add("contacts", email="a@x.com", lifecyclestage=known)
    lines = "".join(f"a@x.com,{stage}\n" for stage in stages)
    result = desk.run(f"email,lifecyclestage\n{lines}")
    furthest = "customer" if "customer" in stages else "lead"
    assert desk.records("contacts", "lifecyclestage") == [(furthest,)]
    assert [issue for issue in result.issues if "STAGE" in issue[2]] == kept


def test_the_journal_of_merged_updates_names_the_row_of_each_cell(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", firstname="A", city="London")
    result = desk.run(
        f"hs_object_id,firstname,lastname,city\n{ada},Ada,,\n{ada},,Lovelace,\n{ada},,,London\n"
    )
    assert result.reasons == ["DUPLICATE_RECORD_ID", "DUPLICATE_RECORD_ID", None]
    assert desk.changes(result.import_id) == [
        (ada, "firstname", "A", "Ada", 2),
        (ada, "lastname", None, "Lovelace", 3),
    ]
    assert result.counters.changed_cells == 2


def test_a_value_that_cannot_be_read_does_not_hide_an_earlier_one(desk: Desk) -> None:
    result = desk.run("email,phone\nada@example.com,112\nada@example.com,none\n")
    assert desk.records("contacts", "phone") == [("112",)]
    assert result.codes == ["DUPLICATE_ALTERNATE_ID", "FAILED_VALIDATION"]


def test_a_record_id_and_an_email_can_mean_the_same_record(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run(
        f"hs_object_id,email,firstname,lastname\n{ada},,Ada,\n,ada@example.com,,Lovelace\n"
    )
    assert result.actions == ["skipped", "updated"]
    assert result.rows[2].merged_into == 3
    record = desk.record(ada)
    assert (record["firstname"], record["lastname"]) == ("Ada", "Lovelace")


def test_equal_texts_of_two_identifiers_are_two_records(desk: Desk) -> None:
    badge = desk.unique_property()
    result = desk.run(f"{badge},email,firstname\na@x.com,,Ada\n,a@x.com,Grace\n", key=badge)
    assert result.actions == ["created", "created"]


def test_failed_rows_are_not_merged(desk: Desk) -> None:
    result = desk.run("hs_object_id,firstname\n99,Ada\n99,Grace\n")
    assert result.reasons == ["INVALID_RECORD_ID"] * 2
    assert [row.merged_into for row in result.rows.values()] == [None, None]


def test_two_rows_cannot_give_two_records_one_unique_value(desk: Desk) -> None:
    badge = desk.unique_property()
    holder = desk.add("contacts", email="holder@example.com", badge="H")
    other = desk.add("contacts", email="other@example.com")
    result = desk.run(
        f"email,{badge}\n"
        "a@x.com,A\n"
        "b@x.com,A\n"
        "c@x.com,H\n"
        "other@example.com,H\n"
        "holder@example.com,H\n"
        "d@x.com,D\n"
    )
    code = "DUPLICATE_UNIQUE_PROPERTY_VALUE"
    assert result.reasons == [None, code, code, code, None, None]
    assert desk.record(holder)["badge"] == "H"
    assert desk.record(other)["badge"] is None


def test_a_new_record_and_an_update_cannot_take_one_email(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com")
    result = desk.run(f"hs_object_id,email\n,new@example.com\n{ada},new@example.com\n")
    assert result.reasons == [None, "DUPLICATE_UNIQUE_PROPERTY_VALUE"]


def test_a_unique_value_that_would_not_be_written_clashes_with_nothing(desk: Desk) -> None:
    badge = desk.unique_property()
    desk.add("contacts", email="holder@example.com", badge="H")
    desk.add("contacts", email="other@example.com", badge="O")
    result = desk.run(f"email,{badge},firstname\nother@example.com,H,New\n", keep=(badge,))
    assert result.actions == ["updated"]


def test_deals_and_tickets_without_a_pipeline_go_to_the_first(desk: Desk) -> None:
    desk.run("dealname,dealstage\nOne,closedwon\n", "deals")
    assert desk.records("deals", "pipeline") == [("default",)]
    desk.cursor.execute(
        """update store.properties set options = '[{"value": "0", "label": "Support"},
        {"value": "9", "label": "Returns"}]' where name = 'hs_pipeline'"""
    )
    desk.run("subject,hs_pipeline_stage\nBroken,1\n", "tickets")
    assert desk.records("tickets", "hs_pipeline") == [("0",)]


def test_new_contacts_say_where_they_came_from(desk: Desk) -> None:
    result = desk.run("email,firstname\nada@example.com,Ada\n", name="Fair 2024")
    record = desk.record(result.rows[2].record_id)
    assert {name: value for name, value in record.items() if "_source" in name} == {
        "hs_object_source_label": "IMPORT",
        "hs_object_source_id": result.import_id,
        "hs_object_source_row": 2,
        "hs_analytics_source": "OFFLINE",
        "hs_analytics_source_data_1": "IMPORT",
        "hs_analytics_source_data_2": "Fair 2024",
    }
    assert record["createdate"] == record["hs_lastmodifieddate"] is not None


def test_an_update_keeps_where_a_contact_came_from(desk: Desk) -> None:
    ada = desk.add("contacts", email="ada@example.com", hs_object_source_label="CRM_UI")
    desk.run("email,firstname\nada@example.com,Ada\n")
    record = desk.record(ada)
    assert record["hs_object_source_label"] == "CRM_UI"
    assert record["hs_analytics_source"] is record["createdate"] is None
    assert record["hs_lastmodifieddate"] is not None


def test_a_source_in_the_file_goes_before_the_usual_one(desk: Desk) -> None:
    desk.run("email,hs_analytics_source\na@x.com,Paid Search\nb@x.com,\n")
    found = desk.records("contacts", "hs_analytics_source")
    assert found == [("PAID_SEARCH",), ("OFFLINE",)]


def test_a_legal_basis_goes_to_every_record_of_the_file(desk: Desk) -> None:
    basis = "Freely given consent from contact"
    desk.add("contacts", email="ada@example.com")
    result = desk.run("email,firstname\nada@example.com,Ada\nb@x.com,B\n", legal_basis=basis)
    assert desk.records("contacts", "hs_legal_basis") == [(basis,), (basis,)]
    ada = result.rows[2].record_id
    assert (ada, "hs_legal_basis", None, basis, 2) in desk.changes(result.import_id)


def test_a_legal_basis_in_the_file_goes_before_that_of_the_recipe(desk: Desk) -> None:
    desk.run(
        "email,hs_legal_basis\nada@example.com,Not applicable\n",
        legal_basis="Freely given consent from contact",
    )
    assert desk.records("contacts", "hs_legal_basis") == [("Not applicable",)]


def test_a_legal_basis_alone_makes_no_record(desk: Desk) -> None:
    result = desk.run("email,firstname\n,\n,Ada\n", legal_basis="Not applicable")
    assert result.counters.created == 1


def test_companies_have_no_legal_basis(desk: Desk) -> None:
    result = desk.run("name,domain\nAcme,\n", "companies", legal_basis="Not applicable")
    assert result.actions == ["created"]


def test_owners_are_kept_by_their_id(desk: Desk) -> None:
    ada = add_owner(desk.cursor, "Ada@example.com ", "Ada", "Lovelace")
    for email in ("sam.one@example.com", "sam.two@example.com"):
        add_owner(desk.cursor, email, "Sam", "Jones")
    result = desk.run(
        "email,hubspot_owner_id\n"
        "a@x.com,ada lovelace\n"
        "b@x.com,ADA@example.com\n"
        "c@x.com,Sam Jones\n"
        "d@x.com,Nobody\n"
    )
    assert desk.records("contacts", "hubspot_owner_id") == [
        (str(ada),),
        (str(ada),),
        (None,),
        (None,),
    ]
    assert result.issues == [
        (4, "hubspot_owner_id", "MULTIPLE_OWNERS_FOUND", "Sam Jones"),
        (5, "hubspot_owner_id", "COULD_NOT_FIND_OWNER", "Nobody"),
    ]


def test_every_row_is_in_exactly_one_class(desk: Desk) -> None:
    desk.add("contacts", email="ada@example.com", firstname="Ada")
    desk.add("contacts", email="grace@example.com", firstname="Grace")
    counters = desk.run(
        "email,firstname\n"
        "ada@example.com,Augusta\n"
        "grace@example.com,Grace\n"
        "new@example.com,New\n"
        "new@example.com,Newer\n"
        "no email,No\n"
    ).counters
    assert counters.to_json() == {
        "rows": 5,
        "created": 1,
        "updated": 1,
        "unchanged": 1,
        "skipped": 1,
        "failed": 1,
        "changed_cells": 1,
    }


def test_a_file_without_rows_changes_nothing(desk: Desk) -> None:
    assert set(desk.run("email,firstname\n").counters.to_json().values()) == {0}


def test_a_recipe_without_a_mapped_column_is_refused(desk: Desk) -> None:
    with pytest.raises(RecipeError, match="No column is mapped"):
        desk.plan("a,b\n1,2\n", properties={"a": None, "b": None})


def test_the_formats_of_the_recipe_are_those_of_the_file(desk: Desk) -> None:
    create_property(desk.cursor, "contacts", new_property("Score", "number"))
    create_property(desk.cursor, "contacts", new_property("Birthday", "date"))
    desk.run(
        'email,score,birthday,closedate\na@x.com,"1.234,5",03/04/2024,03/04/2024 10:30\n',
        formats=Formats("MONTH_DAY_YEAR", "1.234,56", "Europe/Amsterdam"),
    )
    found = desk.records("contacts", "score", "birthday", "closedate")
    assert found == [(1234.5, date(2024, 3, 4), datetime(2024, 3, 4, 9, 30))]


def test_flags_of_many_columns_do_not_meet(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(convert, "FLAGS_PER_COLUMN", 2)
    result = desk.run(
        "email,phone,mobilephone,fax,website,firstname\n"
        "a@x.com,none,112,none,112,A\n"
        "b@x.com,112,none,112,example.com,B\n"
    )
    assert [(row, name) for row, name, _, _ in result.issues] == [
        (2, "fax"),
        (2, "phone"),
        (2, "website"),
        (3, "mobilephone"),
    ]
    found = desk.records("contacts", "phone", "mobilephone", "fax", "website", "firstname")
    assert found == [(None, "112", None, None, "A"), ("112", None, "112", "example.com", "B")]


def test_a_value_two_records_share_already_stands_in_no_way(desk: Desk) -> None:
    badge = desk.unique_property()
    ada = desk.add("contacts", badge="A")
    desk.add("contacts", badge="A")
    result = desk.run(f"hs_object_id,{badge},firstname\n{ada},A,Ada\n")
    assert result.actions == ["updated"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("nosuch", "do not have"), ("createdate", "cannot be set by an import")],
)
def test_a_property_that_cannot_be_written_is_refused(desk: Desk, name, message) -> None:
    with pytest.raises(RecipeError, match=message):
        desk.plan("email,x\nada@example.com,1\n", properties={"x": name})


@pytest.mark.parametrize("object_type", ["emails", "meetings", "notes", "line_items"])
def test_what_belongs_to_a_record_is_not_imported_alone(desk: Desk, object_type: str):
    """Specification, 2.1."""
    with pytest.raises(RecipeError, match="alone"):
        desk.plan("Name\nx\n", object_type, properties={"Name": None})
