"""One contact as a QR code to scan and as a vCard. Called by the record page."""

from functools import partial

import duckdb
import streamlit as st

from core.errors import AppError
from core.records import Record
from core.vcard_export import record_qr_code, record_vcard
from pages.parts.database import open_store
from pages.parts.records_download import file_name
from pages.parts.trouble import show_error


def record_code(cursor: duckdb.DuckDBPyConnection, record: Record) -> None:
    """A popover with the code, to scan with any phone, and both files."""
    with st.popover("QR code", icon=":material/qr_code:"):
        try:
            code = record_qr_code(cursor, record.record_id)
        except AppError as error:
            show_error(error)
            code = None
        name = file_name(record.name) or "contact"
        if code:
            st.image(code, caption="Scan it with the camera of a phone.", width=280)
        with st.container(horizontal=True):
            if code:
                st.download_button(
                    "PNG",
                    code,
                    file_name=f"{name}.png",
                    mime="image/png",
                    on_click="ignore",
                    icon=":material/download:",
                )
            for version in ("4.0", "3.0"):
                st.download_button(
                    f"vCard {version}",
                    partial(record_vcard, open_store(), record.record_id, version),
                    file_name=f"{name}.vcf",
                    mime="text/vcard",
                    on_click="ignore",
                    icon=":material/contacts:",
                    key=f"record-vcard-{version}",
                )
