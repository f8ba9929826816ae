"""Delimiters, quotes, escapes, line ends."""

import pytest

HEADER = ["Name", "Date", "Amount", "Note", "City"]
ROWS = [
    ["Ann Smith", "2024-01-05", "12.50", "likes tea; and, cake", "New York"],
    ["Bob", "2024-02-17", "7", "", "Paris"],
    ["Zoë O'Neil", "2024-03-01", "1000.00", "says hi: twice", "Köln"],
    ["Li", "2024-12-31", "0.5", "a | b ~ c", "Rome"],
]


def write(rows, delimiter=",", quote='"', end="\n", everything=False):
    def cell(text):
        special = everything or any(sign in text for sign in (delimiter, quote, "\n", "\r"))
        return f"{quote}{text.replace(quote, quote * 2)}{quote}" if special else text

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def as_read(rows):
    return [[cell or None for cell in row] for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^", "~", " "])
@pytest.mark.parametrize("everything", [False, True])
def test_delimiters(read, delimiter, everything):
    found = read(write([HEADER, *ROWS * 3], delimiter, everything=everything))
    assert found.layout.options.delimiter == delimiter
    assert found.names == HEADER
    assert found.rows == as_read(ROWS * 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(read, end, last):
    text = write([HEADER, *ROWS], end=end)
    found = read(text if last else text[: -len(end)])
    assert found.rows == as_read(ROWS)
    assert found.numbers == [2, 3, 4, 5]


def test_mixed_line_ends(read):
    found = read("a,b\r\n1,2\n3,4\r5,6\r\n")
    assert found.rows == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert found.numbers == [2, 3, 4]


@pytest.mark.parametrize("everything", [False, True])
def test_single_quotes(read, everything):
    found = read(write([HEADER, *ROWS * 3], quote="'", everything=everything))
    assert found.layout.options.quote == "'"
    assert found.rows == as_read(ROWS * 3)


def test_semicolon_with_decimal_comma(read):
    found = read("Name;Betrag\nAnn;3,50\nBob;14,75\n")
    assert found.rows == [["Ann", "3,50"], ["Bob", "14,75"]]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_sep_line_is_obeyed(read, line):
    found = read(f"{line}\r\na;b,c\r\n1;2,3\r\n")
    assert found.names == ["a", "b,c"]
    assert found.rows == [["1", "2,3"]]
    assert found.numbers == [3]
    assert found.layout.skipped_rows[0][0] == 1


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Name, Age\nAnn, 3\nBob, 4\n", [["Ann", "3"], ["Bob", "4"]]),
        ('Name, Age\n"B, x", 4\n"C", "5"\n', [["B, x", "4"], ["C", "5"]]),
        ('a, b, c\n1, "x, y", z\n2, "p, q", r\n', [["1", "x, y", "z"], ["2", "p, q", "r"]]),
    ],
)
def test_comma_space_is_trimmed(read, text, rows):
    assert read(text).rows == rows


def test_other_spaces_are_text(read):
    assert read("a,b,c\n x ,y, z\n1,2 ,3\n").rows == [[" x ", "y", " z"], ["1", "2 ", "3"]]


def test_backslash_escapes_a_quote(read):
    rows = "".join(f'{i},"say \\"hi\\", {i}",x\n' for i in range(5))
    found = read("a,b,c\n" + rows)
    assert found.layout.options.escape == "\\"
    assert found.rows == [[str(i), f'say "hi", {i}', "x"] for i in range(5)]


def test_windows_path_is_no_escape(read):
    found = read('a,b\n"C:\\new\\",1\n"D:\\x, y\\",2\n')
    assert found.rows == [["C:\\new\\", "1"], ["D:\\x, y\\", "2"]]


def test_the_users_dialect_wins(read):
    found = read("a;b,c\n1;2,3\n", delimiter=";")
    assert found.names == ["a", "b,c"]
    found = read("a,b\n'x',1\n", quote="")
    assert found.rows == [["'x'", "1"]]


@pytest.mark.parametrize(
    ("text", "name", "rows"),
    [
        ("Email\na@x.com\nb@y.org\n", "Email", [["a@x.com"], ["b@y.org"]]),
        ("Name\nAnn Smith\nBob Jones\n", "Name", [["Ann Smith"], ["Bob Jones"]]),
        ("Name\nSmith, John\nDoe\nLee\n", "Name", [["Smith, John"], ["Doe"], ["Lee"]]),
        ("When\n2024-01-01 10:00\n2024-01-02 11:30\n", "When", None),
        ("Id\n1\n\n2\n", "Id", [["1"], ["2"]]),
    ],
)
def test_one_column(read, text, name, rows):
    found = read(text)
    assert found.names == [name]
    assert rows is None or found.rows == rows


def test_late_first_quote_with_line_breaks(read):
    plain = "".join(f"{i},word,x\n" for i in range(20_000))
    found = read("n,text,c\n" + plain + '20000,"two\nlines, ""quoted""",y\n20001,z,z\n')
    assert found.rows[20_000] == ["20000", 'two\nlines, "quoted"', "y"]
    assert found.numbers[-1] == 20_003
    assert not found.staged.repaired


def test_long_cells(read):
    cell = "x" * 300_000 + "\n" + 'y"' * 1000
    quoted = cell.replace('"', '""')
    found = read(f'a,b\n1,"{quoted}"\n2,z\n')
    assert found.rows == [["1", cell], ["2", "z"]]


def test_a_line_of_three_million_signs(read):
    found = read("a,b\n" + "1,2\n" * 50 + "x" * 3_000_000 + ",z\n")
    assert len(found.rows[50][0]) == 3_000_000


@pytest.mark.parametrize("sign", ["[", "*", "?", "'", "ü", " "])
def test_odd_file_names(read, sign):
    assert read("a,b\n1,2\n", name=f"my{sign}file.csv").rows == [["1", "2"]]
