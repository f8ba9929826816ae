"""A trade-show export as people get them: "try it with a difficult file" on the upload page.

What is wrong with it: see ``messy_contacts``. Tests and the tour of the documentation use it too.
"""

import csv
import io
from collections.abc import Iterator

from core.samples.people import REGIONS, person
from core.samples.records import contact

HEADERS = (
    "Badge-Nr.",
    "Anrede",
    "Vorname",
    "Achternaam",
    "E-Mail",
    "Bedrijf",
    "Functie",
    "Telefoon",
    "Mobil",
    "Straße",
    "Postcode",
    "Plaats",
    "Land",
    "Taal",
    "Levensfase",
    "Lead-Status",
    "Abschlusstermin",
    "Jahresumsatz",
    "Zuständiger Mitarbeiter",
    "Bemerkungen",
)
PERSONS, DUPLICATES = 366, 30

# Written in cp1252, so without the names of the Polish visitors.
_REGIONS = ("nl", "de", "fr")
_STAGES = {
    "lead": "Lead",
    "customer": "Kunde",
    "subscriber": "Abonnent",
    "marketingqualifiedlead": "Marketing-Qualified-Lead",
    "opportunity": "Opportunity",
    "salesqualifiedlead": "Sales-Qualified-Lead",
}
_STATUSES = {
    "NEW": "Neu",
    "OPEN": "Offen",
    "IN_PROGRESS": "In Bearbeitung",
    "CONNECTED": "Kontakt aufgenommen",
    "ATTEMPTED_TO_CONTACT": "Kontaktversuch",
}
_UNKNOWN_STAGES = ("Kunnde", "Intressent", "VIP", "Klant?", "Aussteller")
_DATES = (
    "14.03.2026",
    "03-04-2026",
    "27/03/26",
    "2026-05-08",
    "14 mrt 2026",
    "3. März 2026",
    "1 april 2026",
    "28.02.2026 09:30",
)
_IMPOSSIBLE_DATES = ("31.02.2026", "00.00.0000", "2026-13-01", "n.v.t.", "nächste Woche")
_AMOUNTS = ("12.500,00", "1.250,50", "€ 980,00", "3.400.000,00", "750,5", "k. A.", "87,25-")
_NOTES = (
    'Bittet um Rückruf, sagte: "erst nach der Messe"',
    "Wil offerte voor 3 machines;\nlevertijd max. 6 weken",
    'Prospekt „Baureihe 7“ mitgenommen\r\n\r\n"Muster" folgt',
    "Rappeler après 14 h – préfère l’e-mail",
    "Budget 10.000 €; entscheidet im Q3",
    "geen interesse, wel nieuwsbrief",
)


def messy_contacts() -> bytes:
    """About 400 visitors of a fair, as the organiser exported them from German Excel.

    Semicolons and cp1252; a title and a blank line above the header, a total below the rows;
    German and Dutch headers; the same visitor twice; impossible email addresses and dates, dates
    in eight notations; stages that do not exist; amounts with a decimal comma; notes with quotes,
    semicolons and line breaks; postal codes that begin with a zero; stray spaces and capitals;
    visitors without a name. About a quarter are contacts of the sample data.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    blank = [""] * (len(HEADERS) - 1)
    writer.writerow(["Messekontakte Hannover 2026 – Halle 14", *blank])
    target.write("\r\n")
    writer.writerow(HEADERS)
    rows = list(_rows())
    writer.writerows([row[header] for header in HEADERS] for row in rows)
    writer.writerow([f"Totaal: {len(rows)}", *blank])
    return target.getvalue().encode("cp1252")


def _rows() -> Iterator[dict[str, str]]:
    numbers = [n for n in range(PERSONS * 3) if REGIONS[n % len(REGIONS)].language in _REGIONS]
    rows = [_row(position, n) for position, n in enumerate(numbers[:PERSONS], start=1)]
    yield from rows
    for position in range(DUPLICATES):
        yield _again(rows[position * 11 + 4], PERSONS + position + 1)


def _row(position: int, number: int) -> dict[str, str]:
    """A visitor. Every third is exactly as in the sample data, the others changed or damaged."""
    row = _as_known(position, number)
    if (position + position // 3) % 3:
        _add_news(row, position)
        _damage(row, position, number)
    return row


def _as_known(position: int, number: int) -> dict[str, str]:
    known = contact(number)
    row = dict.fromkeys(HEADERS, "")
    row |= {
        "Badge-Nr.": f"{position:06}",
        "Vorname": known["firstname"],
        "Achternaam": known["lastname"],
        "E-Mail": known["email"],
        "Bedrijf": known["company"],
        "Functie": known["jobtitle"],
        "Telefoon": known["phone"],
        "Straße": known["address"],
        "Postcode": known["zip"],
        "Plaats": known["city"],
        "Land": known["country"],
        "Taal": known["hs_language"],
        "Levensfase": _STAGES[known["lifecyclestage"]],
        "Lead-Status": _STATUSES[known["hs_lead_status"]],
        "Zuständiger Mitarbeiter": known["hubspot_owner_id"],
    }
    return row


def _add_news(row: dict[str, str], position: int) -> None:
    """What the visitor told at the stand."""
    row["Anrede"] = ("Herr", "Frau", "Dhr.", "Mevr.", "")[position % 5]
    row["Mobil"] = f"0152 28817{position:03}" if position % 2 else ""
    row["Abschlusstermin"] = _DATES[position % len(_DATES)]
    row["Jahresumsatz"] = _AMOUNTS[position % len(_AMOUNTS)]
    if position % 4 == 1:
        row["Bemerkungen"] = _NOTES[position % len(_NOTES)]


def _damage(row: dict[str, str], position: int, number: int) -> None:
    if position % 23 == 5:
        row["E-Mail"] = _impossible_email(row["E-Mail"], position)
    if position % 17 == 3:
        row["Abschlusstermin"] = _IMPOSSIBLE_DATES[position % len(_IMPOSSIBLE_DATES)]
    if position % 29 == 7:
        row["Levensfase"] = _UNKNOWN_STAGES[position % len(_UNKNOWN_STAGES)]
    if position % 13 == 4:
        row["Vorname"] = f" {row['Vorname'].upper()}"
        row["Achternaam"] = f"{row['Achternaam'].upper()}\N{NO-BREAK SPACE} "
    if position % 37 == 11:
        row |= {"Vorname": "", "Achternaam": "", "E-Mail": ""}
    if position % 41 == 8:
        row["Zuständiger Mitarbeiter"] = "Stand 14"
    if position % 19 == 6:
        row["Telefoon"] = person(number).phone.replace("+", "00").replace(" ", "-")


def _impossible_email(email: str, position: int) -> str:
    name, _, domain = email.partition("@")
    return (
        f"{name}.{domain}",
        f"{name}@@{domain}",
        f"{name}@example",
        f"{name} @{domain}",
        f"{name}@{domain.replace('.', ',')}",
    )[position % 5]


def _again(row: dict[str, str], position: int) -> dict[str, str]:
    """The visitor who had the badge scanned at a second stand."""
    return row | {
        "Badge-Nr.": f"{position:06}",
        "E-Mail": row["E-Mail"].upper() if position % 2 else row["E-Mail"],
        "Mobil": f"0152-28817{position:03}",
        "Bemerkungen": _NOTES[position % len(_NOTES)],
    }
