"""The list of mail domains that say nothing about a company."""

import re
from pathlib import Path

import pytest

import core.vocabulary
from core.vocabulary import load_free_mail_domains

FILE = Path(core.vocabulary.__file__).parent / "free_mail_domains.txt"


@pytest.mark.parametrize(
    "domain",
    "gmail.com hotmail.nl outlook.com yahoo.co.jp icloud.com web.de ziggo.nl orange.fr libero.it "
    "wp.pl qq.com naver.com mail.ru rediffmail.com uol.com.br comcast.net proton.me".split(),
)
def test_known_services_are_there(domain: str) -> None:
    assert domain in load_free_mail_domains()


@pytest.mark.parametrize("domain", ["example.com", "microsoft.com", "google.com", "apple.com", ""])
def test_companies_are_not(domain: str) -> None:
    assert domain not in load_free_mail_domains()


def test_each_is_a_domain_in_lower_case_and_there_once() -> None:
    lines = [x for x in FILE.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    assert len(lines) == len(set(lines)) >= 150
    assert [x for x in lines if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", x)] == []
