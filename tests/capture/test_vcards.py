"""Rules of the vCard reader, one line of a card at a time, and its bounds."""

import io
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture import Contact, Told, parse_vcards, read_vcards
from core.capture.byte_lines import ByteLines
from core.capture.escaping import escape, split, unescape
from core.capture.told import MOST
from core.capture.told import Told as Sentences
from core.capture.vcard_lines import logical_lines


def card(*lines: str | bytes) -> bytes:
    middle = b"".join((s.encode() if isinstance(s, str) else s) + b"\r\n" for s in lines)
    return b"BEGIN:VCARD\r\n" + middle + b"END:VCARD\r\n"


def read(data: bytes) -> tuple[list[Contact], list[str]]:
    tell = Told()
    return list(read_vcards(io.BytesIO(data), tell)), tell.sentences()


def only(*lines: str | bytes) -> dict[str, Any]:
    contacts, _ = read(card(*lines))
    assert len(contacts) == 1
    return contacts[0].to_json()


NAMES = [
    (["N:Berg;Anna;;;", "FN:Someone Else"], ("Anna", "Berg")),
    (["FN:Anna Berg"], ("Anna", "Berg")),
    (["N:;;;;", "FN:Anna van den Berg"], ("Anna", "van den Berg")),
    (["FN:Berg, Anna"], ("Anna", "Berg")),
    (["FN:Ludwig van Beethoven Jr."], ("Ludwig", "van Beethoven")),
    (["FN:Anna"], ("Anna", None)),
    (["FN:VAN DAM Anna Maria"], ("Anna Maria", "VAN DAM")),
    (["FN:ANNA BERG"], ("ANNA", "BERG")),
    (["N:Berg"], (None, "Berg")),
    (["N:Anna Berg"], ("Anna", "Berg")),
    (["N:Berg, Anna", "FN:Anna Berg"], ("Anna", "Berg")),
    (["N:Berg,Anna"], ("Anna", "Berg")),
    (["N:Berg\\,Anna;;;;", "FN:Anna Berg"], ("Anna", "Berg")),
    (["N:van den Berg,Anna", "FN:van den Berg, Anna"], ("Anna", "van den Berg")),
    (["N:García,López,Ruiz;;;;", "FN:Ana García"], (None, "García López Ruiz")),
    (["N:Berg;Anna;van den;;", "FN:Anna van den Berg"], ("Anna", "van den Berg")),
    (["N:Berg;Anna;Maria;;", "FN:Anna Maria Berg"], ("Anna", "Berg")),
    (["N:Berg;Anna,Maria"], ("Anna Maria", "Berg")),
    (["N: Berg ; Anna "], ("Anna", "Berg")),
    (["N:Ber\\;g;An\\,na"], ("An,na", "Ber;g")),
    (["N:;;;;", "N:Berg;Anna"], ("Anna", "Berg")),
    (["NICKNAME:Annie,An"], ("Annie", None)),
    (["n.N:Berg;Anna"], ("Anna", "Berg")),
    (["N;LANGUAGE=nl;SORT-AS=\"Berg,Anna\":van den Berg;Anna"], ("Anna", "van den Berg")),
    (["N;ENCODING=b;CHARSET=UTF-8:R3LDvG47SsO8cmdlbg=="], ("Jürgen", "Grün")),
    (["N;ENCODING=BASE-64:R3LDvG47SsO8cmdlbg=="], ("Jürgen", "Grün")),
    ([b"N;CHARSET=ISO-8859-15:Gr\xfcn;J\xfcrgen"], ("Jürgen", "Grün")),
    ([b"N;CHARSET=x-unknown:Gr\xc3\xbcn;J\xc3\xbcrgen"], ("Jürgen", "Grün")),
    (["N;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=", "n;J=C3=BC=", "rgen"], ("Jürgen", "Grün")),
    (["N;ENCODING=QUOTED-PRINTABLE:Gr=C3=BCn;J=C3=BC", "=72gen"], ("Jürgen", "Grün")),
    (["N;ENCODING=QUOTED-PRINTABLE:Gr=C3=BCn;J=", " =C3=BCrgen"], ("Jürgen", "Grün")),
    (["N;ENCODING=QUOTED-PRINTABLE:van=", " Berg;Anna"], ("Anna", "van Berg")),
    (["N;ENCODING=QUOTED-PRINTABLE:Berg;Anna=", "TEL;CELL:123"], ("Anna", "Berg")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "name"), NAMES)
def test_names(lines: list[str | bytes], name: tuple[str | None, str | None]) -> None:
    found = only(*lines, "TEL:1")
    assert (found.get("firstname"), found.get("lastname")) == name


@pytest.mark.parametrize(
    "lines",
    [
        ["FN:+31 6 99999999"],
        ["FN:(555) 010-0123", "N:010-0123;(555);;;"],
        ["FN:ada@example.com", "N:ada@example.com;;;;"],
    ],
)
def test_a_number_or_an_email_address_is_no_name(lines: list[str]) -> None:
    found = only(*lines, "TEL;CELL:1")
    assert (found.get("firstname"), found.get("lastname")) == (None, None)
    assert found["mobilephone"] == "1"


def test_what_a_card_is_called_after_is_kept_where_it_is_nowhere_else() -> None:
    assert only("FN:+31 6 99999999", "ORG:Acme")["phone"] == "+31 6 99999999"
    assert only("FN:ada@example.com", "ORG:Acme")["email"] == "ada@example.com"
    assert only("FN:Agent 007", "TEL:1")["firstname"] == "Agent"


PROPERTIES = [
    ("TEL;TYPE=CELL:1", {"mobilephone": "1", "phones": ["1"]}),
    ("TEL;type=\"cell,voice\":1", {"mobilephone": "1", "phones": ["1"]}),
    ("TEL;TYPE=FAX,WORK:1", {"fax": "1"}),
    ("TEL;WORK;FAX:1", {"fax": "1"}),
    ("item1.TEL:1\r\nitem1.X-ABLabel:_$!<Assistant>!$_\r\nTEL:2",
     {"phone": "2", "phones": ["1", "2"]}),
    ("TEL;waid=31612345678:31612345678@s.whatsapp.net",
     {"mobilephone": "31612345678", "phones": ["31612345678"]}),
    ("TEL;PAGER:1", {"phone": "1", "phones": ["1"]}),
    ("TEL:", {}),
    ("TEL;VALUE=uri:tel:1;ext=7", {"phone": "1 ext. 7", "phones": ["1 ext. 7"]}),
    ("item1.TEL:1\r\nitem1.X-ABLabel:_$!<Mobile>!$_", {"mobilephone": "1", "phones": ["1"]}),
    ("item1.X-ABLabel:Telefax\r\nitem1.TEL:1", {"fax": "1"}),
    ("TEL;HOME:1\r\nTEL;WORK:2", {"phone": "2", "phones": ["1", "2"]}),
    ("TEL;WORK:1\r\nTEL;HOME;PREF:2", {"phone": "2", "phones": ["1", "2"]}),
    ("TEL;PREF=2:1\r\nTEL;PREF=1:2", {"phone": "2", "phones": ["1", "2"]}),
    ("TEL:1\r\nTEL:1", {"phone": "1", "phones": ["1"]}),
    ("EMAIL:Ada <ada@example.com>", {"email": "ada@example.com", "emails": ["ada@example.com"]}),
    ("EMAIL:a@example.com;b@example.com",
     {"email": "a@example.com", "emails": ["a@example.com", "b@example.com"]}),
    ("EMAIL:mailto:ada@example.com", {"email": "ada@example.com", "emails": ["ada@example.com"]}),
    ("EMAIL:a@example.com\r\nEMAIL;PREF=1:b@example.com",
     {"email": "b@example.com", "emails": ["a@example.com", "b@example.com"]}),
    ("PHONE.WORK:1\r\nPHONE.FAX:2", {"phone": "1", "fax": "2", "phones": ["1"]}),
    ("MOBILE:1\r\nE-MAIL:ada@example.com",
     {"email": "ada@example.com", "mobilephone": "1", "emails": ["ada@example.com"],
      "phones": ["1"]}),
    ("ORG:Acme\\, Inc.;Sales", {"company": "Acme, Inc."}),
    ("ORG:;Sales", {}),
    ("ROLE:Buyer", {"jobtitle": "Buyer"}),
    ("ROLE:Buyer\r\nTITLE:Head", {"jobtitle": "Head"}),
    ("URL:http\\://example.com", {"website": "http://example.com"}),
    ("URL:https://www.facebook.com/ada\r\nURL:example.com", {"website": "example.com"}),
    ("URL:http://[broken", {"website": "http://[broken"}),
    ("X-TWITTER:@ada", {"twitterhandle": "ada"}),
    ("BDAY:20000229", {"date_of_birth": "2000-02-29"}),
    ("BDAY:2000-02-29T00:00:00Z", {"date_of_birth": "2000-02-29"}),
    ("BDAY:--0229", {"date_of_birth": "--02-29"}),
    ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", {"date_of_birth": "--02-29"}),
    ("BDAY:1604-02-29", {"date_of_birth": "--02-29"}),
    ("BDAY;VALUE=date:16040229", {"date_of_birth": "--02-29"}),
    ("ADR:;;Street 1;City;ST;12345;Land",
     {"address": "Street 1", "city": "City", "state": "ST", "zip": "12345", "country": "Land"}),
    ("ADR;HOME:;;A;;;;\r\nADR;WORK:;;B;;;;", {"address": "B"}),
    ("ADR:;;;;;;\r\nLABEL:Street 1\\nCity", {"address": "Street 1, City"}),
    ("ADR;LABEL=\"Street 1, City\":;;;;;;", {"address": "Street 1, City"}),
    ("ADR:Street 1, City", {"address": "Street 1, City"}),
    ("ADR:Street 1;City;ST;12345;Land",
     {"address": "Street 1", "city": "City", "state": "ST", "zip": "12345", "country": "Land"}),
    ("BDAY:1980-3-2", {"date_of_birth": "1980-03-02"}),
    ("BDAY:1980/03/02", {"date_of_birth": "1980-03-02"}),
    ("BDAY:2.3.1980", {"date_of_birth": "1980-03-02"}),
    ("BDAY:0000-03-02", {"date_of_birth": "--03-02"}),
    ("BDAY;VALUE=date-and-or-time:--0302T10", {"date_of_birth": "--03-02"}),
    ("URL:https://twitter.com/ada_e/",
     {"twitterhandle": "ada_e", "website": "https://twitter.com/ada_e/"}),
    ("URL:https://x.com/ada/status/1", {"website": "https://x.com/ada/status/1"}),
    ("AGENT:BEGIN:VCARD\r\n FN:Bo\r\n TEL:2\r\n END:VCARD\r\nTEL:1",
     {"phone": "1", "phones": ["1"]}),
    ("AGENT:\r\n BEGIN:VCARD\r\n FN:Bo\r\n END:VCARD\r\nTEL:1", {"phone": "1", "phones": ["1"]}),
    ("AGENT:\r\nBEGIN:VCARD\r\nAGENT:BEGIN:VCARD\r\nTEL:3\r\nEND:VCARD\r\nEND:VCARD\r\nTEL:1",
     {"phone": "1", "phones": ["1"]}),
    ("TEL;TYPE=work,fax;VALUE=uri:fax:+1", {"fax": "+1"}),
    ("TEL;TYPE=home:1\r\nitem1.TEL:2\r\nitem1.X-ABLabel:Büro",
     {"phone": "2", "phones": ["1", "2"]}),
    ("LABEL:Street 1\\r\\nCity", {"address": "Street 1, City"}),
    ("ADR:;;Street\r\n12;City;;;", {"address": "Street, 12", "city": "City"}),
    ("KIND:org", {"company": "Ada Example"}),
    ("X-NOTHING;A=B;C:1", {}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "wanted"), PROPERTIES)
def test_properties(line: str, wanted: dict[str, Any]) -> None:
    found = only("FN:Ada Example", line)
    name = {} if line.startswith("KIND") else {"firstname": "Ada", "lastname": "Example"}
    assert found == {"emails": [], "phones": []} | name | wanted


BROKEN = [
    ("rubbish", "rubbish"),
    ("TEL;WORK 1", "TEL;WORK 1"),
    ("EMAIL:nobody", "nobody"),
    ("TEL:none", "none"),
    ("BDAY:in May", "in May"),
    ("BDAY:19803102", "19803102"),
    ("BDAY:1979-02-29", "1979-02-29"),
    ("a; b", "a; b"),
    pytest.param("TITLE:" + "x" * 5_000, "TITLE is too long", id="long"),
    pytest.param("TITLE:" + "x" * 500_000, "TITLE is too long", id="very long"),
    pytest.param("TITLE" + ";TYPE=x" * 50_000 + ":x", "TITLE;TYPE=x", id="many parameters"),
    ("=41=42", "=41=42"),
    ("\x00\x01\x02", "Line 3"),
]


@pytest.mark.parametrize(("line", "told"), BROKEN)
def test_a_broken_property_costs_itself_only_and_is_told_with_its_line(
    line: str, told: str
) -> None:
    contacts, warnings = read(card("FN:Ada Example", line, "TEL:1"))
    assert contacts[0].to_json()["phones"] == ["1"]
    assert len(warnings) == 1 and "Line 3" in warnings[0] and told in warnings[0]
    assert contacts[0].warnings == warnings


def test_a_broken_card_costs_itself_only() -> None:
    noise = b"\xff\xfe\x00BEGIN;:\r\n\x80\x81;;;\r\n"
    contacts, warnings = read(card("FN:A") + b"BEGIN:VCARD\r\n" + noise + card("FN:B") + noise)
    assert [c.properties["firstname"] for c in contacts] == ["A", "B"]
    assert any("no END" in w for w in warnings)


def test_an_assistant_without_end_costs_that_card_only() -> None:
    contacts, warnings = read(
        b"BEGIN:VCARD\r\nFN:A\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:X\r\n" + card("FN:B") + card("FN:C")
    )
    assert [c.properties["firstname"] for c in contacts] == ["A", "B", "C"]
    assert warnings == ["Line 1: the card has no END:VCARD."]


COMPANIES = [
    (["X-ABShowAs:COMPANY", "N:Berg;Ada;;;", "FN:Acme", "ORG:Acme;"], ("Acme", "Ada", "Berg")),
    (["X-ABShowAs:COMPANY", "N:;;;;", "FN:Acme", "ORG:Acme;"], ("Acme", None, None)),
    (["KIND:org", "N:Acme;;;;", "FN:Acme"], ("Acme", None, None)),
    (["KIND:org", "N:Inc.;Acme;;;", "FN:Acme Inc."], ("Acme Inc.", None, None)),
]


@pytest.mark.parametrize(("lines", "names"), COMPANIES)
def test_the_card_of_a_company_may_name_a_person(
    lines: list[str], names: tuple[str | None, ...]
) -> None:
    found = only(*lines, "TEL:1")
    assert tuple(found.get(name) for name in ("company", "firstname", "lastname")) == names


def test_utf_16_without_a_mark_may_begin_with_blank_lines() -> None:
    contacts, _ = read(("\r\n " + card("FN:Zoë").decode()).encode("utf-16-le"))
    assert contacts[0].properties["firstname"] == "Zoë"


def test_a_card_without_begin_is_one() -> None:
    contacts, warnings = read(b"VERSION:3.0\nFN:Ada\nTEL:1\nEND:VCARD\n")
    assert contacts[0].to_json()["firstname"] == "Ada"
    assert "without BEGIN" in warnings[0]


def test_where_a_contact_begins_is_known() -> None:
    contacts, _ = read(b"\n\n" + card("FN:A") + card("FN:B"))
    assert [contact.line for contact in contacts] == [3, 6]


def test_a_vcard_as_text_also_with_written_out_line_ends() -> None:
    text = "BEGIN:VCARD\\nVERSION:3.0\\nN;CHARSET=ISO-8859-1:Grün;Jürgen\\nEND:VCARD"
    for each in (text, text.replace("\\n", "\n"), text.replace("\\n", " ")):
        assert parse_vcards(each, Told())[0].properties == {
            "firstname": "Jürgen",
            "lastname": "Grün",
        }


# Bounds


def test_warnings_do_not_grow_with_the_file() -> None:
    _, warnings = read(card("FN:A", *["rubbish"] * 5_000) * 3)
    assert len(warnings) <= MOST + 1
    assert "more warnings" in warnings[-1]
    tell = Sentences()
    for _ in range(MOST + 3):
        tell("x")
    assert tell.sentences()[-1] == "And 3 more warnings."


@pytest.mark.parametrize(
    "data",
    [
        card("FN:A", b"PHOTO;ENCODING=b:" + b"QUJD" * 3_000_000, "TEL:1"),
        card("FN:A", *[b"PHOTO;ENCODING=b:QUJD", *[b" " + b"QUJD" * 18] * 50_000], "TEL:1"),
        card("FN:A", b"TEL:1", b"FN:" + b"x" * 8_000_000),
        card("FN:A", b"TEL:1") + b"\r" * 100_000,
    ],
    ids=["photo in one line", "photo folded", "long name", "line ends"],
)
def test_memory_stays_bounded(data: bytes) -> None:
    stream = io.BytesIO(data)
    tracemalloc.start()
    contacts = list(read_vcards(stream, Told()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert contacts[0].to_json()["phones"] == ["1"]
    assert peak < 8_000_000


HOSTILE = [
    " ",
    "a",
    ".",
    "a.",
    '"',
    '"a"',
    ";",
    "=",
    "=;",
    "\\",
    "\\;",
    ",",
    "@",
    "<",
    ":",
    "tel:",
    "é",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_line_takes_long(piece: str) -> None:
    """Nothing here grows with the square of a line's length."""
    long = piece * (50_000 // len(piece))
    heads = ("", "TEL;", "EMAIL:", "N:", "FN:", "ADR:", "URL:", "FN;ENCODING=QUOTED-PRINTABLE:")
    begin = time.process_time()
    read(card("FN:A", *[head + long for head in heads], "TEL:1"))
    assert time.process_time() - begin < 3


def test_a_card_with_endless_properties_is_cut() -> None:
    contacts, warnings = read(card("FN:A", *[f"TEL:{n}" for n in range(3_000)]) + card("FN:B"))
    assert [c.properties["firstname"] for c in contacts] == ["A", "B"]
    assert len(contacts[0].phones) < 1_001
    assert "too long" in warnings[0]


def test_cards_come_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return card("FN:A") * 100

    contacts = read_vcards(Endless(), Told())
    assert [next(contacts).properties["firstname"] for _ in range(5_000)] == ["A"] * 5_000


@pytest.mark.parametrize(
    ("written", "meant"),
    [(r"O\'Neil", "O'Neil"), (r"a\,b\;c\:d", "a,b;c:d"), (r"C:\data", r"C:\data")],
)
def test_a_backslash_before_a_mark_goes_and_any_other_stays(written: str, meant: str) -> None:
    assert unescape(written) == meant


# Laws

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(TEXT)
def test_any_text_comes_back_from_its_escaped_form(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)


@given(st.lists(TEXT, min_size=1), st.sampled_from(";,"))
def test_components_come_back_from_their_value(parts: list[str], mark: str) -> None:
    value = mark.join(escape(part) for part in parts)
    assert [unescape(part) for part in split(value, mark)] == parts


# Of digits alone it would be a number, which is no name.
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30).filter(
    lambda word: any(letter.isalpha() for letter in word)
)


@given(WORD, WORD, st.integers(20, 70))
def test_names_survive_folding_at_any_place(first: str, last: str, width: int) -> None:
    line = f"N:{escape(last)};{escape(first)};;;".encode()
    folded = [line[at : at + width] for at in range(0, len(line), width)]
    found, _ = read(card(b"\r\n ".join(folded)))
    assert found[0].properties == {"firstname": first, "lastname": last}


@given(WORD, WORD, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_names_survive_quoted_printable_in_any_file(first: str, last: str, encoding: str) -> None:
    quoted = "".join(f"={byte:02X}" for byte in f"{last};{first}".encode()).replace("=3B", ";")
    broken = "=\r\n".join(quoted[at : at + 60] for at in range(0, len(quoted), 60))
    text = f"BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{broken}\r\nEND:VCARD\r\n"
    found, _ = read(text.encode(encoding))
    assert found[0].properties == {"firstname": first, "lastname": last}


@given(st.binary(max_size=3_000))
def test_no_bytes_raise(noise: bytes) -> None:
    read(noise)
    read(card("FN:A", noise, "TEL:1"))


PIECES = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "N:a;b", "FN;ENCODING=QUOTED-PRINTABLE:=", " folded", "AGENT:", "",
     "TEL;", "PHOTO;ENCODING=b:", "QUJD", "ADR:;;x", "item1.X-ABLabel:Fax", "item1.TEL:1", "=C3=BC"]
)  # fmt: skip


@given(st.lists(PIECES), st.sampled_from(["\r\n", "\n", "\r", "\r\r\n"]))
def test_any_order_of_lines_is_read(lines: list[str], end: str) -> None:
    data = end.join(lines).encode() + end.encode() * 2
    contacts, warnings = read(data + card("FN:Last", "TEL:1") + b"END:VCARD\r\n" * 3)
    assert all(isinstance(w, str) for w in warnings)
    assert sum("AGENT:" in line for line in lines) or contacts[-1].properties["firstname"] == "Last"


@given(st.lists(st.binary(max_size=50)), st.integers(1, 40))
def test_lines_do_not_depend_on_how_the_file_is_read(lines: list[bytes], size: int) -> None:
    class Dribble(io.BytesIO):
        def read(self, wanted: int | None = -1) -> bytes:
            return super().read(size)

    data = b"BEGIN:VCARD\r\n" + b"\r\n".join(lines)
    assert list(logical_lines(ByteLines(Dribble(data)))) == list(
        logical_lines(ByteLines(io.BytesIO(data)))
    )
