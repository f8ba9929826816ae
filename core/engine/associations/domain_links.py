"""Contacts with the company that has the domain of their email address, where the import was asked
to do so (specification, 7.9). Called by associate.py after all other pairs."""

from core.engine.associations.pairs import Pairs
from core.engine.columns import MappedColumn
from core.engine.parts import Part
from core.store.associations import AssociationType
from core.vocabulary import load_free_mail_domains

_EMAIL = "email"


def associate_by_domain(pairs: Pairs) -> None:
    """Contacts that the import names and that have no company yet, neither in the store nor by this
    import. Addresses at free-mail providers say nothing of a company."""
    part = pairs.part("contacts")
    kind = pairs.between("contacts", "companies")
    assert part is not None and kind is not None
    column = next((c for c in part.columns if c.prop.name == _EMAIL), None)
    query = _partners_sql(pairs, part, column, kind)
    pairs.cursor.execute(
        f"create or replace table {part.work}.partners as\n{query}",
        [sorted(load_free_mail_domains())],
    )
    found = (
        "select one_id, other_id, row_number\n"
        f"from {part.work}.partners\n"
        "where other_id is not null"
    )
    pairs.add(kind, part, found, "companies")
    index = column.index if column else "null"
    pairs.add_issues(
        part,
        f"select row_number, {index}, 'email', code, value\n"
        f"from {part.work}.partners\n"
        "where code is not null",
    )


def _partners_sql(
    pairs: Pairs, part: Part, column: MappedColumn | None, kind: AssociationType
) -> str:
    """``row_number, one_id, value, other_id, code``: each contact without a company whose domain a
    company has, with that company or why it cannot be told. One value to bind: the domains of
    free-mail providers."""
    email = f"coalesce(t.{column.value}, r.email)" if column else "r.email"
    return f"""
        with contacts as (
          select n.row_number, n.record_id, split_part({email}, '@', 2) as domain
          from {part.work}.named as n
          join {part.work}.typed as t on t.row_number = n.row_number
          left join {part.records} as r on r.hs_object_id = n.record_id
        ),
        companies as (
          select domain, min(record_id) as record_id, min(record_id) < max(record_id) as several
          from (
            {_companies_sql(pairs.part("companies"))}
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
        """


def _companies_sql(imported: Part | None) -> str:
    """``domain, record_id`` of companies in the store and of those that come with the import."""
    held = "select domain, hs_object_id as record_id from store.companies where domain is not null"
    domain = (
        next((c for c in imported.columns if c.prop.name == "domain"), None) if imported else None
    )
    if imported is None or domain is None:
        return held
    return (
        f"{held}\nunion all\n"
        f"select t.{domain.value}, n.record_id\n"
        f"from {imported.work}.named as n\n"
        f"join {imported.work}.typed as t on t.row_number = n.row_number\n"
        f"where t.{domain.value} is not null"
    )
