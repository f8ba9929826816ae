"""The fields of the details page that are about the import as a whole: name, lists, consent,
associations by domain. Called by the details page."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.engine.parts import Part
from core.store.imports import Import
from pages.parts.plain import plain
from pages.parts.recipe_field import keep


def name_field(draft: Import) -> None:
    """The import's name, which history and the lists carry."""
    key = f"name-{draft.import_id}"
    st.text_input(
        "Import name",
        value=draft.recipe.name,
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, text: replace(recipe, name=text.strip())),
    )
    if not draft.recipe.name.strip():
        st.error("Give the import a name.", icon=":material/error:")


def list_fields(draft: Import, parts: Sequence[Part]) -> None:
    """Whether the import makes a static list of the records of each object."""
    for part in parts:
        if part.object_type.activity or part.name == "line_items":
            continue
        key = f"list-{draft.import_id}-{part.name}"
        st.checkbox(
            f"Create a list of {plain(part.object_type.plural.lower())} from this import",
            value=part.imported.create_list,
            key=key,
            on_change=keep,
            args=(
                draft.import_id,
                key,
                lambda recipe, wanted, name=part.name: recipe.with_object(name, create_list=wanted),
            ),
        )


def domain_field(draft: Import) -> None:
    """For contacts: whether to associate them with the company of their email's domain."""
    if "contacts" not in draft.recipe.object_types:
        return
    key = f"domain-{draft.import_id}"
    st.checkbox(
        "Associate contacts with companies by email domain",
        value=draft.recipe.associate_by_domain,
        key=key,
        on_change=keep,
        args=(
            draft.import_id,
            key,
            lambda recipe, wanted: replace(recipe, associate_by_domain=wanted),
        ),
        help="A contact with ada@acme.com goes to the company whose domain is acme.com. Only "
        "contacts without a company, and only companies that are there or come with this import. "
        "Free-mail domains such as gmail.com are left out.",
    )


def consent_fields(draft: Import, parts: Sequence[Part]) -> None:
    """For contacts: the consent tick, which is required, and the legal basis."""
    contacts = next((part for part in parts if part.name == "contacts"), None)
    if contacts is None:
        return
    key = f"consent-{draft.import_id}"
    st.checkbox(
        "These contacts expect to hear from us",
        value=draft.recipe.consent,
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, ticked: replace(recipe, consent=ticked)),
        help="Tick it only for people who know you; not for a bought or scraped list.",
    )
    basis = contacts.object_type.property("hs_legal_basis")
    options = {option.value: option.label for option in basis.options} if basis else {}
    key = f"legal-basis-{draft.import_id}"
    current = draft.recipe.legal_basis
    st.selectbox(
        "Legal basis for processing the contacts' data",
        list(options),
        index=list(options).index(current) if current in options else None,
        format_func=lambda value: options[value],
        placeholder="Not set",
        key=key,
        on_change=keep,
        args=(draft.import_id, key, lambda recipe, value: replace(recipe, legal_basis=value)),
    )
