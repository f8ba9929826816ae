"""What holds for an undo of any import: it gives back the store as it was, it leaves what somebody
has changed since, and undoing two imports in turn gives back what was before both."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.editing import NotSaved
from core.engine.progress import Progress
from core.store.associations import create_label
from core.undo.run import plan_undo
from core.undo.standing import Standing
from tests.editing.by_hand import back, edit
from tests.engine.importing import Desk, open_desk
from tests.engine.several import import_table
from tests.engine.test_laws import Case, cases, known, texts
from tests.engine.undoing import differences, kept, plan_of, stands, state, undo

QUICK = (Phase.explicit, Phase.generate)


@settings(max_examples=5, derandomize=True, phases=QUICK)
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
        assert stands(desk, result.import_id) == Standing()


@settings(max_examples=5, derandomize=True, phases=QUICK)
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


@settings(max_examples=5, derandomize=True, phases=QUICK)
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
        counted = plan_of(done).objects["contacts"]
        assert stands(desk, one) == Standing(counted.kept, counted.kept_cells)


# Column -> what people type: other values than the files', the same, none, bad ones.
TYPED = {
    "firstname": ["By hand", "Ada", ""],
    "phone": ["112", "000111", ""],
    "email": ["hand@example.com", "bob@example.com", "eve@example.com", "x@", ""],
    "badge": ["B2", "Z9", ""],
    "lifecyclestage": ["subscriber", "customer", ""],
    "hs_buying_role": ["CHAMPION;BLOCKER", ""],
    "closedate": ["2025-05-05T10:00:00Z", ""],
    "city": ["Goes", ""],
}


@st.composite
def edits(draw: st.DrawFn) -> dict[str, str]:
    """What somebody types into one record at once."""
    names = draw(st.sets(st.sampled_from(sorted(TYPED)), min_size=1, max_size=3))
    return {name: draw(st.sampled_from(TYPED[name])) for name in sorted(names)}


def edit_some(desk: Desk, data: st.DataObject) -> None:
    """Up to five edits of any records; what is refused writes nothing."""
    records = st.sampled_from(sorted(desk.by_id("contacts")))
    for _ in range(data.draw(st.integers(0, 5))):
        with suppress(NotSaved):
            edit(desk, data.draw(records), **data.draw(edits()))


def edited(desk: Desk) -> set[tuple[int, str]]:
    """The cells that hold something typed, as far as the journal of edits tells."""
    rows = desk.cursor.execute(
        "select record_id, property from store.edited_cells where put_back_at is null"
    ).fetchall()
    return set(rows)


@settings(max_examples=6, derandomize=True, phases=QUICK)
@given(case=cases(), data=st.data())
def test_undo_keeps_exactly_what_was_edited_by_hand(case: Case, data: st.DataObject) -> None:
    """Every other cell is what it was before the import, or what people made of it."""
    with open_desk() as desk:
        known(desk)
        before = texts(desk)
        result = desk.run(case.table, **case.fields)
        edit_some(desk, data)
        cells, after = edited(desk), texts(desk)
        changed = {(r, n) for r, n, *_ in desk.changes(result.import_id)}
        done = undo(desk, result.import_id)
        left = texts(desk)
        stayed = [row for row in kept(desk, done) if row[0] in ("CELL", "RECORD")]
        made = {r.record_id for r in result.rows.values() if r.action == "created"}
        by_hand = {(what, r, n) for what, r, n, why in stayed if why.endswith("EDITED")}
        assert by_hand == {("CELL", r, n) for r, n in cells & changed if r not in made} | {
            ("RECORD", r, None) for r, _ in cells if r in made
        }
        assert set(left) == set(before) | {r for r, _ in cells if r in made}
        others = {(r, n) for what, r, n, why in stayed if what == "CELL" and why == "VALUE_TAKEN"}
        assert {row[3] for row in stayed} <= {"VALUE_EDITED", "RECORD_EDITED", "VALUE_TAKEN"}
        for record_id, record in left.items():
            for name, value in record.items():
                stays = record_id in made or (record_id, name) in cells | others
                assert value == (after if stays else before)[record_id][name]


@settings(max_examples=5, derandomize=True, phases=QUICK)
@given(case=cases(), data=st.data())
def test_edits_that_are_put_back_leave_nothing_behind(case: Case, data: st.DataObject) -> None:
    """Import, edits, all of them put back in the reverse order, undo: the store is as before."""
    with open_desk() as desk:
        known(desk)
        before = state(desk)
        result = desk.run(case.table, **case.fields)
        between = by_hand_left_out(state(desk))
        edit_some(desk, data)
        rows = desk.cursor.execute("select edit_id from store.edits order by edit_id desc")
        for (edit_id,) in rows.fetchall():
            assert back(desk, edit_id).kept == ()
        assert differences(between, by_hand_left_out(state(desk))) == {}
        assert kept(desk, undo(desk, result.import_id)) == []
        assert differences(by_hand_left_out(before), by_hand_left_out(state(desk))) == {}


def by_hand_left_out(held: dict[str, list]) -> dict[str, list]:
    return {name: rows for name, rows in held.items() if name not in ("edits", "edited_cells")}


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


@settings(max_examples=5, derandomize=True, phases=QUICK)
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


@settings(max_examples=5, derandomize=True, phases=QUICK)
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
            assert stands(desk, import_id) == Standing()
        assert desk.state(import_id) == "REVERTED"
