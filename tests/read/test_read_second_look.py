"""What python-calamine does not tell about an xlsx, found in its XML however that is written."""

import io
import math
import zipfile

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from core.read.column_array import RoundedNumbers, column_array
from core.read.look import look_again
from core.read.sheet_cells import cell_text

SHEET = "xl/worksheets/sheet1.xml"
STYLED = 'r="B2" s="1"'  # style 1 is 00000, style 2 a percentage


def workbook(rows: str, prefix: str = "") -> bytes:
    """A workbook whose only sheet holds ``rows`` as they are."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, 1, book.add_format({"num_format": "00000"}))
        sheet.write(0, 1, 1, book.add_format({"num_format": "0%"}))
    xml = (
        f"<{prefix}worksheet xmlns{':' if prefix else ''}{prefix[:-1]}="
        '"http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>"
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, xml if entry.filename == SHEET else old.read(entry))
    return changed.getvalue()


def look_at(content: bytes):
    return look_again(io.BytesIO(content), "xlsx", "S")


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        (f"<c {STYLED}><v>12</v></c>", {(1, 1): "00012"}),
        (f"<c {STYLED}><v>-12</v></c>", {(1, 1): "-00012"}),
        (f"<c {STYLED}><v>1.2E2</v></c>", {(1, 1): "00120"}),
        (f"<c {STYLED}><v>123456</v></c>", {(1, 1): "123456"}),
        (f"<c {STYLED}><f>A1</f><v>12</v></c>", {(1, 1): "00012"}),
        (f"<c {STYLED}><f>A1\n+1</f><v>12</v></c>", {(1, 1): "00012"}),
        (f'<c {STYLED} t="n"><v>12</v></c>', {(1, 1): "00012"}),
        ("<c s='1' r='B2'><v>12</v></c>", {(1, 1): "00012"}),
        ('<c r="A2" s="1"/><c r="B2" s="1"><v>12</v></c>', {(1, 1): "00012"}),
        (f"<c {STYLED}><v>1.5</v></c>", {}),
        (f'<c {STYLED} t="str"><v>12</v></c>', {}),
        (f"<c {STYLED}><v>x</v></c>", {}),
        ('<c r="B2" s="2"><v>12</v></c>', {}),
        ('<c r="B2" s="11"><v>12</v></c>', {}),
        ('<c s="1"><v>12</v></c>', {}),
        ('<c r="B2" t="inlineStr"><is><t>x s="1" t="e"</t></is></c>', {}),
        ('<c r="B2" t="e"><v>#N/A</v></c>', {(1, 1): "#N/A"}),
        ('<c r="B2" s="1" t="e"><v>#REF!</v></c>', {(1, 1): "#REF!"}),
        ("<c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c>", {(1, 1): "#DIV/0!"}),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_texts(cells, texts, prefix):
    for tag in ("c", "v", "f", "is", "t"):
        cells = cells.replace(f"<{tag}>", f"<{prefix}{tag}>").replace(
            f"</{tag}>", f"</{prefix}{tag}>"
        )
    cells = cells.replace("<c ", f"<{prefix}c ")
    rows = f'<{prefix}row r="2" s="1">{cells}</{prefix}row>'
    look = look_at(workbook(rows, prefix))
    assert look.texts == texts
    assert look.errors == sum(text.startswith("#") for text in texts.values())
    assert look.without_value == 0


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<f>A1</f>", 1),
        ("<f>A1</f><v></v>", 1),
        ("<f>A1</f> <v/> ", 1),
        ('<f t="shared" si="0"/>', 1),
        ("<f/>", 1),
        ("<f>A1</f><v>0</v>", 0),
        ('<f t="shared" si="0"/><v>1</v>', 0),
        ("<v></v>", 0),
    ],
)
@pytest.mark.parametrize("style", ["0", "1"])
def test_formulas_without_a_value(body, count, style):
    rows = f'<row r="1"><c r="A1" s="{style}">{body}</c><c r="B1"><v>1</v></c></row>'
    assert look_at(workbook(rows)).without_value == count


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ('<row r="1" hidden="1"/><row r="2" hidden="true"><c r="A2"><v>1</v></c></row>', 2),
        ("<row r='1' hidden='1'/>", 1),
        ('<row r="1" hidden="0"/><row r="2"/>', 0),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>a hidden="1"</t></is></c></row>', 0),
    ],
)
def test_hidden_rows(rows, count):
    assert look_at(workbook(rows)).hidden_rows == count


def test_percentages_are_told_by_column():
    cells = '<c r="A1" s="2"><v>1</v></c><c r="AB1" s="2"><v>1</v></c><c r="C1" s="1"><v>1</v></c>'
    look = look_at(workbook(f'<row r="1">{cells}</row>'))
    assert look.percent_columns == {0, 27}


def test_no_cell_is_lost_between_two_chunks():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"><v>{n}</v></c><c r="B{n}" t="e"><v>#N/A</v></c>'
        f'<c r="C{n}"><f>A{n}</f></c></row>'
        for n in range(1, 40_001)
    )
    look = look_at(workbook(rows))
    padded = {(n - 1, 0): f"{n:05}" for n in range(1, 40_001)}
    assert look.texts == padded | {(n - 1, 1): "#N/A" for n in range(1, 40_001)}
    assert (look.errors, look.without_value) == (40_000, 40_000)


def test_a_package_that_makes_no_sense_is_told():
    assert look_again(io.BytesIO(b"PK\x03\x04"), "xlsx", "S").failed


numbers = (
    st.floats(allow_nan=True) | st.floats(-1e10, 1e10) | st.integers(-(10**9), 10**9).map(float)
)
cells = numbers | st.sampled_from(["", "", "x", True, None, 5])


@given(st.lists(numbers, min_size=1) | st.lists(cells, min_size=1))
@example([0.0, -0.0, 0.5])
@example([-0.0, 1.0, ""])
@example([1e15, 2e15, 1e22, math.inf])
@example([1e-4, 99_999_999.25, ""])
def test_a_column_is_written_like_its_cells(values):
    rounded = RoundedNumbers()
    found = column_array(values, rounded).to_pylist()
    assert [text or "" for text in found] == [cell_text(value) for value in values]
    assert rounded.count == sum(
        abs(value) >= 10**15 for value in values if type(value) is float and math.isfinite(value)
    )


def test_shared_texts_in_any_order(read):
    """The peek takes the list of texts as far as its rows need it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for y in range(999, -1, -1):
            sheet.write_row(y, 0, [f"Name {y}", f"Town {y}"] if y else ["Name", "Town"])
    found = read(out.getvalue(), name="a.xlsx")
    assert found.names == ["Name", "Town"]
    assert found.rows == [[f"Name {y}", f"Town {y}"] for y in range(1, 1000)]
