"""What Python's csv writes is read back cell for cell, by either path, with the right numbers."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.read import stage_text
from tests.read.conftest import read_back

CELLS = st.text(alphabet="ab1 ,;\t|'\"\\#é\n", max_size=6)
WORDS = st.one_of(
    st.from_regex(r"[A-Za-zé]{1,8}( [a-z]{1,5})?", fullmatch=True),
    st.integers(0, 10**6).map(str),
    st.just(""),
    st.sampled_from(["Smith, John", 'say "hi"', "two\nlines", "O'Neil", "2024-01-01", "a; b"]),
)
SETTINGS = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def tables(cells):
    return st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12)
    )


def write(rows, delimiter, end, quoting):
    width = len(rows[0]) if rows else 1
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([[f"Head {i}" for i in range(width)], *rows])
    return out.getvalue()


def expected(text, delimiter):
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    numbered = enumerate(rows, 1)
    next(numbered)
    return [
        (number, [cell or None for cell in row])
        for number, row in numbered
        if any(cell.strip() for cell in row)
    ]


def read(text, **options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        path.write_bytes(text.encode())
        return read_back(path, Path(folder) / "work", **options)


@pytest.fixture
def slow_path_only(monkeypatch):
    monkeypatch.setattr(stage_text, "stage_fast", lambda *arguments: None)


def check_explicit(rows, delimiter, end, quoting):
    text = write(rows, delimiter, end, quoting)
    options = {"delimiter": delimiter, "quote": '"', "escape": '"', "header_row": 1}
    found = read(text, **options, encoding="utf-8")
    assert list(zip(found.numbers, found.rows, strict=True)) == expected(text, delimiter)
    assert not found.staged.repaired


DIALECTS = {
    "delimiter": st.sampled_from(",;\t|"),
    "end": st.sampled_from(["\n", "\r\n"]),
    "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
}


@SETTINGS
@given(rows=tables(CELLS), **DIALECTS)
def test_a_given_dialect(rows, delimiter, end, quoting):
    check_explicit(rows, delimiter, end, quoting)


@SETTINGS
@given(rows=tables(CELLS), **DIALECTS)
def test_a_given_dialect_on_the_slow_path(slow_path_only, rows, delimiter, end, quoting):
    check_explicit(rows, delimiter, end, quoting)


@SETTINGS
@given(rows=tables(WORDS), **DIALECTS)
def test_a_detected_dialect(rows, delimiter, end, quoting):
    text = write(rows, delimiter, end, quoting)
    found = read(text, header_row=1)
    assert list(zip(found.numbers, found.rows, strict=True)) == expected(text, delimiter)


@SETTINGS
@given(rows=tables(WORDS), place=st.integers(1, 400), junk=st.sampled_from('",\n;#\x00'))
def test_damage_never_raises_and_never_loses_text(rows, place, junk):
    text = write(rows, ",", "\n", csv.QUOTE_MINIMAL)
    place = min(place, len(text))
    found = read(text[:place] + junk + text[place:], header_row=1)
    told = "".join(cell or "" for row in found.rows for cell in row) + "".join(found.names)
    kept = sum(sign.isalnum() for sign in told)
    assert kept >= sum(sign.isalnum() for row in rows for cell in row for sign in cell) * 0.99 - 20


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(content):
    from core.errors import FileError

    try:
        read(content.decode("latin-1"))
    except FileError as error:
        assert error.hint
