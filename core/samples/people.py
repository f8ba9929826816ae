"""Who is in the samples: invented persons, companies and owners, each a function of a number.

Names are combined from common ones. Phone numbers are of the ranges kept for fiction, or begin
with a zero after the area code, where the numbering plan has no subscribers.
"""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MAIL_DOMAINS = ("example.com", "example.org", "example.net")


class SampleOwner(NamedTuple):
    """A user who owns sample records."""

    email: str
    first_name: str
    last_name: str


SAMPLE_OWNERS = (
    SampleOwner("sanne.bakker@example.com", "Sanne", "Bakker"),
    SampleOwner("jonas.weber@example.com", "Jonas", "Weber"),
    SampleOwner("claire.moreau@example.com", "Claire", "Moreau"),
    SampleOwner("emily.carter@example.com", "Emily", "Carter"),
    SampleOwner("lucia.romero@example.com", "Lucía", "Romero"),
    SampleOwner("marco.ricci@example.com", "Marco", "Ricci"),
)


@dataclass(frozen=True)
class Region:
    """Where a person lives: names, streets, places (postal code, city, state), phone numbers."""

    country: str
    language: str
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]
    phone: str


@dataclass(frozen=True)
class Person:
    """One invented person."""

    first_name: str
    last_name: str
    email: str
    phone: str
    street: str
    zip: str
    city: str
    state: str
    region: Region


@dataclass(frozen=True)
class Company:
    """One invented company."""

    name: str
    domain: str
    industry: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


REGIONS = (
    Region(
        "Netherlands",
        "nl",
        _words(
            "Anna, Bram, Carolien, Daan, Eva, Femke, Gijs, Hanneke, Joris, Lotte, Maarten, Noor, "
            "Pieter, Zoë"
        ),
        _words(
            "de Vries, Jansen, van den Berg, Bakker, Visser, Smit, Meijer, de Boer, Mulder, "
            "de Groot, Bos, Vos, Peters, Hendriks"
        ),
        _words("Dorpsstraat, Kerkstraat, Molenweg, Stationsplein, Havenkade"),
        (
            ("1011 AB", "Amsterdam", "Noord-Holland"),
            ("3011 CD", "Rotterdam", "Zuid-Holland"),
            ("3511 EF", "Utrecht", "Utrecht"),
            ("9711 GH", "Groningen", "Groningen"),
        ),
        "+31 20 000 {:04}",
    ),
    Region(
        "Germany",
        "de",
        _words(
            "Andreas, Birgit, Christian, Daniela, Erik, Franziska, Günter, Heike, Jörg, Katharina, "
            "Lukas, Monika, Stefan, Ute"
        ),
        _words(
            "Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, "
            "Schäfer, Koch, Krüger, Groß"
        ),
        _words("Hauptstraße, Bahnhofstraße, Gartenweg, Lindenallee, Am Markt"),
        (
            ("01067", "Dresden", "Sachsen"),
            ("04109", "Leipzig", "Sachsen"),
            ("10115", "Berlin", "Berlin"),
            ("80331", "München", "Bayern"),
            ("50667", "Köln", "Nordrhein-Westfalen"),
        ),
        "+49 30 23125 {:03}",
    ),
    Region(
        "France",
        "fr",
        _words(
            "Amélie, Benoît, Camille, Didier, Élise, François, Geneviève, Hugo, Inès, Julien, "
            "Margaux, Nicolas, Océane, Thierry"
        ),
        _words(
            "Martin, Bernard, Dubois, Thomas, Robert, Petit, Durand, Leroy, Moreau, Lefèvre, "
            "Garnier, Faure, Rousseau, Chevalier"
        ),
        _words("rue de la Paix, avenue des Tilleuls, place du Marché, rue Pasteur"),
        (
            ("01000", "Bourg-en-Bresse", "Auvergne-Rhône-Alpes"),
            ("06000", "Nice", "Provence-Alpes-Côte d'Azur"),
            ("44000", "Nantes", "Pays de la Loire"),
            ("67000", "Strasbourg", "Grand Est"),
            ("75011", "Paris", "Île-de-France"),
        ),
        "+33 1 99 00 {:04}",
    ),
    Region(
        "United Kingdom",
        "en-gb",
        _words(
            "Alice, Benjamin, Charlotte, Daniel, Emma, George, Hannah, Jack, Katie, Oliver, "
            "Rebecca, Samuel, Victoria, William"
        ),
        _words(
            "Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Patel, Wright, "
            "Walker, Thompson, O'Neill, Clarke"
        ),
        _words("High Street, Station Road, Church Lane, Mill Road"),
        (
            ("M1 1AA", "Manchester", "England"),
            ("LS1 4AP", "Leeds", "England"),
            ("BS1 5TR", "Bristol", "England"),
            ("EC1A 1BB", "London", "England"),
        ),
        "+44 20 7946 0{:03}",
    ),
    Region(
        "Spain",
        "es",
        _words(
            "Alejandro, Beatriz, Carmen, Diego, Elena, Fernando, Inés, Javier, Laura, Marta, "
            "Nuria, Pablo, Raúl, Sofía"
        ),
        _words(
            "García, Fernández, González, Rodríguez, López, Martínez, Sánchez, Pérez, Gómez, "
            "Martín, Jiménez, Ruiz, Muñoz, Ibáñez"
        ),
        _words("Calle Mayor, Avenida del Puerto, Plaza de España, Calle del Sol"),
        (
            ("08002", "Barcelona", "Cataluña"),
            ("28013", "Madrid", "Madrid"),
            ("41001", "Sevilla", "Andalucía"),
            ("46002", "Valencia", "Comunitat Valenciana"),
        ),
        "+34 91 000 {:04}",
    ),
    Region(
        "Italy",
        "it",
        _words(
            "Alessandro, Bianca, Chiara, Davide, Elisa, Federico, Giulia, Lorenzo, Martina, "
            "Niccolò, Paolo, Roberta, Silvia, Tommaso"
        ),
        _words(
            "Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, "
            "Conti, Gallo, De Luca, D'Angelo"
        ),
        _words("Via Roma, Corso Garibaldi, Piazza Dante, Via Verdi"),
        (
            ("00184", "Roma", "Lazio"),
            ("20121", "Milano", "Lombardia"),
            ("10123", "Torino", "Piemonte"),
            ("40121", "Bologna", "Emilia-Romagna"),
        ),
        "+39 02 0000 {:04}",
    ),
    Region(
        "Poland",
        "pl",
        _words(
            "Agnieszka, Bartosz, Dorota, Ewa, Grzegorz, Joanna, Katarzyna, Łukasz, Małgorzata, "
            "Paweł, Stanisław, Tomasz, Wojciech, Zofia"
        ),
        _words(
            "Nowak, Kowalska, Wiśniewski, Wójcik, Kowalczyk, Zieliński, Woźniak, Kozłowski, "
            "Mazur, Krawczyk, Kaczmarek, Pawlak, Dąbrowska, Żak"
        ),
        _words("ulica Długa, ulica Kwiatowa, aleja Jana Pawła, plac Wolności"),
        (
            ("00-001", "Warszawa", "Mazowieckie"),
            ("30-002", "Kraków", "Małopolskie"),
            ("50-003", "Wrocław", "Dolnośląskie"),
            ("80-004", "Gdańsk", "Pomorskie"),
        ),
        "+48 22 000 {:04}",
    ),
    Region(
        "Portugal",
        "pt",
        _words(
            "Ana, Bruno, Catarina, Duarte, Filipa, Gonçalo, Inês, João, Leonor, Miguel, Patrícia, "
            "Rui, Sónia, Tiago"
        ),
        _words(
            "Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Sousa, "
            "Fernandes, Gonçalves, Gomes, Lopes, Magalhães"
        ),
        _words("Rua Direita, Avenida da Liberdade, Largo do Rossio, Rua das Flores"),
        (
            ("1000-001", "Lisboa", "Lisboa"),
            ("3000-002", "Coimbra", "Coimbra"),
            ("4000-003", "Porto", "Porto"),
            ("8000-004", "Faro", "Faro"),
        ),
        "+351 21 000 {:04}",
    ),
)

_STEMS = _words(
    "Amberveld, Bergwater, Cloverfield, Delta Noord, Eikenhof, Fjordlicht, Goldberg Mitte, "
    "Hohentann, Ilmenau Park, Juniper Row, Kastanje, Lindenbach, Mirador Sur, Noordhof, "
    "Orangerie, Pinewood, Quellgrund, Rivage, Sonnenfeld, Tramonto"
)
_TRADES = (
    ("Maschinenbau GmbH", "MACHINERY"),
    ("Software B.V.", "COMPUTER_SOFTWARE"),
    ("Logistics Ltd", "LOGISTICS_AND_SUPPLY_CHAIN"),
    ("Bau AG", "CONSTRUCTION"),
    ("Foods S.A.", "FOOD_PRODUCTION"),
    ("Consulting", "MANAGEMENT_CONSULTING"),
    ("Energia S.r.l.", "RENEWABLES_ENVIRONMENT"),
    ("Medical NV", "MEDICAL_DEVICES"),
    ("Retail Group", "RETAIL"),
)
_NOT_DECOMPOSED = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ø": "o"})


def person(number: int) -> Person:
    """Person 0, 1, 2, ...; the first 1,568 all have different names. Regions take turns."""
    region = REGIONS[number % len(REGIONS)]
    turn = number // len(REGIONS)
    first_name = _nth(region.first_names, turn)
    last_name = _nth(region.last_names, turn + turn // len(region.first_names))
    code, city, state = _nth(region.places, turn)
    return Person(
        first_name=first_name,
        last_name=last_name,
        email=f"{_plain(first_name)}.{_plain(last_name)}@{_nth(MAIL_DOMAINS, number)}",
        phone=region.phone.format(turn),
        street=f"{_nth(region.streets, turn)} {turn * 3 % 97 + 1}",
        zip=code,
        city=city,
        state=state,
        region=region,
    )


def company(number: int) -> Company:
    """Company 0, 1, 2, ...; the first 180 all have different names."""
    stem = _nth(_STEMS, number)
    trade, industry = _nth(_TRADES, number)
    name = f"{stem} {trade}"
    host = _plain(name.replace(" ", "-").replace(".", "-"), keep="-").strip("-")
    return Company(name=name, domain=f"{host}.{_nth(MAIL_DOMAINS, number)}", industry=industry)


def _nth(items: tuple[T, ...], number: int) -> T:
    return items[number % len(items)]


def _plain(text: str, keep: str = "") -> str:
    """Lower-case letters without accents, as they stand in an address."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_NOT_DECOMPOSED)).lower()
    return "".join(c for c in decomposed if c in keep or (c.isascii() and c.isalnum()))
