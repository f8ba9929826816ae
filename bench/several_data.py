"""Files and stores of the benchmarks with several objects, made by SQL, the same on every run.

``objects`` is one file: a row has a contact, its deal and one of a fifth as many companies.
``files`` are two: contacts, each naming a company by its domain, and as many companies. One row in
a hundred or so has a bad date, amount or option. The store holds the even contacts and companies,
a quarter of the deals, and the associations of a quarter of the contacts; some of these records
differ from the files in a cell or two."""

from pathlib import Path

import duckdb

from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.properties import create_property, new_property

# Object -> header of the file -> property, text of the file, value in the store; as SQL over n, the
# number of the contact and its deal, and c, the number of the company.
Columns = dict[str, tuple[str, str, str]]
CONTACTS: Columns = {
    "Email": ("email", "'Person' || n || '@Example.com'", "'person' || n || '@example.com'"),
    "First name": ("firstname", "'First' || (n % 5000)", "'First' || (n % 5000)"),
    "Last name": ("lastname", "'Last' || (n % 20011)", "'Last' || (n % 20011)"),
    "Phone": ("phone", "'+49 30 ' || (1000000 + n)", "'+49 30 ' || (1000000 + n)"),
    "Job title": (
        "jobtitle",
        "'Title ' || (n % 300)",
        "case when n % 4 = 0 then 'Old ' || n else 'Title ' || (n % 300) end",
    ),
    "Customer since": (
        "signup_date",
        "case when n % 300 = 0 then '31.02.2024' "
        "else strftime(date '2000-01-01' + cast(n % 9000 as integer), '%d.%m.%Y') end",
        "case when n % 300 <> 0 then date '2000-01-01' + cast(n % 9000 as integer) end",
    ),
}
COMPANIES: Columns = {
    "Company domain": (
        "domain",
        "'https://www.Company' || c || '.example.org'",
        "'company' || c || '.example.org'",
    ),
    "Company name": ("name", "'Company ' || c", "'Company ' || c"),
    "Company city": (
        "city",
        "'City ' || (c % 3000)",
        "case when c % 4 = 0 then 'Old ' || c else 'City ' || (c % 3000) end",
    ),
    "Company postal code": ("zip", "printf('%05d', c % 99999)", "printf('%05d', c % 99999)"),
    "Employees": (
        "numberofemployees",
        "case when c % 250 = 0 then 'many' else cast(c % 900 as varchar) end",
        "case when c % 250 <> 0 then c % 900 end",
    ),
}
DEALS: Columns = {
    "Deal number": ("deal_number", "'D-' || n", "'D-' || n"),
    "Deal name": ("dealname", "'Deal ' || n", "'Deal ' || n"),
    "Deal stage": (
        "dealstage",
        "['Closed Won', 'Closed Lost', 'Contract Sent'][n % 3 + 1]",
        "case when n % 8 = 0 then 'appointmentscheduled' "
        "else ['closedwon', 'closedlost', 'contractsent'][n % 3 + 1] end",
    ),
    "Amount": (
        "amount",
        "case when n % 350 = 0 then 'k. A.' "
        "else printf('%d.%03d,%02d', n % 900 + 1, n % 1000, n % 100) end",
        "case when n % 350 <> 0 then (n % 900 + 1) * 1000 + n % 1000 + (n % 100) / 100.0 end",
    ),
    "Close date": (
        "closedate",
        "strftime(date '2020-01-01' + cast(n % 1500 as integer), '%d.%m.%Y')",
        "cast(date '2020-01-01' + cast(n % 1500 as integer) as timestamp)",
    ),
}
OBJECTS = {"contacts": CONTACTS, "companies": COMPANIES, "deals": DEALS}
# Ids of the association types between them.
TYPES = {("contacts", "companies"): 279, ("contacts", "deals"): 4, ("companies", "deals"): 342}


def parts(which: str) -> list[dict[str, Columns]]:
    """The objects of each file of a benchmark."""
    if which == "objects":
        return [OBJECTS]
    return [{"contacts": CONTACTS}, {"companies": COMPANIES}]


def headers(which: str) -> list[list[str]]:
    """The headers of each file."""
    found = [[h for columns in file.values() for h in columns] for file in parts(which)]
    return found if which == "objects" else [[*found[0], "Company domain"], found[1]]


def company_count(which: str, rows: int) -> int:
    """How many companies there are."""
    return rows // 5 if which == "objects" else rows


def write_files(which: str, folder: Path, rows: int) -> list[Path]:
    """The files of a benchmark, with ``rows`` rows each."""
    texts = {h: text for columns in OBJECTS.values() for h, (_, text, _) in columns.items()}
    paths = []
    for number, names in enumerate(headers(which), start=1):
        path = folder / f"{which}-{number}.csv"
        selected = ", ".join(f"{texts[name]} as {quote_identifier(name)}" for name in names)
        # Of two files one contact in twenty names a company that the other does not have.
        missing = f"if(n % 20 = 7, n + {rows}, n)" if which == "files" and number == 1 else "n"
        with duckdb.connect() as connection:
            connection.execute(
                f"copy (select {selected} from (select n, {missing} % "
                f"{company_count(which, rows) if missing == 'n' else 2 * rows} as c "
                f"from range({rows}) as t(n))) "
                f"to {quote_literal(str(path))} (format csv, header, delimiter ';')"
            )
        paths.append(path)
    return paths


def held_sql(which: str, rows: int) -> dict[str, str]:
    """Object -> the records that the store has before, with ``id`` first."""
    companies = company_count(which, rows)
    numbers = {
        "contacts": (1, f"select range * 2 as n, 0 as c from range({rows // 2})"),
        "companies": (rows, f"select 0 as n, range * 2 as c from range({companies // 2})"),
        "deals": (2 * rows, f"select range * 4 as n, 0 as c from range({rows // 4})"),
    }
    queries = {}
    for name, (first, query) in numbers.items():
        values = ", ".join(f"{value} as {prop}" for prop, _, value in OBJECTS[name].values())
        step = {"contacts": "n // 2", "companies": "c // 2", "deals": "n // 4"}[name]
        queries[name] = f"select {first} + {step} as id, {values} from ({query})"
    return queries


def held_links_sql(which: str, rows: int) -> str:
    """``type, from_id, to_id`` of the associations that the store has before."""
    companies = company_count(which, rows)
    contact, company, deal = (
        "1 + n // 2",
        f"{rows} + (n % {companies}) // 2",
        f"{2 * rows} + n // 4",
    )
    kinds = [(279, contact, company)]
    if which == "objects":
        kinds += [(4, contact, deal), (342, company, deal)]
    ends = "\nunion all\n".join(
        f"select {kind} as type, {one} as from_id, {other} as to_id from held"
        for kind, one, other in kinds
    )
    return f"with held as (select range * 4 as n from range({rows // 4}))\n{ends}"


def fill_store(which: str, path: Path, rows: int) -> None:
    """A store with the custom properties and part of the records."""
    store = Store(path)
    cursor = store.cursor()
    create_property(cursor, "contacts", new_property("Signup date", "date", name="signup_date"))
    create_property(
        cursor, "deals", new_property("Deal number", "text", name="deal_number", unique=True)
    )
    for name, query in held_sql(which, rows).items():
        names = ", ".join(prop for prop, _, _ in OBJECTS[name].values())
        cursor.execute(f"insert into store.{name} (hs_object_id, {names}) {query}")
    cursor.execute(
        "insert into store.associations "
        f"select type, from_id, to_id, null, null from ({held_links_sql(which, rows)})"
    )
    cursor.execute(
        "update store.counters set value = ? where name = 'next_record_id'", [3 * rows + 1]
    )
    cursor.execute("checkpoint store")
    store.close()
