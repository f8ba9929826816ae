"""Spreadsheets of four kinds, HTML and archives: every cell as text, nothing lost silently."""

import datetime
import gzip
import io
import zipfile
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import pytest
import xlsxwriter
import xlwt

WHEN = datetime.datetime(2024, 3, 5, 14, 30, 15)


@pytest.fixture
def book(tmp_path):
    """``book(fill)``: an xlsx that ``fill(workbook)`` wrote, as bytes."""

    def make(fill) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
            fill(workbook)
        return out.getvalue()

    return make


def table(sheet, rows, top=0, left=0):
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row, left):
            sheet.write(y, x, value)


PEOPLE = [["Id", "Name", "Zip"], [1, "Ann", "00123"], [2, "Bob", "04567"]]


def test_cells_as_text(read, book):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        table(sheet, [["Number", "Text", "Date", "Moment", "Time", "Length", "Truth"]])
        formats = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm", "[h]:mm:ss"]
        date, moment, time, length = (workbook.add_format({"num_format": f}) for f in formats)
        for y, number in enumerate([7, 0.1, 12.5, -3, 1e15, 123456789012], 1):
            sheet.write_number(y, 0, number)
            sheet.write_string(y, 1, f"00{y}")
            sheet.write_datetime(y, 2, WHEN.replace(hour=0, minute=0, second=0), date)
            sheet.write_datetime(y, 3, WHEN, moment)
            sheet.write_number(y, 4, 0.4375, time)
            sheet.write_number(y, 5, 1.5, length)
            sheet.write_boolean(y, 6, y % 2 == 0)

    found = read(book(fill), name="a.xlsx")
    assert [row[0] for row in found.rows] == [
        "7",
        "0.1",
        "12.5",
        "-3",
        "1000000000000000",
        "123456789012",
    ]
    assert found.rows[1][1:] == [
        "002",
        "2024-03-05",
        "2024-03-05 14:30:15",
        "10:30:00",
        "36:00:00",
        "TRUE",
    ]
    assert found.numbers == [2, 3, 4, 5, 6, 7]
    assert "15 digits" in found.told


@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 2), (0, 4)])
def test_a_table_anywhere_on_the_sheet(read, book, top, left):
    found = read(book(lambda wb: table(wb.add_worksheet(), PEOPLE, top, left)), name="a.xlsx")
    assert found.names == ["Id", "Name", "Zip"]
    assert found.rows == [["1", "Ann", "00123"], ["2", "Bob", "04567"]]
    assert found.numbers == [top + 2, top + 3]


def test_title_and_merged_groups(read, book):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.merge_range("A1:D1", "People of 2024")
        sheet.merge_range("A3:B3", "Person")
        sheet.merge_range("C3:D3", "Firm")
        table(sheet, [["First", "Last", "Name", "City"], ["A", "B", "C", "D"]], 3)
        table(sheet, [["E", "F", "G", "H"]], 5)

    found = read(book(fill), name="a.xlsx")
    assert found.names == ["Person First", "Person Last", "Firm Name", "Firm City"]
    assert found.numbers == [5, 6]
    assert (1, "above the table: People of 2024") in found.layout.skipped_rows


def test_sheets_are_offered_and_chosen(read, book):
    def fill(workbook):
        workbook.add_worksheet("Empty")
        table(workbook.add_worksheet("People"), PEOPLE)
        hidden = workbook.add_worksheet("Secret")
        table(hidden, [["x", "y"], [1, 2]])
        hidden.hide()
        table(workbook.add_worksheet("Other & more"), [["p", "q"], [3, 4]])

    content = book(fill)
    found = read(content, name="a.xlsx")
    assert found.layout.sheets == ("People", "Other & more")
    assert found.layout.options.sheet == "People"
    assert read(content, name="a.xlsx", sheet="Other & more").rows == [["3", "4"]]
    assert read(content, name="a.xlsx", sheet="Secret").rows == [["1", "2"]]


def test_what_calamine_loses(read, book):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        padded = workbook.add_format({"num_format": "00000"})
        percent = workbook.add_format({"num_format": "0.0%"})
        table(sheet, [["Id", "Zip", "Share", "Sum"]])
        for y in range(1, 6):
            sheet.write(y, 0, y)
            sheet.write(y, 1, 120 + y, padded)
            sheet.write(y, 2, 0.25, percent)
            sheet.write(y, 3, y)
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 3, "=A1", None, "")
        sheet.set_row(2, None, None, {"hidden": True})

    found = read(book(fill), name="a.xlsx")
    assert [row[1] for row in found.rows] == ["00121", "00122", "00123", "00124", "00125"]
    assert [row[2] for row in found.rows] == ["0.25"] * 5
    assert [row[3] for row in found.rows] == ["1", "2", "#DIV/0!", None, "5"]
    for words in ("1 rows are hidden", "1 cells hold an error", "1 formulas", "in: Share"):
        assert words in found.told


def test_columns_that_start_far_below(read, book):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        table(sheet, [["a", "b"], *[[i, i + 1] for i in range(500)]], left=1)
        sheet.write(450, 0, "early")
        sheet.write(460, 5, "late")

    found = read(book(fill), name="a.xlsx")
    assert found.names[:2] == ["a", "b"]
    assert found.rows[0][:2] == ["0", "1"]
    assert found.rows[449][2:] == ["early", None, None, None]
    assert "late" in found.rows[459]
    assert len(found.rows) == 500


def test_blank_rows_and_end_of_a_sheet(read, book):
    rows = [*PEOPLE, [], [3, "Cy", "1"], PEOPLE[0], [4, "Di", "2"], ["Total", 10, None]]
    found = read(book(lambda wb: table(wb.add_worksheet(), rows)), name="a.xlsx")
    assert found.numbers == [2, 3, 5, 7, 8]
    assert "total" in found.told
    assert (6, "repeated header") in found.staged.layout.skipped_rows


def test_line_breaks_and_signs_in_cells(read, book):
    cells = ["two\nlines", 'say "hi", <b>&amp;', "  spaces ", "=1+1", "ünï✓"]

    def fill(workbook):
        sheet = workbook.add_worksheet()
        for x, cell in enumerate(cells):
            sheet.write_string(0, x, f"h{x}")
            sheet.write_string(1, x, cell)

    assert read(book(fill), name="a.xlsx").rows == [cells]


def test_xls(read):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("S")
    table(sheet, [["Id", "When", "Note"], [1, WHEN, "x"], [2.5, WHEN, ""]])
    date = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    for y in (1, 2):
        sheet._cell_overwrite_ok = True
        sheet.write(y, 1, WHEN, date)
    out = io.BytesIO()
    workbook.save(out)
    found = read(out.getvalue(), name="a.xls")
    assert found.layout.kind == "xls"
    assert found.rows == [["1", "2024-03-05 14:30:15", "x"], ["2.5", "2024-03-05 14:30:15", None]]
    assert read(out.getvalue(), name="a.csv").rows == found.rows


def test_ods(read):
    document = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Data")
    for row in [["Id", "Name"], ["1", "Ann"], ["2", "Zoë"]]:
        line = odf.table.TableRow()
        for cell in row:
            box = odf.table.TableCell(valuetype="string")
            box.addElement(odf.text.P(text=cell))
            line.addElement(box)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue(), name="a.ods")
    assert found.layout.kind == "ods"
    assert found.rows == [["1", "Ann"], ["2", "Zoë"]]


def test_html_named_xls(read):
    page = """<html><head><meta charset="utf-8"></head><body><table><tr><td>menu</td></tr></table>
    <table><tr><th>Name</th><th>Zip</th><th>Note</th></tr>
    <tr><td>Zo&euml;</td><td>00123</td><td>a<br>b</td></tr>
    <tr><td>Bob</td><td></td><td colspan=1>x &amp; y</td></tr></table></body></html>"""
    found = read(page, name="report.xls")
    assert found.layout.kind == "html"
    assert found.names == ["Name", "Zip", "Note"]
    assert found.rows == [["Zoë", "00123", "a\nb"], ["Bob", None, "x & y"]]


def test_text_named_xls(read):
    assert read("a\tb\n1\t2\n", name="report.xls").rows == [["1", "2"]]


def test_gzip(read):
    assert read(gzip.compress(b"a,b\n1,2\n"), name="a.csv.gz").rows == [["1", "2"]]


def test_zip_of_one_and_of_many(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x/big.csv", "a,b\n1,2\n3,4\n")
        archive.writestr("small.csv", "c,d\n5,6\n")
        archive.writestr("__MACOSX/x.csv", "junk")
        archive.writestr("readme.pdf", "junk")
    found = read(out.getvalue(), name="a.zip")
    assert found.layout.sheets == ("x/big.csv", "small.csv")
    assert found.rows == [["1", "2"], ["3", "4"]]
    assert read(out.getvalue(), name="a.zip", sheet="small.csv").rows == [["5", "6"]]


def test_a_sheet_longer_than_the_peek(read, book):
    rows = [["Id", "Name"], *[[i, f"name {i}"] for i in range(5000)]]
    found = read(book(lambda wb: table(wb.add_worksheet(), rows)), name="a.xlsx")
    assert found.rows == [[str(i), f"name {i}"] for i in range(5000)]


def test_path_is_not_changed(tmp_path: Path, read):
    read(b"a,b\n1,\x002\n")
    assert (tmp_path / "file.csv").read_bytes() == b"a,b\n1,\x002\n"
    assert list((tmp_path / "work").iterdir()) == []


def test_a_group_name_goes_no_further_than_its_columns(read, book):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.merge_range("B1:C1", "Person")
        table(sheet, [["Id", "First", "Last", "Share"], [1, "A", "B", 2], [2, "C", "D", 3]], 1)
        sheet.write(9, 5, "aside")

    found = read(book(fill), name="a.xlsx")
    assert found.names == ["Id", "Person First", "Person Last", "Share", "Column 5", "Column 6"]
