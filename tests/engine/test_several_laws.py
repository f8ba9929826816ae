"""What holds for any table of several objects: as many associations are made as were promised,
twice is once, the order of the rows does not matter, and a crash leaves nothing.

Cells are those of a small world in which nobody contradicts themselves: with contradictions the
last value wins, which is a matter of order by design."""

import csv
import io
from collections import Counter
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.engine.progress import Progress
from core.engine.run import run_import
from core.recipe import Recipe
from core.store.associations import create_label
from tests.engine.importing import Desk, open_desk
from tests.engine.several import Imported, import_table, recipe_of, stage
from tests.engine.test_commit import Stopping

# An example is a few imports, so finding the smallest that fails takes minutes: drop this for that.
QUICK = (Phase.explicit, Phase.generate)
FEW = settings(max_examples=5, derandomize=True, phases=QUICK)

PEOPLE = [
    {"contacts.email": "ada@acme.example", "contacts.firstname": "Ada"},
    {"contacts.email": "eve@home.example", "contacts.firstname": "Eve"},
    {"contacts.email": "bob@beta.example", "contacts.firstname": "Bob"},
    {"contacts.email": "cy@gmail.com", "contacts.lastname": "Cy"},
    {"contacts.email": "no email", "contacts.firstname": "Di"},
    {"contacts.firstname": "Nobody"},
    {},
]
FIRMS = [
    {"companies.domain": "acme.example", "companies.name": "Acme", "companies.city": "Rome"},
    {"companies.domain": "beta.example", "companies.name": "Beta", "companies.city": "Oslo"},
    {"companies.domain": "gamma.example", "companies.name": "Gamma"},
    {"companies.domain": "gamma.org", "companies.name": "Gamma"},
    {"companies.name": "Twin"},
    {"companies.name": "Delta", "companies.city": "Bonn"},
    {"companies.city": "Nowhere"},
    {},
]
DEALS = [
    {"deals.number": "D1", "deals.dealname": "Big", "deals.dealstage": "closedwon"},
    {"deals.number": "D2", "deals.dealname": "Small", "deals.dealstage": "closedlost"},
    {"deals.number": "D3", "deals.dealname": "Without a stage"},
    {},
]
LABELS = ["Billing", "employee", "Primary;Billing", "nothing", "", ""]
FRIENDS = ["ada@acme.example", "bob@beta.example", "x@x.com", "", ""]
HEADERS = [
    *("contacts.email", "contacts.firstname", "contacts.lastname"),
    *("companies.domain", "companies.name", "companies.city"),
    *("deals.number", "deals.dealname", "deals.dealstage"),
    *("contacts~companies", "contacts>contacts.email=Manager"),
]
# These may be missing from a row of somebody who has them.
OMITTED = ("contacts.firstname", "companies.domain", "companies.name", "companies.city")


@st.composite
def rows(draw: st.DrawFn) -> list[list[str]]:
    made = []
    for _ in range(draw(st.integers(1, 8))):
        cells = {
            **draw(st.sampled_from(PEOPLE)),
            **draw(st.sampled_from(FIRMS)),
            **draw(st.sampled_from(DEALS)),
            "contacts~companies": draw(st.sampled_from(LABELS)),
            "contacts>contacts.email=Manager": draw(st.sampled_from(FRIENDS)),
        }
        for name in draw(st.sets(st.sampled_from(OMITTED), max_size=2)):
            cells.pop(name, None)
        made.append([cells.get(header, "") for header in HEADERS])
    return made


def table(lines: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS, *lines])
    return text.getvalue()


def known(desk: Desk) -> None:
    """Some of the world is in the store already, with a few gaps."""
    desk.unique_property("Number", object_type="deals")
    create_label(desk.cursor, "contacts", "companies", "Billing")
    create_label(desk.cursor, "contacts", "companies", "Employer", "Employee")
    create_label(desk.cursor, "contacts", "contacts", "Manager", "Report")
    desk.add("contacts", email="ada@acme.example")
    desk.also_known_as(desk.add("contacts", email="evelyn@home.example"), "eve@home.example")
    desk.add("companies", name="Acme", domain="acme.example")
    desk.add("companies", name="Delta")
    desk.add("companies", name="Twin")
    desk.add("companies", name="Twin")
    desk.add("deals", number="D1", dealname="Big", dealstage="closedwon")
    desk.cursor.execute("insert into store.associations values (279, 1, 3, null, null)")


MODES = ("UPSERT", "CREATE", "UPDATE")
DECISIONS = st.fixed_dictionaries(
    {
        "modes": st.fixed_dictionaries(
            {name: st.sampled_from(MODES) for name in ("contacts", "companies", "deals")}
        ),
        "associate_by_domain": st.booleans(),
    }
)


def world(desk: Desk) -> tuple[dict[str, Counter[tuple[Any, ...]]], Counter[tuple[Any, ...]]]:
    """The store without Record IDs: what its records hold, and what is associated with what."""
    columns = {
        "contacts": ("email", "firstname", "lastname"),
        "companies": ("domain", "name", "city"),
        "deals": ("number", "dealname", "dealstage"),
    }
    records = {name: desk.by_id(name) for name in columns}
    held = {
        (name, record_id): tuple(record[column] for column in columns[name])
        for name, found in records.items()
        for record_id, record in found.items()
    }
    by_id = {record_id: values for (_, record_id), values in held.items()}
    labels = dict(
        desk.cursor.execute(
            "select association_type_id, from_object_type || to_object_type || "
            "coalesce(label, '') from store.association_types"
        ).fetchall()
    )
    directed = dict(
        desk.cursor.execute(
            "select association_type_id, from_object_type <> to_object_type "
            "or label is distinct from inverse_label from store.association_types"
        ).fetchall()
    )
    ties: Counter[tuple[Any, ...]] = Counter()
    for kind, one, other, *_ in desk.cursor.execute("from store.associations").fetchall():
        ends = (by_id[one], by_id[other])
        ties[labels[kind], ends if directed[kind] else frozenset(ends)] += 1
    grouped = {name: Counter(v for (n, _), v in held.items() if n == name) for name in columns}
    return grouped, ties


def agree(done: Imported, lines: int) -> None:
    """The counters of every object are those of its rows, and all rows are in them. That as many
    associations are made as promised, ``import_table`` sees to."""
    for name, counters in done.plan.objects.items():
        assert counters.rows == lines
        sums = Counter(done[name].actions)
        assert sums.total() == lines
        for action, number in sums.items():
            assert getattr(counters, action) == number
    counted = sum(pair.associations for pair in done.plan.associations.pairs)
    assert counted == done.plan.associations.associations


@FEW
@given(lines=rows(), decisions=DECISIONS)
def test_what_is_promised_is_made_and_twice_is_once(
    lines: list[list[str]], decisions: dict[str, Any]
) -> None:
    """Contacts that nothing identifies are made, and associated, each time."""
    lines = [line for line in lines if line[0] or not line[1]] or lines[:1]
    with open_desk() as desk:
        known(desk)
        first = import_table(desk, table(lines), **decisions)
        agree(first, len(lines))
        before = world(desk)
        again = import_table(desk, table(lines), **decisions)
        agree(again, len(lines))
        if all(line[0] or not line[1] for line in lines):
            assert again.links == (0, 0)
            assert again.plan.counters.created == 0
            assert world(desk) == before


@FEW
@given(data=st.data(), lines=rows(), decisions=DECISIONS)
def test_the_order_of_the_rows_does_not_matter(
    data: st.DataObject, lines: list[list[str]], decisions: dict[str, Any]
) -> None:
    found = []
    for order in (lines, data.draw(st.permutations(lines))):
        with open_desk() as desk:
            known(desk)
            done = import_table(desk, table(order), **decisions)
            counters = {name: each.created for name, each in done.plan.objects.items()}
            found.append((world(desk), counters, done.links))
    assert found[0] == found[1]


@settings(max_examples=5, derandomize=True, phases=QUICK)
@given(
    data=st.data(),
    people=st.lists(st.tuples(st.sampled_from(PEOPLE[:5]), st.sampled_from(FIRMS)), min_size=1),
    firms=st.lists(st.sampled_from(FIRMS[:4]), min_size=1, max_size=6),
)
def test_two_files_in_any_order_of_their_rows(
    data: st.DataObject, people: list[Any], firms: list[dict[str, str]]
) -> None:
    found = []
    for shuffled in (False, True):
        some, others = people[:6], firms
        if shuffled:
            some, others = data.draw(st.permutations(some)), data.draw(st.permutations(others))
        texts = (
            "contacts.email,contacts.firstname,companies.domain\n"
            + "".join(
                f"{one.get('contacts.email', '')},{one.get('contacts.firstname', '')},"
                f"{firm.get('companies.domain', '')}\n"
                for one, firm in some
            ),
            "companies.domain,companies.name\n"
            + "".join(f"{f['companies.domain']},{f['companies.name']}\n" for f in others),
        )
        fields = {
            "objects": ("contacts", "companies"),
            "common": ("companies.domain", "companies"),
        }
        with open_desk() as desk:
            known(desk)
            done = import_table(desk, *texts, **fields)
            found.append((world(desk), done.links))
            again = import_table(desk, *texts, **fields)
            assert (again.links, again.plan.counters.created) == ((0, 0), 0)
            assert world(desk) == found[-1][0]
    assert found[0] == found[1]


WRITING = [
    "Associating records",
    "Keeping the outcome",
    "Writing the journal",
    "Updating records",
    "Creating records",
    "Writing associations",
    "Finishing",
]


@settings(max_examples=5, derandomize=True, phases=QUICK)
@given(lines=rows(), phase=st.sampled_from(WRITING), at_end=st.booleans())
def test_a_crash_leaves_the_store_as_it_was(
    lines: list[list[str]], phase: str, at_end: bool
) -> None:
    """And the same import can be run afterwards."""
    text = table(lines)
    recipe: Recipe = recipe_of((text,))
    with open_desk() as desk:
        known(desk)
        before = desk.everything()
        import_id = stage(desk, recipe, text)
        try:
            run_import(desk.store, desk.cursor, import_id, Stopping(phase, at_end, crash=True))
        except RuntimeError:
            assert desk.everything() == before
        else:
            raise AssertionError("it should have crashed")
        run_import(desk.store, desk.cursor, import_id, Progress())
        assert desk.state(import_id) == "DONE"
