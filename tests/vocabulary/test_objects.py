"""What every object type and property must hold, whoever adds to the data files."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest

from core.vocabulary import ObjectType, Property, load_object_types
from tests.vocabulary.specified import SPECIFIED

OBJECT_TYPES = load_object_types()
PROPERTIES = [
    pytest.param(each, id=f"{object_type.name}.{each.name}")
    for object_type in OBJECT_TYPES.values()
    for each in object_type.properties
]
every_object = pytest.mark.parametrize("object_type", OBJECT_TYPES.values(), ids=OBJECT_TYPES)
every_property = pytest.mark.parametrize("each", PROPERTIES)

FIELD_TYPES = {
    "bool": {"booleancheckbox", "calculation_equation"},
    "enumeration": {"booleancheckbox", "checkbox", "radio", "select", "calculation_equation"},
    "date": {"date"},
    "datetime": {"date"},
    "string": {"text", "textarea", "html", "file", "phonenumber", "calculation_equation"},
    "number": {"number", "calculation_equation", "calculation_rollup", "calculation_score"},
    "phone_number": {"phonenumber"},
    "object_coordinates": {"text"},
    "json": {"text"},
}
VALUE_TYPES = {
    "bool": {"booleancheckbox"},
    "enumeration": {"booleancheckbox", "checkbox", "radio", "select", "owner"},
    "date": {"date"},
    "datetime": {"datetime"},
    "string": {"text", "textarea", "phonenumber", "url", "email", "domain"},
    "number": {"number", "currency", "product"},
    "json": {"textarea"},
}


def test_object_types_come_in_the_order_they_are_offered() -> None:
    assert list(OBJECT_TYPES) == list(SPECIFIED)


@pytest.mark.parametrize("name", SPECIFIED)
def test_every_specified_property_is_there(name: str) -> None:
    known = {each.name for each in OBJECT_TYPES[name].properties}
    assert set(SPECIFIED[name].split()) - known == set()


@every_object
def test_what_every_record_has(object_type: ObjectType) -> None:
    for name in ("createdate", "hs_lastmodifieddate", "hs_object_id", "hs_object_source_label"):
        each = object_type.property(name)
        assert each is not None
        assert each.read_only


@every_object
def test_names_that_the_object_type_mentions_are_properties(object_type: ObjectType) -> None:
    mentioned = chain(object_type.primary_display, object_type.identifiers, *object_type.required)
    for name in mentioned:
        each = object_type.property(name)
        assert each is not None, name
        assert not each.read_only, name


@every_object
def test_names_are_unique(object_type: ObjectType) -> None:
    assert _repeated(each.name for each in object_type.properties) == []
    assert _repeated(each.label.lower() for each in object_type.properties) == []


@every_object
def test_groups_are_the_ones_in_use(object_type: ObjectType) -> None:
    assert {each.group for each in object_type.properties} == set(object_type.groups)


def test_object_type_ids_are_those_of_hubspot() -> None:
    ids = {name: each.object_type_id for name, each in OBJECT_TYPES.items()}
    assert ids == {
        "contacts": "0-1",
        "companies": "0-2",
        "deals": "0-3",
        "tickets": "0-5",
        "products": "0-7",
        "line_items": "0-8",
        "calls": "0-48",
        "emails": "0-49",
        "meetings": "0-47",
        "notes": "0-46",
        "tasks": "0-27",
    }


def test_what_can_be_done_with_each_object_type() -> None:
    def those(flag: str) -> list[str]:
        return [name for name, each in OBJECT_TYPES.items() if getattr(each, flag)]

    assert those("activity") == ["calls", "emails", "meetings", "notes", "tasks"]
    assert [name for name in OBJECT_TYPES if name not in those("can_update")] == [
        "emails",
        "meetings",
        "notes",
        "tasks",
    ]
    assert [name for name in OBJECT_TYPES if name not in those("stands_alone")] == [
        "line_items",
        "emails",
        "meetings",
        "notes",
    ]


def test_only_the_email_of_a_contact_is_unique() -> None:
    unique = [
        (name, each.name)
        for name, object_type in OBJECT_TYPES.items()
        for each in object_type.properties
        if each.unique
    ]
    assert unique == [("contacts", "email")]


@every_property
def test_types_fit_together(each: Property) -> None:
    assert each.field_type in FIELD_TYPES[each.type]
    assert each.value_type in VALUE_TYPES[each.type]


@every_property
def test_choices_have_options_and_others_have_none(each: Property) -> None:
    choices = {"select", "radio", "checkbox"}
    if each.options:
        assert each.value_type in choices or each.type == "enumeration"
    if each.value_type == "radio" and each.name != "hs_resolution":
        assert each.options


@every_property
def test_option_values_and_labels_are_unique(each: Property) -> None:
    assert _repeated(option.value for option in each.options) == []
    assert _repeated(option.label.lower() for option in each.options) == []


@every_property
def test_calculated_properties_are_read_only(each: Property) -> None:
    if each.field_type.startswith("calculation"):
        assert each.read_only


@pytest.mark.parametrize(
    ("object_name", "pipeline_name", "stage_name", "states"),
    [
        ("deals", "pipeline", "dealstage", {"closedwon": "1.0", "closedlost": "0.0"}),
        ("tickets", "hs_pipeline", "hs_pipeline_stage", {"4": None}),
    ],
)
def test_stages_belong_to_a_pipeline(
    object_name: str, pipeline_name: str, stage_name: str, states: dict[str, str | None]
) -> None:
    pipeline = _property(object_name, pipeline_name)
    stages = _property(object_name, stage_name).options
    known = {option.value for option in pipeline.options}
    assert {stage.metadata["pipeline"] for stage in stages} == known
    closed = {
        stage.value: stage.metadata.get("probability")
        for stage in stages
        if stage.metadata["state"] == "CLOSED"
    }
    assert closed == states


def test_deal_stages_carry_their_probability() -> None:
    stages = _property("deals", "dealstage").options
    shares = [float(stage.metadata["probability"]) for stage in stages]
    assert shares == [0.2, 0.4, 0.6, 0.8, 0.9, 1.0, 0.0]


@pytest.mark.parametrize(
    ("object_name", "name", "values"),
    [
        (
            "contacts",
            "lifecyclestage",
            "subscriber lead marketingqualifiedlead salesqualifiedlead opportunity customer "
            "evangelist other",
        ),
        (
            "contacts",
            "hs_lead_status",
            "NEW OPEN IN_PROGRESS OPEN_DEAL UNQUALIFIED ATTEMPTED_TO_CONTACT CONNECTED BAD_TIMING",
        ),
        ("contacts", "numemployees", "1-5 5-25 25-50 50-100 100-500 500-1000 1000+"),
        ("companies", "type", "PROSPECT PARTNER RESELLER VENDOR OTHER"),
        ("tickets", "hs_ticket_priority", "LOW MEDIUM HIGH URGENT"),
    ],
)
def test_option_lists_are_those_of_hubspot(object_name: str, name: str, values: str) -> None:
    found = [option.value for option in _property(object_name, name).options]
    assert found == values.split()


def test_legal_basis_keeps_its_dashes() -> None:
    values = [option.value for option in _property("contacts", "hs_legal_basis").options]
    assert values == [
        "Legitimate interest \N{EN DASH} prospect/lead",
        "Legitimate interest \N{EN DASH} existing customer",
        "Legitimate interest - other",
        "Performance of a contract",
        "Freely given consent from contact",
        "Not applicable",
    ]


def test_long_option_lists_are_whole() -> None:
    assert len(_property("companies", "industry").options) == 148
    timezones = {
        option.value: option.label for option in _property("contacts", "hs_timezone").options
    }
    assert timezones["europe_slash_amsterdam"] == "Europe/Amsterdam"
    languages = {option.value for option in _property("contacts", "hs_language").options}
    assert {"nl", "nl-be", "en-gb", "fr-fr", "pt-br", "ja"} <= languages
    currencies = {option.value for option in _property("deals", "deal_currency_code").options}
    assert {"EUR", "USD", "GBP", "JPY", "CHF"} <= currencies


def _property(object_name: str, name: str) -> Property:
    found = OBJECT_TYPES[object_name].property(name)
    assert found is not None
    return found


def _repeated(values: Iterator[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
