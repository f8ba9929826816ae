"""What a transformation of a column needs to know, each kind by fields of its own. Called by the
dialog that transforms a column."""

import streamlit as st

from core.recipe import Fix
from core.recipe import fixes as kinds
from core.recipe.fixes import halves_of


def transform_fields(kind: str, header: str, headers: list[str]) -> Fix:
    """Draws the fields of a kind of fix of a column, one of ``headers``; the fix that they say is
    returned."""
    if kind in (kinds.FIND_AND_REPLACE, kinds.REGEX_REPLACE):
        value = st.text_input("Find", key="transform-find")
        replacement = st.text_input("Replace with", key="transform-replace")
        return Fix(kind, header, value, replacement)
    if kind == kinds.DEFAULT_VALUE:
        return Fix(kind, header, replacement=st.text_input("Value", key="transform-default"))
    if kind == kinds.CONSTANT:
        name = st.text_input("Name of the new column", key="transform-name")
        return Fix(kind, value=st.text_input("Value", key="transform-value"), made=(name.strip(),))
    if kind == kinds.SPLIT_COLUMN:
        separator = st.text_input(
            "Separator", key="transform-separator", placeholder="The first white space"
        )
        names = _names(header, halves_of(header, headers))
        return Fix(kind, header, separator, made=names)
    if kind == kinds.JOIN_COLUMNS:
        other = st.selectbox(
            "Second column", [h for h in headers if h != header], key="transform-other"
        )
        separator = st.text_input("Separator", value=" ", key="transform-joined-by")
        names = _names(header, (f"{header} and {other}",))
        return Fix(kind, header, replacement=separator, other=other or "", made=names)
    if kind == kinds.DOMAIN_OF_EMAIL:
        return Fix(kind, header, made=_names(header, (f"Domain of {header}",)))
    return Fix(kind, header)


def _names(header: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """What the new columns are called."""
    return tuple(
        st.text_input(
            "Name of the new column" if len(usual) == 1 else f"Name of new column {place}",
            value=name,
            key=f"transform-made-{header}-{place}-{name}",
        ).strip()
        for place, name in enumerate(usual, start=1)
    )
