"""Zeros in front of a number that only its format shows, kept in every kind of spreadsheet."""

import io
import struct
import zipfile

import odf.office
import odf.opendocument
import odf.table
import odf.text
import pytest
import xlsxwriter
import xlwt

from core.read import inspect_file
from core.read.look import look_again
from tests.read import xlsb

HEADER = ["Name", "Zip", "Code", "Sum"]
CODES = ["General", "00000", "000", "0.00"]
ROWS = [
    ["Ann", 123.0, 7.0, 7.0],
    ["Bob", 123456.0, None, 1.5],
    [None, 0.0, -7.0, None],
    ["Di", 2.5, 1234.0, 2.0],
    ["00012", "00012", "x", "0.10"],
]
READ = [
    ["Ann", "00123", "007", "7"],
    ["Bob", "123456", None, "1.5"],
    [None, "00000", "-007", None],
    ["Di", "2.5", "1234", "2"],
    ["00012", "00012", "x", "0.10"],
]


def make_xlsx(rows, top, left) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Notes").hide()
        sheet = book.add_worksheet("Data & more")
        sheet.activate()
        formats = [book.add_format({"num_format": code}) for code in CODES]
        for y, row in enumerate(rows, top):
            for x, value in enumerate(row):
                if value is not None:
                    write = sheet.write_string if isinstance(value, str) else sheet.write_number
                    write(y, left + x, value, formats[x])
    return out.getvalue()


def make_xls(rows, top, left) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Notes").visibility = 1
    book.set_active_sheet(1)
    sheet = book.add_sheet("Data & more")
    styles = [xlwt.easyxf(num_format_str=code) for code in CODES]
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row):
            if value is not None:
                sheet.write(y, left + x, value, styles[x])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_xlsb(rows, top, left) -> bytes:
    return xlsb.workbook(rows, [0, 1, 2, 3], CODES[1:], top, left, "Data & more")


def shown(number: float, code: str) -> str:
    """What a spreadsheet program shows, and so writes beside the number."""
    if code == "General":
        return f"{number:g}"
    if code == "0.00":
        return f"{number:.2f}"
    return ("-" if number < 0 else "") + str(round(abs(number))).zfill(len(code))


def ods_cell(value, code="General", **attributes) -> odf.table.TableCell:
    if value is None:
        return odf.table.TableCell(**attributes)
    if isinstance(value, str):
        cell = odf.table.TableCell(valuetype="string", **attributes)
    else:
        cell = odf.table.TableCell(valuetype="float", value=value, **attributes)
    cell.addElement(odf.text.P(text=value if isinstance(value, str) else shown(value, code)))
    return cell


def ods_row(cells, **attributes) -> odf.table.TableRow:
    row = odf.table.TableRow(**attributes)
    for cell in cells:
        row.addElement(cell)
    return row


def ods_bytes(tables) -> bytes:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    for name, rows in tables.items():
        table = odf.table.Table(name=name)
        for row in rows:
            table.addElement(row)
        document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_ods(rows, top, left) -> bytes:
    above = [ods_row([ods_cell(None)], numberrowsrepeated=top)] if top else []
    before = [None] * left
    cells = [
        ods_row(
            [
                *(ods_cell(None) for _ in before),
                *(ods_cell(v, c) for v, c in zip(row, CODES, strict=True)),
            ]
        )
        for row in rows
    ]
    end = ods_row([ods_cell(None, numbercolumnsrepeated=16384)], numberrowsrepeated=1_000_000)
    return ods_bytes({"Notes": [], "Data & more": [*above, *cells, end]})


MAKERS = {"xlsx": make_xlsx, "xls": make_xls, "xlsb": make_xlsb, "ods": make_ods}


@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 2)])
@pytest.mark.parametrize("kind", MAKERS)
def test_zeros_in_front_are_kept(read, kind, top, left):
    found = read(MAKERS[kind]([HEADER, *ROWS], top, left), name=f"a.{kind}", sheet="Data & more")
    assert found.layout.kind == kind
    assert found.names == HEADER
    assert found.rows == READ
    assert "number formats" not in found.told


@pytest.mark.parametrize("kind", MAKERS)
def test_far_down_too(read, kind):
    rows = [[f"name {n}", float(n), float(n % 900), 0.5] for n in range(6000)]
    found = read(MAKERS[kind]([HEADER, *rows], 0, 0), name=f"a.{kind}", sheet="Data & more")
    assert [row[1] for row in found.rows] == [f"{n:05}" for n in range(6000)]
    assert [row[2] for row in found.rows] == [f"{n % 900:03}" for n in range(6000)]
    assert found.layout.sample[5][1:3] == ("00005", "005")


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ((45 << 2) | 2, "00045"),
        ((4500 << 2) | 3, "00045"),
        ((4550 << 2) | 3, "45.5"),
        ((-45 << 2) & 0xFFFFFFFF | 2, "-00045"),
        (struct.unpack("<I", struct.pack("<d", 12.0)[4:])[0], "00012"),
        (struct.unpack("<I", struct.pack("<d", 1200.0)[4:])[0] | 1, "00012"),
    ],
)
def test_packed_numbers_of_xlsb(read, bits, text):
    rows = [["Name", "Zip"], ["a" * 300, ("rk", bits)], ["b", ("formula", 8.0)]]
    found = read(xlsb.workbook(rows, [0, 1], ["00000"]), name="a.xlsb")
    assert found.rows == [["a" * 300, text], ["b", "00008"]]


def test_xls_formulas_and_other_numbers(read):
    """xlwt stores small whole numbers packed, neighbours in one record, others as doubles."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    style = xlwt.easyxf(num_format_str="00000;-00000")
    for x, value in enumerate(["A", "B", "C", "D"]):
        sheet.write(0, x, value)
    for x, value in enumerate([1, 2, 3, 4_000_000_000.0]):
        sheet.write(1, x, value, style)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), name="a.xls").rows == [["00001", "00002", "00003", "4000000000"]]


def test_repeats_comments_and_other_numbers_of_ods(read):
    comment = odf.office.Annotation()
    comment.addElement(odf.text.P(text="0009"))
    with_comment = odf.table.TableCell(valuetype="float", value=9)
    with_comment.addElement(comment)
    with_comment.addElement(odf.text.P(text="009"))
    disagrees = odf.table.TableCell(valuetype="float", value=3)
    disagrees.addElement(odf.text.P(text="0004"))
    rows = [
        ods_row([ods_cell(name) for name in "ABCDE"]),
        ods_row([ods_cell(5.0, "000", numbercolumnsrepeated=2), with_comment, disagrees]),
        ods_row([odf.table.CoveredTableCell(), ods_cell(6.0, "000")], numberrowsrepeated=3),
        ods_row([ods_cell("007"), ods_cell(8.0), ods_cell(7.0, "00")]),
    ]
    found = read(ods_bytes({"S": rows}), name="a.ods")
    assert [row[:4] for row in found.rows] == [
        ["005", "005", "009", "3"],
        *[[None, "006", None, None]] * 3,
        ["007", "8", "07", None],
    ]


def test_ods_of_endless_repeats_is_given_up():
    rows = [ods_row([ods_cell(5.0, "000", numbercolumnsrepeated=10**9)], numberrowsrepeated=10**9)]
    content = ods_bytes({"S": rows})
    assert look_again(io.BytesIO(content), "ods", "S").failed


@pytest.mark.parametrize(
    ("part", "kept"), [("xl/styles.bin", 4), ("xl/workbook.bin", 15), ("xl/workbook.bin", 0)]
)
def test_a_damaged_xlsb_cannot_be_looked_at(part, kept):
    content = xlsb.workbook([["Zip"], [5.0]], [1], ["000"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            whole = old.read(entry)
            new.writestr(entry, whole[:kept] if entry.filename == part else whole)
    assert look_again(out, "xlsb", "Data").failed


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods"])
def test_garbage_fails_without_an_error(kind):
    assert look_again(io.BytesIO(b"\x00\x01" * 500), kind, "S").failed


def test_a_failed_look_is_said(read, monkeypatch, tmp_path):
    monkeypatch.setattr("core.read.look_xls.padded_styles", lambda book: 1 / 0)
    monkeypatch.setattr("core.read.look.ODD", (ZeroDivisionError,))
    path = tmp_path / "a.xls"
    path.write_bytes(make_xls([HEADER, *ROWS], 0, 0))
    assert inspect_file(path).columns
    assert "number formats" in read(path.read_bytes(), name="b.xls").told
