"""Fixes as SQL: the rows of a file as its fixes leave them. Every step that reads values, the
checks included, reads these rows; the staged rows stay as they are.

A fix is a select around the one before, so that the order counts and the SQL grows by a line a
fix. Many fixes of values of one column in a row are one ``case``."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.property_types.base import trimmed
from core.recipe import Fix, ImportedFile
from core.recipe import fixes as kinds
from core.sql import quote_literal

_NOTHING = "cast(null as varchar)"


@dataclass(frozen=True)
class FixGroup:
    """Fixes that are applied together. ``header`` is their column, empty for edited cells, which
    may be of any."""

    kind: str
    header: str
    fixes: tuple[Fix, ...]


def fix_groups(file: ImportedFile | None) -> list[FixGroup]:
    """The fixes that are switched on, as they are applied one group after the other."""
    return [
        FixGroup(kind, header, tuple(fixes))
        for (kind, header), fixes in groupby(active_fixes(file), _together)
    ]


def _together(fix: Fix) -> tuple[str, str]:
    """Replacing and emptying values of a column go together; what a value became is not replaced
    again by the fix of another value. Edited cells are many and each of one row: one step."""
    if fix.kind == kinds.EDIT_CELL:
        return fix.kind, ""
    if fix.kind == kinds.EMPTY_VALUE:
        return kinds.REPLACE_VALUE, fix.header
    return fix.kind, fix.header


def deciding_fixes(
    file: ImportedFile | None, headers: Collection[str], also: str = ""
) -> list[FixGroup]:
    """Of the groups, those that decide what texts columns have: that change them, or make them
    out of others, which are followed in turn. ``also`` is a kind that is kept in any case. What
    else is fixed leaves these columns as they are."""
    wanted, found = set(headers), list[FixGroup]()
    for group in reversed(fix_groups(file)):
        fixes = [
            fix
            for fix in group.fixes
            if fix.kind == also or (wanted.intersection(fix.made or (fix.header,)))
        ]
        for fix in fixes:
            if fix.made:
                wanted |= {fix.header, fix.other}
        if fixes and (group.kind == also or group.kind not in _TEXTS_STAY):
            found.append(FixGroup(group.kind, group.header, tuple(fixes)))
    return found[::-1]


def active_fixes(file: ImportedFile | None) -> list[Fix]:
    """The fixes of a file that are switched on and whose column it has."""
    if file is None:
        return []
    headers = {column.header for column in file.columns} | {""}
    return [fix for fix in file.fixes if not fix.off and fix.header in headers]


def skips_rows(file: ImportedFile | None) -> bool:
    """Whether a fix leaves rows out; the rows then have a column ``left_out``."""
    return any(fix.kind == kinds.SKIP_ROWS for fix in active_fixes(file))


def accepted_values(file: ImportedFile | None, header: str) -> list[str]:
    """The texts of a column that are taken as they are."""
    return [
        fix.value
        for fix in active_fixes(file)
        if fix.kind == kinds.ACCEPT_VALUE and fix.header == header
    ]


def fixed_rows(source: str, file: ImportedFile | None) -> str:
    """The relation to read a file's values from: its ``source``, or a query over it with the same
    columns, new ones (``c<index>`` of their mapping), and ``left_out`` where rows are skipped."""
    if file is None or not (file.made_headers or active_fixes(file)):
        return source
    names = {column.header: f"c{column.column}" for column in file.columns}
    made = "".join(f", {_NOTHING} as {names[h]}" for h in file.made_headers if h in names)
    skips = ", false as left_out" if skips_rows(file) else ""
    query = f"select s.*{made}{skips} from {source} as s"
    for group in fix_groups(file):
        for change in _changes(group, names):
            query = f"select s.* replace ({change})\nfrom (\n{query}\n) as s"
    return f"(\n{query}\n)"


def _changes(group: FixGroup, names: dict[str, str]) -> list[str]:
    """What stands in ``replace (...)``, one select each."""
    kind, fixes = group.kind, group.fixes
    if kind == kinds.EDIT_CELL:
        return [_edited(fixes, names)]
    name = names.get(group.header, "")
    text = f"s.{name}"
    if kind == kinds.REPLACE_VALUE:
        branches = " ".join(
            f"when {quote_literal(fix.value)} then "
            + ("null" if fix.kind == kinds.EMPTY_VALUE else quote_literal(fix.replacement))
            for fix in {fix.value: fix for fix in fixes}.values()
        )
        return [f"case {trimmed(text)} {branches} else {text} end as {name}"]
    if kind == kinds.SKIP_ROWS:
        values = ", ".join(quote_literal(fix.value) for fix in fixes)
        return [f"s.left_out or coalesce({trimmed(text)} in ({values}), false) as left_out"]
    if kind == kinds.ACCEPT_VALUE:
        return []
    if kind in _NEW_COLUMNS:
        return [
            f"{value} as {names[made]}"
            for fix in fixes
            for made, value in zip(fix.made, _NEW_COLUMNS[kind](text, fix, names), strict=True)
            if made in names
        ]
    return [f"{_TEXTS[kind](text, fix)} as {name}" for fix in fixes]


def _edited(fixes: Sequence[Fix], names: dict[str, str]) -> str:
    """Cells by their row, all columns in one go; of two edits of a cell the later one counts."""
    columns = dict[str, dict[int, str]]()
    for fix in fixes:
        columns.setdefault(names[fix.header], {})[fix.row] = fix.replacement
    return ", ".join(
        "case s.row_number "
        + " ".join(
            f"when {int(row)} then {quote_literal(text) if text else 'null'}"
            for row, text in texts.items()
        )
        + f" else s.{name} end as {name}"
        for name, texts in columns.items()
    )


def _title(text: str, fix: Fix) -> str:
    """A capital at the start of each word, also after a hyphen or an apostrophe."""
    words = f"regexp_extract_all(lower({text}), '[\\pL\\pN]+|[^\\pL\\pN]+')"
    capitals = f"list_transform({words}, lambda word: upper(word[1]) || word[2:])"
    return f"array_to_string({capitals}, '')"


def _split(text: str, fix: Fix, names: dict[str, str]) -> tuple[str, ...]:
    """What stands before and after the first separator (the first white space where none is
    given); without one, all is before it."""
    whole = trimmed(text)
    if not fix.value:
        first = f"regexp_extract({whole}, '^\\S+')"
        second = f"regexp_extract({whole}, '^\\S+\\s+(.*)$', 1, 's')"
    else:
        place = f"strpos({whole}, {quote_literal(fix.value)})"
        first = f"case when {place} > 0 then left({whole}, {place} - 1) else {whole} end"
        second = f"case when {place} > 0 then substr({whole}, {place} + {len(fix.value)}) end"
    return f"nullif(trim({first}), '')", f"nullif(trim({second}), '')"


def _join(text: str, fix: Fix, names: dict[str, str]) -> tuple[str, ...]:
    other = f"s.{names[fix.other]}" if fix.other in names else _NOTHING
    parts = ", ".join(f"nullif({trimmed(each)}, '')" for each in (text, other))
    return (f"nullif(concat_ws({quote_literal(fix.replacement)}, {parts}), '')",)


def _domain(text: str, fix: Fix, names: dict[str, str]) -> tuple[str, ...]:
    return (f"nullif(lower(split_part({trimmed(text)}, '@', 2)), '')",)


def _constant(text: str, fix: Fix, names: dict[str, str]) -> tuple[str, ...]:
    return (quote_literal(fix.value),)


# These decide what becomes of a row or a value, not what its text is.
_TEXTS_STAY = (kinds.SKIP_ROWS, kinds.ACCEPT_VALUE)

_NEW_COLUMNS: dict[str, Callable[[str, Fix, dict[str, str]], tuple[str, ...]]] = {
    kinds.SPLIT_COLUMN: _split,
    kinds.JOIN_COLUMNS: _join,
    kinds.DOMAIN_OF_EMAIL: _domain,
    kinds.CONSTANT: _constant,
}

_TEXTS: dict[str, Callable[[str, Fix], str]] = {
    kinds.TRIM: lambda text, fix: f"regexp_replace({trimmed(text)}, '\\s+', ' ', 'g')",
    kinds.UPPER_CASE: lambda text, fix: f"upper({text})",
    kinds.LOWER_CASE: lambda text, fix: f"lower({text})",
    kinds.TITLE_CASE: _title,
    kinds.FIND_AND_REPLACE: lambda text, fix: (
        f"replace({text}, {quote_literal(fix.value)}, {quote_literal(fix.replacement)})"
    ),
    kinds.REGEX_REPLACE: lambda text, fix: (
        f"regexp_replace({text}, {quote_literal(fix.value)}, {quote_literal(fix.replacement)}, 'g')"
    ),
    kinds.DEFAULT_VALUE: lambda text, fix: (
        f"case when coalesce({trimmed(text)}, '') = '' then {quote_literal(fix.replacement)} "
        f"else {text} end"
    ),
}
