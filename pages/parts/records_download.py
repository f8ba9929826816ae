"""Records as a file: this view or all, CSV or XLSX. The file is made when the button is pressed,
on a thread of its own, and not before. Called by the pages of records and of lists."""

import re
from functools import partial

import streamlit as st

from core.export import SHEET_ROWS, export_content
from core.records import Found, View
from core.vcard_export import OBJECT as VCARD_OBJECT
from core.vcard_export import vcards_content
from core.vocabulary import ObjectType
from pages.parts.database import open_store
from pages.parts.wording import count

_FORMATS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_VCARDS = {"vcard": "vCard 4.0", "vcard3": "vCard 3.0"}


def download_choice(kind: ObjectType, view: View, found: Found, total: int) -> None:
    """Which records, and a button for each format."""
    with st.popover("Export", icon=":material/download:"):
        everything = True
        if view.narrowed:
            labels = {
                False: f"This view: {count(found.count, 'record')}",
                True: f"All {kind.plural.lower()}: {count(total, 'record')}",
            }
            everything = st.radio("Records", list(labels), format_func=labels.__getitem__)
        records = total if everything else found.count
        download_buttons(kind, None if everything else view, records, file_name(kind.name))
        if kind.name == VCARD_OBJECT:
            vcard_buttons(None if everything else view)


def vcard_buttons(view: View | None) -> None:
    """Contacts as vCards, for phones and mail programs."""
    with st.container(horizontal=True):
        for file_format, label in _VCARDS.items():
            st.download_button(
                label,
                partial(vcards_content, open_store(), file_format, view),
                file_name=f"contacts-{file_format}.vcf",
                mime="text/vcard",
                on_click="ignore",
                icon=":material/contacts:",
            )
    st.caption(
        "vCards hold names, emails, numbers, company, address and website, for phones and mail "
        "programs; 3.0 for older ones."
    )


def file_name(*words: str) -> str:
    """The name of a file without its ending, of words that may hold anything."""
    return "-".join(re.sub(r"\W+", "-", word.lower()).strip("-") for word in words)[:100]


def download_buttons(kind: ObjectType, view: View | None, records: int, name: str) -> None:
    """A button for each format; without a view it is all records of the object."""
    with st.container(horizontal=True):
        for file_format, (label, mime) in _FORMATS.items():
            st.download_button(
                label,
                partial(export_content, open_store(), kind.name, file_format, view),
                file_name=f"{name}.{file_format}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                disabled=file_format == "xlsx" and records >= SHEET_ROWS,
            )
    st.caption(
        "With all properties, so the file imports back without a change. Cells that a "
        "spreadsheet program would run as a formula are made harmless."
    )
    if records >= SHEET_ROWS:
        st.caption(f"A sheet holds {SHEET_ROWS - 1:,} records; use CSV for more.")
