"""The yardstick: what the same file costs in bare hand-written SQL. Read as text, convert, merge.

No dry run, no issues, no journal, no repair, no detection. Run in a process of its own."""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb

from bench.data import COLUMNS, held_sql
from core.sql import quote_literal


def prepare(path: Path, rows: int) -> None:
    """The table to merge into, with half of the file's contacts."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            f"create table contacts as select row_number() over () as id, * from ({held_sql(rows)})"
        )


def run(database: Path, file: Path) -> None:
    """Reads, converts and merges; prints seconds and peak memory."""
    start = time.perf_counter()
    connection = duckdb.connect(str(database), config={"memory_limit": "3GB"})
    columns = ", ".join(f"{quote_literal(h)}: 'varchar'" for h in COLUMNS)
    connection.execute(
        f"create table staged as select * from read_csv({quote_literal(str(file))}, "
        f"auto_detect=false, delim=';', quote='\"', escape='\"', header=true, "
        f"columns={{{columns}}})"
    )
    read = time.perf_counter()
    connection.execute(
        """
        create table typed as
        select lower(trim("E-Mail")) as email, trim("Vorname") as firstname,
          trim("Nachname") as lastname, trim("Telefon") as phone, trim("Mobil") as mobilephone,
          trim("Position") as jobtitle, trim("Firma") as company, trim("Website") as website,
          trim("Adresse") as address, trim("Ort") as city, trim("Region") as state,
          trim("PLZ") as zip, trim("Land") as country,
          case lower(trim("Phase")) when 'lead' then 'lead' when 'customer' then 'customer'
            when 'other' then 'other' end as lifecyclestage,
          case lower(trim("Leadstatus")) when 'new' then 'NEW' when 'open' then 'OPEN'
            when 'in progress' then 'IN_PROGRESS' end as hs_lead_status,
          cast(try_strptime(trim("Seit"), '%d.%m.%Y') as date) as signup_date,
          try_cast(replace(replace(trim("Umsatz"), '.', ''), ',', '.') as double)
            as contract_value,
          try_cast(trim("Besuche") as double) as visits,
          trim("Fax") as fax, trim("Notizen") as message
        from staged
        """
    )
    names = [name for name, _, _ in COLUMNS.values()]
    sets = ", ".join(f"{n} = coalesce(t.{n}, contacts.{n})" for n in names[1:])
    differs = " or ".join(
        f"t.{n} is distinct from contacts.{n} and t.{n} is not null" for n in names[1:]
    )
    listed = ", ".join(names)
    connection.execute("begin")
    connection.execute(
        f"update contacts set {sets} from typed as t where t.email = contacts.email and ({differs})"
    )
    connection.execute(
        f"insert into contacts (id, {listed}) "
        f"select (select max(id) from contacts) + row_number() over (), {listed} "
        "from typed anti join contacts using (email)"
    )
    connection.execute("commit")
    connection.execute("checkpoint")
    measured(start, {"read": read - start})


def measured(start: float, phases: dict[str, float]) -> None:
    """Prints the seconds since ``start``, of each phase and of all processors, and this process's
    peak memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    result = {
        "seconds": round(time.perf_counter() - start, 2),
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "peak_gb": round(used.ru_maxrss / 2**20, 2),
        "phases": {name: round(seconds, 2) for name, seconds in phases.items()},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
