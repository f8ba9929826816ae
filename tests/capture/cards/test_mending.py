"""What was misread is mended by what else the card says, and only where the engine was unsure."""

import pytest

from core.capture.cards.mended_domains import mend_domains
from core.capture.cards.mended_emails import email_among, make_email, mend_emails
from core.capture.cards.mended_titles import mended_title
from core.capture.cards.piece import Found, Segment

NAME = ["Calvin", "Hooper"]


@pytest.mark.parametrize(
    ("email", "website", "confidence", "wanted"),
    [
        ("calvin.hooper@example.com", "www.example.com", 0.9, "calvin.hooper@example.com"),
        ("calvn.hooper@example.com", "", 0.9, "calvin.hooper@example.com"),
        ("ca1vin.h00per@example.com", "", 0.99, "calvin.hooper@example.com"),
        ("chooper@inovstrading.eu", "www.inovatrading.eu", 0.9, "chooper@inovatrading.eu"),
        ("chooper@hotmal.com", "", 0.95, "chooper@hotmail.com"),
        # Printed clearly, the card is right.
        ("calvn.hooper@example.com", "", 0.999, "calvn.hooper@example.com"),
        ("chooper@inovstrading.eu", "www.inovatrading.eu", 0.999, "chooper@inovstrading.eu"),
        # Clearly printed, too, an i is an l where the name has one.
        ("caivin.hooper@example.com", "", 0.999, "calvin.hooper@example.com"),
        ("jc.hooper@example.com", "", 0.9, "jc.hooper@example.com"),
        ("chooper@example.nl", "www.example.be", 0.9, "chooper@example.nl"),
        # Somebody else's.
        ("maria.jones@example.com", "", 0.9, "maria.jones@example.com"),
        ("chooper@other.example.com", "www.example.com", 0.9, "chooper@other.example.com"),
        ("info@example.com", "www.example.com", 0.9, "info@example.com"),
    ],
)
def test_emails(email: str, website: str, confidence: float, wanted: str):
    found = Found(email, confidence)
    mend_emails([found], [Found(website, 1.0)] if website else [], NAME)
    assert found.value == wanted
    # What was changed is shown as unsure.
    assert found.is_sure == (wanted == email)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("calvin hooperg example com", "calvin.hooper@example.com"),
        ("E-mail: c.hooperqexample.con", "c.hooper@example.com"),
        ("infodpexample.com", "info@example.com"),
        ("example.com", None),
        ("Innovation that works", None),
        ("", None),
    ],
)
def test_an_address_is_made_of_a_line_that_nearly_is_one(line: str, wanted: str | None):
    made = make_email([Segment(line, 0, 0, 300, 30)], [Found("www.example.com", 1.0)], NAME)
    assert (made.value if made else None) == wanted
    assert made is None or not made.is_sure


@pytest.mark.parametrize(
    ("website", "wanted"),
    [
        ("calvin.hoopergystad-foods.com", "calvin.hooper@ystad-foods.com"),
        ("chooperystad-foods.com", "chooper@ystad-foods.com"),
        ("ystad-foods.com", None),
        ("calvinhooper.com", None),
    ],
)
def test_an_address_that_was_taken_for_a_website(website: str, wanted: str | None):
    websites = [Found(website, 0.9)]
    found = email_among(websites, NAME, "Ystad Foods Ltd")
    assert (found.value if found else None) == wanted
    assert bool(websites) == (wanted is None)


@pytest.mark.parametrize(
    ("title", "confidence", "wanted"),
    [
        ("REGIONAL SALES DERECTOR", 0.95, "REGIONAL SALES DIRECTOR"),
        ("Senlor Manager", 0.9, "Senior Manager"),
        ("Senlor Manager", 0.99, "Senlor Manager"),
        ("Projektleiter Zxqwv", 0.5, "Projektleiter Zxqwv"),
    ],
)
def test_titles(title: str, confidence: float, wanted: str):
    assert mended_title(title, confidence) == wanted


@pytest.mark.parametrize(
    ("title", "region", "wanted"),
    [
        ("Geschaftsführer", "DE", "Geschäftsführer"),
        ("PROJEKTIPAALLIKKO", "FI", "PROJEKTIPÄÄLLIKKÖ"),
        ("Gerant", "FR", "Gérant"),
        # Capitals lose their accents in print, too; other languages have no accent there.
        ("GERANT", "FR", "GERANT"),
        ("Direttrice medica", "IT", "Direttrice medica"),
        ("General Manager", "FR", "General Manager"),
    ],
)
def test_accents_of_titles(title: str, region: str, wanted: str):
    assert mended_title(title, 1.0, region) == wanted


def test_the_name_itself_is_no_address():
    line = Segment("Calvin Hooper", 0, 0, 300, 30)
    assert make_email([line], [Found("www.hp.nl", 1.0)], NAME) is None


def test_without_a_website_no_address_is_made():
    assert make_email([Segment("calvin hooperg example com", 0, 0, 300, 30)], [], NAME) is None


@pytest.mark.parametrize(
    ("domains", "company", "confidence", "wanted"),
    [
        (["coboalt-interieurs.eu"], "Cobalt Interieurs B.V.", 0.9, "cobalt-interieurs.eu"),
        (["zephyrtekniika.fi", "zephyrteknlikka.fi"], "Zephyr Tekniikka Oy", 0.99,
         "zephyrtekniikka.fi"),
        # Twice the same, or printed clearly: the firm writes itself otherwise.
        (["granitrading.in", "granitrading.in"], "Granit Trading", 0.9, "granitrading.in"),
        (["granitrading.in"], "Granit Trading", 0.999, "granitrading.in"),
        # Another name of the firm.
        (["alpenquell.de"], "Alpenquelle GmbH", 0.9, "alpenquell.de"),
        (["kestrel.com"], "Kestrel Labs Ltd", 0.9, "kestrel.com"),
        (["gmail.com"], "Gmall Ltd", 0.9, "gmail.com"),
    ],
)  # fmt: skip
def test_domains(domains: list[str], company: str, confidence: float, wanted: str):
    email = Found(f"info@{domains[0]}", confidence)
    websites = [Found(f"www.{domain}", confidence) for domain in domains[1:]]
    mend_domains([email], websites, company)
    assert email.value == f"info@{wanted}"
    assert all(website.value == f"www.{wanted}" for website in websites)
