"""The ugly file stays as ugly as its description says, and readable under all of it."""

import csv
import io
import re
from collections import Counter

import pytest

from core.samples import messy_contacts, sample_records
from core.samples.messy import HEADERS

EMAIL = re.compile(r"[a-z.]+@example\.(com|org|net)", re.IGNORECASE)
KNOWN_STAGES = {
    "Lead",
    "Kunde",
    "Abonnent",
    "Marketing-Qualified-Lead",
    "Opportunity",
    "Sales-Qualified-Lead",
}


def test_the_file_is_the_same_every_time() -> None:
    assert messy_contacts() == messy_contacts()


def test_it_is_cp1252_with_its_own_characters_and_no_utf_8() -> None:
    data = messy_contacts()
    assert {"–", "€", "„", "’", "ß", "é"} <= set(data.decode("cp1252"))
    assert b"\x96" in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_a_title_and_a_blank_line_come_first_and_a_total_last() -> None:
    lines = _lines()
    assert lines[0][0].startswith("Messekontakte")
    assert not any(lines[0][1:])
    assert lines[1] == []
    assert lines[2] == list(HEADERS)
    assert lines[-1][0] == "Totaal: 396"
    assert not any(lines[-1][1:])


def test_every_row_is_as_wide_as_the_header() -> None:
    assert {len(line) for line in _lines()[2:]} == {len(HEADERS)}
    assert len(_rows()) == 396


def test_badges_and_postal_codes_begin_with_zeros() -> None:
    rows = _rows()
    assert [row["Badge-Nr."] for row in rows] == [f"{n:06}" for n in range(1, 397)]
    assert sum(row["Postcode"].startswith("0") for row in rows) > 50


def test_persons_come_twice_in_other_letters() -> None:
    exact = Counter(row["E-Mail"] for row in _rows() if row["E-Mail"])
    folded = Counter(row["E-Mail"].lower() for row in _rows() if row["E-Mail"])
    assert sum(count > 1 for count in folded.values()) >= 25
    assert sum(count > 1 for count in exact.values()) >= 10
    assert len(folded) < len(exact)


def test_some_addresses_dates_and_stages_are_impossible() -> None:
    rows = _rows()
    wrong = [row["E-Mail"] for row in rows if row["E-Mail"] and not EMAIL.fullmatch(row["E-Mail"])]
    assert 8 <= len(wrong) <= 30
    assert any("@@" in email for email in wrong)
    unknown = {row["Levensfase"] for row in rows} - KNOWN_STAGES
    assert "Kunnde" in unknown
    dates = Counter(row["Abschlusstermin"] for row in rows)
    assert {"31.02.2026", "00.00.0000", "3. März 2026", "14 mrt 2026", "2026-05-08"} <= set(dates)


def test_visitors_without_a_name_cannot_be_created() -> None:
    nameless = [row for row in _rows() if not (row["Vorname"] + row["Achternaam"] + row["E-Mail"])]
    assert 3 <= len(nameless) <= 15


def test_notes_hold_quotes_semicolons_and_line_breaks() -> None:
    notes = [row["Bemerkungen"] for row in _rows()]
    for character in ('"', ";", "\n", "\r\n"):
        assert any(character in note for note in notes)


def test_spaces_and_capitals_stray() -> None:
    names = [row["Achternaam"] for row in _rows()]
    assert any(name.endswith("\N{NO-BREAK SPACE} ") and name.isupper() for name in names)


def test_a_quarter_are_sample_contacts_some_of_them_as_they_are() -> None:
    known = {record["email"]: record for record in sample_records("contacts", 250)}
    rows = [row for row in _rows() if row["E-Mail"].lower() in known]
    same = [row for row in rows if _is_unchanged(row, known[row["E-Mail"].lower()])]
    assert 80 <= len(rows) <= 120
    assert 25 <= len(same) <= 40
    assert {row["Land"] for row in same} == {"Netherlands", "Germany", "France"}


def test_it_leads_to_example_domains_only() -> None:
    hosts = re.findall(r"@([\w.,-]*)", messy_contacts().decode("cp1252").lower())
    assert {host.replace(",", ".") for host in hosts} <= {
        "",
        "example",
        "example.com",
        "example.org",
        "example.net",
    }


def _is_unchanged(row: dict[str, str], known: dict[str, str]) -> bool:
    pairs = {
        "Vorname": "firstname",
        "Achternaam": "lastname",
        "Bedrijf": "company",
        "Functie": "jobtitle",
        "Telefoon": "phone",
        "Straße": "address",
        "Postcode": "zip",
        "Plaats": "city",
        "Land": "country",
        "Taal": "hs_language",
        "Zuständiger Mitarbeiter": "hubspot_owner_id",
    }
    news = ("Anrede", "Mobil", "Abschlusstermin", "Jahresumsatz", "Bemerkungen")
    return all(row[header] == known[name] for header, name in pairs.items()) and not any(
        row[header] for header in news
    )


def _lines() -> list[list[str]]:
    text = messy_contacts().decode("cp1252")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def _rows() -> list[dict[str, str]]:
    lines = _lines()
    return [dict(zip(lines[2], line, strict=True)) for line in lines[3:-1]]
