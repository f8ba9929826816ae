"""What to know of captured contacts before saving them. Called by capture pages and their list."""

from collections.abc import Sequence

import streamlit as st

from core.engine.capturing.listing import Listed
from pages.parts.plain import plain
from pages.parts.wording import count


def captured_notes(counts: dict[str, int]) -> None:
    """What to know before saving; nothing where all is plain."""
    notes = []
    if counts["no_email"]:
        notes.append(
            f"{count(counts['no_email'], 'contact')} without an email address: these cannot be "
            "told from contacts that are there already, nor linked to a company."
        )
    if counts["more_emails"]:
        notes.append(
            f"{count(counts['more_emails'], 'contact')} with more than one email address: any of "
            "them finds the contact in the store; the further ones are kept in the file of the "
            "import, not on the record."
        )
    if counts["conflict"]:
        notes.append(
            f"{count(counts['conflict'], 'contact')} whose emails belong to several contacts of "
            "the store: left out until its email says which one is meant."
        )
    if counts["problem"]:
        notes.append(
            f"{count(counts['problem'], 'contact')} that cannot be saved, marked ⚠: type a name, "
            "or an email address that can be read."
        )
    if notes:
        st.info("\n".join(f"- {note}" for note in notes), icon=":material/info:")


def contact_warnings(listed: Sequence[Listed]) -> None:
    """What could not be read of these contacts as it stands."""
    told = [
        f"- {plain(_who(each), 60)}: {plain(warning, 300)}"
        for each in listed
        for warning in each.warnings
    ]
    if told:
        with st.expander(f"{count(len(told), 'note')} on these contacts", icon=":material/info:"):
            st.markdown("\n".join(told))


def _who(each: Listed) -> str:
    names = (each.values["firstname"], each.values["lastname"])
    return " ".join(filter(None, names)) or each.values["email"] or f"Contact {each.place}"
