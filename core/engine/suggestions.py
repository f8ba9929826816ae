"""What a value that cannot be read probably means: "Germnay" is Germany, "31/12/2026" a date in
another order, "ada@gmial.com," an address with two slips. Called by the review page.

A suggestion is only made where the property can read it, which is tried; nothing is applied until
the user says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb
from rapidfuzz import fuzz, process

from core.engine.columns import MappedColumn
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.store.owners import StoredOwner, list_owners

# Of 100: below it a guess is more often wrong than right for words of five letters and more.
LEAST_ALIKE = 75
# Mail domains that people mistype; others are too many to guess at.
_MAIL_DOMAINS = (
    "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "live.com", "msn.com",
    "yahoo.com", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de",
    "orange.fr", "free.fr", "laposte.net", "ziggo.nl", "kpnmail.nl", "libero.it",
)  # fmt: skip


def suggestions(
    cursor: duckdb.DuckDBPyConnection,
    column: MappedColumn,
    formats: Formats,
    values: Sequence[str],
) -> dict[str, str]:
    """Value -> the text to put in its place, for those of the values that have one. A value that
    can be read has none: what is wrong with it is something else."""
    candidates = {value: _candidates(cursor, column, formats, value) for value in values}
    texts = [text for value, each in candidates.items() for text in (value, *each)]
    readable = _readable(cursor, column, formats, texts)
    return {
        value: next(c for c in each if c in readable)
        for value, each in candidates.items()
        if value not in readable and any(c in readable for c in each)
    }


def _candidates(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, formats: Formats, value: str
) -> list[str]:
    """Texts to try, the likeliest first."""
    match column.prop.value_type:
        case "select" | "radio":
            return _alike(value, [option.label for option in column.prop.options])
        case "checkbox":
            labels = [option.label for option in column.prop.options]
            pieces = [(_alike(p, labels) or [p])[0] for p in value.split(";") if p.strip()]
            return [";".join(pieces)]
        case "owner":
            return _owner(list_owners(cursor), value)
        case "email":
            return _emails(value)
        case "date" | "datetime":
            return _other_orders(cursor, column, formats, value)
        case "number" | "currency":
            return [re.sub(r"[^\d.,+\-]", "", value), re.sub(r"[^\d]", "", value)]
        case "phonenumber":
            return [re.sub(r"[^\d+]", "", value)]
        case "domain" | "url":
            return [re.sub(r"[\s,;]+", "", value).rstrip(".,;/"), value.split()[0] if value else ""]
        case _:
            return []


def _alike(value: str, choices: Sequence[str]) -> list[str]:
    """The choice that is most alike, whatever the letters' case; none where two are as alike."""
    lowered = {choice.lower(): choice for choice in choices if choice}
    found = process.extract(
        value.strip().lower(), list(lowered), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=2
    )
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return []
    return [lowered[found[0][0]]]


def _owner(owners: Sequence[StoredOwner], value: str) -> list[str]:
    """The email of the owner whose name or email is most alike, since only it names one for sure;
    none where two have that name."""
    emails = {owner.email: owner.email for owner in owners}
    names = [owner.name for owner in owners]
    emails |= {o.name: o.email for o in owners if names.count(o.name) == 1}
    return [emails[text] for text in _alike(value, [*emails, *names]) if text in emails]


def _emails(value: str) -> list[str]:
    """White space, brackets and marks at the ends taken off, commas and a spelled-out at mended, a
    mistyped well-known domain put right; of several addresses the first."""
    inside = re.search(r"<([^<>]+@[^<>]+)>", value)
    text = inside[1] if inside else value
    text = re.sub(r"\s*[(\[]\s*at\s*[)\]]\s*", "@", text, flags=re.IGNORECASE)
    text = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"\s+", "", text).strip(".,;:<>()[]'\"").replace(",", ".").replace("..", ".")
    name, _, domain = text.rpartition("@")
    known = _alike(domain, _MAIL_DOMAINS) if domain else []
    better = [f"{name}@{known[0]}"] if known and name else []
    one = [*better, text] if known and domain not in _MAIL_DOMAINS else [text, *better]
    return [*one, *_first_of_several(value)]


def _first_of_several(value: str) -> list[str]:
    """The first of the addresses in one cell, as Google Contacts (`` ::: ``) and others write them.
    The user sees which ones are left out: they are in the value that the suggestion stands by."""
    addresses = [text for text in re.split(r":::|[;,|\s]", value) if text]
    return addresses[:1] if len(addresses) > 1 and all("@" in a for a in addresses) else []


def _other_orders(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, formats: Formats, value: str
) -> list[str]:
    """The date as another order reads it, where all that can agree; written year first."""
    found = set()
    for order in DATE_ORDERS:
        read = _values(cursor, column, replace(formats, date_order=order), [value])
        found |= {text for text in read.values() if text}
    return [next(iter(found))] if len(found) == 1 else []


def _readable(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, formats: Formats, texts: list[str]
) -> set[str]:
    read = _values(cursor, column, formats, [text for text in texts if text])
    return {text for text, value in read.items() if value is not None}


def _values(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, formats: Formats, texts: list[str]
) -> dict[str, str | None]:
    """What a property reads in texts, as text."""
    if not texts:
        return {}
    cells = "select distinct unnest($texts::varchar[]) as raw"
    lookup = column.kind.lookup_sql(column.prop, formats)
    if lookup is None:
        made = column.kind.conversion("cells.raw", column.prop, formats, "")
        query = f"with cells as ({cells}) select raw, {made.value} as value from cells"
    else:
        query = f"with cells as ({cells}) select raw, value from (\n{lookup}\n)"
    rows = cursor.execute(
        f"select raw, {column.kind.text('value')} from (\n{query}\n)", {"texts": texts}
    ).fetchall()
    return dict(rows)
