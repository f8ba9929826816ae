"""Sample records hold values that the vocabulary knows."""

import pytest

from core.samples import SAMPLE_COUNTS, SAMPLE_OWNERS, sample_records
from core.vocabulary import load_object_types

OWNERS = {owner.email for owner in SAMPLE_OWNERS}
each_object = pytest.mark.parametrize("object_type", SAMPLE_COUNTS)


@each_object
def test_records_are_the_same_every_time(object_type: str) -> None:
    count = SAMPLE_COUNTS[object_type]
    assert len(sample_records(object_type, count)) == count
    assert sample_records(object_type, count) == sample_records(object_type, count)
    assert sample_records(object_type, 5) == sample_records(object_type, count)[:5]


@each_object
def test_values_fit_their_properties(object_type: str) -> None:
    described = load_object_types()[object_type]
    for record in sample_records(object_type, SAMPLE_COUNTS[object_type]):
        for name, value in record.items():
            each = described.property(name)
            assert each is not None, name
            assert not each.read_only
            assert value
            if each.options:
                assert value in {option.value for option in each.options}
            if each.value_type == "owner":
                assert value in OWNERS
            if each.type == "number":
                float(value)


@each_object
def test_records_can_be_created(object_type: str) -> None:
    described = load_object_types()[object_type]
    records = sample_records(object_type, SAMPLE_COUNTS[object_type])
    assert all(any(r.get(name) for name in group) for r in records for group in described.required)
    for name in described.identifiers:
        assert len({record[name] for record in records}) == len(records)


def test_contacts_work_at_the_sample_companies() -> None:
    names = {record["name"] for record in sample_records("companies", 60)}
    assert {record["company"] for record in sample_records("contacts", 250)} == names


def test_only_three_object_types_have_records() -> None:
    with pytest.raises(ValueError, match="no sample data for 'tasks'"):
        sample_records("tasks", 1)
