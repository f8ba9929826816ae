"""What holds for any table: numbers told are numbers done, twice is once, the journal goes back,
what is exported imports as it is."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import run_import
from core.export import export_csv
from core.property_types import value_type
from core.recipe import Recipe
from core.sql import quote_identifier
from core.store.properties import read_object_type
from tests.engine.importing import Desk, Result, open_desk

# Column -> cells: values the store has, new ones, the same in another dress, bad ones, none.
CELLS = {
    "email": ["ada@example.com", "ADA@example.com", "eve@example.com", "new@example.com", "x@", ""],
    "badge": ["A1", "B2", "C3", " A1 ", "", ""],
    "firstname": ["Ada", " Ada ", "Grace", "=1+1", "", ""],
    "phone": ["+31 6 123", "112", "none", ""],
    "lifecyclestage": ["lead", "Customer", "Kunde", "subscriber", "nothing", ""],
    "hs_buying_role": ["Champion", ";Champion", "Blocker;Champion", ";nobody", ""],
    "closedate": ["2024-04-03", "03-04-2024 10:30", "30-02-2024", ""],
    "hs_object_id": ["1", "2", "3", "99", "", "", ""],
}
# An example is a few imports, so finding the smallest that fails takes minutes: drop this for that.
QUICK = (Phase.explicit, Phase.generate)


@dataclass(frozen=True)
class Case:
    """A table and how to import it."""

    headers: list[str]
    rows: list[list[str]]
    fields: dict[str, Any]

    @property
    def table(self) -> str:
        text = io.StringIO()
        csv.writer(text).writerows([self.headers, *self.rows])
        return text.getvalue()

    def has_identifier(self, row_number: int) -> bool:
        """Whether a row has a Record ID, an email or a badge that it may be found by again."""
        row = dict(zip(self.headers, self.rows[row_number - 2], strict=True))
        names = ("hs_object_id", "email", "badge")
        return any(row.get(name, "").strip() for name in names)


@st.composite
def cases(draw: st.DrawFn, modes: tuple[str, ...] = ("UPSERT", "CREATE", "UPDATE")) -> Case:
    others = draw(st.lists(st.sampled_from([n for n in CELLS if n != "email"]), unique=True))
    headers = draw(st.permutations(["email", *others, *(["firstname"] if not others else [])]))
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(CELLS[name]) for name in headers)).map(list).filter(any),
            min_size=1,
            max_size=12,
        )
    )
    keys = [None, "email", *(["badge"] if "badge" in headers else [])]
    kept = st.lists(st.sampled_from([n for n in headers if n != "hs_object_id"]), max_size=1)
    fields = {
        "mode": draw(st.sampled_from(modes)),
        "key": draw(st.sampled_from(keys)),
        "keep": tuple(draw(kept)),
        "create_list": draw(st.booleans()),
    }
    return Case(headers, rows, fields)


def known(desk: Desk) -> None:
    """Three contacts, 1 to 3; the third also has a secondary email."""
    desk.unique_property()
    desk.add(
        "contacts",
        email="ada@example.com",
        badge="A1",
        firstname="Ada",
        lifecyclestage="customer",
        hs_buying_role="BLOCKER",
    )
    desk.add("contacts", email="bob@example.com", badge="B2", phone="112")
    eve = desk.add("contacts", firstname="Eve", email="evelyn@example.com")
    desk.also_known_as(eve, "eve@example.com")


def texts(desk: Desk, object_type: str = "contacts") -> dict[int, dict[str, str | None]]:
    """All records as text, without the columns that the store fills in itself."""
    kind = read_object_type(desk.cursor, object_type)
    properties = [p for p in kind.properties if not p.read_only]
    columns = ", ".join(value_type(p).text(quote_identifier(p.name)) for p in properties)
    rows = desk.cursor.execute(
        f"select hs_object_id, {columns} from {quote_identifier('store', object_type)}"
    ).fetchall()
    names = [p.name for p in properties]
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(case=cases())
def test_what_the_dry_run_says_is_what_the_commit_does(case: Case) -> None:
    with open_desk() as desk:
        known(desk)
        before, everything = texts(desk), desk.everything()
        planned = desk.plan(case.table, **case.fields)
        assert desk.everything() == everything
        counters = run_import(desk.store, desk.cursor, planned.import_id, Progress()).counters
        result, after = desk.done(planned.import_id, counters), texts(desk)
        assert counters == planned.counters
        assert [r.action for r in planned.rows.values()] == result.actions
        _count(case, result, before, after)
        _replay(desk, result, before, after)


def _count(case: Case, result: Result, before: dict, after: dict) -> None:
    """The counters against what really changed in the store."""
    counters = result.counters
    assert counters.rows == len(case.rows) == len(result.rows)
    for action in ("created", "updated", "unchanged", "skipped", "failed"):
        assert getattr(counters, action) == result.actions.count(action)
    assert counters.created == len(after) - len(before)
    changed = {
        (record_id, name)
        for record_id, record in before.items()
        for name, value in record.items()
        if after[record_id][name] != value
    }
    assert counters.changed_cells == len(changed)
    named = {r.record_id for r in result.rows.values() if r.action == "updated"}
    assert {record_id for record_id, _ in changed} == named
    assert counters.updated == len(named)
    made = {r.record_id for r in result.rows.values() if r.action == "created"}
    assert made == set(after) - set(before)
    for row in result.rows.values():
        assert (row.reason is None) == (row.action in ("created", "updated", "unchanged"))
        if row.merged_into is not None and row.action == "skipped":
            assert result.rows[row.merged_into].merged_into is None


def _replay(desk: Desk, result: Result, before: dict, after: dict) -> None:
    """The journal: new values are in the records, old values bring back what was."""
    undone = {record_id: dict(record) for record_id, record in after.items()}
    for record_id, name, old, new, row in desk.changes(result.import_id):
        assert after[record_id][name] == new
        assert row in result.rows
        undone[record_id][name] = old
    for record_id, record in before.items():
        assert undone[record_id] == record


@settings(max_examples=8, derandomize=True, phases=QUICK)
@given(case=cases(modes=("UPSERT",)))
def test_the_same_file_again_changes_nothing(case: Case) -> None:
    """Except by rows that failed, or that nothing identifies: these create each time."""
    with open_desk() as desk:
        known(desk)
        first = desk.run(case.table, **case.fields)
        second = desk.run(case.table, **case.fields)
        for number, row in first.rows.items():
            again = second.rows[number].action
            if row.action in ("updated", "unchanged"):
                assert again in ("unchanged", "skipped")
            elif row.action == "created":
                found = ("unchanged", "skipped")
                assert again in (found if case.has_identifier(number) else ("created",))


@settings(max_examples=3, derandomize=True, phases=QUICK)
@given(case=cases(modes=("UPSERT",)))
def test_what_is_exported_imports_unchanged(case: Case) -> None:
    with open_desk() as desk:
        known(desk)
        desk.run(case.table, **case.fields)
        before = texts(desk)
        path = desk.store.files / "export.csv"
        written = export_csv(desk.cursor, "contacts", path)
        recipe = Recipe.of("contacts")
        with path.open("rb") as content:
            import_id = open_draft(desk.store, desk.cursor, recipe, "export.csv", content)
        stage_draft(desk.store, desk.cursor, import_id, Progress())
        counters = run_import(desk.store, desk.cursor, import_id, Progress()).counters
        assert desk.done(import_id, counters).issues == []
        assert (counters.rows, counters.unchanged) == (written, written)
        assert texts(desk) == before
