"""Which captured contacts the store has already, and which of a batch are there twice.

Sure is what an email says: the contact's own, then any other of its emails, against primary and
secondary emails of the store (specification, 6). A phone number with the same last name, or the
same name at the same company, only suggests; the engine does not act on it.

Makes the table ``known``: ``place``, ``record_id`` (the contact that is updated), ``key_email``
(the email that found it, or the contact's own), ``conflict`` (the records that its other emails
mean, where these are several), ``maybe_id`` (a contact that looks like it), ``twice`` (how many of
the batch share an email with it; of those without, the name, company and numbers), ``problem``
(why it will certainly not be saved: ``EMAIL``, where that cannot be read, or ``NOBODY``, where a
new contact has neither name nor email; else null).
"""

from contextlib import suppress

import duckdb

from core.property_types import Formats, value_type
from core.sql import quote_identifier
from core.store import Store
from core.store.properties import read_object_type

# Counts up with the columns of ``known``, which a draft of an earlier version has otherwise.
_LAYOUT = 2

# So many last digits of two numbers that are the same make them one: what is in front of them is
# written in many ways (+31, 0031, 0).
_DIGITS = 9


def mark_known(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    """Makes ``known`` anew for the store as it is; its quoted name is returned."""
    catalog = store.attach_work(cursor, import_id)
    table = quote_identifier(catalog, "known")
    captured = quote_identifier(catalog, "captured")
    version = store.counter(cursor, "version")
    cursor.execute(f"create or replace table {table} as\n" + _known_sql(cursor, captured))
    stamp = quote_identifier(catalog, "known_stamp")
    cursor.execute(
        f"create or replace table {stamp} as select {version} as version, {_LAYOUT} as layout"
    )
    return table


def fresh_known(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    """``known`` as it is, where neither the batch nor the store has changed since it was made."""
    catalog = store.attach_work(cursor, import_id)
    stamp = quote_identifier(catalog, "known_stamp")
    with suppress(duckdb.CatalogException, duckdb.BinderException):
        rows = cursor.execute(f"select version, layout from {stamp}").fetchall()
        if rows == [(store.counter(cursor, "version"), _LAYOUT)]:
            return quote_identifier(catalog, "known")
    return mark_known(store, cursor, import_id)


def forget_known(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Says that contacts of the batch have come, changed or gone."""
    stamp = quote_identifier(store.attach_work(cursor, import_id), "known_stamp")
    cursor.execute(f"drop table if exists {stamp}")


def _known_sql(cursor: duckdb.DuckDBPyConnection, captured: str) -> str:
    return f"""
with held as ({_HELD}),
own as ({_by_own_email(captured)}),
others as ({_by_other_emails(captured)}),
looks as (
  select place, min(record_id) as record_id
  from (
    {_by_number(captured)}
    union all
    {_by_company(captured)}
  )
  group by place
),
marks as ({_marks(captured)}),
shared as ({_SHARED}),
found as ({_found_sql(captured)})
select place, record_id, key_email, conflict, maybe_id, twice,
  case
    when key_email is not null and {_email_sql(cursor, "key_email")} is null then 'EMAIL'
    when nobody and record_id is null and conflict is null and key_email is null then 'NOBODY'
  end as problem
from found
"""


def _email_sql(cursor: duckdb.DuckDBPyConnection, raw: str) -> str:
    """The email as the import will read it; null where it cannot."""
    prop = read_object_type(cursor, "contacts").property("email")
    assert prop is not None
    return value_type(prop).conversion(raw, prop, Formats(), "").value


def _found_sql(captured: str) -> str:
    """What the queries before it say of each contact."""
    return f"""
select c.place, coalesce(o.record_id, case when len(t.found) = 1 then t.found[1] end) as record_id,
  case when len(t.found) = 1 then t.email else c.email end as key_email,
  case when len(t.found) > 1 then t.found end as conflict,
  case when o.record_id is null and t.found is null then l.record_id end as maybe_id,
  coalesce(s.n, 1) as twice, coalesce(c.firstname, c.lastname) is null as nobody
from {captured} as c
left join own as o on o.place = c.place
left join others as t on t.place = c.place
left join looks as l on l.place = c.place
left join shared as s on s.place = c.place
"""


# The emails of the store, primary and secondary, with whose they are.
_HELD = """
  select email as value, hs_object_id as record_id
  from store.contacts
  where email is not null
  union
  select value, record_id
  from store.identifiers
  where object_type = 'contacts' and property = 'email'
"""


def _by_own_email(captured: str) -> str:
    """The contact of the store that has the email."""
    return f"""
  select c.place, min(h.record_id) as record_id
  from {captured} as c
  join held as h on h.value = lower(c.email)
  group by c.place
"""


def _by_other_emails(captured: str) -> str:
    """Where none has the email: those of the store that have any of its other emails."""
    return f"""
  select c.place, list(distinct h.record_id order by h.record_id) as found,
    min(e.email) as email
  from (select place, unnest(other_emails) as email from {captured}) as e
  join {captured} as c on c.place = e.place
  join held as h on h.value = lower(e.email)
  where c.place not in (select place from own)
  group by c.place
"""


def _marks(captured: str) -> str:
    """What tells contacts of the batch from one another: each of their emails; of those without,
    the name, company and numbers."""
    return f"""
  select distinct place, lower(email) as mark
  from (select place, unnest(list_append(other_emails, email)) as email from {captured})
  where email is not null
  union all
  select place, lower(concat_ws('|', '', firstname, lastname, company, phone, mobilephone))
  from {captured}
  where email is null and len(other_emails) = 0
"""


# How many of the batch have the same mark; of several marks of a contact, the most.
_SHARED = """
  select m.place, max(n) as n
  from marks as m
  join (select mark, count(*) as n from marks group by mark) using (mark)
  group by m.place
"""


def _by_number(captured: str) -> str:
    """Looks alike: the same last name and the same number."""
    return f"""
    select c.place, r.record_id
    from (
      select place, lower(lastname) as name,
        unnest([{_digits("phone")}, {_digits("mobilephone")}]) as number
      from {captured}
      where lastname is not null
    ) as c
    join (
      select hs_object_id as record_id, lower(lastname) as name,
        unnest([{_digits("phone")}, {_digits("mobilephone")}]) as number
      from store.contacts
      where lastname is not null
    ) as r on r.name = c.name and r.number = c.number
    """


def _by_company(captured: str) -> str:
    """Looks alike: the same name at the same company."""
    same = " and ".join(
        f"lower(r.{name}) = lower(c.{name})" for name in ("firstname", "lastname", "company")
    )
    return f"""
    select c.place, r.hs_object_id as record_id
    from {captured} as c
    join store.contacts as r on {same}
    """


def _digits(name: str) -> str:
    digits = f"regexp_replace({name}, '\\D', '', 'g')"
    return f"case when length({digits}) >= {_DIGITS} then right({digits}, {_DIGITS}) end"
