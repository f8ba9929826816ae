"""A recipe for people: what is imported and how, and what becomes of each column. Called by the
history and the page of templates."""

from collections.abc import Mapping

import duckdb
import streamlit as st

from core.property_types import Formats
from core.recipe import MODES, RECORD_ID, ColumnMapping, Fix, ImportedFile, Recipe
from core.recipe.fixes import FIX_KINDS
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.store.properties import object_type_names, read_object_type
from core.vocabulary import ObjectType, load_labels
from pages.parts.file_layout import DELIMITERS, ENCODINGS
from pages.parts.format_fields import DATE_ORDERS
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count

Kinds = Mapping[str, ObjectType]


def recipe_summary(cursor: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    """Sentences about the whole, then a table of the columns of each file."""
    kinds = {name: read_object_type(cursor, name) for name in object_type_names(cursor)}
    st.markdown("\n".join(f"- {line}" for line in summary_lines(recipe, kinds)))
    for number, file in enumerate(recipe.files, start=1):
        if len(recipe.files) > 1:
            st.markdown(f"**File {number}**")
        if file.columns:
            table([_column(recipe, number, column, kinds) for column in file.columns])
        else:
            st.caption("No column is mapped yet.")
        if file.fixes:
            st.markdown("**Fixes**, in their order")
            table([_fix(fix) for fix in file.fixes])


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "Column": fix.header,
        "Fix": FIX_KINDS[fix.kind],
        "How": fix.title,
        "In use": "No" if fix.off else "Yes",
    }


def summary_lines(recipe: Recipe, kinds: Kinds) -> list[str]:
    """What holds for the import as a whole, as Markdown."""
    lines = []
    for imported in recipe.objects:
        kind = kinds.get(imported.object_type)
        by = ""
        if kind and imported.key:
            by = f", existing ones found by {plain(_label(kind, imported.key))}"
        listed = ", with a list of them" if imported.create_list else ""
        name = plain(kind.plural if kind else imported.object_type)
        lines.append(f"**{name}**: {MODES[imported.mode].lower()}{by}{listed}.")
    if recipe.common:
        one, other = recipe.common.headers
        owner = _plural(recipe.common.object_type, kinds)
        lines.append(
            f"The files belong together by {plain(one)} = {plain(other)}, the key of {owner}."
        )
    for number, file in enumerate(recipe.files, start=1):
        place = f" of file {number}" if len(recipe.files) > 1 else ""
        lines += [f"{what}{place}: {said}." for what, said in _file(file)]
    language = load_labels().get(recipe.language)
    lines.append(f"Language of the headers: {language.name if language else 'English'}.")
    if recipe.legal_basis:
        lines.append(f"Legal basis: {plain(recipe.legal_basis)}.")
    if recipe.associate_by_domain:
        lines.append("Contacts are associated with companies by the domain of their email.")
    return lines


def _file(file: ImportedFile) -> list[tuple[str, str]]:
    options, shown = file.read, list[str]()
    if options.encoding:
        shown.append(ENCODINGS.get(options.encoding, options.encoding))
    if options.delimiter:
        shown.append(f"delimiter {DELIMITERS.get(options.delimiter, options.delimiter).lower()}")
    if options.sheet:
        shown.append(f"sheet {options.sheet}")
    if options.header_row is not None:
        row = options.header_row
        shown.append(f"header in row {row}" if row else "no header")
    if options.skip_last:
        shown.append(f"{count(options.skip_last, 'last row')} left out")
    lines = [("Reading", plain(", ".join(shown)))] if shown else []
    formats = file.formats
    lines.append(("Formats", _formats(formats) if formats else "as the evidence in the file says"))
    return lines


def _formats(formats: Formats) -> str:
    dates = DATE_ORDERS.get(formats.date_order, formats.date_order)
    return (
        f"dates {plain(dates.lower())}, numbers {plain(formats.number_format)}, "
        f"times in {plain(formats.time_zone)}"
    )


def _column(recipe: Recipe, file: int, column: ColumnMapping, kinds: Kinds) -> dict[str, object]:
    return {
        "Column": column.header,
        "Becomes": becomes(recipe, file, column, kinds),
        "Existing values": "Kept" if column.dont_overwrite else "",
        "Why": column.reason,
    }


def becomes(recipe: Recipe, file: int, column: ColumnMapping, kinds: Kinds) -> str:
    """What becomes of a column, in a few words."""
    if recipe.is_foreign_key(file, column):
        return "Ties the two files together"
    if column.ignored:
        return "Not imported"
    if column.unmapped:
        return "Not decided"
    if column.column_type == ASSOCIATION_LABEL:
        one, other = (
            _plural(name, kinds) for name in (column.object_type, column.to_object_type or "")
        )
        return f"Labels between {one} and {other}"
    name = column.property_name or ""
    if column.column_type == ASSOCIATION_KEYS:
        to = kinds.get(column.to_object_type or "")
        found_by = _label(to, name) if to else name
        label = f", as {column.label}" if column.label else ""
        return f"Association with {_plural(column.to_object_type or '', kinds)}, {found_by}{label}"
    kind = kinds.get(column.object_type)
    label = _label(kind, name) if kind else name
    several = len(recipe.objects_in(file)) > 1
    return f"{kind.singular if kind else column.object_type}: {label}" if several else label


def _plural(name: str, kinds: Kinds) -> str:
    return kinds[name].plural if name in kinds else name


def _label(kind: ObjectType, name: str) -> str:
    if name == RECORD_ID:
        return "Record ID"
    prop = kind.property(name)
    return prop.label if prop else name
