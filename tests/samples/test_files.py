"""Sample files map by their headers and hold nothing that an import would object to."""

import csv
import io
import re
from datetime import datetime

import pytest

from core.samples import SAMPLE_COUNTS as COUNTS
from core.samples import SAMPLE_FILES, sample_file, sample_records
from core.vocabulary import Property, load_object_types

OBJECT_TYPES = load_object_types()
each_file = pytest.mark.parametrize("object_type", SAMPLE_FILES)
YES_NO = {"Yes", "No"}
PATTERNS = {
    "email": r"[a-z.]+@example\.(com|org|net)",
    "domain": r"[a-z-]+\.example\.(com|org|net)",
    "url": r"https://[a-z.-]+\.(com|org|net)(/[a-z]+/\d+)?",
    "phonenumber": r"\+[\d ]{8,}",
    "currency": r"\d+(\.\d\d)?",
    "number": r"\d+",
}


def test_there_is_one_for_whatever_may_stand_alone() -> None:
    alone = [name for name, each in OBJECT_TYPES.items() if each.stands_alone]
    assert list(SAMPLE_FILES) == alone


def test_there_is_none_for_the_others() -> None:
    with pytest.raises(ValueError, match="no sample file of 'notes'"):
        sample_file("notes")


@each_file
def test_files_are_the_same_every_time(object_type: str) -> None:
    assert sample_file(object_type) == sample_file(object_type)


@each_file
def test_headers_are_labels_and_every_row_is_complete(object_type: str) -> None:
    rows = _rows(object_type)
    assert len(rows) == 10
    assert all(None not in row and None not in row.values() for row in rows)
    properties = [_property(object_type, header) for header in rows[0]]
    assert not any(each.read_only or each.value_type == "owner" for each in properties)


@each_file
def test_every_record_can_be_created(object_type: str) -> None:
    described = OBJECT_TYPES[object_type]
    records = [
        {_property(object_type, header).name: cell for header, cell in row.items()}
        for row in _rows(object_type)
    ]
    assert all(any(r.get(name) for name in group) for r in records for group in described.required)
    for name in described.identifiers:
        assert len({record[name] for record in records}) == len(records)


@each_file
def test_cells_are_as_their_property_wants_them(object_type: str) -> None:
    for row in _rows(object_type):
        for header, cell in row.items():
            if cell:
                _check(_property(object_type, header), cell)


@each_file
def test_files_lead_to_example_domains_only(object_type: str) -> None:
    text = sample_file(object_type).decode()
    hosts = re.findall(r"(?:@|://)([\w.-]+)", text)
    assert all(re.fullmatch(r"(.*\.)?example\.(com|org|net)", host) for host in hosts)


@pytest.mark.parametrize(("name", "header"), [("contacts", "Email"), ("companies", "Company name")])
def test_files_hold_nobody_of_the_sample_records(name: str, header: str) -> None:
    known = {value for record in sample_records(name, COUNTS[name]) for value in record.values()}
    assert not known & {row[header] for row in _rows(name)}


def _check(each: Property, cell: str) -> None:
    if each.options:
        known = {option.label for option in each.options} | {
            option.value for option in each.options
        }
        assert set(cell.split(";")) <= known
    elif each.value_type == "booleancheckbox":
        assert cell in YES_NO
    elif each.value_type in ("date", "datetime"):
        datetime.fromisoformat(cell)
    elif each.value_type in PATTERNS:
        assert re.fullmatch(PATTERNS[each.value_type], cell), (each.name, cell)


def _rows(object_type: str) -> list[dict[str, str]]:
    text = sample_file(object_type).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def _property(object_type: str, header: str) -> Property:
    found = [each for each in OBJECT_TYPES[object_type].properties if each.label == header]
    assert len(found) == 1, header
    return found[0]
