"""Values from a list of options: dropdown, radio, single checkbox, multiple checkboxes."""

from core.property_types.base import Conversion, Formats, LookupType, quote_literal_list, trimmed
from core.sql import quote_literal
from core.vocabulary import Option, Property, load_labels

_TRUE = ("true", "yes", "y", "1")
_FALSE = ("false", "no", "n", "0")


def option_keys(prop: Property) -> dict[str, set[str]]:
    """Every text that names an option, in lower case -> the option values it may mean.

    Internal values, labels, and for default properties the labels in the offered languages."""
    keys: dict[str, set[str]] = {}
    for option in prop.options:
        for label in (option.label, *_translated_labels(prop, option)):
            keys.setdefault(label.strip().lower(), set()).add(option.value)
    return keys | _exact_values(prop)


def _exact_values(prop: Property) -> dict[str, set[str]]:
    """An internal value means its own option, even where it is another one's label."""
    return {option.value.lower(): {option.value} for option in prop.options}


def _translated_labels(prop: Property, option: Option) -> list[str]:
    found: list[str] = []
    for labels in load_labels().values():
        for of_object in labels.options.values():
            found.extend(of_object.get(prop.name, {}).get(option.value, ()))
    return found


def _keys_sql(keys: dict[str, set[str]]) -> str:
    """A relation ``keys(key, value, code)``: value null and a code where a text is ambiguous."""
    rows = [
        f"({quote_literal(key)}, {quote_literal(next(iter(values)))}, null)"
        if len(values) == 1
        else f"({quote_literal(key)}, null, 'AMBIGUOUS_ENUMERATION_OPTION')"
        for key, values in sorted(keys.items())
    ]
    return ", ".join(rows) if rows else "(null, null, null)"


class Select(LookupType):
    """Dropdown and radio: the option's label in any offered language or its internal value, letter
    case ignored. A text that fits two options is an issue."""

    issue_code = "INVALID_ENUMERATION_OPTION"

    def keys(self, prop: Property) -> dict[str, set[str]]:
        """The texts that name a value of this property."""
        return option_keys(prop)

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        return (
            f"with keys(key, value, code) as (values {_keys_sql(self.keys(prop))})\n"
            f"select cells.raw, cast(keys.value as {self.sql_type}) as value,\n"
            f"  coalesce(keys.code, '{self.issue_code}') as code\n"
            "from cells\n"
            f"left join keys on keys.key = lower({trimmed('cells.raw')})"
        )

    def merged(self, new: str, old: str, prop: Property) -> str:
        if prop.name == "lifecyclestage":
            return _furthest(new, old, prop)
        return super().merged(new, old, prop)

    def precedence(self, value: str, prop: Property) -> str:
        return _position(value, prop) if prop.name == "lifecyclestage" else "0"


def _position(value: str, prop: Property) -> str:
    order = quote_literal_list([option.value for option in prop.options])
    return f"coalesce(list_position({order}, {value}), 0)"


def _furthest(new: str, old: str, prop: Property) -> str:
    """An import moves a lifecycle stage forwards only (specification, 4.2)."""
    behind = f"{_position(new, prop)} < {_position(old, prop)}"
    return f"case when {new} is null or {behind} then {old} else {new} end"


class SingleCheckbox(Select):
    """True or Yes is checked, False or No is not; also in the offered languages, and by the labels
    of a property that names its two states (Marketing contact, Non-marketing contact)."""

    sql_type = "boolean"

    def keys(self, prop: Property) -> dict[str, set[str]]:
        words = option_keys(prop)
        words |= {word: {"true"} for word in _TRUE} | {word: {"false"} for word in _FALSE}
        for labels in load_labels().values():
            for value, spellings in (("true", labels.true), ("false", labels.false)):
                for spelling in spellings:
                    words.setdefault(spelling.lower(), set()).add(value)
        return words


class MultipleCheckboxes(LookupType):
    """Several options joined by semicolons, kept as ``value1;value2``.

    A leading semicolon adds to what the record has instead of replacing it (specification, 4.2).
    While a cell waits to be written its value keeps the leading semicolon. One unknown option
    fails the whole cell: half of a list would be a value nobody wrote."""

    issue_code = "INVALID_ENUMERATION_OPTION"

    def lookup_sql(self, prop: Property, formats: Formats) -> str | None:
        return (
            f"with keys(key, value, code) as (values {_keys_sql(option_keys(prop))}),\n"
            "parts as (\n"
            "  select raw, unnest(string_split(raw, ';')) as part, "
            "generate_subscripts(string_split(raw, ';'), 1) as place\n"
            "  from cells\n"
            "),\n"
            "named as (\n"
            f"  select raw, place, {trimmed('part')} as part from parts\n"
            "),\n"
            "found as (\n"
            "  select raw, min(place) as place, keys.value as value,\n"
            f"    case when value is null then coalesce(code, '{self.issue_code}') end as code\n"
            "  from named left join keys on keys.key = lower(named.part)\n"
            "  where named.part <> ''\n"
            "  group by raw, keys.value, keys.code\n"
            "),\n"
            "lists as (\n"
            "  select raw, string_agg(value, ';' order by place) as value, min(code) as code\n"
            "  from found\n"
            "  group by raw\n"
            ")\n"
            "select raw, case when code is null then case when starts_with(ltrim(raw), ';') "
            "then ';' else '' end || value end as value, code\n"
            "from lists"
        )

    def merged(self, new: str, old: str, prop: Property) -> str:
        added = (
            f"list_filter(string_split({new}[2:], ';'), "
            f"lambda x: not list_contains(string_split(coalesce({old}, ''), ';'), x))"
        )
        joined = f"array_to_string(list_concat(string_split({old}, ';'), {added}), ';')"
        return (
            f"case when {new} is null then {old} "
            f"when not starts_with({new}, ';') then {new} "
            f"when {old} is null then {new}[2:] else {joined} end"
        )


class Radio(Select):
    """Radio select reads like a dropdown; the two differ only in how a form shows them."""


__all__ = ["Conversion", "Formats", "MultipleCheckboxes", "Radio", "Select", "SingleCheckbox"]
