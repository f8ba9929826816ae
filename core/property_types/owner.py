"""Owners: the users of the store, named by email address or by first and last name."""

from core.property_types.base import Formats, LookupType, trimmed
from core.vocabulary import Property


class Owner(LookupType):
    """The owner whose email, or first and last name, the cell gives; kept as the owner's id.

    Owners are in the table ``store.owners``. A name that two of them share is an issue."""

    issue_code = "COULD_NOT_FIND_OWNER"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        written = f"lower(regexp_replace({trimmed('cells.raw')}, '\\s+', ' ', 'g'))"
        return (
            "with names as (\n"
            "  select lower(email) as key, owner_id from store.owners\n"
            "  union\n"
            "  select lower(trim(first_name || ' ' || last_name)), owner_id from store.owners\n"
            "  union\n"
            "  select cast(owner_id as varchar), owner_id from store.owners\n"
            "),\n"
            "keys as (\n"
            "  select key, count(*) as owners, cast(min(owner_id) as varchar) as value\n"
            "  from names\n"
            "  where key <> ''\n"
            "  group by key\n"
            ")\n"
            "select cells.raw, case when keys.owners = 1 then keys.value end as value,\n"
            f"  case when keys.owners > 1 then 'MULTIPLE_OWNERS_FOUND' else '{self.issue_code}' "
            "end as code\n"
            "from cells\n"
            f"left join keys on keys.key = {written}"
        )
