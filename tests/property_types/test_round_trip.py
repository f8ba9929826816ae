"""The text of a value, as an export writes it, reads back as the same value."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.export import guarded
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.property_types.number import NUMBER_FORMATS
from core.vocabulary import load_object_types
from tests.property_types.converting import OWNERS, Converter, Issue, a_property

ANY = st.text(max_size=40)
# What people write around and into values.
NOISE = st.sampled_from(["", " ", "\u00a0", "\t", "'", "-", "+", "=", "@", "'-", "'=", ";", "www."])
ROLES = load_object_types()["contacts"].property("hs_buying_role")
SIGNS = a_property("select", ("-1 day", "+1 day"), ("=x", "@y"))

NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(10**17), 10**17).map("{:,}".format),
    st.decimals(-(10**9), 10**9, places=3).map(str),
)
DATES = st.one_of(
    st.dates().map(str),
    st.dates().map("{:%d/%m/%Y}".format),
    st.dates().map("{:%d %B %y}".format),
)
MOMENTS = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat(" ")),
    st.datetimes(timezones=st.just(None)).map("{:%d-%m-%Y %I:%M %p}".format),
    st.datetimes().map(lambda moment: moment.isoformat() + "+05:30"),
    st.datetimes().map(lambda moment: moment.isoformat() + "-10:00"),
    st.integers(-(10**14), 10**14).map(str),
)
WORDS = st.text("abz09.-_'+=@:/ ßİé", max_size=12)
HOSTS = st.tuples(NOISE, WORDS, st.sampled_from([".com", ".co.uk", ".", ".example/x"])).map("".join)
EMAILS = st.tuples(WORDS, st.just("@"), HOSTS).map("".join)
PARTS = st.lists(
    st.sampled_from([*(o.label for o in ROLES.options), "", " ", "nobody"]), max_size=4
)

KINDS = {
    "text": (a_property("text"), ANY),
    "textarea": (a_property("textarea"), ANY),
    "number": (a_property("number"), NUMBERS),
    "currency": (a_property("currency"), st.tuples(st.just("€ "), NUMBERS).map("".join)),
    "date": (a_property("date"), DATES),
    "datetime": (a_property("datetime"), MOMENTS),
    "booleancheckbox": (a_property("booleancheckbox"), st.sampled_from(["yes", "NO", "1", "x"])),
    "select": (SIGNS, st.sampled_from(["-1 day", "+1 DAY", "@y", "=x", "x"])),
    "checkbox": (ROLES, PARTS.map(";".join)),
    "owner": (a_property("owner"), st.sampled_from([owner[1] for owner in OWNERS])),
    "phonenumber": (a_property("phonenumber"), st.tuples(WORDS, st.just("+31 6 1")).map("".join)),
    "url": (a_property("url"), st.tuples(st.sampled_from(["", "http://"]), HOSTS).map("".join)),
    "email": (a_property("email"), EMAILS),
    "domain": (a_property("domain"), HOSTS),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, derandomize=True)
@given(
    data=st.data(),
    order=st.sampled_from(list(DATE_ORDERS)),
    number=st.sampled_from(list(NUMBER_FORMATS)),
    zone=st.sampled_from(["UTC", "Europe/Amsterdam", "Pacific/Apia"]),
)
def test_the_text_of_a_value_reads_back_as_the_value(
    cells: Converter, kind, data, order, number, zone
) -> None:
    prop, texts = KINDS[kind]
    found = st.tuples(NOISE, texts, NOISE).map("".join)
    raw = data.draw(st.lists(st.one_of(texts, found, ANY), min_size=1, max_size=40))
    formats = Formats(order, number, zone)
    values = cells.convert(prop, raw, formats)
    readable = [text for text, value in zip(raw, values, strict=True) if _is_value(value)]
    values = [value for value in values if _is_value(value)]
    written = cells.texts(prop, readable, formats)
    if kind == "checkbox":
        # The record holds the list; the mark that adds to it belongs to the cell.
        values, written = [v.lstrip(";") for v in values], [w.lstrip(";") for w in written]
    # Numbers are exported with a point, moments in UTC, whatever the file had.
    assert cells.convert(prop, written, Formats(order, "1,234.56", zone)) == values
    rows = cells.connection.execute(
        f"select {guarded('text')} from (select unnest($1::varchar[]) as text)", [written]
    ).fetchall()
    assert cells.convert(prop, [row[0] for row in rows], Formats(order, "1,234.56", zone)) == values


def _is_value(value: object) -> bool:
    return value is not None and not isinstance(value, Issue)


BLANKS = ["", " ", "\t \n", "\u00a0", "\u200b", "\ufeff", None]


@pytest.mark.parametrize("kind", [*KINDS, "record id"])
def test_a_blank_cell_has_no_value_and_no_issue(cells: Converter, kind) -> None:
    prop = KINDS[kind][0] if kind in KINDS else a_property(kind)
    assert cells.convert(prop, BLANKS) == [None] * len(BLANKS)


@pytest.mark.parametrize("kind", [*KINDS, "record id"])
@settings(max_examples=12, derandomize=True)
@given(raw=st.lists(st.text(max_size=30), min_size=1, max_size=40))
@example(raw=["' or 1=1 --", "\\", "%", "{}", "\x00", "🜁", "9" * 400, "1e999999", "-", ";;"])
def test_any_text_at_all_is_a_value_an_issue_or_blank(cells: Converter, kind, raw) -> None:
    prop = KINDS[kind][0] if kind in KINDS else a_property(kind)
    found = cells.convert(prop, raw)
    for text, value in zip(raw, found, strict=True):
        assert (value is None) == (text.strip(" \t\n\r\u00a0\u200b\ufeff") == "")
