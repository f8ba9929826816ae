"""The benchmark's file and stores: synthetic contacts, made by SQL, the same on every run.

Every row of the file follows from its number: names, emails, phones, dates d-m-y, amounts with a
decimal comma, dropdowns, notes with quotes and line ends. One row in a hundred has a bad date,
option or number. The store holds the even rows; half of these differ from the file in two cells."""

from pathlib import Path

import duckdb

from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.properties import create_property, new_property

# header of the file -> property, text of the file as SQL over n, value in the store as SQL over n.
COLUMNS: dict[str, tuple[str, str, str]] = {
    "E-Mail": ("email", "'Person' || n || '@Example.com'", "'person' || n || '@example.com'"),
    "Vorname": ("firstname", "'First' || (n % 5000)", "'First' || (n % 5000)"),
    "Nachname": ("lastname", "'Last' || (n % 20011)", "'Last' || (n % 20011)"),
    "Telefon": ("phone", "'+49 30 ' || (1000000 + n)", "'+49 30 ' || (1000000 + n)"),
    "Mobil": ("mobilephone", "'+49 171 ' || (2000000 + n)", "'+49 171 ' || (2000000 + n)"),
    "Position": ("jobtitle", "'Title ' || (n % 300)", "'Title ' || (n % 300)"),
    "Firma": ("company", "'Company ' || (n % 40000)", "'Company ' || (n % 40000)"),
    "Website": (
        "website",
        "'https://www.c' || (n % 40000) || '.example.org'",
        "'https://www.c' || (n % 40000) || '.example.org'",
    ),
    "Adresse": ("address", "'Street ' || (n % 9999)", "'Street ' || (n % 9999)"),
    "Ort": ("city", "'City ' || (n % 3000)", "'City ' || (n % 3000)"),
    "Region": ("state", "'Region ' || (n % 16)", "'Region ' || (n % 16)"),
    "PLZ": ("zip", "printf('%05d', n % 99999)", "printf('%05d', n % 99999)"),
    "Land": ("country", "'Country ' || (n % 40)", "'Country ' || (n % 40)"),
    "Phase": (
        "lifecyclestage",
        "case when n % 400 = 0 then 'Kunnde' else ['Lead', 'Customer', 'Other'][n % 3 + 1] end",
        "case when n % 400 = 0 then null else ['lead', 'customer', 'other'][n % 3 + 1] end",
    ),
    "Leadstatus": (
        "hs_lead_status",
        "['New', 'Open', 'In Progress'][n % 3 + 1]",
        "['NEW', 'OPEN', 'IN_PROGRESS'][n % 3 + 1]",
    ),
    "Seit": (
        "signup_date",
        "case when n % 300 = 0 then '31.02.2024' "
        "else strftime(date '2000-01-01' + cast(n % 9000 as integer), '%d.%m.%Y') end",
        "case when n % 300 = 0 then null else date '2000-01-01' + cast(n % 9000 as integer) end",
    ),
    "Umsatz": (
        "contract_value",
        "case when n % 350 = 0 then 'k. A.' "
        "else printf('%d.%03d,%02d', n % 900 + 1, n % 1000, n % 100) end",
        "case when n % 350 = 0 then null "
        "else (n % 900 + 1) * 1000 + n % 1000 + (n % 100) / 100.0 end",
    ),
    "Besuche": ("visits", "cast(n % 77 as varchar)", "n % 77"),
    "Fax": ("fax", "'+49 30 ' || (5000000 + n % 1000)", "'+49 30 ' || (5000000 + n % 1000)"),
    "Notizen": (
        "message",
        "case when n % 50 = 0 then 'Said \"call me\"' || chr(10) || 'on day ' || (n % 365) "
        "else 'Note ' || n end",
        "case when n % 50 = 0 then 'Said \"call me\"' || chr(10) || 'on day ' || (n % 365) "
        "else 'Note ' || n end",
    ),
}
CUSTOM = {
    "signup_date": ("Signup date", "date"),
    "contract_value": ("Contract value", "currency"),
    "visits": ("Visits", "number"),
}


def write_file(path: Path, rows: int) -> None:
    """The file: semicolons, quotes where needed, ``rows`` rows under the header."""
    selected = ", ".join(f"{text} as {quote_identifier(h)}" for h, (_, text, _) in COLUMNS.items())
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {selected} from (select range as n from range({rows}))) "
            f"to {quote_literal(str(path))} (format csv, header, delimiter ';')"
        )


def held_sql(rows: int) -> str:
    """The records the store has before: even rows, every second one with an older value."""
    values = []
    for name, _, value in COLUMNS.values():
        if name in ("jobtitle", "city"):
            value = f"case when n % 4 = 0 then 'Old ' || n else {value} end"
        values.append(f"{value} as {quote_identifier(name)}")
    listed = ", ".join(values)
    return f"select {listed} from (select range * 2 as n from range({rows // 2}))"


def fill_store(path: Path, rows: int) -> None:
    """A store with the bench's custom properties and half of the file's contacts."""
    store = Store(path)
    cursor = store.cursor()
    for name, (label, kind) in CUSTOM.items():
        create_property(cursor, "contacts", new_property(label, kind, name=name))
    names = ", ".join(quote_identifier(name) for name, _, _ in COLUMNS.values())
    cursor.execute(
        f"insert into store.contacts (hs_object_id, {names}) "
        f"select row_number() over (), * from ({held_sql(rows)})"
    )
    cursor.execute(
        "update store.counters set value = ? where name = 'next_record_id'", [rows // 2 + 1]
    )
    cursor.execute("checkpoint store")
    store.close()
