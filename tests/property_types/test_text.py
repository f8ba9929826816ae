"""Text, phone numbers, web addresses, emails, domains, Record IDs: what a cell means."""

import pytest

from tests.property_types.converting import Converter, Issue, a_property

NO_EMAIL, NO_DOMAIN = Issue("INVALID_EMAIL"), Issue("INVALID_DOMAIN")
NO_ID, BAD = Issue("INVALID_RECORD_ID"), Issue("FAILED_VALIDATION")
TOO_LONG = Issue("COLUMN_TOO_LARGE")

TEXTS = [
    ("Ada", "Ada"),
    ("  Ada  Lovelace ", "Ada  Lovelace"),
    ("\tAda\u00a0\r\n", "Ada"),
    ("\u200bAda\ufeff", "Ada"),
    ("two\nlines", "two\nlines"),
    ("NULL", "NULL"),
    ("N/A", "N/A"),
    ("0", "0"),
    ("'", "'"),
    ("'s Gravenhage", "'s Gravenhage"),
    ("'=1+1", "=1+1"),
    ("'+31 6", "+31 6"),
    ("'-5", "-5"),
    ("'@ada", "@ada"),
    ("=1+1", "=1+1"),
    ("''=1", "''=1"),
    ("x" * 65_536, "x" * 65_536),
    ("x" * 65_537, TOO_LONG),
    ("é" * 32_769, TOO_LONG),
]

PHONES = [
    ("+31 6 1234 5678", "+31 6 1234 5678"),
    ("(020) 123-4567 x12", "(020) 123-4567 x12"),
    (" 0612345678 ", "0612345678"),
    ("1-800-FLOWERS", "1-800-FLOWERS"),
    ("112", "112"),
    ("'+31612345678", "+31612345678"),
    ("06", BAD),
    ("unknown", BAD),
    ("-", BAD),
]

ADDRESSES = [
    ("example.com", "example.com"),
    ("WWW.Example.COM", "WWW.Example.COM"),
    ("http://example.com", "http://example.com"),
    ("HTTPS://example.com/a?b=c#d", "HTTPS://example.com/a?b=c#d"),
    ("ftp://example.com/file", "ftp://example.com/file"),
    ("example.com:8080/x", "example.com:8080/x"),
    ("https://user:word@example.com", "https://user:word@example.com"),
    ("https://münchen.example", "https://münchen.example"),
    ("https://例え.jp/道", "https://例え.jp/道"),
    (" example.com ", "example.com"),
    ("example", BAD),
    ("exa mple.com", BAD),
    ("https://", BAD),
    ("//example.com", BAD),
    ("see our site", BAD),
    ("ada@example.com", BAD),
    ("mailto:ada@example.com", BAD),
    ("javascript:alert(1)", BAD),
    ('javascript:alert(1)+"@x.com/"', BAD),
    ("data:text/html,x", BAD),
    ("file:///etc/passwd", BAD),
]

EMAILS = [
    ("ada@example.com", "ada@example.com"),
    ("Ada@Example.COM", "ada@example.com"),
    (" ada@example.com\u00a0", "ada@example.com"),
    ("ada.l+crm@mail.example.co.uk", "ada.l+crm@mail.example.co.uk"),
    ("o'brien@example.com", "o'brien@example.com"),
    ("adä@münchen.example", "adä@münchen.example"),
    ("a@xn--p1ai.xn--p1ai", "a@xn--p1ai.xn--p1ai"),
    ("'-ada@example.com", "-ada@example.com"),
    ("a" * 242 + "@example.com", "a" * 242 + "@example.com"),
    ("a" * 243 + "@example.com", NO_EMAIL),
    ("ada", NO_EMAIL),
    ("ada@", NO_EMAIL),
    ("@example.com", NO_EMAIL),
    ("ada@example", NO_EMAIL),
    ("ada@example.c", NO_EMAIL),
    ("ada@example.123", NO_EMAIL),
    ("ada@exam_ple.com", NO_EMAIL),
    ("ada@-example.com", NO_EMAIL),
    ("ada@example-.com", NO_EMAIL),
    ("ada@example..com", NO_EMAIL),
    ("ada@example.com.", NO_EMAIL),
    ("ada..l@example.com", NO_EMAIL),
    (".ada@example.com", NO_EMAIL),
    ("ada lovelace@example.com", NO_EMAIL),
    ("ada@@example.com", NO_EMAIL),
    ("ada@example.com;grace@example.com", NO_EMAIL),
    ("Ada <ada@example.com>", NO_EMAIL),
    ("mailto:ada@example.com", NO_EMAIL),
]

DOMAINS = [
    ("example.com", "example.com"),
    ("EXAMPLE.com", "example.com"),
    ("www.example.com", "example.com"),
    ("http://example.com", "example.com"),
    ("HTTPS://WWW.Example.com/path?q#f", "example.com"),
    ("example.com:8080", "example.com"),
    ("example.com/", "example.com"),
    ("example.com?x", "example.com"),
    ("mail.example.co.uk", "mail.example.co.uk"),
    ("münchen.example", "münchen.example"),
    ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
    ("www.com", "www.com"),
    ("http://www.www.com/", "www.com"),
    ("www.www.example.com", "example.com"),
    (" example.com ", "example.com"),
    ("example", NO_DOMAIN),
    ("localhost", NO_DOMAIN),
    ("1.2.3.4", NO_DOMAIN),
    ("-a.com", NO_DOMAIN),
    ("a..com", NO_DOMAIN),
    ("ada@example.com", NO_DOMAIN),
    ("*.example.com", NO_DOMAIN),
    ("two words.com", NO_DOMAIN),
    ("http://", NO_DOMAIN),
]

RECORD_IDS = [
    ("1", 1),
    (" 42 ", 42),
    ("42.0", 42),
    ("42.00", 42),
    ("007", 7),
    ("123456789012345678", 123456789012345678),
    ("1234567890123456789", NO_ID),
    ("-1", NO_ID),
    ("1.5", NO_ID),
    ("1,000", NO_ID),
    # Twelve thousand where a point groups thousands: never taken for record 12.
    ("12.000", NO_ID),
    ("1e5", NO_ID),
    ("abc", NO_ID),
]

KINDS = {
    "text": TEXTS,
    "textarea": TEXTS,
    "phonenumber": PHONES,
    "url": ADDRESSES,
    "email": EMAILS,
    "domain": DOMAINS,
    "record id": RECORD_IDS,
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param(kind, *case, id=f"{kind}: {case[0][:40]!r}")
        for kind, cases in KINDS.items()
        for case in cases
    ],
)
def test_what_a_cell_means(cells: Converter, kind, text, expected) -> None:
    assert cells.convert(a_property(kind), [text]) == [expected]
