"""Association types and labels: what can be associated, refused labels, and deleting one."""

import pytest

from core.errors import StoreError
from core.store.associations import (
    FIRST_USER_DEFINED,
    AssociationType,
    allow_association,
    associable_with,
    association_between,
    count_uses,
    create_label,
    delete_label,
    labels_between,
    list_association_types,
    rename_label,
)
from core.store.changing import changing
from core.vocabulary import load_association_types, load_object_types
from tests.engine.importing import Desk, open_desk


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def types(desk: Desk) -> list[AssociationType]:
    return list_association_types(desk.cursor)


def texts(desk: Desk, one: str = "contacts", other: str = "companies") -> list[tuple[str, ...]]:
    return [label.seen_from(one) for label in labels_between(types(desk), one, other) if label.own]


def associate(desk: Desk, type_id: int, *pairs: tuple[int, int]) -> None:
    for one, other in pairs:
        desk.cursor.execute(
            "insert into store.associations values (?, ?, ?, null, null)", [type_id, one, other]
        )


def version(desk: Desk) -> int:
    return desk.store.counter(desk.cursor, "version")


def test_the_vocabulary_names_each_type_once_and_each_pair_once():
    entries = load_association_types()
    ids = [number for entry in entries for number in {entry[0], entry[1]}]
    assert len(ids) == len(set(ids)) and max(ids) < FIRST_USER_DEFINED
    known = set(load_object_types())
    assert all({from_, to} <= known for _, _, from_, to, _, _ in entries)
    plain = [frozenset((from_, to)) for _, _, from_, to, label, _ in entries if label is None]
    assert len(plain) == len(set(plain))
    labelled = {frozenset((from_, to)) for _, _, from_, to, label, _ in entries if label}
    assert labelled <= set(plain)


@pytest.mark.parametrize(
    ("one", "other", "there", "back"),
    [
        ("contacts", "companies", 279, 280),
        ("contacts", "deals", 4, 3),
        ("contacts", "tickets", 15, 16),
        ("companies", "deals", 342, 341),
        ("companies", "tickets", 340, 339),
        ("deals", "tickets", 27, 28),
        ("deals", "line_items", 19, 20),
        ("contacts", "calls", 193, 194),
        ("tickets", "tasks", 229, 230),
        ("contacts", "contacts", 449, 449),
    ],
)
def test_the_ids_are_those_of_hubspot(desk: Desk, one, other, there, back):
    found = association_between(types(desk), other, one)
    assert found == association_between(types(desk), one, other)
    assert (found.association_type_id, found.inverse_type_id) == (there, back)
    assert (found.from_object_type, found.to_object_type) == (one, other)


def test_labels_that_come_with_rowcall(desk: Desk):
    found = {
        (t.association_type_id, t.inverse_type_id): t.seen_from(t.from_object_type)
        for t in types(desk)
        if t.label
    }
    assert found == {
        (1, 2): ("Primary", "Primary"),
        (6, 5): ("Primary", "Primary"),
        (25, 26): ("Primary", "Primary"),
        (13, 14): ("Child company", "Parent company"),
    }


def test_what_can_be_associated(desk: Desk):
    activities = ["calls", "emails", "meetings", "notes", "tasks"]
    wanted = {"companies", "deals", "tickets", "contacts", *activities}
    assert set(associable_with(types(desk), "contacts")) == wanted
    assert associable_with(types(desk), "line_items") == ["deals"]
    assert associable_with(types(desk), "products") == []
    assert association_between(types(desk), "products", "contacts") is None


def test_two_objects_become_associable_once(desk: Desk):
    made = allow_association(desk.cursor, "products", "deals")
    assert made.label is None and made.own
    assert made.association_type_id >= FIRST_USER_DEFINED
    assert allow_association(desk.cursor, "deals", "products") == made
    assert allow_association(desk.cursor, "contacts", "deals").association_type_id == 4


def test_a_single_label_reads_the_same_from_both_sides(desk: Desk):
    made = create_label(desk.cursor, "contacts", "companies", "  Ex  employee ")
    assert made.seen_from("contacts") == made.seen_from("companies") == ("Ex employee",) * 2
    assert made.names("contacts") == ("Ex employee",)
    assert made in types(desk)


def test_paired_labels_run_as_the_association_runs_whichever_object_comes_first(desk: Desk):
    one = create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    other = create_label(desk.cursor, "companies", "contacts", "Auditor", "Audited")
    for label in (one, other):
        assert (label.from_object_type, label.to_object_type) == ("contacts", "companies")
    assert one.seen_from("contacts") == ("Employer", "Employee")
    assert other.seen_from("companies") == ("Auditor", "Audited")
    assert texts(desk) == [("Employer", "Employee"), ("Audited", "Auditor")]


def test_between_records_of_one_object_a_pair_has_a_direction(desk: Desk):
    single = create_label(desk.cursor, "contacts", "contacts", "Colleague")
    pair = create_label(desk.cursor, "contacts", "contacts", "Manager", "Report")
    assert not single.directed and single.inverse_type_id == single.association_type_id
    assert pair.directed and pair.inverse_type_id == pair.association_type_id + 1


def test_texts_that_differ_in_letter_case_only_are_one_label(desk: Desk):
    made = create_label(desk.cursor, "contacts", "contacts", "Partner", "partner")
    assert (made.label, made.inverse_label) == ("Partner", "Partner")


@pytest.mark.parametrize(
    ("label", "inverse", "said"),
    [
        (" ", "", "empty"),
        ("", "Employee", "empty"),
        ("a;b", "", "semicolon"),
        ("Boss", "a; b", "semicolon"),
        ("x" * 101, "", "longer than 100"),
        ("employer", "", "There is a label employer already."),
        ("Boss", "EMPLOYEE", "already"),
        ("primary", "", "already"),
    ],
)
def test_a_label_that_cannot_be(desk: Desk, label, inverse, said):
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    before = types(desk)
    with pytest.raises(StoreError) as raised:
        create_label(desk.cursor, "companies", "contacts", label, inverse)
    assert said in raised.value.message and raised.value.hint
    assert types(desk) == before


def test_the_same_text_is_free_for_another_pair(desk: Desk):
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    create_label(desk.cursor, "contacts", "deals", "Employer")
    assert texts(desk, "deals", "contacts") == [("Employer", "Employer")]


def test_objects_that_cannot_be_associated_have_no_labels(desk: Desk):
    with pytest.raises(StoreError, match="Products and Contacts cannot be associated"):
        create_label(desk.cursor, "products", "contacts", "Owner")


def test_a_label_is_renamed_as_it_is_seen(desk: Desk):
    made = create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    rename_label(desk.cursor, made.association_type_id, "Worker", "Firm", seen_from="companies")
    assert texts(desk) == [("Firm", "Worker")]
    rename_label(desk.cursor, made.association_type_id, "firm", "Staff")
    assert texts(desk) == [("firm", "Staff")]
    rename_label(desk.cursor, made.association_type_id, "Related")
    assert texts(desk) == [("Related", "Related")]


def test_a_pair_of_one_object_stays_a_pair_and_a_single_label_single(desk: Desk):
    single = create_label(desk.cursor, "contacts", "contacts", "Colleague")
    pair = create_label(desk.cursor, "contacts", "contacts", "Manager", "Report")
    with pytest.raises(StoreError, match="cannot become a pair"):
        rename_label(desk.cursor, single.association_type_id, "Mentor", "Trainee")
    with pytest.raises(StoreError, match="nor a pair single"):
        rename_label(desk.cursor, pair.association_type_id, "Team")
    rename_label(desk.cursor, single.association_type_id, "Co-worker")
    rename_label(desk.cursor, pair.association_type_id, "Report", "Manager")
    assert texts(desk, "contacts", "contacts") == [
        ("Co-worker", "Co-worker"),
        ("Report", "Manager"),
    ]


def test_a_rename_cannot_take_the_text_of_another_label(desk: Desk):
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    made = create_label(desk.cursor, "contacts", "companies", "Auditor")
    with pytest.raises(StoreError, match="There is a label Employee already"):
        rename_label(desk.cursor, made.association_type_id, "Employee")
    assert texts(desk)[1] == ("Auditor", "Auditor")


@pytest.mark.parametrize("type_id", [13, 1])
def test_labels_of_hubspot_stay(desk: Desk, type_id):
    for change in (lambda: rename_label(desk.cursor, type_id, "Other", "One"),
                   lambda: delete_label(desk.cursor, type_id)):  # fmt: skip
        with pytest.raises(StoreError, match="comes with Rowcall"):
            change()


@pytest.mark.parametrize("type_id", [279, 99_999])
def test_what_is_no_label_is_not_found(desk: Desk, type_id):
    with pytest.raises(StoreError, match="Somebody deleted this label"):
        delete_label(desk.cursor, type_id)


def test_deleting_a_label_takes_it_off_and_leaves_the_associations(desk: Desk):
    made = create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    associate(desk, 279, (1, 10), (2, 10))
    associate(desk, made.association_type_id, (1, 10), (2, 10))
    assert count_uses(desk.cursor) == {279: 2, made.association_type_id: 2}
    before = version(desk)
    with changing(desk.store) as cursor:
        assert delete_label(cursor, made.association_type_id) == 2
    assert count_uses(desk.cursor) == {279: 2}
    assert texts(desk) == []
    assert version(desk) == before + 1


def test_the_id_of_a_deleted_label_does_not_come_back(desk: Desk):
    """A recipe that names it must not mean another label."""
    first = create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    delete_label(desk.cursor, first.association_type_id)
    second = create_label(desk.cursor, "contacts", "companies", "Auditor")
    assert second.association_type_id > first.inverse_type_id


def test_a_change_that_fails_in_the_middle_changes_nothing(desk: Desk):
    made = create_label(desk.cursor, "contacts", "companies", "Employer")
    associate(desk, made.association_type_id, (1, 10))
    with pytest.raises(ZeroDivisionError), changing(desk.store) as cursor:
        delete_label(cursor, made.association_type_id)
        raise ZeroDivisionError
    assert count_uses(desk.cursor) == {made.association_type_id: 1}
    assert texts(desk) == [("Employer", "Employer")]
