"""What holds for an undo of any import: it gives back the store as it was, it leaves what somebody
has changed since, and undoing two imports in turn gives back what was before both."""

from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.engine.progress import Progress
from core.store.associations import create_label
from core.undo.run import plan_undo
from tests.engine.importing import Desk, open_desk
from tests.engine.several import import_table
from tests.engine.test_laws import Case, cases, known
from tests.engine.undoing import differences, kept, plan_of, state, undo

QUICK = (Phase.explicit, Phase.generate)


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(case=cases())
def test_undo_gives_back_the_store_as_it_was(case: Case) -> None:
    with open_desk() as desk:
        known(desk)
        before = state(desk)
        result = desk.run(case.table, **case.fields)
        done = undo(desk, result.import_id)
        assert differences(before, state(desk)) == {}
        assert desk.state(result.import_id) == "REVERTED"
        plan = plan_of(done)
        assert kept(desk, done) == []
        assert plan.objects["contacts"].removed == result.counters.created
        assert plan.objects["contacts"].restored == result.counters.updated
        assert plan.objects["contacts"].cells == result.counters.changed_cells
        assert plan.lists == (1 if case.fields["create_list"] else 0)


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(first=cases(), second=cases())
def test_two_imports_undone_in_turn_give_back_what_was(first: Case, second: Case) -> None:
    with open_desk() as desk:
        known(desk)
        before = state(desk)
        one = desk.run(first.table, **first.fields).import_id
        between = state(desk)
        two = desk.run(second.table, **second.fields).import_id
        undo(desk, two)
        assert differences(between, state(desk)) == {}
        undo(desk, one)
        assert differences(before, state(desk)) == {}


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(first=cases(), second=cases())
def test_undo_keeps_what_a_later_import_wrote(first: Case, second: Case) -> None:
    """After A and B, undo of A leaves every cell and record as B left it, where B wrote it."""
    second = replace(second, fields=second.fields | {"create_list": False})
    with open_desk() as desk:
        known(desk)
        before = desk.by_id("contacts")
        one = desk.run(first.table, **first.fields).import_id
        made = set(desk.by_id("contacts")) - set(before)
        two = desk.run(second.table, **second.fields).import_id
        after, changed = desk.by_id("contacts"), desk.changes(two)
        done = undo(desk, one)
        left = desk.by_id("contacts")
        touched = {record_id for record_id, *_ in changed}
        for record_id, name, *_ in changed:
            assert left[record_id][name] == after[record_id][name]
        assert set(left) == set(after) - (made - touched)
        listed = {(what, record, name) for what, record, name, _ in kept(desk, done)}
        assert {record for what, record, _ in listed if what == "RECORD"} == made & touched
        own = {(r, n) for r, n, *_ in desk.changes(one)}
        assert own == {(record, name) for what, record, name in listed if what == "CELL"} | {
            (r, n) for r, n in own if r in made
        }
        for record_id in set(before) - touched:
            assert left[record_id] == before[record_id]
        assert desk.changes(two) == changed


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(case=cases(), data=st.data())
def test_undo_keeps_what_was_edited_by_hand(case: Case, data: st.DataObject) -> None:
    with open_desk() as desk:
        known(desk)
        result = desk.run(case.table, **case.fields)
        changed = [(r, n) for r, n, *_ in desk.changes(result.import_id) if r <= 3]
        made = [r.record_id for r in result.rows.values() if r.action == "created"]
        cells = (
            data.draw(st.sets(st.sampled_from([c for c in changed if c[1] == "firstname"])))
            if any(n == "firstname" for _, n in changed)
            else set()
        )
        records = data.draw(st.sets(st.sampled_from(made))) if made else set()
        for record_id in {*(r for r, _ in cells), *records}:
            desk.cursor.execute(
                "update store.contacts set firstname = 'By hand', "
                "hs_lastmodifieddate = now() at time zone 'UTC' where hs_object_id = ?",
                [record_id],
            )
        edited = desk.by_id("contacts")
        done = undo(desk, result.import_id)
        left = desk.by_id("contacts")
        stayed = kept(desk, done)
        for record_id, name in cells:
            assert left[record_id][name] == "By hand"
            assert ("CELL", record_id, name, "VALUE_CHANGED") in stayed
        for record_id in records:
            assert left[record_id] == edited[record_id]
            assert ("RECORD", record_id, None, "RECORD_CHANGED") in stayed
        assert len([row for row in stayed if row[0] in ("CELL", "RECORD")]) == len(cells) + len(
            records
        )
        assert set(left) == {1, 2, 3} | records


# Several objects


COLUMNS = {
    "contacts.email": ["ada@x.com", "bob@x.com", "new@x.com", "more@x.com", ""],
    "contacts.firstname": ["Ada", "Zoë", ""],
    "companies.domain": ["acme.com", "new.com", "more.com", ""],
    "companies.city": ["Goes", "Lisse", ""],
    "contacts~companies": ["Decision maker", "Billing contact", ""],
    "companies>companies.domain=Parent company": ["acme.com", "other.com", "new.com", ""],
    "deals.dealname": ["One", "Two", ""],
    "deals.dealstage": ["closedwon"],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    optional = [n for n in COLUMNS if not n.endswith((".email", ".domain", "dealstage"))]
    wanted = draw(st.sets(st.sampled_from([*optional, "deals.dealname"])))
    headers = ["contacts.email", "companies.domain", *sorted(wanted)]
    if "deals.dealname" in headers:
        headers.append("deals.dealstage")
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(COLUMNS[name]) for name in headers)),
            min_size=1,
            max_size=8,
        )
    )
    lists = draw(st.sets(st.sampled_from(["contacts", "companies"])))
    fields: dict[str, Any] = {
        "modes": draw(st.sampled_from([{}, {"contacts": "CREATE"}, {"companies": "UPDATE"}])),
        "lists": tuple(lists),
    }
    text = "\n".join([",".join(headers), *(",".join(row) for row in rows)]) + "\n"
    return text, fields


def known_several(desk: Desk) -> None:
    """Two contacts and two companies, of which one pair is associated."""
    ada = desk.add("contacts", email="ada@x.com", firstname="Augusta")
    desk.add("contacts", email="bob@x.com")
    acme = desk.add("companies", domain="acme.com", name="Acme", city="Delft")
    desk.add("companies", domain="other.com", name="Other")
    for label in ("Decision maker", "Billing contact"):
        create_label(desk.cursor, "contacts", "companies", label)
    [(kind,)] = desk.cursor.execute(
        "select association_type_id from store.association_types where label is null "
        "and from_object_type = 'contacts' and to_object_type = 'companies'"
    ).fetchall()
    desk.cursor.execute(
        "insert into store.associations values (?, ?, ?, null, null)", [kind, ada, acme]
    )


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(table=tables())
def test_undo_of_several_objects_gives_back_the_store(table: tuple[str, dict]) -> None:
    text, fields = table
    with open_desk() as desk:
        known_several(desk)
        before = state(desk)
        made = import_table(desk, text, **fields)
        import_id = made["contacts"].import_id
        plan = plan_undo(desk.store, desk.cursor, import_id, (), Progress())
        assert (plan.associations, plan.labels) == made.links
        undo(desk, import_id)
        assert differences(before, state(desk)) == {}


@settings(max_examples=10, derandomize=True, phases=QUICK)
@given(table=tables(), data=st.data())
def test_undo_object_by_object_gives_back_the_store(
    table: tuple[str, dict], data: st.DataObject
) -> None:
    text, fields = table
    with open_desk() as desk:
        known_several(desk)
        before = state(desk)
        made = import_table(desk, text, **fields)
        import_id = made["contacts"].import_id
        names = data.draw(st.permutations(list(made.objects)))
        for place, name in enumerate(names, start=1):
            assert desk.state(import_id) == "DONE"
            done = undo(desk, import_id, name)
            assert kept(desk, done) == []
            left, whole = state(desk), len(names) == place
            assert (left[name] == before[name]) and (not whole or left == before)
        assert desk.state(import_id) == "REVERTED"
