"""A custom object on the command line: like any other, by its internal name."""

import csv

import pytest

from core.samples import sample_of_properties
from core.store import Store
from core.store.changing import changing
from core.store.object_drafts import ObjectDraft, PropertyDraft
from core.store.object_types import create_object
from core.store.properties import CREATABLE_TYPES, OPTION_TYPES
from core.vocabulary import ObjectType
from tests.cli.conftest import Shell
from tests.engine.importing import empty_store

OBJECT = ("--object", "p_car")
EVERY_TYPE = tuple(
    PropertyDraft(label, kind, options=("Red", "Blue") if kind in OPTION_TYPES else ())
    for kind, (label, _, _) in CREATABLE_TYPES.items()
)
CAR = ObjectDraft(
    "Car",
    "Cars",
    PropertyDraft("Model"),
    properties=(PropertyDraft("Plate", required=True, unique=True), *EVERY_TYPE),
)


@pytest.fixture
def car(run: Shell) -> ObjectType:
    run.store.write_bytes(empty_store())
    store = Store(run.store)
    with changing(store) as cursor:
        made = create_object(cursor, CAR)
    store.close()
    return made


def test_it_is_imported_updated_and_exported(run: Shell, car: ObjectType) -> None:
    first = run("import", run.write("a.csv", "Model,Plate,Number\nT,AB-12,4\nB,CD-34,\n"), *OBJECT)
    assert (first.code, first.line["counters"]["created"]) == (0, 2)
    second = run("import", run.write("b.csv", "Plate,Number\nab-99,1\nCD-34,2\n"), *OBJECT)
    assert (second.code, second.line["counters"]["updated"]) == (1, 1)
    assert second.line["issues"] == [{"code": "MISSING_REQUIRED_PROPERTY", "count": 1}]
    out = run.folder / "out.csv"
    assert run("export", *OBJECT, out).code == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["Model"], row["Number"]) for row in rows] == [("T", "4"), ("B", "2")]
    again = run("import", out, *OBJECT)
    assert again.line["counters"]["unchanged"] == 2


def test_its_sample_file_maps_by_itself_and_has_no_issue(run: Shell, car: ObjectType) -> None:
    sample = run.write("sample.csv", sample_of_properties(car))
    columns = run("mapping", sample, *OBJECT).line["columns"]
    assert [column["property"] for column in columns] == [
        prop.name for prop in car.properties if not prop.read_only and prop.value_type != "owner"
    ]
    told = run("import", sample, *OBJECT)
    assert (told.code, told.line["issues"], told.line["counters"]["created"]) == (0, [], 3)
    assert run("import", sample, *OBJECT).line["counters"]["unchanged"] == 3


def test_headers_of_another_language_and_of_another_object(run: Shell, car: ObjectType) -> None:
    path = run.write("a.csv", "Telefoonnummer,E-mailadres,Bedrijf\n112,a@example.com,X\n")
    told = run("mapping", path, *OBJECT, "--object", "contacts", "--language", "nl")
    assert told.code == 0
    assert all(column["object"] in ("p_car", "contacts") for column in told.line["columns"])


def test_an_object_that_is_not_there_is_named_with_those_that_are(run: Shell, car) -> None:
    told = run("import", run.people, "--object", "p_cat")
    assert told.code == 2
    assert "p_cat" in told.messages and "p_car" in told.messages
