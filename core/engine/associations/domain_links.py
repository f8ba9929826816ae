"""Contacts with the company that has the domain of their email address, where the import was asked
to do so (specification, 7.9). Called by associate.py after all other pairs."""

from core.engine.associations.pairs import Pairs
from core.vocabulary import load_free_mail_domains

_EMAIL = "email"


def associate_by_domain(pairs: Pairs) -> None:
    """Contacts that the import names and that have no company yet, neither in the store nor by this
    import. Addresses at free-mail providers say nothing of a company."""
    part = pairs.part("contacts")
    kind = pairs.between("contacts", "companies")
    assert part is not None and kind is not None
    column = next((c for c in part.columns if c.prop.name == _EMAIL), None)
    email = f"coalesce(t.{column.value}, r.email)" if column else "r.email"
    companies = [
        "select domain, hs_object_id as record_id from store.companies where domain is not null"
    ]
    others = pairs.part("companies")
    domain = next((c for c in others.columns if c.prop.name == "domain"), None) if others else None
    if others and domain:
        companies.append(
            f"select t.{domain.value}, n.record_id\n"
            f"from {others.work}.named as n\n"
            f"join {others.work}.typed as t on t.row_number = n.row_number\n"
            f"where t.{domain.value} is not null"
        )
    union = "\nunion all\n".join(companies)
    pairs.cursor.execute(
        f"""
        create or replace table {part.work}.partners as
        with contacts as (
          select n.row_number, n.record_id, split_part({email}, '@', 2) as domain
          from {part.work}.named as n
          join {part.work}.typed as t on t.row_number = n.row_number
          left join {part.records} as r on r.hs_object_id = n.record_id
        ),
        companies as (
          select domain, min(record_id) as record_id, min(record_id) < max(record_id) as several
          from (
            {union}
          )
          group by domain
        ),
        linked as (
          select from_id as record_id
          from {pairs.work}.pairs
          where association_type_id = {kind.association_type_id}
          union
          select from_record_id
          from store.associations
          where association_type_id = {kind.association_type_id}
        )
        select c.row_number, c.record_id as one_id, c.domain as value,
          case when not k.several then k.record_id end as other_id,
          case when k.several then 'AMBIGUOUS_ASSOCIATION_RECORD' end as code
        from contacts as c
        join companies as k on k.domain = c.domain
        where not list_contains(?, c.domain)
          and not exists (select 1 from linked as l where l.record_id = c.record_id)
        """,
        [sorted(load_free_mail_domains())],
    )
    pairs.add(
        kind,
        part,
        "select one_id, other_id, row_number\n"
        f"from {part.work}.partners\n"
        "where other_id is not null",
        "companies",
    )
    index = column.index if column else "null"
    pairs.add_issues(
        part,
        f"select row_number, {index}, 'email', code, value\n"
        f"from {part.work}.partners\n"
        "where code is not null",
    )
