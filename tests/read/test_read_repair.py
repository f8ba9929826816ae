"""Damaged rows: nothing is lost, the rest of the file is not touched, every repair is listed."""

import pytest

GOOD = [["2024-01-05", "Ann", "12", "fine, really", "Rome"], ["2024-01-06", "Bob", "7", "ok", ""]]
HEADER = "Date,Name,Count,Note,City"


def line(row):
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in row)


def around(damaged):
    """The damaged line among ten good rows; it is row 7 of the file."""
    lines = [HEADER, *[line(row) for row in GOOD * 3]][:6]
    return "\n".join([*lines, damaged, *[line(row) for row in GOOD * 3]]) + "\n"


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        # quotes
        ('2024-02-01,Cy,1,"say "hi" now",X', ["2024-02-01", "Cy", "1", 'say "hi" now', "X"]),
        ('2024-02-01,Cy,1,"say "hi"",X', ["2024-02-01", "Cy", "1", 'say "hi"', "X"]),
        ('2024-02-01,"Cy,1,n,X', ["2024-02-01", '"Cy', "1", "n", "X"]),
        ('2024-02-01,Cy",1,n,X', ["2024-02-01", 'Cy"', "1", "n", "X"]),
        ('2024-02-01,Cy,1,"a, b" c,X', None),
        ('2024-02-01,5" pipe,1,n,X', ["2024-02-01", '5" pipe', "1", "n", "X"]),
        ('2024-02-01,Bob "B" Lee,1,n,X', ["2024-02-01", 'Bob "B" Lee', "1", "n", "X"]),
        ('2024-02-01,"Bob "B, b" Lee",1,n,X', ["2024-02-01", 'Bob "B, b" Lee', "1", "n", "X"]),
        ('2024-02-01,Cy,1,"n" ,X', ["2024-02-01", "Cy", "1", "n", "X"]),
        ('2024-02-01,Cy,1,"two\nlines "quoted" here",X',
         ["2024-02-01", "Cy", "1", 'two\nlines "quoted" here', "X"]),
        ('"2024-02-01,Cy,1,""n, m"",X"', ["2024-02-01", "Cy", "1", "n, m", "X"]),
        # width
        ("2024-02-01,Cy,1", ["2024-02-01", "Cy", "1", None, None]),
        (",2024-02-01,Cy,1,n,X", ["2024-02-01", "Cy", "1", "n", "X"]),
        ("2024-02-01,,Cy,1,n,X", ["2024-02-01", "Cy", "1", "n", "X"]),
        ("2024-02-01,Cy,,1,n,X", ["2024-02-01", "Cy", "1", "n", "X"]),
        ("2024-02-01,,Cy,1,n,", ["2024-02-01", "Cy", "1", "n", None]),
        ("2024-02-01,Cy,1,n,X,", ["2024-02-01", "Cy", "1", "n", "X"]),
        ("2024-02-01,Cy,1,n,X,,,", ["2024-02-01", "Cy", "1", "n", "X"]),
        # another dialect on this row
        ("2024-02-01;Cy;1;n;X", ["2024-02-01", "Cy", "1", "n", "X"]),
        ("2024-02-01;Cy;1;n, m;X", ["2024-02-01", "Cy", "1", "n, m", "X"]),
        ("2024-02-01,Cy,1,'n, m',X", ["2024-02-01", "Cy", "1", "n, m", "X"]),
    ],
)  # fmt: skip
def test_one_damaged_row(read, damaged, expected):
    found = read(around(damaged))
    good = [[cell or None for cell in row] for row in (GOOD * 3)]
    assert found.rows[:5] == good[:5]
    assert found.rows[6:] == good
    assert found.numbers == list(range(2, 14))
    assert expected is None or found.rows[5] == expected
    assert {row for row, _ in found.staged.repaired} <= {7}


def test_repairs_are_listed(read):
    found = read(around('2024-02-01,"Cy,1,n,X'))
    assert found.staged.repaired == ((7, "quotes paired again"),)
    assert "1 damaged row" in found.told


def test_surplus_values_are_kept_apart(read):
    found = read("a,b\n1,2\n3,4,5,6\n7,8\n")
    assert found.names == ["a", "b", "Surplus values"]
    assert found.rows == [["1", "2", None], ["3", "4", "5,6"], ["7", "8", None]]
    assert "Surplus values" in found.told


PEOPLE = "First name,Middle,Email,City,Note\n" + "Ada,M,ada@example.com,Rome,hello\n" * 30


@pytest.mark.parametrize(
    "line, cells, spill",
    [
        (
            "Bo,,bo@example.com,Town,hi, all",
            ["Bo", None, "bo@example.com", "Town", "hi"],
            " all",
        ),
        ("Ann,,ann@example.com,,hi, you", ["Ann", None, "ann@example.com", None, "hi"], " you"),
        ("Eve,M,eve@example.com,,n,a,b", ["Eve", "M", "eve@example.com", None, "n"], "a,b"),
        ("Cat,M,,cat@example.com,Rome,x", ["Cat", "M", "cat@example.com", "Rome", "x"], None),
        ("Dee,M,dee@example.com,Rome,x,,", ["Dee", "M", "dee@example.com", "Rome", "x"], None),
        (",Fay,M,fay@example.com,Rome,x", ["Fay", "M", "fay@example.com", "Rome", "x"], None),
    ],
)
def test_a_text_that_goes_on_moves_nothing(read, line, cells, spill):
    found = read(f"{PEOPLE}{line}\n")
    assert found.rows[-1] == (cells if spill is None else [*cells, spill])
    assert found.names[5:] == ([] if spill is None else ["Surplus values"])


def test_a_row_that_moved_says_which_cell_was_left_out(read):
    found = read(f"{PEOPLE}Cat,M,,cat@example.com,Rome,x\n")
    assert found.staged.repaired == ((32, "empty cell 3 left out, those behind moved to the left"),)


def test_a_quote_that_never_closes(read):
    lines = "".join(f"{i},word {i},x\n" for i in range(3000))
    found = read('n,t,c\n1,"open,x\n' + lines)
    assert len(found.rows) == 3001
    assert found.rows[0] == ["1", '"open', "x"]
    assert found.rows[1:] == [[str(i), f"word {i}", "x"] for i in range(3000)]


def test_a_quote_that_never_closes_on_the_last_row(read):
    found = read('a,b,c\n1,2,3\n4,5,"6\n')
    assert found.rows == [["1", "2", "3"], ["4", "5", '"6']]


def test_damage_far_below_the_sample(read):
    rows = [[str(i), f"name {i}", "a, b", "x"] for i in range(60_000)]
    lines = [f'{a},{b},"{c}",{d}' for a, b, c, d in rows]
    lines[54_000] = '54000,"name "54000" x",c,d'
    lines.insert(55_000, "")
    found = read("n,name,list,c\n" + "\n".join(lines) + "\n")
    rows[54_000] = ["54000", 'name "54000" x', "c", "d"]
    assert found.rows == rows
    assert found.numbers == [*range(2, 55_002), *range(55_003, 60_003)]
    assert found.staged.repaired == ((54_002, "quotes paired again"),)


def test_rows_usually_short_are_no_damage(read):
    found = read("a,b,c\n" + "1,2\n" * 10 + "1,2,3\n")
    assert found.rows == [["1", "2", None]] * 10 + [["1", "2", "3"]]
    assert not found.staged.repaired


def test_line_breaks_in_cells_are_no_damage(read):
    found = read('a,b,c\n1,"x\ny, z",2\n3,"p\r\nq",4\n5,"r\rs",6\n')
    assert [row[1] for row in found.rows] == ["x\ny, z", "p\r\nq", "r\rs"]
    assert not found.staged.repaired
