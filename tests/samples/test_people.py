"""Persons and companies: no two alike, and none that exists."""

from core.samples import SAMPLE_OWNERS
from core.samples.people import MAIL_DOMAINS, REGIONS, company, person


def test_the_first_persons_have_different_names_and_addresses() -> None:
    people = [person(number) for number in range(1_568)]
    assert len({(each.region.country, each.first_name, each.last_name) for each in people}) == 1_568
    assert len({each.email for each in people}) == 1_568


def test_addresses_are_plain_and_of_example_domains() -> None:
    for number in range(400):
        name, _, domain = person(number).email.partition("@")
        assert domain in MAIL_DOMAINS
        assert name.replace(".", "").isascii()
        assert name.replace(".", "").isalnum()
    assert person(REGIONS[0].first_names.index("Zoë") * 8).email == "zoe.hendriks@example.net"


def test_the_first_companies_have_different_names_and_domains() -> None:
    companies = [company(number) for number in range(180)]
    assert len({each.name for each in companies}) == 180
    assert len({each.domain for each in companies}) == 180
    assert all(each.domain.partition(".")[2] in MAIL_DOMAINS for each in companies)


def test_domains_have_no_double_hyphen() -> None:
    assert company(1).domain == "bergwater-software-b-v.example.org"
    assert not any("--" in company(number).domain for number in range(180))


def test_owners_have_different_addresses_and_names() -> None:
    assert len({owner.email for owner in SAMPLE_OWNERS}) == 6
    assert len({(owner.first_name, owner.last_name) for owner in SAMPLE_OWNERS}) == 6
    assert all(owner.email.endswith("@example.com") for owner in SAMPLE_OWNERS)
