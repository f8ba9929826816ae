"""Custom objects: made whole or not at all, refused names, importing into one, putting one away."""

from dataclasses import replace

import pytest

from core.errors import StoreError
from core.export import export_content
from core.records import View, count_by_object, find_records, read_record, read_table
from core.store.associations import association_between, create_label, list_association_types
from core.store.changing import changing
from core.store.object_drafts import ITSELF, ObjectDraft, PropertyDraft, object_name
from core.store.object_types import (
    ACTIVITIES,
    archive_object,
    associable_objects,
    associate_object,
    create_object,
    delete_object,
    list_custom_objects,
    relabel_object,
    restore_object,
)
from core.store.owners import add_owner, owned_records
from core.store.properties import (
    SYSTEM_COLUMNS,
    create_property,
    new_property,
    object_type_names,
    read_object_type,
)
from core.vocabulary import ObjectType, load_object_types
from tests.engine.importing import Desk, open_desk

CAR = ObjectDraft(
    "Car",
    "Cars",
    PropertyDraft("Model"),
    properties=(
        PropertyDraft("Licence plate", required=True, unique=True),
        PropertyDraft("Colour", "select", options=("Red", "Dark blue")),
        PropertyDraft("Price", "currency"),
        PropertyDraft(""),
    ),
    associated=("contacts", "deals", ITSELF),
)
CARS = (
    "Model,Licence plate,Colour,Price\nModel T,AB-12,red,850\nBeetle,CD-34,dark blue,\n,EF-56,,\n"
)


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


@pytest.fixture
def car(desk: Desk) -> ObjectType:
    with changing(desk.store) as cursor:
        return create_object(cursor, CAR)


def pairs(desk: Desk, name: str) -> set[frozenset[str]]:
    found = list_association_types(desk.cursor)
    return {
        frozenset((t.from_object_type, t.to_object_type))
        for t in found
        if name in (t.from_object_type, t.to_object_type) and t.label is None
    }


def run(desk: Desk, table: str = CARS, **fields):
    names = {
        "Model": "model",
        "Licence plate": "licence_plate",
        "Colour": "colour",
        "Price": "price",
    }
    headers = table.splitlines()[0].split(",")
    return desk.run(table, "p_car", properties={h: names.get(h, h) for h in headers}, **fields)


def test_the_object_is_stored_as_it_was_described(desk: Desk, car: ObjectType):
    assert read_object_type(desk.cursor, "p_car") == car
    assert (car.object_type_id, car.custom, car.primary_display) == ("2-1", True, ("model",))
    assert car.required == (("model",), ("licence_plate",))
    assert object_type_names(desk.cursor) == [*load_object_types(), "p_car"]
    columns = {row[0] for row in desk.cursor.execute("describe store.p_car").fetchall()}
    assert columns == {*SYSTEM_COLUMNS, *(prop.name for prop in car.properties)}
    usual = {prop.name: prop for prop in car.properties[4:]}
    assert set(usual) == {
        *("hubspot_owner_id", "createdate", "hs_lastmodifieddate", "hs_object_source_label"),
        "hs_object_id",
    }
    assert usual["hubspot_owner_id"].value_type == "owner"
    assert usual["hubspot_owner_id"].label == "Car owner"
    assert [name for name, prop in usual.items() if not prop.read_only] == ["hubspot_owner_id"]
    own = desk.cursor.execute(
        "select name from store.properties where object_type = 'p_car' and is_custom order by all"
    ).fetchall()
    assert own == [("colour",), ("licence_plate",), ("model",), ("price",)]


def test_its_associations(desk: Desk, car: ObjectType):
    others = [*ACTIVITIES, "contacts", "deals", "p_car"]
    assert pairs(desk, "p_car") == {frozenset({"p_car", other}) for other in others}
    assert association_between(list_association_types(desk.cursor), "p_car", "tickets") is None
    associate_object(desk.cursor, "p_car", ("tickets", "contacts"))
    assert frozenset({"p_car", "tickets"}) in pairs(desk, "p_car")
    assert len(pairs(desk, "p_car")) == len(others) + 1
    assert create_label(desk.cursor, "contacts", "p_car", "Drives", "Driver").own


def test_another_custom_object_can_be_associated_with_it(desk: Desk, car: ObjectType):
    assert associable_objects(desk.cursor) == ["contacts", "companies", "deals", "tickets", "p_car"]
    draft = ObjectDraft("Garage", "Garages", PropertyDraft("Name"), associated=("p_car",))
    made = create_object(desk.cursor, draft)
    assert made.object_type_id == "2-2"
    assert frozenset({"p_garage", "p_car"}) in pairs(desk, "p_car")
    shown = {each.kind.name: each.associated for each in list_custom_objects(desk.cursor)}
    assert shown == {"p_car": ("contacts", "deals", "p_car", "p_garage"), "p_garage": ("p_car",)}


def test_what_it_cannot_be_associated_with(desk: Desk, car: ObjectType):
    with pytest.raises(StoreError, match="line_items cannot be associated"):
        associate_object(desk.cursor, "p_car", ("line_items",))


@pytest.mark.parametrize(
    ("singular", "name"),
    [
        ("Car", "p_car"),
        ("Car model (EU)", "p_car_model_eu"),
        ("2nd car", "p_2nd_car"),
        ("車", ""),
        ("!", ""),
    ],
)
def test_the_proposed_internal_name(singular, name):
    assert object_name(singular) == name


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"singular": " "}, "no name"),
        ({"plural": ""}, "no name"),
        ({"plural": "x" * 61}, "longer than 60"),
        ({"singular": "*Car*"}, "cannot hold the sign *"),
        ({"plural": "Cars/vans"}, "cannot hold the sign /"),
        ({"plural": "History"}, "cannot be called History"),
        ({"singular": "'Car"}, "cannot be called 'Car"),
        ({"singular": "contact"}, "an object Contacts already"),
        ({"plural": "DEALS"}, "an object Deals already"),
        ({"singular": "Line items"}, "an object Line items already"),
        ({"singular": "車"}, "internal name is empty"),
        ({"name": "Car"}, "cannot be an internal name"),
        ({"name": "p_"}, "cannot be an internal name"),
        ({"name": 'car"; drop table x'}, "cannot be an internal name"),
        ({"name": "contacts"}, "p_contacts is reserved"),
        ({"name": "p_deal"}, "p_deal is reserved"),
        ({"primary": PropertyDraft("")}, "primary property has no label"),
        ({"primary": PropertyDraft("Model", "date")}, "must be a text or a number"),
        ({"primary": PropertyDraft("Model", "nothing")}, "must be a text or a number"),
        ({"properties": (PropertyDraft("A", "nothing"),)}, "A: there is no type nothing"),
        ({"properties": (PropertyDraft("A", "select"),)}, "A: A property of this type needs"),
        ({"properties": (PropertyDraft("model"),)}, "Two properties are called model"),
        ({"properties": (PropertyDraft("Record ID"),)}, "Two properties are called Record ID"),
        ({"properties": (PropertyDraft("A", name="model"),)}, "the internal name model"),
        ({"properties": (PropertyDraft("A", name="createdate"),)}, "reserved"),
        ({"properties": (PropertyDraft("A", name="a b"),)}, "cannot be an internal name"),
        (
            {"properties": (PropertyDraft("A", "select", ("x",), unique=True),)},
            "cannot be unique",
        ),
        (
            {"properties": tuple(PropertyDraft(f"A{n}", unique=True) for n in range(11))},
            "More than 10 properties are unique",
        ),
        ({"associated": ("products",)}, "products cannot be associated"),
    ],
)
def test_an_object_that_cannot_be(desk: Desk, changes, said):
    before = desk.everything()
    with pytest.raises(StoreError) as raised, changing(desk.store) as cursor:
        create_object(cursor, replace(CAR, **changes))
    assert said in raised.value.message and raised.value.hint
    assert desk.everything() == before


def test_names_that_are_taken(desk: Desk, car: ObjectType):
    for draft, said in (
        (CAR, "an object Cars already"),
        (replace(CAR, singular="Auto", plural="Autos", name="p_car"), "an object p_car already"),
    ):
        with pytest.raises(StoreError, match=said):
            create_object(desk.cursor, draft)


def test_labels_in_other_scripts_get_names_of_their_own(desk: Desk):
    draft = ObjectDraft(
        "車", "車両", PropertyDraft("型式"), "kuruma", properties=(PropertyDraft("色"),)
    )
    made = create_object(desk.cursor, draft)
    assert [prop.name for prop in made.properties[:2]] == ["property", "property_2"]
    assert made.name == "p_kuruma"


def test_rows_create_and_then_update_by_the_unique_property(desk: Desk, car: ObjectType):
    first = run(desk)
    assert first.actions == ["created", "created", "failed"]
    assert first.reasons[2] == "MISSING_REQUIRED_PROPERTY"
    again = run(desk, "Licence plate,Price\nAB-12,900\nGH-78,1\n", key="licence_plate")
    assert again.actions == ["updated", "failed"]
    assert desk.records("p_car", "model", "colour", "price") == [
        ("Model T", "Red", 900.0),
        ("Beetle", "Dark blue", None),
    ]
    assert run(desk, CARS.replace(",EF-56,,\n", "")).actions == ["updated", "unchanged"]


def test_records_pages_and_exports_know_it(desk: Desk, car: ObjectType):
    run(desk)
    assert count_by_object(desk.cursor)["p_car"] == 2
    found = find_records(desk.cursor, car, View("p_car", search="model t"))
    assert found.count == 1
    table = read_table(desk.cursor, car, ["colour"], found)
    assert (table.names, table.rows) == (["Model T"], [("Red",)])
    record = read_record(desk.cursor, "p_car", table.ids[0])
    assert list(record.groups()) == ["Car information"]
    header, line, _ = export_content(desk.store, "p_car", "csv").decode("utf-8-sig").splitlines()
    assert header.startswith("Record ID,Model,Licence plate,Colour,Price,Car owner,")
    assert line.startswith(f"{table.ids[0]},Model T,AB-12,Red,850,,")
    assert len(export_content(desk.store, "p_car", "xlsx")) > 1000


def test_owners_and_more_properties_work_as_elsewhere(desk: Desk, car: ObjectType):
    owner = add_owner(desk.cursor, "ada@example.com", "Ada", "L")
    create_property(desk.cursor, "p_car", new_property("Doors", "number"))
    table = "Model,Licence plate,hubspot_owner_id,doors\nT,AB-12,Ada L,2\n"
    assert run(desk, table).actions == ["created"]
    assert owned_records(desk.cursor, owner) == {"Cars": 1}
    assert desk.records("p_car", "doors") == [(2.0,)]


def test_records_may_be_called_by_a_number(desk: Desk):
    kind = create_object(
        desk.cursor, ObjectDraft("Lot", "Lots", PropertyDraft("Lot number", "number"))
    )
    desk.run("lot_number\n1042\n0\n2.5\n", "p_lot")
    found = find_records(desk.cursor, kind, View("p_lot"))
    assert read_table(desk.cursor, kind, [], found).names == ["1042", "0", "2.5"]
    assert find_records(desk.cursor, kind, View("p_lot", search="104")).count == 1


def test_other_labels(desk: Desk, car: ObjectType):
    relabel_object(desk.cursor, "p_car", " Motor  car ", "Motor cars")
    kind = read_object_type(desk.cursor, "p_car")
    assert (kind.singular, kind.plural) == ("Motor car", "Motor cars")
    assert kind.groups == {"p_car_information": "Motor car information"}
    assert kind.property("hubspot_owner_id").label == "Motor car owner"
    relabel_object(desk.cursor, "p_car", "Motor car", "Autos")
    for labels, said in ((("", "Cars"), "no name"), (("Deal", "Deals"), "an object Deals")):
        with pytest.raises(StoreError, match=said):
            relabel_object(desk.cursor, "p_car", *labels)
    with pytest.raises(StoreError, match="Contacts come with Rowcall"):
        relabel_object(desk.cursor, "contacts", "Person", "People")


def test_an_object_without_records_and_imports_can_be_deleted(desk: Desk):
    before = desk.everything()
    with changing(desk.store) as cursor:
        create_object(cursor, CAR)
        create_label(cursor, "p_car", "contacts", "Drives")
    with changing(desk.store) as cursor:
        delete_object(cursor, "p_car")
    after = desk.everything()
    assert after.pop("counters") != before.pop("counters")
    assert after == before
    with pytest.raises(StoreError, match="no object 'p_car'"):
        delete_object(desk.cursor, "p_car")
    assert create_object(desk.cursor, CAR).object_type_id == "2-2"


def test_an_object_with_records_stays(desk: Desk, car: ObjectType):
    run(desk)
    for put_away in (delete_object, archive_object):
        with pytest.raises(StoreError, match="It has 2 records"):
            put_away(desk.cursor, "p_car")


def test_an_object_with_an_open_import_stays(desk: Desk, car: ObjectType):
    desk.draft("model\nT\n", "p_car")
    for put_away in (delete_object, archive_object):
        with pytest.raises(StoreError, match="1 import of cars can still be run"):
            put_away(desk.cursor, "p_car")


def test_an_object_that_the_history_tells_of_is_archived(desk: Desk, car: ObjectType):
    run(desk, "Model,Price\n,1\n")
    with pytest.raises(StoreError, match="The history tells of 1 import of cars"):
        delete_object(desk.cursor, "p_car")
    archive_object(desk.cursor, "p_car")
    assert "p_car" not in object_type_names(desk.cursor)
    assert "p_car" not in associable_objects(desk.cursor)
    assert read_object_type(desk.cursor, "p_car") == car
    assert [each.archived for each in list_custom_objects(desk.cursor)] == [True]
    with pytest.raises(StoreError, match="Cars already, archived") as raised:
        create_object(desk.cursor, CAR)
    assert "Restore" in raised.value.hint
    restore_object(desk.cursor, "p_car")
    assert object_type_names(desk.cursor)[-1] == "p_car"


@pytest.mark.parametrize("put_away", [delete_object, archive_object, restore_object])
def test_objects_of_the_vocabulary_stay(desk: Desk, put_away):
    with pytest.raises(StoreError, match="Contacts come with Rowcall"):
        put_away(desk.cursor, "contacts")


def test_settings_wait_while_an_import_writes(desk: Desk):
    """The lock is held by another thread then."""
    import threading

    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with desk.store.write_lock:
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(StoreError, match="An import is being written"), changing(desk.store, 0.01):
        raise AssertionError("the block must not run")
    done.set()
    thread.join()
    with changing(desk.store, 0.01) as cursor:
        create_object(cursor, CAR)
