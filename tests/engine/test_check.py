"""What the mapping and details pages say of a column before the dry run agrees with the dry run:
bad cells, formats, hits of a key, profiles."""

import pytest

from core.engine import check
from core.engine.check import bad_values, check_columns
from core.engine.columns import MappedColumn, mapped_columns
from core.engine.convert import prepare_lookups, typed_sql
from core.engine.evidence import date_evidence, formats_of, number_evidence
from core.engine.hits import key_hits
from core.engine.identifiers import key_candidates
from core.engine.parts import parts_of
from core.engine.profile import read_profile
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.recipe import Recipe
from core.store.imports import read_import
from core.store.owners import add_owner
from core.store.properties import read_object_type
from tests.engine.importing import Desk

TABLE = (
    "email,phone,closedate,lifecyclestage,hubspot_owner_id\n"
    "a@x.com,none,31-12-2024,lead,Nobody\n"
    "no email,112,12-31-2024,LEAD,Nobody\n"
    "b@x.com,,31-02-2024,nothing,\n"
    "c@x.com,none,,Kunde,Ada Lovelace\n"
)


def opened(
    desk: Desk, table: str, object_type: str = "contacts", **fields
) -> tuple[str, list[MappedColumn], Recipe]:
    """A staged table: its catalog, mapped columns and recipe."""
    import_id = desk.draft(table, object_type, **fields)
    recipe = read_import(desk.cursor, import_id).recipe
    columns = mapped_columns(recipe, read_object_type(desk.cursor, object_type))
    return f"work_{import_id}", columns, recipe


def test_a_check_counts_what_the_dry_run_lists(desk: Desk) -> None:
    catalog, columns, _ = opened(desk, TABLE)
    checks = check_columns(desk.cursor, catalog, columns, Formats())
    issues = desk.plan(TABLE).issues
    for column in columns:
        codes = [code for _, name, code, _ in issues if name == column.prop.name]
        assert checks[column.index].codes == {code: codes.count(code) for code in set(codes)}
        assert checks[column.index].failed == len(codes)


def test_bad_values_come_grouped_the_most_frequent_first(desk: Desk) -> None:
    catalog, columns, _ = opened(desk, TABLE)
    phones = bad_values(desk.cursor, catalog, columns[1], Formats())
    assert [(b.value, b.code, b.rows, b.first_row) for b in phones] == [
        ("none", "FAILED_VALIDATION", 2, 2)
    ]
    dates = bad_values(desk.cursor, catalog, columns[2], Formats())
    assert [b.value for b in dates] == ["12-31-2024", "31-02-2024"]
    assert len(bad_values(desk.cursor, catalog, columns[2], Formats(), limit=1)) == 1


def test_a_column_is_checked_once_until_what_it_depends_on_changes(desk: Desk, monkeypatch) -> None:
    catalog, columns, _ = opened(desk, TABLE)
    counted: list[int] = []
    really = check._count_codes

    def count(cursor, catalog, column, formats) -> dict[str, int]:
        counted.append(column.index)
        return really(cursor, catalog, column, formats)

    monkeypatch.setattr(check, "_count_codes", count)
    first = check_columns(desk.cursor, catalog, columns, Formats())
    assert counted == [1, 2, 3, 4, 5]
    assert check_columns(desk.cursor, catalog, columns, Formats()) == first
    assert len(counted) == 5
    changed = check_columns(desk.cursor, catalog, columns, Formats("MONTH_DAY_YEAR"))
    assert (first[3].failed, changed[3].failed) == (2, 2)
    assert bad_values(desk.cursor, catalog, columns[2], Formats("MONTH_DAY_YEAR"))[0].value != (
        bad_values(desk.cursor, catalog, columns[2], Formats())[0].value
    )


def test_owners_who_change_are_checked_anew(desk: Desk) -> None:
    catalog, columns, _ = opened(desk, TABLE)
    owner = columns[4:]
    nobody = add_owner(desk.cursor, "n@example.com", "Nobody", "")
    assert check_columns(desk.cursor, catalog, owner, Formats())[5].failed == 1
    desk.cursor.execute(
        "update store.owners set first_name = 'Ada', last_name = 'Lovelace' where owner_id = ?",
        [nobody],
    )
    assert check_columns(desk.cursor, catalog, owner, Formats())[5].failed == 2


def test_a_page_and_a_job_convert_with_formats_of_their_own(desk: Desk) -> None:
    catalog, columns, _ = opened(desk, "email,closedate\na@x.com,03-04-2024\n")
    page = desk.store.cursor()
    months = {}
    formats = {desk.cursor: Formats("DAY_MONTH_YEAR"), page: Formats("MONTH_DAY_YEAR")}
    for cursor, chosen in formats.items():
        prepare_lookups(cursor, catalog, columns, chosen)
    for cursor, chosen in formats.items():
        rows = cursor.execute(typed_sql(catalog, columns, chosen)).fetchall()
        months[chosen.date_order] = rows[0][2].month
    assert months == {"DAY_MONTH_YEAR": 4, "MONTH_DAY_YEAR": 3}


@pytest.mark.parametrize(
    ("cells", "language", "order"),
    [
        (["31-12-2024", "01-02-2024"], "en", "DAY_MONTH_YEAR"),
        (["12-31-2024", "01-02-2024"], "de", "MONTH_DAY_YEAR"),
        (["01-02-2024"], "en", "MONTH_DAY_YEAR"),
        (["01-02-2024"], "nl", "DAY_MONTH_YEAR"),
        (["2024-02-01", "", "never"], "ja", "YEAR_MONTH_DAY"),
        (["99/12/31"], "en", "YEAR_MONTH_DAY"),
        (["31-12-2024", "13-12-2024", "12-31-2024"], "en", "DAY_MONTH_YEAR"),
        ([""], "de", "DAY_MONTH_YEAR"),
    ],
)
def test_the_dates_of_a_file_say_their_order(desk: Desk, cells, language, order) -> None:
    rows = "\n".join(f"p{n}@x.com,{cell}" for n, cell in enumerate(cells))
    catalog, columns, recipe = opened(
        desk, f"email,closedate\n{rows}\n", formats=None, language=language
    )
    assert formats_of(desk.cursor, catalog, recipe, 1, columns).date_order == order
    chosen = recipe.with_file(1, formats=Formats("YEAR_MONTH_DAY"))
    assert formats_of(desk.cursor, catalog, chosen, 1, columns).date_order == "YEAR_MONTH_DAY"
    evidence = date_evidence(desk.cursor, catalog, columns)
    assert not any(cells) or {reading.name for reading in evidence} == set(DATE_ORDERS)


@pytest.mark.parametrize(
    ("cells", "language", "name"),
    [
        (['"1,234.50"', '"12"'], "de", "1,234.56"),
        (['"1.234,50"', '"12"'], "en", "1.234,56"),
        (['"1 234,50"'], "en", "1 234,56"),
        (["1'234.50"], "en", "1'234.56"),
        (['"12,34,567.89"'], "en", "12,34,567.89"),
        (["12"], "en", "1,234.56"),
        (["12"], "de", "1.234,56"),
        (["12"], "fr", "1 234,56"),
    ],
)
def test_the_numbers_of_a_file_say_their_format(desk: Desk, cells, language, name) -> None:
    rows = "\n".join(f"Company {n},{cell}" for n, cell in enumerate(cells))
    table = f"name,annualrevenue\n{rows}\n"
    catalog, columns, recipe = opened(desk, table, "companies", formats=None, language=language)
    assert formats_of(desk.cursor, catalog, recipe, 1, columns).number_format == name
    best = number_evidence(desk.cursor, catalog, columns)[0]
    assert (best.fits, best.total) == (len(cells), len(cells))


def test_the_hits_of_a_key_are_those_of_the_dry_run(desk: Desk) -> None:
    badge = desk.unique_property()
    ada = desk.add("contacts", email="ada@example.com", badge="A1")
    desk.also_known_as(ada, "countess@example.com")
    for _ in range(2):
        desk.add("contacts", badge="B2")
    catalog, columns, _ = opened(
        desk,
        f"email,{badge},firstname\n"
        "ADA@example.com,A1,x\ncountess@example.com,B2,x\nnew@x.com,,x\nno,B2,x\n",
    )
    part = parts_of(desk.store, desk.cursor, read_import(desk.cursor, int(catalog[5:])))[0]
    candidates = key_candidates(columns, part.object_type)
    hits = {h.property: h for h in key_hits(desk.cursor, part, candidates)}
    assert set(hits) == {"email", badge}
    email, number = hits["email"], hits[badge]
    assert (email.filled, email.found, email.ambiguous, email.distinct_count) == (3, 2, 0, 3)
    assert (number.filled, number.found, number.ambiguous, number.distinct_count) == (3, 1, 2, 2)


def test_a_profile_tells_how_full_a_column_is(desk: Desk) -> None:
    catalog, _, _ = opened(desk, TABLE)
    email, phone, *_ = read_profile(desk.cursor, catalog)
    assert (email.rows, email.filled, email.distinct_count, email.exact) == (4, 4, 4, True)
    assert list(email.samples) == ["a@x.com", "no email", "b@x.com"]
    assert (phone.filled, phone.distinct_count) == (3, 2)
    assert list(phone.samples) == ["none", "112", "none"]
