"""Texts of QR codes: which are contacts, and what the others are called."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture import parse_payload
from core.capture.refused import shown_text

CONTACTS = [
    ("BEGIN:VCARD\nVERSION:3.0\nN:Berg;Zoë\nTEL;CELL:1\nEND:VCARD", "vcard",
     {"firstname": "Zoë", "lastname": "Berg", "mobilephone": "1", "phones": ["1"]}),
    ("BEGIN:VCARD\nN:Berg;Zoë", "vcard", {"firstname": "Zoë", "lastname": "Berg"}),
    ("MECARD:N:Berg,Zoë;TEL:1;TEL:2;EMAIL:z@example.com;ORG:A\\;B;URL:http\\://example.com;;",
     "mecard",
     {"firstname": "Zoë", "lastname": "Berg", "phone": "1", "phones": ["1", "2"], "company": "A;B",
      "email": "z@example.com", "emails": ["z@example.com"], "website": "http://example.com"}),
    ("mecard:n:Zoë van den Berg;tel:1;;", "mecard",
     {"firstname": "Zoë", "lastname": "van den Berg", "phone": "1", "phones": ["1"]}),
    ("MECARD:N:Berg\\;Zoë;BDAY:19900102;NOTE:x;;", "mecard",
     {"firstname": "Zoë", "lastname": "Berg", "date_of_birth": "1990-01-02"}),
    ("MECARD:N:Zoë;ADR:,,Street 1,City,ST,12345,Land;;", "mecard",
     {"firstname": "Zoë", "address": "Street 1", "city": "City", "state": "ST", "zip": "12345",
      "country": "Land"}),
    ("MECARD:N:Zoë;ADR:Street 1, City;;", "mecard",
     {"firstname": "Zoë", "address": "Street 1, City"}),
    ("MECARD:N:Zoë;ADR:Street 1,City,,12345,Land;;", "mecard",
     {"firstname": "Zoë", "address": "Street 1", "city": "City", "zip": "12345",
      "country": "Land"}),
    ("MECARD:N:Zoë;ADR:Street 1, Flat 2, City, 12345, Land;;", "mecard",
     {"firstname": "Zoë", "address": "Street 1, Flat 2, City, 12345, Land"}),
    ("MECARD:TEL:1", "mecard", {"phone": "1", "phones": ["1"]}),
    ("BIZCARD:N:Zoë;X:Berg;T:Buyer;C:Acme;A:Street 1, City;B:1;M:2;F:3;E:z@example.com;;",
     "bizcard",
     {"firstname": "Zoë", "lastname": "Berg", "jobtitle": "Buyer", "company": "Acme",
      "address": "Street 1, City", "phone": "1", "mobilephone": "2", "fax": "3",
      "phones": ["1", "2"], "email": "z@example.com", "emails": ["z@example.com"]}),
    ("MEMORY:x\r\nNAME1:山田 太郎\r\nNAME2:ﾔﾏ\r\nTEL1:1\r\nTEL2:2\r\nMAIL1:t@example.com\r\n"
     "ADD:東京",
     "memory", {"firstname": "山田", "lastname": "太郎", "phone": "1", "phones": ["1", "2"],
                "email": "t@example.com", "emails": ["t@example.com"], "address": "東京"}),
    (json.dumps(["vcard", [["version", {}, "text", "4.0"],
                           ["n", {}, "text", ["Berg", "Zoë", "", "", ""]],
                           ["tel", {"type": ["work", "fax"]}, "uri", "tel:+1-555"],
                           ["tel", {"type": "cell"}, "uri", "tel:+2-555"],
                           ["adr", {}, "text", ["", "", ["S 1", "B"], "City; A", "", "", ""]],
                           ["org", {}, "text", "A;B"]]]), "jcard",
     {"firstname": "Zoë", "lastname": "Berg", "fax": "+1-555", "mobilephone": "+2-555",
      "phones": ["+2-555"], "address": "S 1,B", "city": "City; A", "company": "A;B"}),
    ('["vcard", [["org", {}, "text", "A", "B"], '
     '["adr", {"cc": "NL"}, "text", "", "", "S 1", "City", "", "", ""]]]', "jcard",
     {"company": "A", "address": "S 1", "city": "City"}),
    ("mailto:z@example.com?subject=Hi&to=y@example.com", "email",
     {"email": "z@example.com", "emails": ["z@example.com", "y@example.com"]}),
    ("MAILTO:zo%C3%AB@example.com", "email",
     {"email": "zoë@example.com", "emails": ["zoë@example.com"]}),
    ("MATMSG:TO:z@example.com;SUB:Hi;BODY:there;;", "email",
     {"email": "z@example.com", "emails": ["z@example.com"]}),
    ("SMTP:z@example.com:Hi:there", "email",
     {"email": "z@example.com", "emails": ["z@example.com"]}),
    (" z@example.com\n", "email", {"email": "z@example.com", "emails": ["z@example.com"]}),
    ("tel:+31-20-5550100;ext=2", "phone",
     {"phone": "+31-20-5550100 ext. 2", "phones": ["+31-20-5550100 ext. 2"]}),
    ("TEL:0205550100", "phone", {"phone": "0205550100", "phones": ["0205550100"]}),
    ("https://example.com/a?b=c@d", "url", {"website": "https://example.com/a?b=c@d"}),
    ("HTTP://EXAMPLE.COM", "url", {"website": "HTTP://EXAMPLE.COM"}),
    ("www.example.com", "url", {"website": "www.example.com"}),
    ("MEBKM:TITLE:A;URL:http\\://example.com;;", "url", {"website": "http://example.com"}),
    ("URLTO:Title:https://example.com", "url", {"website": "https://example.com"}),
    ("MEBKM:URL:example.com;TITLE:A;;", "url", {"website": "example.com"}),
    ("urlto:Title:example.com/a", "url", {"website": "example.com/a"}),
    ("URLTO::example.com", "url", {"website": "example.com"}),
    ("URLTO:https://example.com", "url", {"website": "https://example.com"}),
    ("example.com:443/a", "url", {"website": "example.com:443/a"}),
    ("meet.example.co.uk", "url", {"website": "meet.example.co.uk"}),
    ("MECARD:N:O\\-Neil\\,Bob;URL:http\\://example.com/\\?a=1\\;b\\=2;BDAY:2.3.1980;;", "mecard",
     {"firstname": "Bob", "lastname": "O-Neil", "website": "http://example.com/?a=1;b=2",
      "date_of_birth": "1980-03-02"}),
    ("BEGIN:VCARD%0AN:Berg;Zo%C3%AB%0ATEL:+1%0AEND:VCARD", "vcard",
     {"firstname": "Zoë", "lastname": "Berg", "phone": "+1", "phones": ["+1"]}),
    ("data:text/vcard;charset=utf-8,BEGIN%3AVCARD%0AN:Berg;Zo%C3%AB%0AEND:VCARD", "vcard",
     {"firstname": "Zoë", "lastname": "Berg"}),
    ("data:text/x-vcard;base64,QkVHSU46VkNBUkQKRk46Wm/DqwpFTkQ6VkNBUkQ=", "vcard",
     {"firstname": "Zoë"}),
    ("https://www.linkedin.com/in/zoe", "url",
     {"website": "https://www.linkedin.com/in/zoe", "hs_linkedin_url": "https://www.linkedin.com/in/zoe"}),
    ("https://wa.me/31612345678?text=Hi", "url",
     {"mobilephone": "+31612345678", "phones": ["+31612345678"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "wanted"), CONTACTS)
def test_a_contact_is_read(text: str, kind: str, wanted: dict[str, Any]) -> None:
    payload = parse_payload(text)
    assert (payload.kind, payload.refused) == (kind, "")
    assert [c.to_json() for c in payload.contacts] == [{"emails": [], "phones": []} | wanted]


REFUSED = [
    ("WIFI:T:WPA;S:net;P:secret;;", "Wi-Fi"),
    ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", "event"),
    ("BEGIN:VCALENDAR\nEND:VCALENDAR", "event"),
    ("otpauth://totp/a@example.com?secret=ABC", "one-time password"),
    ("otpauth-migration://offline?data=x", "one-time password"),
    ("geo:52.1,4.3", "place"),
    ("smsto:+31612345678:hello", "text message"),
    ("SMS:+31612345678", "text message"),
    ("bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=1", "crypto"),
    ("1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "crypto"),
    ("0x00000000219ab540356cBB839Cbe05303d7705Fa", "crypto"),
    ("LNURL1DP68GURN8GHJ7MRWW4EXCTNXD9SHG6NP", "crypto"),
    ("4006381333931", "product number"),
    ("036000291452", "product number"),
    ("4006381333932", "a number"),
    ("BCD\n001\n1\nSCT\n", "payment"),
    ("SPC\r\n0200\r\n1", "payment"),
    ("00020126580014br.gov.bcb.pix0136a@example.com5204000053039865802NL6304ABCD", "payment"),
    ("K:PR|V:01|C:1|R:265|N:Example|I:RSD1200", "payment"),
    ("ST00011|Name=Example", "payment"),
    ("magnet:?xt=urn:btih:1", "no website"),
    ("javascript:alert(1)", "not opened"),
    ("data:text/html,x", "not opened"),
    ("LPA:1$example.com$x", "eSIM"),
    ("hello world", "plain text"),
    ("hello.txt", "plain text"),
    ("3.14", "plain text"),
    ("ftp://example.com/a", "no website"),
    ("data:text/vcard;base64,Q", "vCard without"),
    ("Zoë Berg, z@example.com", "plain text"),
    ("", "empty"),
    ("  ", "empty"),
    ("MECARD:;;", "MECARD without"),
    ("BEGIN:VCARD\nEND:VCARD", "vCard without"),
    ("tel:", "phone call without"),
    ("mailto:?subject=x", "message without"),
    ("http://", "link without"),
    ('["vcard", [["fn"]]]', "jCard without"),
    ('["vcard"', "jCard without"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_contact_is_named(text: str, words: str) -> None:
    payload = parse_payload(text)
    assert (payload.kind, payload.contacts) == ("refused", [])
    assert words in payload.refused


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("WIFI:T:WPA;S:Fair guests;P:secret;;", "WIFI:S:Fai…"),
        (" wifi:P:sec\\;S:ret;S:Fair;;", "wifi:S:Fai…"),
        ("WIFI:P:secret;;", "WIFI:…"),
        ("\ufeffotpauth://totp/Example:ada?secret=JBSWY3DP", "otpauth:…"),
        ("otpauth-migration://offline?data=secret", "otpauth-migration:…"),
        ("LPA:1$example.com$secret", "LPA:…"),
        ("FIDO:/123", "FIDO:…"),
        ("hello world", "hello world"),
        ("https://example.com", "https://example.com"),
    ],
)
def test_of_a_secret_only_the_kind_is_shown(text: str, shown: str) -> None:
    assert shown_text(text) == shown


def test_the_format_of_a_code_says_that_it_is_a_product() -> None:
    assert parse_payload("12345", "EAN13").refused == "a product number"


def test_a_link_says_that_it_is_not_opened() -> None:
    assert "not opened" in parse_payload("https://example.com").warnings[0]


def test_what_a_card_lost_is_told() -> None:
    assert "nobody" in parse_payload("MECARD:N:A;EMAIL:nobody;;").warnings[0]
    assert "19803102" in parse_payload("MECARD:N:A;BDAY:19803102;;").warnings[0]
    assert "rubbish" in parse_payload("BEGIN:VCARD\nFN:A\nrubbish\nEND:VCARD").warnings[0]


def test_a_text_longer_than_any_code_is_refused() -> None:
    assert parse_payload("tel:" + "1" * 200_000).kind == "refused"


@pytest.mark.parametrize("piece", [".", "a.", "TO:", "N:", "\\", ";", "[", " ", "1"])
def test_no_text_takes_long(piece: str) -> None:
    begin = time.process_time()
    for start in ("", "http://", "a@", "MATMSG:", "MECARD:", "tel:", '["vcard",', "mailto:a@"):
        parse_payload((start + piece * 9_000)[:9_900] + " !")
        shown_text("WIFI:" + piece * 9_000)
    assert time.process_time() - begin < 3


START = st.sampled_from(
    ["", "BEGIN:VCARD\n", "MECARD:", "BIZCARD:", "MEMORY:\n", '["vcard",', "mailto:", "tel:",
     "http://", "MATMSG:", "MEBKM:", "URLTO:", '["vcard", [["tel", {}, "text", "']
)  # fmt: skip


@given(START, st.text())
def test_no_text_raises(start: str, text: str) -> None:
    payload = parse_payload(start + text)
    assert bool(payload.contacts) != bool(payload.refused)
    json.dumps([c.to_json() for c in payload.contacts], ensure_ascii=False).encode()


def test_half_a_surrogate_pair_in_a_jcard_is_replaced() -> None:
    payload = parse_payload('["vcard", [["fn", {}, "text", "A\\ud800 B"]]]')
    assert payload.contacts[0].properties["firstname"] == "A?"
