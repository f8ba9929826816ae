"""QR codes: contacts from the camera, a photo or a picture; reviewed, mended and saved, one at a
time or many at once."""

import streamlit as st

from core.capture.sources import QR
from core.engine.capturing.batch import count_captured
from core.store.imports import Import
from pages.parts.capture_flow import current_batch, go_to_review_when_asked, review_or_discard
from pages.parts.captured_form import captured_form
from pages.parts.captured_list import captured_list
from pages.parts.captured_notes import captured_notes
from pages.parts.code_scanner import code_scanner
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.on_phone import open_on_phone
from pages.parts.saved_contact import saved_contact
from pages.parts.scan_notes import show_told
from pages.parts.wording import count


def review(draft: Import, several: bool) -> None:
    """What was scanned: a form for one contact, a list for many."""
    total, chosen = count_captured(open_store(), new_cursor(), draft.import_id)
    if total == 1 and not several:
        captured_form(draft)
        return
    st.subheader(f"{count(total, 'contact')} scanned")
    review_or_discard(draft.import_id, chosen)
    captured_notes(captured_list(draft.import_id))


go_to_review_when_asked()
st.title("QR codes")
if saved_contact():
    st.stop()
batch = current_batch(new_cursor(), QR)
total = count_captured(open_store(), new_cursor(), batch.import_id)[0] if batch else 0
# Each part has its place, empty or not: a camera that moves on the page is hung up by the browser.
intro, choice, told, scanner, found, phone = (st.container() for _ in range(6))
if not total:
    intro.markdown(
        "Hold the QR code of a badge or a business card before the camera. vCard, MECARD, BIZCARD, "
        "email, phone and web addresses are read; nothing in a code is ever opened."
    )
with choice:
    asked = st.toggle("Scan several, then save them together", key="qr-several", disabled=total > 1)
several = asked or total > 1
with told:
    show_told()
if several or not total:
    with scanner:
        code_scanner()
if batch and total:
    with found:
        review(batch, several)
else:
    with phone:
        open_on_phone("qr_codes")
