"""Emails, websites and phone numbers as they stand on cards, also misread."""

import pytest

from core.capture.cards.addresses import find_address
from core.capture.cards.details import find_details
from core.capture.cards.emails import find_emails
from core.capture.cards.phones import find_phones
from core.capture.cards.piece import Segment
from core.capture.cards.websites import find_websites


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ada@example.com", "ada@example.com"),
        ("E-mail: Ada.Lovelace@Example.com", "ada.lovelace@example.com"),
        ("E-mailyamanaka@example.co.jp", "yamanaka@example.co.jp"),
        ("Email:john@ example . com", "john@example.com"),
        ("j. smith@example.com", "j.smith@example.com"),
        ("e. ada@example.com", "ada@example.com"),
        ("anna weber@example.com", "anna.weber@example.com"),
        ("mail weber@example.com", "weber@example.com"),
        ("E.jan@example.nl", "jan@example.nl"),
        ("mailbox@example.com", "mailbox@example.com"),
        ("ada©example.c0m", "ada@example.com"),
        ("ada(at)example.org", "ada@example.org"),
        ("info@example,com", "info@example.com"),
        ("ada@examplecom", "ada@example.com"),
        ("ada@example.com, Berlin", "ada@example.com"),
        ("ada@example.com · www.example.com", "ada@example.com"),
        ("ada@kestrel.example", "ada@kestrel.example"),
        ("anna@kesselring.nI", "anna@kesselring.nl"),
        ("@ada on the network", None),
        ("Dipl.Ing. Max", None),
    ],
)
def test_emails(text: str, wanted: str | None):
    assert next((found.address for found in find_emails(text)), None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("www.example.com", "www.example.com"),
        ("Web: http://www.example.com/about", "http://www.example.com/about"),
        ("W.www.example.com", "www.example.com"),
        ("wwwexample.com", "www.example.com"),
        ("www. example .nl", "www.example.nl"),
        ("Example.com", "example.com"),
        ("www.example.c0m", "www.example.com"),
        ("St.Gallen", None),
        ("M.Sc.", None),
        ("Sales. Marketing", None),
        ("Kestrel Labs B.V.", None),
    ],
)
def test_websites(text: str, wanted: str | None):
    assert next((found.address for found in find_websites(text)), None) == wanted


def test_a_profile_at_a_network_is_no_website():
    (found,) = find_websites("linkedin.com/in/ada")
    assert found.is_social


M, P, F, N = ("mobilephone",), ("phone",), ("fax",), ("number",)


@pytest.mark.parametrize(
    ("text", "region", "wanted"),
    [
        ("T 020-1234567  M 06 12345678", "NL", [("020-1234567", P), ("06 12345678", M)]),
        ("Tel. +49 30 1234567 Fax +49 30 1234568", "DE",
         [("+49 30 1234567", P), ("+49 30 1234568", F)]),
        ("+49 171 1234567 (Mobil)", "DE", [("+49 171 1234567", M)]),
        ("Tel/Fax: 044-2345678/73", "IN", [("044-2345678", P + F)]),
        ("089/12 34 56-0", "DE", [("089/12 34 56-0", ())]),
        ("Phone: (555) 123-4567 ext. 12", "US", [("(555) 123-4567 ext. 12", P)]),
        ("555.123.4567 cell 555.123.4568 office", "US", [("555.123.4567", M), ("555.123.4568", P)]),
        ("Mobile:+91 98400 12345, 98400 12346", "IN",
         [("+91 98400 12345", M), ("98400 12346", M)]),
        ("020 123 4567 06 12345678", "NL", [("020 123 4567", ()), ("06 12345678", ())]),
        ("T+31612345678", "NL", [("+31612345678", P)]),
        ("Tél. : 01 23 45 67 89 - Port. : 06 12 34 56 78", "FR",
         [("01 23 45 67 89", P), ("06 12 34 56 78", M)]),
        ("+31 (0)20 123 4567", "NL", [("+31 (0)20 123 4567", ())]),
        ("Cell: +39 34O 555 O123", "IT", [("+39 340 555 0123", M)]),
        ("KvK 12345678", "NL", [("12345678", N)]),
        ("P.IVA 01234567890", "", [("01234567890", N)]),
        ("Königstraße 12 10117 Berlin", "DE", []),
        ("New York, NY 10001-1234", "US", []),
        ("Surat - 395 002", "IN", []),
    ],
)  # fmt: skip
def test_phones(text: str, region: str, wanted: list[tuple[str, tuple[str, ...]]]):
    assert [(found.number, found.kinds) for found in find_phones(text, region)] == wanted


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["+31 20 555 0123", "+31 6 5555 0123"], {"phone", "mobilephone"}),
        (["Tel +31 6 5555 0123"], {"mobilephone"}),
        (["(212) 555-0101"], {"phone"}),
        (["Fax (212) 555-0101"], {"fax"}),
        (["KvK 55501234"], set()),
    ],
)
def test_a_number_without_a_label_is_what_its_country_says(lines: list[str], kinds: set[str]):
    assert set(find_details(_stack(lines)).phones) == kinds


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Keizersgracht 5550", "1015 CR Amsterdam"],
         {"address": "Keizersgracht 5550", "zip": "1015 CR", "city": "Amsterdam"}),
        (["12 King Street, London SW1A 1AA, UK"],
         {"address": "12 King Street", "city": "London", "zip": "SW1A 1AA", "country": "UK"}),
        (["118 Wharf Street, Suite 4", "Portland, ME 04101"],
         {"address": "118 Wharf Street, Suite 4", "city": "Portland", "state": "ME",
          "zip": "04101"}),
        (["Königstr. 7 · D-50667 Köln · Deutschland"],
         {"address": "Königstr. 7", "zip": "50667", "city": "Köln", "country": "Deutschland"}),
        (["15, rue de la Paix", "75002 Paris", "France"],
         {"address": "15, rue de la Paix", "zip": "75002", "city": "Paris", "country": "France"}),
        (["Via Roma 3", "20121 Milano (MI)"],
         {"address": "Via Roma 3", "zip": "20121", "city": "Milano", "state": "MI"}),
        (["We sell 12 kinds of bread"], {}),
    ],
)  # fmt: skip
def test_addresses(lines: list[str], wanted: dict[str, str]):
    found = find_address(_stack(lines), "").fields
    assert {name: each.value for name, each in found.items()} == wanted


def test_the_website_mends_the_email():
    details = find_details(_stack(["ada@kestreI1abs.com", "www.kestrellabs.com"]))
    assert [email.value for email in details.emails] == ["ada@kestrellabs.com"]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["ada@kestrel.ni", "+31 20 555 0123"], "ada@kestrel.nl"),
        (["ada@kestrel.ni", "www.kestrel.ni"], "ada@kestrel.nl"),
        (["ada@kestrel.ni", "+505 2255 0123"], "ada@kestrel.ni"),
        (["ada@kestrel.lt", "Tel. +39 02 555 0123"], "ada@kestrel.it"),
        (["ada@kestrel.lt", "+370 5 255 0123"], "ada@kestrel.lt"),
    ],
)
def test_endings_that_are_misread(lines: list[str], wanted: str):
    assert [email.value for email in find_details(_stack(lines)).emails] == [wanted]


def _stack(lines: list[str]) -> list[Segment]:
    return [
        Segment(text, 0, 40 * number, 15 * len(text), 30, pieces=(number,))
        for number, text in enumerate(lines)
    ]
