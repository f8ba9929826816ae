"""Where the table is: titles, comments, headers of two rows or none, blank rows, ends."""

import pytest


@pytest.mark.parametrize(
    ("text", "names", "numbers"),
    [
        ("a,b\n1,2\n", ["a", "b"], [2]),
        ("\n\na,b\n1,2\n", ["a", "b"], [4]),
        ("My report\n\nName,Age,City\nAnn,3,x\nBob,4,y\n", ["Name", "Age", "City"], [4, 5]),
        ("My report,,\n,,\nName,Age,City\nAnn,3,x\nBob,4,y\n", ["Name", "Age", "City"], [4, 5]),
        (
            "Report:,Sales,,\nDate:,2024-01-01,,\n\nName,Age,City,Zip\nAnn,3,x,1\nBob,4,y,2\n",
            ["Name", "Age", "City", "Zip"],
            [5, 6],
        ),
        ("# made by x\n# at 10:00\na,b,c\n1,2,3\n4,5,6\n", ["a", "b", "c"], [4, 5]),
        ("# made by x, on y\na,b,c\n1,2,3\n", ["a", "b", "c"], [3]),
        ("#id,name,x\n1,Ann,2\n2,Bob,3\n", ["#id", "name", "x"], [2, 3]),
        ("a,b\n\n1,2\n", ["a", "b"], [3]),
        ('"two\nlines",b\n1,2\n', ["two lines", "b"], [2]),
        ("Region,2019,2020\nN,1,2\nS,3,4\n", ["Region", "2019", "2020"], [2, 3]),
        ("Name,Email\nAnn,a@x.de\n", ["Name", "Email"], [2]),
        ("Name,City\nAnn,Paris\nBob,Rome\n", ["Name", "City"], [2, 3]),
        (",Name,Age\n0,Ann,3\n1,Bob,4\n", ["Column 1", "Name", "Age"], [2, 3]),
        ("a,a,,b,\n1,2,3,4,5\n", ["a", "a (2)", "Column 3", "b", "Column 5"], [2]),
        ("a,b,\n1,2,\n3,4,\n", ["a", "b"], [2, 3]),
        ("a,b\n1,2,\n3,4,\n", ["a", "b"], [2, 3]),
        ("Name,Name,City\nAnn,Bob,Rome\nCy,Di,Oslo\n", ["Name", "Name (2)", "City"], [2, 3]),
        (
            "Name,,Email,Note,\nAnn,Lee,x,y,z\nBo,Li,p,q,r\n",
            ["Name", "Column 2", "Email", "Note", "Column 5"],
            [2, 3],
        ),
        (
            "Q1,,Q2,\nSold,Cost,Sold,Cost\na,b,c,d\n",
            ["Q1 Sold", "Q1 Cost", "Q2 Sold", "Q2 Cost"],
            [3],
        ),
        ("a, A ,a (2)\n1,2,3\n", ["a", "A (2)", "a (2) (2)"], [2]),
    ],
)
def test_header_is_found(read, text, names, numbers):
    found = read(text)
    assert found.names == names
    assert found.numbers == numbers
    every = {number for number, _ in found.staged.layout.skipped_rows}
    assert every.isdisjoint(numbers)


def test_what_stands_above_is_listed(read):
    found = read("My report\n\nName,Age,City\nAnn,3,x\nBob,4,y\n")
    assert found.layout.options.header_row == 3
    assert found.layout.skipped_rows == ((1, "above the table: My report"), (2, "blank row"))
    assert "above the table" in found.told


@pytest.mark.parametrize(
    "text",
    [
        "1,Ann,2024-01-01\n2,Bob,2024-01-02\n3,Cy,2024-01-03\n",
        "ann@x.de,Ann\nbob@x.de,Bob\n",
    ],
)
def test_no_header(read, text):
    found = read(text)
    assert found.layout.options.header_row == 0
    assert found.names[:2] == ["Column 1", "Column 2"]
    assert found.numbers == list(range(1, len(text.splitlines()) + 1))
    assert "no header" in found.told


def test_the_users_header_row_wins(read):
    text = "x,y\nName,Age\nAnn,3\n"
    assert read(text, header_row=2).names == ["Name", "Age"]
    assert read(text, header_row=2).numbers == [3]
    assert read(text, header_row=0).numbers == [1, 2, 3]


def test_repeated_header_rows_become_one(read):
    found = read("Name,Age\nName,Age\nAnn,3\nBob,4\n")
    assert found.names == ["Name", "Age"]
    assert [column.header for column in found.layout.columns] == ["Name Name", "Age Age"]
    assert found.numbers == [3, 4]


@pytest.mark.parametrize(
    ("group", "first"), [(",Contact,,Company,", "Id"), ("Key,Contact,,Company,", "Key Id")]
)
def test_grouped_header_is_joined(read, group, first):
    names = [first, "Contact First", "Contact Last", "Company Name", "Company City"]
    found = read(f"{group}\nId,First,Last,Name,City\n1,A,B,C,D\n2,E,F,G,H\n")
    assert found.names == names
    assert found.numbers == [3, 4]
    again = read(
        f"{group}\nId,First,Last,Name,City\n1,A,B,C,D\n2,E,F,G,H\n",
        header_row=found.layout.options.header_row,
    )
    assert again.names == names


def test_header_repeated_among_the_data_is_left_out(read):
    found = read("Name,Age\nAnn,3\nName,Age\nBob,4\nname,age\n")
    assert found.numbers == [2, 4, 5]
    assert (3, "repeated header") in found.staged.layout.skipped_rows


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n\n3,4\n\n\n5,6\n\n",
        "a,b\r\n1,2\r\n\r\n3,4\r\n\r\n\r\n5,6\r\n",
        "a,b\r1,2\r\r3,4\r\r\r5,6\r",
        "a,b\n1,2\n,\n3,4\n,\n , \n5,6\n",
    ],
)
def test_blank_rows_count_but_are_left_out(read, text):
    found = read(text)
    assert found.rows == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert found.numbers == [2, 4, 7]
    assert "blank rows" in found.told


def test_blank_lines_inside_cells_are_text(read):
    found = read('a,b\n1,"x\n\ny"\n2,"p\r\n\r\nq"\n3,z\n')
    assert found.rows == [["1", "x\n\ny"], ["2", "p\r\n\r\nq"], ["3", "z"]]
    assert found.numbers == [2, 3, 4]


def test_comments_among_the_data(read):
    found = read("a,b,c\n1,2,3\n# note\n4,5,6\n")
    assert found.numbers == [2, 4]
    assert (3, "comment") in found.staged.layout.skipped_rows
    assert "1 row among the data was left out" in found.told


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand total", "Summe", "Gesamt", "Итого"])
def test_total_row_is_kept(read, word):
    found = read(f"Name,Age,City\nAnn,3,x\nBob,4,y\n{word},7,\n")
    assert found.rows[-1] == [word, "7", None]
    assert "looks like a total" in found.told


def test_footnote_is_kept(read):
    found = read("Name,Age,City\nAnn,3,x\nBob,4,y\nSource: the office\n")
    assert found.rows[-1] == ["Source: the office", None, None]
    assert "footnote" in found.told


@pytest.mark.parametrize("last", ["Total,7,\n", "Source: us\n", "Total,7,\n\n\n"])
def test_the_user_cuts_rows_at_the_end(read, last):
    found = read("Name,Age,City\nAnn,3,x\nBob,4,y\n" + last, skip_last=1)
    assert found.rows == [["Ann", "3", "x"], ["Bob", "4", "y"]]
    assert (4, "left out at the end") in found.staged.layout.skipped_rows


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_second_table_is_told_and_kept(read, between):
    second = "".join(f"k{i},{i}\n" for i in range(6))
    text = "Name,Age,City\n" + "Ann,3,x\n" * 8 + between + "Key,Value\n" + second
    found = read(text)
    assert len(found.rows) == 15
    assert "second table" in found.told


def test_header_only(read):
    found = read("Name,Age\n")
    assert found.names == ["Name", "Age"]
    assert found.rows == []
