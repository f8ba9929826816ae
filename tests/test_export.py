"""Exports: no cell runs in a spreadsheet program, and what goes out comes back in unchanged."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import run_import
from core.errors import AppError, FileError
from core.export import CELL_LIMIT, EXPORTERS, export_content, export_xlsx
from core.recipe import Recipe
from core.records import Filter, View
from core.store import Store
from core.store.owners import add_owner
from core.store.properties import create_property, new_property
from tests.engine.importing import Desk, open_desk

NASTY = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com?x="&A1,"click")',
    "+1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "-cmd|x",
    "@SUM(1,1)",
    "'=1+1",
    "''=1+1",
    '"=1+1"',
    "=1+1\n=2+2",
    "a\n=2+2",
    '=1,"2";3\t4',
]
HARMLESS = ["+31 6 1234 5678", "-5", "-5.20", "a=b", "1-2", "O'Brien", "it's =", "(+31) 6"]
SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


def csv_rows(desk: Desk, **options) -> list[dict[str, str]]:
    content = export_content(desk.store, "contacts", "csv", **options)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes) -> "openpyxl.worksheet.worksheet.Worksheet":
    return openpyxl.load_workbook(io.BytesIO(content)).active


def import_back(desk: Desk, object_type: str, file_format: str):
    """Imports a full export the way a user does: nothing is chosen, all is detected."""
    content = io.BytesIO(export_content(desk.store, object_type, file_format))
    name = f"{object_type}.{file_format}"
    import_id = open_draft(desk.store, desk.cursor, Recipe.of(object_type), name, content)
    stage_draft(desk.store, desk.cursor, import_id, Progress())
    return run_import(desk.store, desk.cursor, import_id, Progress()).counters


# Formulas


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_csv_starts_a_formula(desk: Desk, text):
    desk.add("contacts", firstname=text)
    [row] = csv_rows(desk)
    assert not row["First Name"].startswith(SIGNS)
    assert row["First Name"].lstrip("'") == text.lstrip("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_cells_stay_as_they_are(desk: Desk, text):
    desk.add("contacts", firstname=text)
    assert csv_rows(desk)[0]["First Name"] == text


@pytest.mark.parametrize("text", [*NASTY, *HARMLESS])
def test_every_text_of_a_sheet_is_a_text_cell(desk: Desk, text):
    desk.add("contacts", firstname=text, numemployees="5-25")
    cells = {cell.value: cell for cell in next(sheet(_xlsx(desk)).iter_rows(min_row=2))}
    assert cells[text].data_type == "s"
    assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in cells.values())


def _xlsx(desk: Desk) -> bytes:
    return export_content(desk.store, "contacts", "xlsx")


def test_labels_of_the_users_own_properties_cannot_start_one_either(desk: Desk):
    create_property(desk.cursor, "contacts", new_property("=1+1", "text", name="evil"))
    desk.add("contacts", evil="x")
    assert not any(header.startswith(SIGNS) for header in csv_rows(desk)[0])
    assert all(cell.data_type == "s" for cell in sheet(_xlsx(desk))[1])


# Shape


def test_a_csv_begins_with_the_mark_that_spreadsheets_need(desk: Desk):
    desk.add("contacts", firstname="Zoë")
    content = export_content(desk.store, "contacts", "csv")
    assert content.startswith(b"\xef\xbb\xbfRecord ID,Email,")
    assert "Zoë".encode() in content


def test_numbers_are_number_cells_and_options_keep_their_value(desk: Desk):
    desk.add("deals", dealname="Pilot", amount=1234.5, dealstage="closedwon", pipeline="default")
    drawn = sheet(export_content(desk.store, "deals", "xlsx"))
    headers = [cell.value for cell in drawn[1]]
    row = dict(zip(headers, drawn[2], strict=True))
    assert (row["Amount"].value, row["Amount"].data_type) == (1234.5, "n")
    assert row["Deal Stage"].value == "closedwon"


def test_owners_go_out_by_email(desk: Desk):
    owner = add_owner(desk.cursor, "ada@example.com", "Ada", "L")
    desk.add("contacts", hubspot_owner_id=str(owner))
    desk.add("contacts", hubspot_owner_id="77")
    assert [row["Contact owner"] for row in csv_rows(desk)] == ["ada@example.com", "77"]


def test_an_export_of_a_view_has_its_records_only(desk: Desk):
    for name, city in (("Ada", "Berlin"), ("Bob", "Bern"), ("Cy", "O'; drop table x --")):
        desk.add("contacts", firstname=name, city=city)
    view = View("contacts", search="be", filters=(Filter("firstname", "is not", "bob"),))
    assert [row["First Name"] for row in csv_rows(desk, view=view)] == ["Ada"]
    quoted = View("contacts", filters=(Filter("city", "is", "O'; drop table x --"),))
    assert [row["First Name"] for row in csv_rows(desk, view=quoted)] == ["Cy"]
    drawn = sheet(export_content(desk.store, "contacts", "xlsx", view))
    assert drawn.max_row == 2


def test_no_records_are_a_file_of_headers(desk: Desk):
    assert csv_rows(desk) == []
    assert sheet(_xlsx(desk)).max_row == 1


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut(desk: Desk, tmp_path: Path):
    desk.add("contacts", message="x" * CELL_LIMIT)
    export_content(desk.store, "contacts", "xlsx")
    desk.add("contacts", message="x" * (CELL_LIMIT + 1))
    with pytest.raises(AppError, match="32,767"):
        export_content(desk.store, "contacts", "xlsx")
    assert len(csv_rows(desk)[1]["Message"]) == CELL_LIMIT + 1


def test_a_sheet_that_is_too_short_is_refused(desk: Desk, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("core.export.SHEET_ROWS", 3)
    desk.add("contacts")
    desk.add("contacts")
    EXPORTERS["xlsx"](desk.cursor, "contacts", tmp_path / "x.xlsx")
    desk.add("contacts")
    with pytest.raises(AppError, match="3 records"):
        EXPORTERS["xlsx"](desk.cursor, "contacts", tmp_path / "x.xlsx")


# There and back


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
TEXTS = st.one_of(
    st.sampled_from([*NASTY, *HARMLESS, "", " x ", "a\r\nb", "TRUE", "1.0", "01", "2024-01-02"]),
    LINES,
)
NUMBERS = st.one_of(
    st.just(""),
    st.integers(-(10**15) + 1, 10**15 - 1).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:.15g}"),
)
DATES = st.one_of(st.just(""), st.dates(date(1000, 1, 1)).map(date.isoformat))
MOMENTS = st.one_of(
    st.just(""),
    st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)).map(
        lambda moment: moment.isoformat(timespec="milliseconds") + "Z"
    ),
)
EMAILS = st.sampled_from(
    ["", "+a@example.com", "-b@example.com", "=c@example.com", "'d@example.com"]
)
PHONES = st.sampled_from(["", "+31 6 1234 5678", "=123 x", "-0123 ext 4", "@123", "(0)123", "'123"])
COLUMNS = {
    "firstname": TEXTS,
    "lastname": TEXTS,
    "message": TEXTS,
    "answer": TEXTS,
    "email": EMAILS,
    "phone": PHONES,
    "website": st.sampled_from(["", "example.com/=1", "https://example.com/?a=b,c;d"]),
    "visits": NUMBERS,
    "worth": NUMBERS,
    "born": DATES,
    "seen": MOMENTS,
    "vip": st.sampled_from(["", "true", "false"]),
    "lifecyclestage": st.sampled_from(["", "lead", "customer"]),
    "colour": st.sampled_from(["", "=red", "-blue", "Green, light"]),
    "sizes": st.sampled_from(["", "@S", "@S;+L", "M"]),
    "hubspot_owner_id": st.sampled_from(["", "ada@example.com"]),
}
CUSTOM = {
    "answer": ("Answer, long", "text", ()),
    "visits": ("Visits", "number", ()),
    "worth": ("Worth", "currency", ()),
    "born": ("Born", "date", ()),
    "seen": ("Seen", "datetime", ()),
    "vip": ("VIP", "booleancheckbox", ()),
    "colour": ("Colour", "select", ("=red", "-blue", "Green, light")),
    "sizes": ("Sizes", "checkbox", ("@S", "+L", "M")),
}


@pytest.fixture(scope="module")
def furnished():
    """One store for all examples: making one takes longer than an example."""
    with open_desk() as desk:
        add_owner(desk.cursor, "ada@example.com", "Ada", "L")
        for name, (label, kind, options) in CUSTOM.items():
            made = new_property(label, kind, name=name, options=options)
            create_property(desk.cursor, "contacts", made)
        yield desk


def table(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@settings(max_examples=4, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.fixed_dictionaries(COLUMNS), min_size=1, max_size=30),
    file_format=st.sampled_from(["csv", "xlsx"]),
)
def test_an_export_imports_back_unchanged(furnished: Desk, rows, file_format):
    furnished.cursor.execute("delete from store.contacts")
    try:
        furnished.run(table(rows))
    except FileError:  # nothing but blanks
        return
    before = furnished.by_id("contacts")
    if before:
        counters = import_back(furnished, "contacts", file_format)
        assert (counters.unchanged, counters.rows) == (len(before), len(before))
        assert furnished.by_id("contacts") == before


def test_a_refused_export_leaves_the_file_that_was_there(tmp_path: Path):
    """Half a workbook, imported again, would shorten texts in the store."""
    store = Store(tmp_path / "store.duckdb")
    cursor = store.cursor()
    cursor.execute(
        "insert into store.contacts (hs_object_id, message) "
        "values (1, 'short'), (2, repeat('x', 40000))"
    )
    target = tmp_path / "contacts.xlsx"
    target.write_bytes(b"what was there")
    with pytest.raises(AppError, match="too long"):
        export_xlsx(cursor, "contacts", target)
    assert target.read_bytes() == b"what was there"
    assert sorted(p.name for p in tmp_path.glob("contacts*")) == ["contacts.xlsx"]
    store.close()
