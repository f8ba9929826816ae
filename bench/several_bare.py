"""The yardstick of the benchmarks with several objects: the same work in bare hand-written SQL.
Read as text, convert, one row a company, merge, associate.

No dry run, no issues, no journal, no outcome, no detection. Run in a process of its own."""

import sys
import time
from pathlib import Path

import duckdb

from bench.bare import measured
from bench.several_data import OBJECTS, TYPES, headers, held_links_sql, held_sql
from core.sql import quote_identifier, quote_literal

# Header -> how its text is converted.
CONVERTED = {
    "Email": 'lower(trim("Email"))',
    "Customer since": "cast(try_strptime(trim(\"Customer since\"), '%d.%m.%Y') as date)",
    "Company domain": 'split_part(regexp_replace(lower(trim("Company domain")), '
    "'^(https?://)?(www\\.)?', ''), '/', 1)",
    "Employees": 'try_cast(trim("Employees") as double)',
    "Deal stage": "case lower(trim(\"Deal stage\")) when 'closed won' then 'closedwon' "
    "when 'closed lost' then 'closedlost' when 'contract sent' then 'contractsent' end",
    "Amount": "try_cast(replace(replace(trim(\"Amount\"), '.', ''), ',', '.') as double)",
    "Close date": "try_strptime(trim(\"Close date\"), '%d.%m.%Y')",
}
KEYS = {"contacts": "email", "companies": "domain", "deals": "deal_number"}
PREFIX = {"contacts": "p", "companies": "c", "deals": "d"}


def prepare(which: str, path: Path, rows: int) -> None:
    """The tables to merge into."""
    with duckdb.connect(str(path)) as connection:
        for name, query in held_sql(which, rows).items():
            connection.execute(f"create table {name} as {query}")
        connection.execute(f"create table associations as {held_links_sql(which, rows)}")


def run(which: str, database: Path, files: list[Path]) -> None:
    """Reads, converts, merges and associates; prints seconds and peak memory."""
    start = time.perf_counter()
    connection = duckdb.connect(str(database), config={"memory_limit": "3GB"})
    for number, (path, names) in enumerate(zip(files, headers(which), strict=True), start=1):
        columns = ", ".join(f"{quote_literal(h)}: 'varchar'" for h in names)
        connection.execute(
            f"create table staged{number} as select * from read_csv({quote_literal(str(path))}, "
            f"auto_detect=false, delim=';', quote='\"', escape='\"', header=true, "
            f"columns={{{columns}}})"
        )
    read = time.perf_counter()
    for number, names in enumerate(headers(which), start=1):
        made = ", ".join(
            f"{_converted(header)} as {PREFIX[name]}_{prop}"
            for name, listed in OBJECTS.items()
            for header, (prop, _, _) in listed.items()
            if header in names
        )
        connection.execute(
            f"create table typed{number} as select rowid as n, {made} from staged{number}"
        )
    connection.execute("begin")
    if which == "objects":
        _merge(connection, "contacts", "typed1")
        _merge(connection, "companies", _one_a_company("typed1"))
        _merge(connection, "deals", "typed1")
        _associate(connection, "typed1", list(TYPES))
    else:
        _merge(connection, "contacts", "typed1")
        _merge(connection, "companies", _one_a_company("typed2"))
        _associate(connection, "typed1", [("contacts", "companies")])
    connection.execute("commit")
    connection.execute("checkpoint")
    measured(start, {"read": read - start})


def _converted(header: str) -> str:
    return CONVERTED.get(header, f"trim({quote_identifier(header)})")


def _properties(name: str) -> list[str]:
    return [prop for prop, _, _ in OBJECTS[name].values()]


def _one_a_company(typed: str) -> str:
    """The last value of each cell counts."""
    last = ", ".join(
        f"arg_max(c_{prop}, n) as c_{prop}" for prop in _properties("companies") if prop != "domain"
    )
    return f"(select c_domain, {last} from {typed} group by c_domain)"


def _merge(connection: duckdb.DuckDBPyConnection, name: str, typed: str) -> None:
    key, prefix = KEYS[name], PREFIX[name]
    others = [prop for prop in _properties(name) if prop != key]
    sets = ", ".join(f"{prop} = coalesce(t.{prefix}_{prop}, {name}.{prop})" for prop in others)
    differs = " or ".join(
        f"t.{prefix}_{prop} is distinct from {name}.{prop} and t.{prefix}_{prop} is not null"
        for prop in others
    )
    connection.execute(
        f"update {name} set {sets} from {typed} as t "
        f"where t.{prefix}_{key} = {name}.{key} and ({differs})"
    )
    listed = ", ".join([key, *others])
    values = ", ".join(f"t.{prefix}_{prop}" for prop in [key, *others])
    connection.execute(
        f"insert into {name} (id, {listed}) "
        "select (select max(id) from (select max(id) as id from contacts union all "
        "select max(id) from companies union all select max(id) from deals)) "
        f"+ row_number() over (), {values} "
        f"from {typed} as t anti join {name} on {name}.{key} = t.{prefix}_{key}"
    )


def _associate(
    connection: duckdb.DuckDBPyConnection, typed: str, pairs: list[tuple[str, str]]
) -> None:
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    ids = ", ".join(f"{PREFIX[name]}.id as {PREFIX[name]}_id" for name in names)
    joins = " ".join(
        f"join {name} as {PREFIX[name]} on {PREFIX[name]}.{KEYS[name]} "
        f"= t.{PREFIX[name]}_{KEYS[name]}"
        for name in names
    )
    connection.execute(f"create temp table ids as select {ids} from {typed} as t {joins}")
    for one, other in pairs:
        connection.execute(
            "insert into associations "
            f"select distinct {TYPES[one, other]}, {PREFIX[one]}_id, {PREFIX[other]}_id from ids "
            "where not exists (select 1 from associations as a "
            f"where a.type = {TYPES[one, other]} and a.from_id = ids.{PREFIX[one]}_id "
            f"and a.to_id = ids.{PREFIX[other]}_id)"
        )


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), [Path(argument) for argument in sys.argv[3:]])
