"""Which records a view has, and how it is written into a URL and read back."""

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import Filter, View, find_records, operators, read_table, read_view, view_params
from core.records.view import PAGE_SIZES
from core.store.owners import add_owner
from core.store.properties import create_property, new_property, read_object_type
from core.vocabulary import load_object_types
from tests.engine.importing import Desk

CONTACTS = load_object_types()["contacts"]
CUSTOM = {
    "visits": ("Visits", "number", ()),
    "born": ("Born", "date", ()),
    "vip": ("VIP", "booleancheckbox", ()),
    "sizes": ("Sizes", "checkbox", ("S", "M", "XL")),
}


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Four contacts, told apart by their first name."""
    for name, (label, kind, options) in CUSTOM.items():
        create_property(
            desk.cursor, "contacts", new_property(label, kind, name=name, options=options)
        )
    owner = str(add_owner(desk.cursor, "o@example.com", "Olga", "Owner"))
    desk.add(
        "contacts", firstname="Ada", lastname="de Boer", email="ada@example.com", city="Köln",
        visits=3, born="1980-05-01", vip=True, sizes="S;M", hubspot_owner_id=owner,
        closedate=datetime(2026, 3, 1, 12), lifecyclestage="lead",
    )  # fmt: skip
    desk.add("contacts", firstname="Bob", lastname="Ada", visits=10, born="1990-01-01", vip=False)
    desk.add("contacts", firstname="Cy", company="Adamant", visits=-1, sizes="XL", city="100%_x")
    desk.add("contacts", firstname="Dee", closedate=datetime(2026, 3, 3, 12))
    return desk


def names(desk: Desk, **view) -> list[str]:
    kind = read_object_type(desk.cursor, "contacts")
    found = find_records(desk.cursor, kind, View("contacts", **view))
    table = read_table(desk.cursor, kind, ["firstname"], found)
    assert found.count >= len(table.rows)
    return [row[0] for row in table.rows]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ada", ["Ada", "Bob", "Cy"]),
        ("ADA de", ["Ada"]),
        ("boer ada", ["Ada"]),
        ("köln", ["Ada"]),
        ("KÖLN", ["Ada"]),
        ("%", ["Cy"]),
        ("4", ["Dee"]),
        ("nobody", []),
        ("' or true --", []),
        ("\x00", []),
        ("   ", ["Ada", "Bob", "Cy", "Dee"]),
    ],
)
def test_every_word_of_a_search_must_be_somewhere(people: Desk, search, found):
    assert names(people, search=search) == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("firstname:contains:D", ["Ada", "Dee"]),
        ("firstname:is:ada", ["Ada"]),
        ("firstname:is not:ada", ["Bob", "Cy", "Dee"]),
        ("lastname:is not:ada", ["Ada", "Cy", "Dee"]),
        ("city:is known", ["Ada", "Cy"]),
        ("city:is unknown", ["Bob", "Dee"]),
        ("city:contains:%_", ["Cy"]),
        ("visits:is:10", ["Bob"]),
        ("visits:is at least:3", ["Ada", "Bob"]),
        ("visits:is at most:-1.0", ["Cy"]),
        ("born:is:1980-05-01", ["Ada"]),
        ("born:is at least:1980-05-02", ["Bob"]),
        ("born:is at most:1980-05-01", ["Ada"]),
        ("closedate:is:2026-03-01", ["Ada"]),
        ("closedate:is at least:2026-03-02", ["Dee"]),
        ("closedate:is at most:2026-03-03", ["Ada", "Dee"]),
        ("vip:is:true", ["Ada"]),
        ("vip:is not:true", ["Bob", "Cy", "Dee"]),
        ("sizes:is:M", ["Ada"]),
        ("sizes:is:L", []),
        ("sizes:is not:M", ["Bob", "Cy", "Dee"]),
        ("hubspot_owner_id:is:1", ["Ada"]),
        ("lifecyclestage:is:lead", ["Ada"]),
        ("hs_object_id:is:2", ["Bob"]),
    ],
)
def test_a_filter_compares_as_its_type_does(people: Desk, condition, found):
    kind = read_object_type(people.cursor, "contacts")
    view, strange = read_view({}, [condition], kind)
    assert strange == []
    assert names(people, filters=view.filters) == found


def test_several_filters_must_all_be_met(people: Desk):
    filters = (Filter("visits", "is known"), Filter("visits", "is at least", "0"))
    assert names(people, filters=filters, search="ada") == ["Ada", "Bob"]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Los_Angeles"])
def test_a_day_is_a_day_of_this_machines_time_zone(desk: Desk, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for hour in (datetime(2026, 2, 28, 23, 30), datetime(2026, 3, 1, 23, 30)):
            desk.add("contacts", firstname=hour.isoformat(), closedate=hour)
        found = names(desk, filters=(Filter("closedate", "is", "2026-03-01"),))
        wanted = "2026-02-28T23:30:00" if "Europe" in zone else "2026-03-01T23:30:00"
        assert found == [wanted]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_every_operator_of_every_property_can_be_asked(desk: Desk):
    samples = dict.fromkeys(("number", "currency", "product"), "1")
    samples |= dict.fromkeys(("date", "datetime"), "2026-01-01")
    for kind in load_object_types().values():
        for prop in kind.properties:
            for operator in operators(prop):
                each = Filter(prop.name, operator, samples.get(prop.value_type, "x"))
                found = find_records(desk.cursor, kind, View(kind.name, filters=(each,)))
                assert found.count == 0


def test_sorting_puts_what_is_missing_last_in_both_directions(people: Desk):
    assert names(people, sort="visits") == ["Cy", "Ada", "Bob", "Dee"]
    assert names(people, sort="visits", descending=True) == ["Bob", "Ada", "Cy", "Dee"]


def test_an_import_and_a_list_narrow(desk: Desk):
    ada = desk.add("contacts", firstname="Ada", email="ada@example.com")
    desk.add("contacts", firstname="Old")
    done = desk.run("email,city\nada@example.com,Bern\nnew@example.com,Bonn\n", create_list=True)
    assert names(desk, import_id=done.import_id) == ["Ada", None]
    assert names(desk, list_id=1) == ["Ada", None]
    assert names(desk, import_id=done.import_id, search="bern") == ["Ada"]
    assert names(desk, list_id=99) == names(desk, import_id=99) == []
    assert ada == 1


@pytest.mark.parametrize("search", ["", "n"])
def test_pages_hold_their_number_of_records_and_the_last_the_rest(desk: Desk, search):
    desk.cursor.execute(
        "insert into store.contacts (hs_object_id, firstname) "
        "select n, 'N' || n from range(1, 121) as t(n)"
    )
    view = {"rows": 50, "search": search}
    pages = [names(desk, page=page, **view) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [name for page in pages for name in page] == [f"N{n}" for n in range(1, 121)]
    assert names(desk, page=99, **view) == pages[2]
    down = names(desk, page=1, descending=True, **view)
    assert down == [f"N{n}" for n in range(120, 70, -1)]
    kind = read_object_type(desk.cursor, "contacts")
    assert find_records(desk.cursor, kind, View("contacts", **view)).count == 120


# The URL


@pytest.mark.parametrize(
    "text",
    [
        "nothing:is:1", "firstname", "firstname:", "firstname:likes:x", "firstname:is:",
        "firstname:is: ",
        "visits_:is:1", "closedate:is:yesterday", "closedate:contains:2026", "hs_object_id:is:one",
        "closedate:is:9999-12-31", "hs_object_id:is:nan",
    ],
)  # fmt: skip
def test_filters_that_make_no_sense_are_left_out(text):
    view, strange = read_view({}, [text, "firstname:is:a:b"], CONTACTS)
    assert strange == [text]
    assert view.filters == (Filter("firstname", "is", "a:b"),)


def test_an_odd_url_gives_the_usual_view():
    odd = {
        "sort": "x",
        "page": "-1",
        "rows": "7",
        "import": "²",
        "list": "9" * 30,
        "columns": "x,,",
    }
    view, strange = read_view(odd, [], CONTACTS)
    assert (view, strange) == (View("contacts"), ["x"])


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters=":"), min_size=1, max_size=9)
VIEWS = st.builds(
    View,
    st.just("contacts"),
    search=PLAIN.map(str.strip),
    filters=st.lists(
        st.builds(Filter, st.sampled_from(["city", "email"]), st.just("contains"), PLAIN)
        .filter(lambda each: each.value.strip()),
        max_size=3, unique=True,
    ).map(tuple),
    sort=st.sampled_from(["hs_object_id", "email"]),
    descending=st.booleans(),
    import_id=st.none() | st.integers(1, 10**17),
    list_id=st.none() | st.integers(1, 10**17),
    associated_with=st.none() | st.integers(1, 10**17),
    columns=st.lists(st.sampled_from(["email", "city"]), unique=True).map(tuple),
    page=st.integers(1, 10**6),
    rows=st.sampled_from(PAGE_SIZES),
)  # fmt: skip


@given(VIEWS)
def test_a_view_comes_back_from_its_url(view: View):
    params = view_params(view)
    single = {name: value for name, value in params.items() if isinstance(value, str)}
    filters = [each for value in params.values() if isinstance(value, list) for each in value]
    assert read_view(single, filters, CONTACTS) == (view, [])
