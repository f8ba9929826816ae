"""Who is on a card: invented people at invented firms, in a dozen languages, written in the ways
cards write them. What is printed is in ``printed.json``. Called by ``layouts``."""

import json
import random
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from faker import Faker

LOCALES = (
    "nl_NL", "de_DE", "fr_FR", "es_ES", "it_IT", "en_GB", "en_US", "en_US", "nl_NL", "de_DE",
    "pt_PT", "da_DK", "sv_SE", "pl_PL", "en_IN", "de_CH", "nl_BE", "fi_FI", "en_AU", "ja",
)  # fmt: skip
_PRINTED = json.loads((Path(__file__).parent / "printed.json").read_text("utf-8"))
_TITLES: dict[str, list[str]] = _PRINTED["titles"]
# Over several lines, which "|" parts.
_LONG_TITLES: dict[str, list[str]] = _PRINTED["long_titles"]
_FORMS: dict[str, list[str]] = _PRINTED["forms"]
_NOUNS: dict[str, list[str]] = _PRINTED["nouns"]
_STEMS: list[str] = _PRINTED["stems"]
_SLOGANS: list[str] = _PRINTED["slogans"]
_DEPARTMENTS: dict[str, list[str]] = _PRINTED["departments"]
_DEGREES = ("MBA", "PhD", "CPA", "M.Sc.", "Ph.D.", "LL.M.", "PMP", "RA", "MSc")
_HONORIFICS: dict[str, list[str]] = _PRINTED["honorifics"]
_TLD: dict[str, str] = _PRINTED["tlds"]
# Numbers: mobile and landline, national and international; X is a digit.
_PHONES: dict[str, list[list[str]]] = _PRINTED["phones"]
# In front of mobiles, phones and faxes.
LABELS: dict[str, list[list[str]]] = _PRINTED["labels"]


@dataclass
class Identity:
    """``truth`` is what a person would type over, by property; the rest is how it is printed."""

    language: str
    name: str
    title: list[str]
    company: list[str]
    street: str
    place: str
    country: str
    slogan: str = ""
    department: str = ""
    second_title: str = ""
    truth: dict[str, str] = field(default_factory=dict)
    is_stacked: bool = False


def invent(rng: random.Random) -> Identity:
    """A person with a job; every choice comes from ``rng``."""
    locale = rng.choice(LOCALES)
    language = locale[:2]
    faker = Faker(locale if locale != "ja" else "ja_JP", use_weighting=False)
    faker.seed_instance(rng.randrange(1 << 30))
    first, last = _person(faker, locale)
    words = "en" if language not in _TITLES else language
    title = [rng.choice(_TITLES[words])]
    if words in _LONG_TITLES and rng.random() < 0.14:
        title = rng.choice(_LONG_TITLES[words]).split("|")
    if rng.random() < 0.12 and words not in ("en", "ja"):
        title = [rng.choice(_TITLES["en"])]
    company, domain = _company(rng, words, last, _TLD[locale])
    person = Identity(language, f"{first} {last}", title, company, *_address(rng, faker, locale))
    person.truth = {
        "firstname": first,
        "lastname": last,
        "jobtitle": " ".join(title),
        "company": " ".join(company),
    }
    _decorate(rng, person, words)
    _reach(rng, person, locale, first, last, domain)
    return person


def _person(faker: Faker, locale: str) -> tuple[str, str]:
    if locale == "ja":
        first, last = faker.first_romanized_name(), faker.last_romanized_name()
    else:
        first, last = faker.first_name(), faker.last_name()
    return " ".join(first.split()), " ".join(last.split())


def _company(rng: random.Random, language: str, last: str, tld: str) -> tuple[list[str], str]:
    stem, noun = rng.choice(_STEMS), rng.choice(_NOUNS[language])
    form = rng.choice(_FORMS[language])
    kind = rng.random()
    if kind < 0.3:
        name, domain = [f"{stem} {noun} {form}"], f"{stem}-{noun}"
    elif kind < 0.45:
        name, domain = [f"{stem} {form}"], stem
    elif kind < 0.58:
        name, domain = [f"{stem} {noun}"], rng.choice([stem, f"{stem}{noun}"])
    elif kind < 0.68:
        name, domain = [stem.upper()], stem
    elif kind < 0.78:
        name, domain = [stem.upper(), noun.upper() if rng.random() < 0.5 else noun], f"{stem}{noun}"
    elif kind < 0.88:
        owner = last.split()[-1]
        name, domain = [f"{owner} & {rng.choice(_STEMS)} {noun}"], owner
    else:
        other = rng.choice(_STEMS)
        name, domain = (
            [f"{stem} {other} {noun}"],
            f"{stem[0]}{other[0]}{noun[0]}" + rng.choice(["", "group"]),
        )
    return (
        name,
        f"{plain(domain)}.{tld if rng.random() < 0.75 else rng.choice(['com', 'eu', 'net'])}",
    )


def plain(text: str, umlauts: bool = True) -> str:
    """Letters of a to z, digits and hyphens: as in addresses."""
    if umlauts:
        for letter, two in (
            ("ä", "ae"),
            ("ö", "oe"),
            ("ü", "ue"),
            ("ß", "ss"),
            ("ø", "oe"),
            ("å", "aa"),
            ("ł", "l"),
        ):
            text = text.lower().replace(letter, two)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9-]", "", text.lower())


def _address(rng: random.Random, faker: Faker, locale: str) -> tuple[str, str, str]:
    street = (
        " ".join(faker.street_address().split())
        if locale != "ja"
        else f"{rng.randint(1, 5)}-{rng.randint(1, 20)}-{rng.randint(1, 9)} Ginza, Chuo-ku"
    )
    city = faker.city() if locale != "ja" else "Tokyo"
    code = faker.postcode()
    country = {
        "nl": "Nederland",
        "de": "Deutschland",
        "fr": "France",
        "es": "España",
        "it": "Italia",
        "ja": "Japan",
        "pt": "Portugal",
        "da": "Danmark",
        "sv": "Sverige",
        "pl": "Polska",
        "fi": "Suomi",
    }.get(
        locale[:2],
        {"US": "USA", "GB": "United Kingdom", "IN": "India", "AU": "Australia"}.get(
            locale[-2:], ""
        ),
    )
    country = {"CH": "Schweiz", "BE": "België"}.get(locale[-2:], country)
    place = {
        "en_US": f"{city}, {rng.choice(['NY', 'CA', 'TX', 'WA'])} {rng.randint(10000, 99999)}",
        "en_GB": f"{city} {code}",
        "en_IN": f"{city} - {code}",
        "en_AU": f"{city} NSW {rng.randint(2000, 2999)}",
        "ja": f"Tokyo 104-{rng.randint(1000, 9999):04}",
    }.get(locale, f"{code} {city}")
    return street, place, country if rng.random() < 0.4 else ""


def _decorate(rng: random.Random, person: Identity, language: str) -> None:
    """What makes names hard: capitals, titles, degrees, two lines; slogans and departments."""
    if rng.random() < 0.12:
        person.name = f"{rng.choice(_HONORIFICS.get(language, ['Dr.']))} {person.name}"
    if rng.random() < 0.1:
        person.name = f"{person.name}, {rng.choice(_DEGREES)}"
    if rng.random() < 0.25:
        person.name = person.name.upper() if "," not in person.name else person.name
    elif rng.random() < 0.1:
        first, last = person.truth["firstname"], person.truth["lastname"]
        person.name = f"{first} {last.upper()}"
    person.is_stacked = rng.random() < 0.12 and len(person.name.split()) == 2
    if rng.random() < 0.25:
        person.slogan = rng.choice(_SLOGANS)
    if rng.random() < 0.12 and language in _DEPARTMENTS:
        person.department = rng.choice(_DEPARTMENTS[language])
    if rng.random() < 0.1:
        person.title = [line.upper() for line in person.title]
        person.truth["jobtitle"] = " ".join(person.title)
    if rng.random() < 0.06:
        person.title = []
        del person.truth["jobtitle"]


def _reach(
    rng: random.Random, person: Identity, locale: str, first: str, last: str, domain: str
) -> None:
    one, other = plain(first.split()[0].split("-")[0]), plain(last.replace(" ", ""))
    local = rng.choice(
        [
            f"{one}.{other}",
            f"{one}.{other}",
            f"{one[:1]}.{other}",
            f"{one[:1]}{other}",
            one,
            "info",
            f"{one}{other}",
            f"{other}",
            f"{one}_{other}",
            f"{other}.{one}" if rng.random() < 0.2 else f"{one}.{other}",
        ]
    )
    host = domain if rng.random() < 0.93 else rng.choice(["gmail.com", "hotmail.com"])
    if rng.random() < 0.95:
        person.truth["email"] = f"{local}@{host}"
    if rng.random() < 0.8:
        person.truth["website"] = rng.choice(
            [f"www.{domain}", f"www.{domain}", domain, f"https://www.{domain}"]
        )
    mobile, phone = _PHONES[locale]
    if rng.random() < 0.75:
        person.truth["mobilephone"] = digits(rng, rng.choice(mobile))
    if rng.random() < 0.75:
        person.truth["phone"] = digits(rng, rng.choice(phone))
    if rng.random() < 0.3:
        person.truth["fax"] = digits(rng, rng.choice(phone))


def digits(rng: random.Random, pattern: str) -> str:
    """The pattern with a digit for each X."""
    return re.sub("X", lambda _: str(rng.randint(1, 9)), pattern)
