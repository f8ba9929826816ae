"""Files that cannot be read, and options that make no sense: what was found and what to do."""

import io
import os
import random
import zipfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from core.errors import FileError
from core.read import ReadOptions, inspect_file, stage_file
from tests.read.conftest import read_back

PROTECTED = Path(__file__).parent / "protected.xlsx"  # encrypted with the password "rowcall"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows=((1, 2),)) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                sheet.write(y, x, value)
    return out.getvalue()


def archive(**entries) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def protected_ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", b"\x00\x01random")
        made.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return out.getvalue()


def bomb() -> bytes:
    sheet = b"<worksheet><sheetData><row><c><v>" + b"1" * (200 << 20) + b"</v></c></row>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "No rows"),
        (b"\xef\xbb\xbf", "No rows"),
        (b"\xff\xfe", "No rows"),
        (b"\n\r\n  \n", "No rows"),
        (b",,\n,,\n", "No rows"),
        (b"sep=;\n", "No rows"),
        (b"\x00\x00\x00", None),
        (b"%PDF-1.7\n%abc\n", "Not a table"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Not a table"),
        (b"PAR1" + b"\0" * 50, "Not a table"),
        (random.Random(1).randbytes(5000), "Not a table"),
        (b"<html><body><p>Please log in</p></body></html>", "Not a table"),
        (PROTECTED.read_bytes(), "Password-protected"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "Password-protected"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "Damaged file"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Not a table"),
        (protected_ods(), "Password-protected"),
        (workbook()[:-200], "Damaged file"),
        (workbook()[:100], "Damaged file"),
        (workbook(()), "No rows"),
        (archive(a__b="x"), "Not a table"),
        (archive(word__document="x", **{"[Content_Types].xml": "x"}), "Not a table"),
        (b"\x1f\x8b\x08\x00garbage", "Damaged file"),
        (b",".join(b"c%d" % i for i in range(1500)) + b"\n", "Too many columns"),
        (workbook([range(1500)]), "Too many columns"),
        (bomb(), "Too large to unpack"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, content, title):
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        inspect_file(path)
    assert caught.value.hint and caught.value.message
    assert title is None or caught.value.title == title


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(FileError, match="File not found"):
        inspect_file(tmp_path / "nothing.csv")
    with pytest.raises(FileError, match="folder"):
        inspect_file(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    with pytest.raises(FileError, match="No permission"):
        inspect_file(path)


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "klingon"},
        {"encoding": "base64"},
        {"delimiter": ";;"},
        {"delimiter": ""},
        {"delimiter": "\n"},
        {"quote": "''"},
        {"escape": "ab"},
        {"delimiter": '"', "quote": '"'},
        {"header_row": 99},
        {"header_row": -1},
        {"skip_last": -1},
    ],
)
def test_options_that_make_no_sense(tmp_path, options):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(FileError) as caught:
        inspect_file(path, ReadOptions(**options))
    assert caught.value.title == "Cannot read it that way"
    assert caught.value.hint


def test_a_sheet_that_is_not_there(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    with pytest.raises(FileError, match="no sheet") as caught:
        inspect_file(path, ReadOptions(sheet="X"))
    assert "Sheet1" in caught.value.hint


def test_widest_table(tmp_path):
    path = tmp_path / "a.csv"
    names = [f"c{i}" for i in range(999)]
    path.write_text(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n")
    assert read_back(path, tmp_path / "work").names == names


def test_a_failure_leaves_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    layout = inspect_file(path)
    with duckdb.connect() as cursor:
        cursor.execute("attach ':memory:' as work")
        stage_file(cursor, "work", path, layout, tmp_path)
        path.unlink()
        with pytest.raises(FileError):
            stage_file(cursor, "work", path, layout, tmp_path)
        left = cursor.execute("select count(*) from duckdb_tables() where database_name = 'work'")
        assert left.fetchone() == (0,)


def test_staging_again_replaces(tmp_path):
    path = tmp_path / "a.csv"
    with duckdb.connect() as cursor:
        cursor.execute("attach ':memory:' as \"odd name\"")
        for text, rows in (("a,b\n1,2\n", [(2, "1", "2")]), ("x\n7\n8\n", [(2, "7"), (3, "8")])):
            path.write_text(text)
            stage_file(cursor, "odd name", path, inspect_file(path), tmp_path)
            assert cursor.execute('from "odd name".source order by 1').fetchall() == rows


@pytest.mark.parametrize("kind", ["fast", "slow", "sheet"])
def test_source_has_the_types_promised(tmp_path, kind):
    path = tmp_path / "a"
    text = b'a,b\n1,2\n3,"4"x\n' if kind == "slow" else b"a,b\n1,2\n"
    path.write_bytes(workbook([["a", "b"], [1, 2]]) if kind == "sheet" else text)
    with duckdb.connect(str(tmp_path / "store.duckdb")) as cursor:
        stage_file(cursor, "store", path, inspect_file(path), tmp_path)
        found = cursor.execute("describe store.source").fetchall()
    assert [row[:2] for row in found] == [
        ("row_number", "BIGINT"),
        ("c1", "VARCHAR"),
        ("c2", "VARCHAR"),
    ]
