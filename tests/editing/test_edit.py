"""What may be typed into a record, what is refused and why, and what is kept of it."""

import pytest

from core.editing import NotSaved, edit_record, first_to_edit
from core.engine.progress import Progress
from core.engine.run import run_import
from core.errors import StoreError
from core.store.changing import changing
from core.store.owners import add_owner
from core.store.pipeline_changes import add_pipeline
from core.store.pipelines import list_pipelines
from core.store.properties import create_property, new_property
from core.store.property_changes import archive_property
from core.store.stage_drafts import StageDraft
from core.store.stored_properties import read_property
from core.vocabulary import load_object_types
from tests.editing.by_hand import edit
from tests.engine.importing import Desk

OLD = "2021-01-01 10:11:12.123456"


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.add("contacts", email="ada@example.com", firstname="Ada", hs_lastmodifieddate=OLD)
    desk.add("contacts", email="bob@example.com", firstname="Bob", lastname="Ross")
    return desk


def refused(desk: Desk, record_id: int, object_type: str = "contacts", **texts) -> list[str]:
    """What is said of each value; and nothing is written."""
    before = desk.everything()
    with pytest.raises(NotSaved) as raised:
        edit(desk, record_id, object_type, **texts)
    assert desk.everything() == before
    return [f"{p.prop.label}: {p.message} {p.hint}" for p in raised.value.problems]


def journal(desk: Desk) -> list[tuple]:
    return desk.cursor.execute(
        "select edit_id, object_type, record_id, property, old_value, new_value, put_back_at "
        "from store.edited_cells order by edit_id, property"
    ).fetchall()


# The form


def test_a_form_begins_with_what_a_record_is_called_and_found_by():
    kind = load_object_types()["contacts"]
    filled = ["city", "hs_object_id", "email", "phone", "createdate"]
    assert first_to_edit(kind, filled) == ["firstname", "lastname", "email", "city", "phone"]


# Values by type


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "bad"),
    [
        ("text", "  Goes ", "Goes", None),
        ("textarea", "two\nlines", "two\nlines", None),
        ("number", "1,234.5", "1234.5", "1.234,5"),
        ("currency", "€ 12.50", "12.5", "twelve"),
        ("date", "2026-03-31", "2026-03-31", "2026-02-30"),
        ("datetime", "2026-03-31T10:20:30Z", "2026-03-31T10:20:30.000Z", "tomorrow"),
        ("booleancheckbox", "true", "true", "perhaps"),
        ("phonenumber", "+31 6 12", "+31 6 12", "none"),
        ("url", "example.com/a", "example.com/a", "javascript:1"),
        ("email", "Ada@Example.com", "ada@example.com", "ada@"),
        ("select", "Red", "Red", "Blue"),
        ("checkbox", "Red;Green", "Red;Green", "Red;Blue"),
    ],
)
def test_a_value_is_read_as_an_import_reads_it(people: Desk, kind, typed, stored, bad):
    options = ("Red", "Green") if kind in ("select", "checkbox") else ()
    name = create_property(
        people.cursor, "contacts", new_property("Thing", kind, options=options)
    ).name
    assert edit(people, 1, **{name: typed}) == [name]
    assert journal(people) == [(1, "contacts", 1, name, None, stored, None)]
    assert edit(people, 1, **{name: typed}) == []
    if bad:
        [said] = refused(people, 1, **{name: bad})
        assert said.startswith(f"Thing: “{bad}” is no")
    assert edit(people, 1, **{name: " "}) == [name]
    assert people.record(1)[name] is None
    assert journal(people)[-1] == (2, "contacts", 1, name, stored, None, None)


def test_options_owners_and_stages_go_either_way(people: Desk):
    """An import only moves a lifecycle stage forwards, and adds with a leading semicolon."""
    owner = add_owner(people.cursor, "owner@example.com", "Olga", "Owner")
    edit(people, 1, lifecyclestage="customer", hubspot_owner_id=str(owner))
    edit(people, 1, lifecyclestage="lead", hubspot_owner_id=None)
    assert people.record(1)["lifecyclestage"] == "lead"
    assert people.record(1)["hubspot_owner_id"] is None
    assert refused(people, 1, hubspot_owner_id="99") == [
        "Contact owner: “99” is no owner. Choose one of the owners."
    ]


def test_a_number_that_is_too_long_is_told(desk: Desk):
    deal = desk.add("deals", dealname="D", dealstage="closedwon", pipeline="default")
    assert "more digits than can be kept" in refused(desk, deal, "deals", amount="1" * 20)[0]


def test_a_long_text_is_cut_in_the_message(people: Desk):
    [said] = refused(people, 1, email="x" * 500)
    assert len(said) < 200 and "…" in said


# What is kept of it


def test_an_edit_is_journalled_and_makes_dry_runs_stale(people: Desk):
    version = people.store.counter(people.cursor, "version")
    assert edit(people, 1, city="Goes", firstname="") == ["firstname", "city"]
    record = people.record(1)
    assert (record["city"], record["firstname"]) == ("Goes", None)
    [(edit_id, kind, record_id, at, by, before)] = people.cursor.execute(
        "from store.edits"
    ).fetchall()
    assert (edit_id, kind, record_id, str(before)) == (1, "contacts", 1, OLD)
    assert record["hs_lastmodifieddate"] == at and by
    assert journal(people) == [
        (1, "contacts", 1, "city", None, "Goes", None),
        (1, "contacts", 1, "firstname", "Ada", None, None),
    ]
    assert people.store.counter(people.cursor, "version") == version + 1


def test_what_is_there_already_is_no_edit(people: Desk):
    before = people.everything()
    assert edit(people, 1, firstname=" Ada ", city="") == []
    assert people.everything() == before


def test_a_dry_run_from_before_an_edit_is_refused(people: Desk):
    planned = people.plan("email,city\nada@example.com,Goes\n")
    edit(people, 1, city="Delft")
    with pytest.raises(StoreError, match="The store has changed"):
        run_import(people.store, people.cursor, planned.import_id, Progress())
    assert people.record(1)["city"] == "Delft"


# Values that are one record's alone


def test_an_email_of_another_contact_is_refused_with_its_name(people: Desk):
    assert refused(people, 1, email="BOB@example.com") == [
        "Email: “bob@example.com” belongs to Bob Ross (Record ID 2), and no two contacts may share "
        "it. Type another one, or change that record first."
    ]


def test_a_secondary_email_of_another_contact_is_refused(people: Desk):
    people.also_known_as(2, "robert@example.com")
    assert "belongs to Bob Ross" in refused(people, 1, email="robert@example.com")[0]


def test_a_domain_of_another_company_and_a_unique_property(people: Desk):
    people.add("companies", name="Acme", domain="acme.com")
    other = people.add("companies", name="Other")
    assert (
        "“acme.com” belongs to Acme (Record ID 3)"
        in (refused(people, other, "companies", domain="https://www.acme.com/about")[0])
    )
    badge = people.unique_property()
    edit(people, 1, **{badge: "A1"})
    assert "“A1” belongs to Ada" in refused(people, 2, **{badge: "A1"})[0]
    edit(people, 1, **{badge: None})
    assert edit(people, 2, **{badge: "A1"}) == [badge]


def test_a_secondary_email_of_its_own_changes_places(people: Desk):
    people.also_known_as(1, "augusta@example.com")
    edit(people, 1, email="augusta@example.com")
    assert people.record(1)["email"] == "augusta@example.com"
    assert people.secondary_emails(1) == ["ada@example.com"]


# What a record needs


def test_what_every_record_needs_stays(people: Desk):
    nameless = people.add("contacts", email="only@example.com")
    assert refused(people, nameless, email="") == [
        "Email: a contact needs a value for First Name or Last Name or Email. Type one."
    ]
    assert sorted(edit(people, nameless, email="", firstname="Only")) == ["email", "firstname"]
    deal = people.add("deals", dealname="D", dealstage="closedwon", pipeline="default")
    assert len(refused(people, deal, "deals", dealname="", dealstage="")) == 2


def test_a_stage_takes_its_pipeline_along(desk: Desk):
    made = add_pipeline(desk.cursor, "deals", "Second", [StageDraft("One", 0.5)])
    usual = list_pipelines(desk.cursor, "deals")[0]
    stage = usual.stages[0].value
    deal = desk.add("deals", dealname="D", dealstage=stage, pipeline=usual.value)
    assert refused(desk, deal, "deals", pipeline=made.value)[0].endswith(
        "is no stage of Second. Choose a stage of this pipeline."
    )
    moved = edit(desk, deal, "deals", dealstage=made.stages[0].value)
    assert sorted(moved) == ["dealstage", "pipeline"]
    assert desk.record(deal, "deals")["pipeline"] == made.value


# What cannot be


def test_all_that_is_wrong_is_told_at_once(people: Desk):
    said = refused(people, 1, email="bob@example.com", phone="none", city="Goes", website="?")
    assert [line.partition(":")[0] for line in said] == ["Phone Number", "Website URL", "Email"]


def test_what_changed_meanwhile_is_not_overwritten(people: Desk):
    seen = {"city": None, "firstname": "Ada"}
    edit(people, 1, city="Delft")
    before = people.record(1)
    with pytest.raises(NotSaved, match="it is Delft by now: it changed while you typed"):
        edit(people, 1, seen=seen, city="Goes", firstname="Augusta")
    assert people.record(1) == before
    assert edit(people, 1, seen=seen, firstname="Augusta") == ["firstname"]


@pytest.mark.parametrize("name", ["hs_object_id", "createdate", "hs_additional_emails", "nothing"])
def test_what_rowcall_fills_is_not_for_people(people: Desk, name: str):
    with pytest.raises(StoreError, match="cannot be changed by hand"):
        edit(people, 1, **{name: "1"})


def test_an_archived_property_is_not_offered(people: Desk):
    archive_property(people.cursor, read_property(people.cursor, "contacts", "city"))
    with pytest.raises(StoreError, match="city cannot be changed by hand"):
        edit(people, 1, city="Goes")


def test_a_record_that_is_gone(people: Desk):
    with pytest.raises(StoreError, match="no contact with the Record ID 9 any more"):
        edit(people, 9, city="Goes")


def test_nothing_is_half_written(people: Desk):
    before = people.everything()
    with pytest.raises(RuntimeError), changing(people.store) as cursor:
        edit_record(cursor, "contacts", 1, {"city": "Goes"})
        raise RuntimeError
    assert people.everything() == before
