"""Who is on a card: invented people at invented firms, in a dozen languages, written in the ways
cards write them. Called by ``layouts``."""

import random
import re
import unicodedata
from dataclasses import dataclass, field

from faker import Faker

LOCALES = (
    "nl_NL", "de_DE", "fr_FR", "es_ES", "it_IT", "en_GB", "en_US", "en_US", "nl_NL", "de_DE",
    "pt_PT", "da_DK", "sv_SE", "pl_PL", "en_IN", "de_CH", "nl_BE", "fi_FI", "en_AU", "ja",
)  # fmt: skip
_TITLES = {
    "en": "Managing Director|Chief Executive Officer|CEO & Founder|Senior Sales Manager|Account Executive|Head of Marketing|Software Engineer|Project Manager|Attorney at Law|Real Estate Agent|Vice President, Business Development|Regional Sales Director|Research Scientist|Partner|Owner|Customer Success Manager|HR Business Partner|Senior Consultant|Interior Designer|Associate Professor|Director of Operations|Executive Assistant|Product Owner|Financial Advisor|Field Service Engineer|Export Manager|Chief Technology Officer|Art Director|Branch Manager|Photographer",
    "nl": "Directeur|Algemeen directeur|Accountmanager|Hoofd Inkoop|Projectleider|Adviseur duurzaamheid|Commercieel medewerker binnendienst|Eigenaar|Senior adviseur|Bedrijfsleider|Verkoopmanager Benelux|Fiscaal jurist|Manager Operations|Makelaar|Fysiotherapeut|Hoogleraar bestuurskunde|Technisch directeur|Relatiebeheerder zakelijk",
    "de": "Geschäftsführer|Geschäftsführender Gesellschafter|Leiter Vertrieb|Vertriebsleiter|Projektleiterin|Rechtsanwältin|Steuerberater|Leiterin Personal|Prokurist|Kundenberater|Entwicklungsingenieur|Key Account Manager|Technischer Leiter|Inhaber|Bereichsleiter Einkauf|Wissenschaftlicher Mitarbeiter|Architektin|Filialleiter|Assistenz der Geschäftsleitung|Fachanwalt für Arbeitsrecht",
    "fr": "Directeur général|Directrice commerciale|Responsable des achats|Chargée de clientèle|Ingénieur d'affaires|Gérant|Avocat à la Cour|Chef de projet|Président|Attachée de presse|Responsable marketing|Conseiller en gestion de patrimoine|Architecte|Directeur technique|Assistante de direction",
    "es": "Director General|Gerente|Directora Comercial|Jefe de Ventas|Responsable de Compras|Abogada|Ingeniero de Proyectos|Consultor Senior|Asesor Fiscal|Arquitecta|Jefa de Producto|Director de Exportación",
    "it": "Amministratore Delegato|Direttore Commerciale|Responsabile Acquisti|Titolare|Architetto|Avvocato|Responsabile Vendite Estero|Consulente Finanziario|Direttrice Marketing|Ingegnere|Export Area Manager",
    "pt": "Diretor Geral|Gerente Comercial|Advogada|Engenheiro Civil|Diretora de Marketing", "da": "Direktør|Salgschef|Projektleder|Konsulent", "sv": "Verkställande direktör|Försäljningschef|Projektledare|Konsult",
    "pl": "Dyrektor Handlowy|Kierownik Projektu|Prezes Zarządu|Specjalista ds. sprzedaży", "fi": "Toimitusjohtaja|Myyntipäällikkö|Projektipäällikkö", "ja": "General Manager|Manager|Director|Senior Engineer|President",
}  # fmt: skip
_LONG_TITLES = {
    "en": ("Senior Vice President|Global Sales & Marketing", "Director of Strategy and|Business Development", "Head of Research,|Advanced Materials", "Regional Manager|Northern Europe Sales", "Chief Financial Officer|& Company Secretary"),
    "nl": ("Directeur Verkoop|& Marketing", "Senior adviseur|bedrijfsontwikkeling en|strategie"), "de": ("Leiter Forschung und|Entwicklung", "Stellvertretender Leiter|Qualitätssicherung"),
    "fr": ("Directrice du développement|et de la communication", "Responsable commercial|Grands comptes"), "es": ("Director de Ventas|y Marketing",), "it": ("Responsabile Ricerca|e Sviluppo",),
}  # fmt: skip
_FORMS = {"nl": ["B.V.", "BV", "N.V.", "VOF"], "de": ["GmbH", "AG", "GmbH & Co. KG", "KG", "UG"], "fr": ["SARL", "SAS", "S.A."], "es": ["S.L.", "S.A."], "it": ["S.r.l.", "S.p.A."], "en": ["Ltd", "Inc.", "LLC", "Ltd.", "LLP", "Corp."],
    "pt": ["Lda."], "da": ["ApS", "A/S"], "sv": ["AB"], "pl": ["Sp. z o.o."], "fi": ["Oy"], "ja": ["Co., Ltd."]}  # fmt: skip
_NOUNS = {"en": "Solutions|Partners|Consulting|Engineering|Logistics|Group|Capital|Systems|Design|Foods|Energy|Studio|Media|Trading", "nl": "Advies|Bouw|Installatietechniek|Logistiek|Groep|Interieurs|Techniek|Vastgoed|Reclame", "de": "Maschinenbau|Immobilien|Elektrotechnik|Beratung|Logistik|Gruppe|Systeme|Druckerei|Medizintechnik", "fr": "Conseil|Bâtiment|Ingénierie|Transports|Traiteur|Imprimerie|Patrimoine",
    "es": "Consultores|Ingeniería|Logística|Abogados|Construcciones|Inmobiliaria", "it": "Costruzioni|Consulenza|Impianti|Arredamenti|Logistica", "pt": "Engenharia|Consultoria", "da": "Byg|Teknik", "sv": "Bygg|Teknik", "pl": "Budownictwo|Technika", "fi": "Tekniikka", "ja": "Trading|Electronics|Chemical"}  # fmt: skip
_STEMS = "Kestrel Alder Norvik Brixham Solaris Ventura Helmond Tarrant Oakfield Lumen Quantro Halden Marlow Zephyr Corvus Delphin Estro Fabrix Granit Hexal Inova Jotun Karmel Lindor Meteor Nexum Orbis Pelagos Quill Rivage Sienna Tavira Umbra Valens Westby Xanto Ystad Zircon Blueline Redwood Silverstone Fairway Northgate Riverside Greenleaf Starling Ironbridge Cobalt".split()
_SLOGANS = "Your partner in progress|Building tomorrow together|Wij maken het verschil|Qualität seit 1952|Simply better.|L'expertise à votre service|Moving ideas forward|Innovation that works|Samen sterk in techniek|Alles aus einer Hand|Soluciones para crecer|Experience the difference|Since 1987".split(
    "|"
)
_DEPARTMENTS = {"en": "Sales Department|Department of Physics|Marketing|Corporate Finance", "nl": "Afdeling Verkoop|Faculteit Rechtsgeleerdheid", "de": "Abteilung Einkauf|Fakultät für Maschinenbau", "fr": "Service commercial|Direction des achats"}  # fmt: skip
_DEGREES = ("MBA", "PhD", "CPA", "M.Sc.", "Ph.D.", "LL.M.", "PMP", "RA", "MSc")
_HONORIFICS = {"de": ["Dr.", "Prof. Dr.", "Dipl.-Ing.", "Dr.-Ing."], "nl": ["drs.", "ir.", "mr.", "dr.", "ing."], "it": ["Dott.", "Ing.", "Avv."], "en": ["Dr.", "Prof."], "fr": ["Dr", "Me"], "es": ["Dr.", "Lic."]}  # fmt: skip
_TLD = {"nl_NL": "nl", "de_DE": "de", "fr_FR": "fr", "es_ES": "es", "it_IT": "it", "en_GB": "co.uk", "en_US": "com", "pt_PT": "pt", "da_DK": "dk", "sv_SE": "se", "pl_PL": "pl", "en_IN": "in", "de_CH": "ch", "nl_BE": "be", "fi_FI": "fi", "en_AU": "com.au", "ja": "co.jp"}  # fmt: skip
# Numbers: mobile and landline, national and international; X is a digit.
_PHONES = {
    "nl_NL": (["06-XXXXXXXX", "06 XX XX XX XX", "+31 6 XXXX XXXX", "+31 (0)6 XX XX XX XX"], ["020-XXX XX XX", "+31 20 XXX XXXX", "+31 (0)30 XXX XX XX"]), "de_DE": (["0171 / XXX XX XX", "+49 171 XXXXXXX", "0151 XXXX XXXX"], ["030 / XXX XX-XX", "+49 (0) 89 XXX XX-0", "+49 40 XXXXXX", "0221-XXXXXX"]),
    "fr_FR": (["06 XX XX XX XX", "+33 6 XX XX XX XX", "06.XX.XX.XX.XX"], ["01 XX XX XX XX", "+33 (0)4 XX XX XX XX"]), "es_ES": (["6XX XXX XXX", "+34 6XX XX XX XX"], ["91 XXX XX XX", "+34 93 XXX XX XX"]), "it_IT": (["33X XXXXXXX", "+39 34X XXX XXXX"], ["02 XXXXXXX", "+39 06 XXX XXXX"]),
    "en_GB": (["07700 900XXX", "+44 7700 900XXX"], ["020 7946 0XXX", "+44 (0)20 7946 0XXX"]), "en_US": (["(555) 234-XXXX", "212.555.01XX", "+1 415 555 01XX"], ["(212) 555-01XX", "415-555-01XX", "+1 (646) 555-01XX"]), "pt_PT": (["91X XXX XXX"], ["21X XXX XXX"]),
    "da_DK": (["+45 2X XX XX XX"], ["+45 33 XX XX XX"]), "sv_SE": (["070-XXX XX XX"], ["08-XXX XX XX"]), "pl_PL": (["+48 601 XXX XXX"], ["+48 22 XXX XX XX"]), "en_IN": (["+91 98XXX XXXXX", "98XXX XXXXX"], ["+91 22 2XXX XXXX", "022-2XXX XXXX"]),
    "de_CH": (["+41 79 XXX XX XX", "079 XXX XX XX"], ["+41 44 XXX XX XX"]), "nl_BE": (["+32 47X XX XX XX"], ["+32 2 XXX XX XX"]), "fi_FI": (["040 XXX XXXX"], ["09 XXXX XXX"]), "en_AU": (["0412 XXX XXX"], ["(02) 9XXX XXXX"]), "ja": (["090-XXXX-XXXX"], ["03-XXXX-XXXX", "+81-3-XXXX-XXXX"]),
}  # fmt: skip
LABELS = {
    "en": (["M", "Mobile", "Cell", "Mob."], ["T", "Tel", "Phone", "Office"], ["F", "Fax"]), "nl": (["M", "Mobiel", "Mob."], ["T", "Tel.", "Telefoon"], ["F", "Fax"]), "de": (["M", "Mobil", "Handy", "Mobiltelefon"], ["T", "Tel.", "Telefon", "Fon"], ["F", "Fax", "Telefax"]),
    "fr": (["Port.", "Mobile", "M"], ["Tél.", "T"], ["Fax"]), "es": (["Móvil", "M"], ["Tel.", "Tfno."], ["Fax"]), "it": (["Cell.", "Mob."], ["Tel.", "T"], ["Fax"]), "ja": (["Mobile"], ["TEL", "Tel"], ["FAX", "Fax"]),
}  # fmt: skip


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
    title = [rng.choice(_TITLES[words].split("|"))]
    if words in _LONG_TITLES and rng.random() < 0.14:
        title = rng.choice(_LONG_TITLES[words]).split("|")
    if rng.random() < 0.12 and words not in ("en", "ja"):
        title = [rng.choice(_TITLES["en"].split("|"))]
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
    stem, noun = rng.choice(_STEMS), rng.choice(_NOUNS[language].split("|"))
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
        person.department = rng.choice(_DEPARTMENTS[language].split("|"))
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
