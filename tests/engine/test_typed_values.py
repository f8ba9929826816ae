"""A dry run after a change of the recipe, which keeps what cannot have changed, is the dry run from
scratch: every table of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.changed_fixes import with_fix
from core.engine.draft import stage_draft
from core.engine.plan import Plan
from core.engine.progress import Progress
from core.engine.run import plan_import
from core.errors import Cancelled
from core.property_types import Formats
from core.recipe import Fix, Recipe
from core.recipe import fixes as kinds
from core.sql import quote_identifier
from core.store.imports import read_import, save_recipe
from core.store.owners import add_owner
from tests.engine.importing import Desk, open_desk
from tests.engine.several import recipe_of, stage
from tests.engine.test_laws import CELLS, QUICK, Case, cases, known

_OF_PART = (
    *("typed", "matched", "repeated", "merged_cells", "plan", "taken", "changed_cells", "issues"),
    "link_issues",
)
_OF_IMPORT = ("pairs", "links")
_IN_PLACE = (kinds.TRIM, kinds.UPPER_CASE, kinds.LOWER_CASE, kinds.TITLE_CASE)
Change = Callable[[Desk, str, Recipe], Recipe]


@st.composite
def changes(draw: st.DrawFn, headers: list[str], rows: int) -> Change:
    """Something a user does between two dry runs."""
    header = draw(st.sampled_from(headers))
    cells = st.sampled_from([cell.strip() for cell in CELLS.get(header, [""])])
    value, other = draw(cells), draw(cells)
    what = draw(st.sampled_from(["value", "value", "cell", "text", "switch", "move", "other"]))
    if what == "value":
        return _added(Fix(draw(st.sampled_from(kinds.VALUE_FIXES)), header, value, other))
    if what == "cell":
        row = draw(st.integers(2, rows + 2))
        return _added(Fix(kinds.EDIT_CELL, header, replacement=other, row=row))
    if what == "text":
        kind = draw(st.sampled_from([*_IN_PLACE, kinds.DEFAULT_VALUE, kinds.FIND_AND_REPLACE]))
        return _added(Fix(kind, header, value[:1] or "a", other or "b"))
    place = draw(st.integers(0, 5))
    if what == "switch":
        return lambda desk, catalog, recipe: _switched(recipe, place)
    if what == "move":
        return lambda desk, catalog, recipe: _first(recipe, place)
    mode = draw(st.sampled_from(["UPSERT", "CREATE", "UPDATE"]))
    order = draw(st.sampled_from(["DAY_MONTH_YEAR", "MONTH_DAY_YEAR"]))
    return draw(
        st.sampled_from(
            [
                lambda desk, catalog, recipe: recipe.with_object(
                    recipe.objects[0].object_type, mode=mode, key=None
                ),
                lambda desk, catalog, recipe: recipe.with_file(1, formats=Formats(order)),
                lambda desk, catalog, recipe: _with_domain(desk, catalog, recipe),
                lambda desk, catalog, recipe: replace(recipe, legal_basis="Not applicable"),
            ]
        )
    )


def _added(fix: Fix) -> Change:
    return lambda desk, catalog, recipe: recipe.with_file(1, fixes=(*recipe.files[0].fixes, fix))


def _switched(recipe: Recipe, place: int) -> Recipe:
    fixes = list(recipe.files[0].fixes)
    if place < len(fixes):
        fixes[place] = replace(fixes[place], off=not fixes[place].off)
    return recipe.with_file(1, fixes=tuple(fixes))


def _first(recipe: Recipe, place: int) -> Recipe:
    fixes = list(recipe.files[0].fixes)
    if place < len(fixes):
        fixes.insert(0, fixes.pop(place))
    return recipe.with_file(1, fixes=tuple(fixes))


def _with_domain(desk: Desk, catalog: str, recipe: Recipe) -> Recipe:
    """One more column, made of another one."""
    file = recipe.files[0]
    source = file.columns[0].header
    if file.made_headers:
        return recipe
    fix = Fix(kinds.DOMAIN_OF_EMAIL, source, made=("Made",))
    made = with_fix(desk.cursor, catalog, recipe, 1, fix)
    column = made.files[0].columns[-1]
    object_type = recipe.objects[0].object_type
    return made.with_column(replace(column, property_name="website", object_type=object_type))


def tables(desk: Desk, import_id: int, recipe: Recipe) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a dry run."""
    catalog, found = f"work_{import_id}", {}
    for object_type in recipe.object_types:
        for name in _OF_PART:
            table = quote_identifier(catalog, object_type, name)
            rows = desk.cursor.execute(f"select * from {table} order by all").fetchall()
            found[f"{object_type}.{name}"] = rows
    for name in _OF_IMPORT:
        table = quote_identifier(catalog, name)
        found[name] = desk.cursor.execute(f"select * from {table} order by all").fetchall()
    return found


def planned(desk: Desk, import_id: int, recipe: Recipe, *, anew: bool) -> tuple[Plan, Any]:
    """The dry run of a recipe, and its tables. A job has a cursor of its own, and so other
    temporary tables than the job before."""
    save_recipe(desk.cursor, import_id, recipe)
    if anew:
        desk.cursor.execute(f"drop table if exists work_{import_id}.known_values")
    cursor = desk.store.cursor()
    plan = plan_import(desk.store, cursor, import_id, Progress())
    cursor.close()
    return plan, tables(desk, import_id, recipe)


def agree(desk: Desk, going_on: int, anew: int, steps: list[Change]) -> None:
    recipe = read_import(desk.cursor, going_on).recipe
    planned(desk, going_on, recipe, anew=False)
    for step in steps:
        recipe = step(desk, f"work_{going_on}", recipe)
        one = planned(desk, going_on, recipe, anew=False)
        assert one == planned(desk, anew, recipe, anew=True)


@settings(max_examples=7, derandomize=True, phases=QUICK)
@given(data=st.data(), case=cases())
def test_a_dry_run_that_goes_on_is_the_one_from_scratch(data: st.DataObject, case: Case) -> None:
    change = changes(case.headers, len(case.rows))
    steps = data.draw(st.lists(change, min_size=1, max_size=6))
    with open_desk() as desk:
        known(desk)
        one, other = (desk.draft(case.table, **case.fields) for _ in range(2))
        agree(desk, one, other, steps)


SEVERAL = (
    "contacts.email,contacts.firstname,companies.name,companies.domain,contacts~companies\n"
    "ada@example.com,Ada,Acme,acme.example.com,Billing\n"
    "ADA@example.com,,acme,,\n"
    "eve@example.com,Eve,Acme,acme.example.com,nothing\n"
    "x@,Bob,Beta,beta.example.org,\n"
)


@settings(max_examples=4, derandomize=True, phases=QUICK)
@given(data=st.data())
def test_so_it_is_with_several_objects(data: st.DataObject) -> None:
    recipe = recipe_of((SEVERAL,))
    headers = [column.header for column in recipe.files[0].columns]
    values = ["acme.example.com", "Acme", "x@", "ada@example.com", "Billing"]
    fix = st.builds(
        Fix,
        st.sampled_from([*kinds.VALUE_FIXES, kinds.EDIT_CELL, kinds.UPPER_CASE]),
        st.sampled_from(headers),
        st.sampled_from(values),
        st.sampled_from([*values, "new.example.com"]),
        row=st.integers(2, 5),
    )
    steps = [_added(each) for each in data.draw(st.lists(fix, min_size=1, max_size=5))]
    with open_desk() as desk:
        known(desk)
        one, other = (stage(desk, recipe, SEVERAL) for _ in range(2))
        agree(desk, one, other, steps)


MESSY = (
    "email,firstname,lifecyclestage,hubspot_owner_id\n"
    "ada@example.com,Ada,nothing,Nobody\n"
    "new@example.com,,lead,Nobody\n"
    "new@example.com,Eve,,\n"
    "x@,Bob,lead,\n"
)
_skip = Fix(kinds.SKIP_ROWS, "firstname", "Ada")
SEQUENCES = {
    "rows left out, and not": [_added(_skip), lambda desk, catalog, r: _switched(r, 0)],
    "left out by what a fix made": [
        _added(Fix(kinds.REPLACE_VALUE, "firstname", "Bob", "Ada")),
        _added(_skip),
        lambda desk, catalog, r: _first(r, 1),
    ],
    "a column made of another": [
        _with_domain,
        _added(Fix(kinds.EDIT_CELL, "email", replacement="b@example.org", row=5)),
        lambda desk, catalog, r: _first(r, 1),
    ],
    "merged rows part": [_added(Fix(kinds.EDIT_CELL, "email", replacement="n@example.org", row=3))],
    "accepted": [_added(Fix(kinds.ACCEPT_VALUE, "lifecyclestage", "nothing"))],
    "another column between two": [
        _added(Fix(kinds.REPLACE_VALUE, "firstname", "Ada", "Eve")),
        _added(Fix(kinds.REPLACE_VALUE, "firstname", "Eve", "Ada")),
        _added(Fix(kinds.UPPER_CASE, "email")),
        lambda desk, catalog, r: _first(r, 2),
        lambda desk, catalog, r: _first(r, 1),
    ],
}


@pytest.mark.parametrize("steps", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_so_it_is_where_steps_touch_each_other(desk: Desk, steps: list[Change]) -> None:
    known(desk)
    agree(desk, desk.draft(MESSY), desk.draft(MESSY), steps)


TABLE = "email,firstname,hubspot_owner_id\na@example.com,ada,nobody\nb@example.com,bob,nobody\n"


def test_what_cannot_have_changed_is_not_read_again(desk: Desk) -> None:
    import_id = desk.draft(TABLE)
    recipe = read_import(desk.cursor, import_id).recipe
    planned(desk, import_id, recipe, anew=False)
    desk.cursor.execute(f"update work_{import_id}.contacts.typed set v2 = 'kept' where v2 = 'bob'")
    fix = Fix(kinds.REPLACE_VALUE, "email", "a@example.com", "c@example.com")
    _, found = planned(desk, import_id, recipe.with_file(1, fixes=(fix,)), anew=False)
    assert [row[1:3] for row in found["contacts.typed"]] == [
        ("c@example.com", "ada"),
        ("b@example.com", "kept"),
    ]


def test_a_file_that_is_staged_again_is_read_again(desk: Desk) -> None:
    import_id = desk.draft(TABLE)
    recipe = read_import(desk.cursor, import_id).recipe
    planned(desk, import_id, recipe, anew=False)
    desk.cursor.execute(f"update work_{import_id}.contacts.typed set v2 = 'kept'")
    stage_draft(desk.store, desk.cursor, import_id, Progress())
    _, found = planned(desk, import_id, recipe, anew=False)
    assert [row[2] for row in found["contacts.typed"]] == ["ada", "bob"]


def test_a_new_owner_is_found_by_the_next_dry_run(desk: Desk) -> None:
    import_id = desk.draft(TABLE)
    recipe = read_import(desk.cursor, import_id).recipe
    _, before = planned(desk, import_id, recipe, anew=False)
    assert len(before["contacts.issues"]) == 2
    add_owner(desk.cursor, "nobody@example.com", "Nobody", "")
    _, found = planned(desk, import_id, recipe, anew=False)
    assert found["contacts.issues"] == []


def test_a_dry_run_canceled_half_way_leaves_nothing_to_rely_on(desk: Desk) -> None:
    """Rows were merged, but not counted as read: they would be taken for the rows themselves."""
    table = "email,firstname,phone\na@example.com,ada,\na@example.com,,1\n"
    import_id = desk.draft(table)
    recipe = read_import(desk.cursor, import_id).recipe
    planned(desk, import_id, recipe, anew=False)

    class Stopped(Progress):
        """Canceled once values are read."""

        def check(self) -> None:
            self.cancelled = "Reading values" in self.seconds
            super().check()

    fix = Fix(kinds.REPLACE_VALUE, "email", "a@example.com", "b@example.com")
    save_recipe(desk.cursor, import_id, recipe.with_file(1, fixes=(fix,)))
    with pytest.raises(Cancelled):
        plan_import(desk.store, desk.cursor, import_id, Stopped())
    other = desk.draft(table)
    edited = recipe.with_file(1, fixes=(Fix(kinds.UPPER_CASE, "firstname"),))
    assert planned(desk, import_id, edited, anew=False) == planned(desk, other, edited, anew=True)
