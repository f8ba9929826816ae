"""Rowcall's frame: page configuration, navigation, and the one place that shows an application
error. ``streamlit run app.py`` starts it; every page runs inside it."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from core.errors import AppError
from core.machine_limits import limits_told
from pages.parts.style import draw_style
from pages.parts.trouble import show_error


def pages() -> dict[str, list[st.Page]]:
    """All pages by section of the menu. The steps of an import are reached from the first one."""
    return {
        "Import": [
            st.Page("pages/imports/home.py", title="Home", icon=":material/home:", default=True),
            st.Page(
                "pages/imports/upload.py", title="Start an import", icon=":material/upload_file:"
            ),
            st.Page("pages/imports/history.py", title="History", icon=":material/history:"),
            st.Page("pages/imports/templates.py", title="Templates", icon=":material/bookmarks:"),
            st.Page(
                "pages/imports/fix_errors.py", title="Fix import errors", icon=":material/build:"
            ),
            st.Page("pages/imports/common_column.py", title="Common column", visibility="hidden"),
            st.Page("pages/imports/map_columns.py", title="Map", visibility="hidden"),
            st.Page("pages/imports/details.py", title="Details", visibility="hidden"),
            st.Page("pages/imports/review.py", title="Review", visibility="hidden"),
            st.Page("pages/imports/results.py", title="Results", visibility="hidden"),
            st.Page("pages/imports/compare.py", title="Compare", visibility="hidden"),
        ],
        "Capture": [
            st.Page(
                "pages/capture/device_contacts.py",
                title="Device contacts",
                icon=":material/contacts:",
            ),
            st.Page(
                "pages/capture/qr_codes.py", title="QR codes", icon=":material/qr_code_scanner:"
            ),
            st.Page(
                "pages/capture/business_card.py",
                title="Business cards",
                icon=":material/contact_mail:",
            ),
            st.Page(
                "pages/capture/review_contacts.py", title="Review contacts", visibility="hidden"
            ),
        ],
        "Records": [
            st.Page("pages/records/browse.py", title="Records", icon=":material/table_rows:"),
            st.Page("pages/records/lists.py", title="Lists", icon=":material/list:"),
            st.Page("pages/records/recycle_bin.py", title="Recycle bin", icon=":material/delete:"),
            st.Page("pages/records/record.py", title="Record", visibility="hidden"),
        ],
        "Settings": [
            st.Page("pages/settings/properties.py", title="Properties", icon=":material/list_alt:"),
            st.Page("pages/settings/property.py", title="Property", visibility="hidden"),
            st.Page("pages/settings/owners.py", title="Owners", icon=":material/badge:"),
            st.Page("pages/settings/objects.py", title="Objects", icon=":material/category:"),
            st.Page(
                "pages/settings/association_labels.py",
                title="Association labels",
                icon=":material/hub:",
            ),
            st.Page(
                "pages/settings/pipelines.py", title="Pipelines", icon=":material/view_kanban:"
            ),
        ],
    }


def main() -> None:
    """Draws the frame and the current page."""
    st.set_page_config(page_title="Rowcall", page_icon=".streamlit/icon.svg", layout="wide")
    draw_style()
    page = st.navigation(pages())
    try:
        with limits_told():
            page.run()
    except AppError as error:
        show_error(error)


if __name__ == "__main__":
    main()
else:
    # ``streamlit run`` imports this file before it serves. Until st.navigation has run once,
    # Streamlit takes the folder pages/ for its old kind of page, and would tell the first visitor
    # of an address such as /review that there is no such page.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__)
