"""Adding a filter to the records page: a property, a condition that fits it, and a value in a field
that fits it too. Called by the records page."""

from datetime import date
from typing import Any

import streamlit as st

from core.records import Filter, View, operators
from core.records.shown import Shower
from core.records.view import UNARY, is_possible
from core.vocabulary import ObjectType, Property
from pages.parts.records_controls import operator_words
from pages.parts.records_view import change


def add_filter(kind: ObjectType, view: View, shower: Shower) -> None:
    """A small form; the button adds the condition to those that are there."""
    with st.popover("Filter", icon=":material/filter_alt:"):
        labels = {prop.name: prop.label for prop in kind.properties}
        names = sorted(labels, key=lambda name: labels[name].lower())
        name = st.selectbox(
            "Property",
            names,
            names.index(kind.properties[0].name),
            format_func=lambda name: labels[name],
            key=f"filter-property-{kind.name}",
        )
        prop = kind.property(name)
        assert prop is not None
        operator = st.selectbox(
            "Condition",
            operators(prop),
            format_func=lambda operator: operator_words(prop.value_type, operator),
            key=f"filter-operator-{kind.name}-{prop.value_type}",
        )
        value = "" if operator in UNARY else _value_field(kind, prop, shower)
        each = Filter(name, operator, value)
        st.button(
            "Add filter",
            type="primary",
            icon=":material/add:",
            disabled=not is_possible(prop, each) or each in view.filters,
            on_click=change,
            args=(view,),
            kwargs={"filters": (*view.filters, each)},
        )


def _value_field(kind: ObjectType, prop: Property, shower: Shower) -> str:
    """The value as text, from a field for this type of property."""
    key = f"filter-value-{kind.name}-{prop.name}"
    choices = _choices(prop, shower)
    value: Any
    if choices:
        value = st.selectbox("Value", list(choices), format_func=choices.__getitem__, key=key)
    elif prop.value_type in ("date", "datetime"):
        value = st.date_input(
            "Value", None, min_value=date(1000, 1, 1), max_value=date(9999, 12, 30), key=key
        )
    elif prop.value_type in ("number", "currency"):
        value = st.number_input("Value", value=None, format="%f", key=key)
    else:
        value = st.text_input("Value", key=key)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _choices(prop: Property, shower: Shower) -> dict[str, str]:
    """Value -> label, where the property has a list of values."""
    if prop.value_type == "owner":
        return shower.owners
    if prop.value_type == "booleancheckbox":
        return {value: str(shower.shown(prop, value)) for value in ("true", "false")}
    return {option.value: option.label for option in prop.options}
