"""A recipe over the columns of another file: what was decided about a column holds for the column
that has the same header there, wherever it is. Called by offers.py.

What the file lacks is left out; what it has besides is mapped as automatic mapping sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from core.engine.proposal import guess_columns, of_error_file
from core.engine.templates.fit_fixes import fit_fixes
from core.engine.templates.header_match import HeaderMatch, match_headers
from core.error_file import own_columns
from core.read import Layout
from core.recipe import RECORD_ID, ColumnMapping, CommonColumn, ImportedFile, ImportedObject, Recipe
from core.recipe.fixes import EDIT_CELL
from core.recipe.model import ASSOCIATION_KEYS
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType


@dataclass(frozen=True)
class Fitted:
    """A recipe made to fit. ``matches`` says for each file that is there how its headers differ
    from the recipe's; ``gone`` are sentences about what the store does not have any more."""

    recipe: Recipe
    matches: tuple[HeaderMatch, ...]
    gone: tuple[str, ...]


def unknown_objects(cursor: duckdb.DuckDBPyConnection, recipe: Recipe) -> list[str]:
    """The objects of a recipe that do not exist, or are archived."""
    return sorted(set(recipe.object_types) - set(object_type_names(cursor)))


def match_files(recipe: Recipe, layouts: Sequence[Layout]) -> tuple[HeaderMatch, ...]:
    """How the headers of each file differ from those of the recipe's file of the same number.
    Columns that fixes make are in no file; those that an error file adds are in no recipe."""
    return tuple(
        match_headers(
            [c.header for c in file.columns if c.header not in file.made_headers],
            [c.name for c in layout.columns[added(layout) :]],
        )
        for file, layout in zip(recipe.files, layouts, strict=False)
    )


def added(layout: Layout) -> int:
    """How many columns in front an error file has added to those of the user."""
    return own_columns([column.header for column in layout.columns])


def fit_recipe(
    cursor: duckdb.DuckDBPyConnection,
    recipe: Recipe,
    matches: Sequence[HeaderMatch],
    layouts: Sequence[Layout],
    source: str,
) -> Fitted:
    """The recipe over the files that are there, read as they are read now; the mapping of a second
    file that is still to come is left open. ``source`` is the reason that its columns give, as in
    "Template Fair". All its objects must exist."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    gone = list[str]()
    files = [ImportedFile() for _ in recipe.files]
    names = [dict[str, str]() for _ in recipe.files]
    for place, (match, layout) in enumerate(zip(matches, layouts, strict=True)):
        names[place] = dict(match.pairs)
        known = recipe.files[place]
        decided = [
            c for c in known.columns if not c.unmapped or recipe.is_foreign_key(place + 1, c)
        ]
        headers = [column.name for column in layout.columns]
        fixes = fit_fixes(known.fixes, names[place], headers)
        if edited := sum(fix.kind == EDIT_CELL for fix in known.fixes):
            gone.append(f"Its edited cells ({edited}) are left out: rows belong to one file.")
        if lost := len(known.fixes) - edited - len(fixes):
            gone.append(f"{lost} of its {len(known.fixes)} fixes do not fit the columns.")
        made = [header for fix in fixes for header in fix.made]
        names[place] |= {header: header for header in made}
        columns = _columns(decided, names[place], headers + made, kinds, source, gone)
        columns[: added(layout)] = map(of_error_file, columns[: added(layout)])
        columns = _with_guesses(recipe, place + 1, columns, layout, kinds)
        files[place] = replace(known, read=layout.options, columns=tuple(columns), fixes=fixes)
    common = _common(recipe.common, names, len(matches))
    fitted = replace(recipe, files=tuple(files), common=common)
    objects = tuple(_object(fitted, each, kinds, len(matches)) for each in fitted.objects)
    return Fitted(replace(fitted, objects=objects).settled(), tuple(matches), tuple(gone))


def _columns(
    decided: Sequence[ColumnMapping],
    names: Mapping[str, str],
    headers: Sequence[str],
    kinds: Mapping[str, ObjectType],
    source: str,
    gone: list[str],
) -> list[ColumnMapping]:
    """One mapping a header of the file; without a decision where the recipe has none."""
    known = {names[c.header]: c for c in decided if c.header in names}
    columns = []
    for place, header in enumerate(headers, start=1):
        mapping = known.get(header)
        if mapping is None:
            columns.append(ColumnMapping(place, header))
            continue
        lost = _lost(mapping, kinds)
        if lost:
            gone.append(lost)
            mapping = ColumnMapping(0, "")
        same = mapping.header == header
        reason = source if same else f"{source}, where it is “{mapping.header}”"
        columns.append(
            replace(
                mapping,
                column=place,
                header=header,
                confidence=0.0 if lost else 1.0 if same else 0.9,
                reason=lost or reason,
            )
        )
    return columns


def _lost(mapping: ColumnMapping, kinds: Mapping[str, ObjectType]) -> str:
    """What a column was to become and cannot any more, as a sentence; empty where it can."""
    if mapping.ignored:
        return ""
    if mapping.to_object_type and mapping.to_object_type not in kinds:
        return f"{mapping.header}: there is no object {mapping.to_object_type} any more."
    name = mapping.property_name
    owner = kinds.get(
        (mapping.to_object_type or "")
        if mapping.column_type == ASSOCIATION_KEYS
        else mapping.object_type
    )
    if name is None or owner is None:
        return ""
    prop = owner.property(name)
    if name != RECORD_ID and prop is None:
        return f"{mapping.header}: {owner.plural} have no property {name} any more."
    if name != RECORD_ID and mapping.becomes_property and prop and prop.read_only:
        return f"{mapping.header}: an import cannot set {prop.label}."
    return ""


def _with_guesses(
    recipe: Recipe,
    file: int,
    columns: Sequence[ColumnMapping],
    layout: Layout,
    kinds: Mapping[str, ObjectType],
) -> list[ColumnMapping]:
    """The columns, those that the recipe does not know mapped to what is still free. Those that
    fixes make come last, and stay as they are."""
    if all(column.reason for column in columns):
        return list(columns)
    objects = {name: kinds[name] for name in recipe.objects_in(file)}
    headers = [column.header or column.name for column in layout.columns]
    samples: list[list[str | None]] = [[cell or None for cell in row] for row in layout.sample]
    guesses = guess_columns(headers, samples, list(objects.values()), recipe.language)
    taken = {(c.object_type, c.property_name) for c in columns if c.becomes_property}
    made = []
    for column, guess in zip(columns, guesses, strict=False):
        owner = objects.get(guess.object_type or "")
        prop = owner.property(guess.property or "") if owner else None
        if column.reason:
            made.append(column)
        elif owner and prop and not prop.read_only and (owner.name, prop.name) not in taken:
            taken.add((owner.name, prop.name))
            made.append(
                replace(
                    column,
                    object_type=owner.name,
                    property_name=prop.name,
                    confidence=round(guess.confidence, 3),
                    reason=guess.reason,
                )
            )
        else:
            made.append(replace(column, reason="New in this file"))
    return made + list(columns[len(guesses) :])


def _common(
    common: CommonColumn | None, names: Sequence[Mapping[str, str]], files: int
) -> CommonColumn | None:
    """The common column as the files call it; None where one of them lacks it. A file that is still
    to come may have it."""
    if common is None:
        return None
    headers = [
        names[place].get(header) if place < files else header
        for place, header in enumerate(common.headers)
    ]
    if headers[0] is None or headers[1] is None:
        return None
    return replace(common, headers=(headers[0], headers[1]))


def _object(
    recipe: Recipe, imported: ImportedObject, kinds: Mapping[str, ObjectType], files: int
) -> ImportedObject:
    """The object with its key, where a column has it, and with a mode that it can have."""
    if not kinds[imported.object_type].can_update:
        return replace(imported, key=None, mode="CREATE")
    lacking = imported.file <= files and not recipe.settled().column_of(
        imported.object_type, imported.key or ""
    )
    return replace(imported, key=None if lacking else imported.key)
