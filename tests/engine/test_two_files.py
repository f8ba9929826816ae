"""Two files tied by a common column: the rows of one name the records of the other."""

import pytest

from core.engine.associations.common_column import Unmatched, shared_rows, unmatched_values
from core.engine.progress import Progress
from core.engine.run import run_import
from core.recipe import CommonColumn, Fix
from core.recipe.fixes import REPLACE_VALUE, SKIP_ROWS
from core.store.imports import read_import, save_recipe
from tests.engine.importing import Desk
from tests.engine.several import Imported, import_table, links, recipe_of, stage

ORDER = ("contacts", "companies")
NO_PARTNER, SEVERAL = "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER", "DUPLICATE_ASSOCIATION_ID"


def known(desk: Desk) -> None:
    """Company 1 with a domain; no contacts."""
    desk.add("companies", name="Acme", domain="acme.example")


def both(desk: Desk, header: str, people: list[str], firms: list[str], rest: str = "") -> Imported:
    """Contacts that name companies by the column ``header``, which both files have."""
    return import_table(
        desk,
        f"contacts.email,{header}\n" + "\n".join(people) + "\n",
        f"{header}{rest}\n" + "\n".join(firms) + "\n",
        objects=ORDER,
        common=(header, "companies"),
    )


NAME, DOMAIN, ID = "companies.name", "companies.domain", "companies.hs_object_id"
# Header, rows of contacts, header of further columns of companies, their rows -> pairs, issues.
FILES = {
    "by name": (NAME, ["a@x.com,X", "b@x.com,x"], "", ["X"], ["a@x.com", "b@x.com"], []),
    "by domain, however it is written": (
        DOMAIN,
        ["a@x.com,https://www.X.com/a", "b@x.com,x.com"],
        "",
        ["x.com"],
        ["a@x.com", "b@x.com"],
        [],
    ),
    "a company of the store that neither file brings": (
        DOMAIN,
        ["a@x.com,acme.example"],
        "",
        ["x.com"],
        ["a@x.com"],
        [],
    ),
    "by Record ID": (ID, ["a@x.com,1.0"], ",companies.city", ["1,Rome"], ["a@x.com"], []),
    "by a number that is imported as nothing": (
        "Number",
        ["a@x.com,7", "b@x.com,8"],
        ",companies.name",
        ["7,X", "9,Y"],
        ["a@x.com"],
        [NO_PARTNER],
    ),
    "no row of the other file has the value": (
        NAME,
        ["a@x.com,X"],
        "",
        ["Y"],
        [],
        [NO_PARTNER],
    ),
    "the row is there but its record fails": (
        DOMAIN,
        ["a@x.com,none"],
        "",
        ["none"],
        [],
        ["INVALID_DOMAIN", NO_PARTNER],
    ),
    "two records of the other file have the value": (
        NAME,
        ["a@x.com,X"],
        ",companies.domain",
        ["X,x.com", "X,x.org"],
        [],
        [SEVERAL],
    ),
    "two rows of one record have the value": (
        NAME,
        ["a@x.com,X"],
        ",companies.domain",
        ["X,x.com", "X,x.com"],
        ["a@x.com"],
        ["DUPLICATE_ALTERNATE_ID"],
    ),
    "a row that names none": (NAME, ["a@x.com,"], "", ["X"], [], []),
    "a contact in two companies": (
        NAME,
        ["a@x.com,X", "a@x.com,Y"],
        "",
        ["X", "Y"],
        ["a@x.com", "a@x.com"],
        ["DUPLICATE_ALTERNATE_ID"],
    ),
    "a contact that fails": (NAME, ["a@,X"], "", ["X"], [], ["INVALID_EMAIL"]),
}


@pytest.mark.parametrize("name", FILES)
def test_rows_that_name_a_record_of_the_other_file(desk: Desk, name: str) -> None:
    header, people, rest, firms, associated, codes = FILES[name]
    known(desk)
    done = both(desk, header, people, firms, rest)
    assert [one for one, _, _ in links(desk)] == associated
    assert done.codes == codes
    if header in (DOMAIN, ID):
        assert both(desk, header, people, firms, rest).links == (0, 0)


def test_the_common_column_may_be_called_differently_in_each_file(desk: Desk) -> None:
    import_table(
        desk,
        "contacts.email,Works at\na@x.com,X\n",
        "companies.name\nX\n",
        objects=ORDER,
        common=("Works at", "companies.name", "companies"),
    )
    assert links(desk) == [("a@x.com", "X", None)]


def test_the_first_file_may_be_the_one_with_the_key(desk: Desk) -> None:
    import_table(
        desk,
        "contacts.email\na@x.com\n",
        "deals.dealname,deals.dealstage,contacts.email\nBig,closedwon,A@x.com\n",
        objects=("contacts", "deals"),
        common=("contacts.email", "contacts"),
    )
    assert links(desk) == [("a@x.com", "Big", None)]


def test_the_key_finds_a_record_by_its_secondary_email(desk: Desk) -> None:
    desk.add("contacts", email="ada@x.com")
    desk.also_known_as(1, "ada@home.example")
    import_table(
        desk,
        "contacts.email,contacts.firstname\nnew@x.com,New\n",
        "deals.dealname,deals.dealstage,contacts.email\nBig,closedwon,ada@home.example\n",
        objects=("contacts", "deals"),
        common=("contacts.email", "contacts"),
    )
    assert links(desk) == [("ada@x.com", "Big", None)]


@pytest.mark.parametrize("activity", ["notes", "calls"])
def test_an_activity_in_a_file_of_its_own(desk: Desk, activity: str) -> None:
    """A note that finds no contact fails, a call may be alone."""
    text = "hs_note_body" if activity == "notes" else "hs_call_title"
    done = import_table(
        desk,
        "contacts.email\na@x.com\n",
        f"{activity}.{text},{activity}.hs_timestamp,contacts.email\n"
        "One,2024-04-03,a@x.com\nTwo,2024-04-03,b@x.com\nThree,2024-04-03,\n",
        objects=("contacts", activity),
        common=("contacts.email", "contacts"),
    )
    alone = ["failed", "failed"] if activity == "notes" else ["created", "created"]
    assert done[activity].actions == ["created", *alone]
    assert links(desk) == [("a@x.com", "One", None)]
    assert len(desk.records(activity, "hs_object_id")) == 1 + alone.count("created")


def test_each_file_has_a_mode_of_its_own(desk: Desk) -> None:
    known(desk)
    done = import_table(
        desk,
        "contacts.email,companies.domain\na@x.com,acme.example\n",
        "companies.domain,companies.city\nacme.example,Rome\nx.com,Bonn\n",
        objects=ORDER,
        common=("companies.domain", "companies"),
        modes={"companies": "CREATE"},
    )
    assert done["companies"].reasons == ["CREATE_ONLY_IMPORT", None]
    assert links(desk) == [("a@x.com", "Acme", None)]
    assert desk.record(1, "companies")["city"] is None


def staged(desk: Desk, people: str, firms: str, common: CommonColumn | None = None) -> int:
    recipe = recipe_of((people, firms), objects=ORDER)
    assert recipe.common is None
    if common:
        recipe = recipe.__class__(**{**recipe.__dict__, "common": common})
    return stage(desk, recipe, people, firms)


PEOPLE = "contacts.email,companies.name,City\na@x.com,X,Rome\nb@x.com,Y,Rome\nc@x.com,y,Bonn\n"
FIRMS = "companies.name,companies.phone,City\nX,112,Rome\nY,113,Oslo\nZ,114,Rome\n"


def test_the_common_column_is_proposed_with_the_object_it_tells_apart(desk: Desk) -> None:
    draft = read_import(desk.cursor, staged(desk, PEOPLE, FIRMS))
    assert draft.recipe.common == CommonColumn(("companies.name", "companies.name"), "companies")


def test_a_header_that_names_an_object_is_its_key(desk: Desk) -> None:
    people = "contacts.email,Company ID\na@x.com,7\nb@x.com,8\n"
    draft = read_import(desk.cursor, staged(desk, people, "companies.name,Company ID\nX,7\nY,8\n"))
    assert draft.recipe.common == CommonColumn(("Company ID", "Company ID"), "companies")


def test_columns_of_the_same_header_that_mean_different_things_are_not_proposed(desk: Desk) -> None:
    draft = read_import(
        desk.cursor,
        staged(desk, "contacts.email,Name\na@x.com,Ada\n", "companies.domain,Name\nx.com,X\n"),
    )
    assert draft.recipe.common is None


def test_how_many_rows_find_a_partner_is_told_before_the_import(desk: Desk) -> None:
    import_id = staged(desk, PEOPLE + "d@x.com,W,\ne@x.com,w,\nf@x.com,,\n", FIRMS)
    draft = read_import(desk.cursor, import_id)
    people, firms = shared_rows(desk.store, desk.cursor, draft)
    assert (people.rows, people.filled, people.found, people.repeated) == (6, 5, 3, 4)
    assert (firms.rows, firms.filled, firms.found, firms.repeated) == (3, 3, 2, 0)
    unmatched = unmatched_values(desk.store, desk.cursor, draft, 1)
    assert [(each.value, each.rows) for each in unmatched] == [("W", 2)]
    unmatched = unmatched_values(desk.store, desk.cursor, draft, 2)
    assert [(each.value, each.rows) for each in unmatched] == [("Z", 1)]


def test_fixes_of_the_common_column_count_on_both_sides(desk: Desk) -> None:
    people = "contacts.email,companies.name\na@x.com,Acme\nb@x.com,Nowhere\n"
    import_id = staged(desk, people, "companies.name,companies.phone\nAcme,112\nLonely,113\n")
    recipe = read_import(desk.cursor, import_id).recipe
    fixes = (
        Fix(REPLACE_VALUE, "companies.name", "Acme", "Zed"),
        Fix(REPLACE_VALUE, "companies.name", "Lonely", "Nowhere"),
    )
    save_recipe(desk.cursor, import_id, recipe.with_file(2, fixes=fixes))
    draft = read_import(desk.cursor, import_id)
    assert [each.found for each in shared_rows(desk.store, desk.cursor, draft)] == [1, 1]
    assert unmatched_values(desk.store, desk.cursor, draft, 1) == [Unmatched("Acme", 1)]
    run_import(desk.store, desk.cursor, import_id, Progress())
    assert [pair[:2] for pair in links(desk)] == [("b@x.com", "Nowhere")]


def test_rows_that_a_fix_skips_are_no_partners(desk: Desk) -> None:
    import_id = staged(desk, PEOPLE, FIRMS)
    recipe = read_import(desk.cursor, import_id).recipe
    before = shared_rows(desk.store, desk.cursor, read_import(desk.cursor, import_id))
    skip = Fix(SKIP_ROWS, recipe.common.headers[1] if recipe.common else "", "X")
    save_recipe(desk.cursor, import_id, recipe.with_file(2, fixes=(skip,)))
    after = shared_rows(desk.store, desk.cursor, read_import(desk.cursor, import_id))
    assert [each.rows for each in after] == [before[0].rows, before[1].rows - 1]
    assert after[1].found == before[1].found - 1


def test_files_tied_by_a_name_find_the_same_records_again(desk: Desk) -> None:
    people, firms = ["a@x.com,X", "b@x.com,x"], ["X,Rome", "Y,Oslo"]
    assert both(desk, NAME, people, firms, ",companies.city")["companies"].counters.created == 2
    again = both(desk, NAME, people, firms, ",companies.city")
    assert (again["companies"].counters.unchanged, again.links) == (2, (0, 0))
