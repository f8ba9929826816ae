"""Business cards: a photo becomes a contact. The corners of the card are set, its texts are read
and given to properties, and the contact is reviewed and saved."""

import streamlit as st

from core.capture.cards import CardReview, Scan
from core.capture.sources import CARD
from core.engine.capturing.batch import add_contacts, count_captured
from pages.parts.capture_flow import current_batch, ensure_batch, show_kept_error
from pages.parts.captured_form import captured_form
from pages.parts.card_keeping import keep_card, next_card, restore_card
from pages.parts.card_photos import photo_step
from pages.parts.card_review import review_step
from pages.parts.card_session import back_to_photo, card_session, forget_reading
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.saved_contact import saved_contact
from pages.parts.trouble import show_error

cursor = new_cursor()


@st.fragment(run_every=0.4)
def reading(scan: Scan) -> None:
    """How far the engine is; the page goes on when it is done."""
    if not scan.running:
        st.rerun()
    st.progress(min(1.0, scan.share), text=f"{scan.phase} …")
    st.caption("The first card takes a few seconds longer: the engine is loaded once.")


def ended(scan: Scan) -> CardReview | None:
    """What was read; where it failed, why, and the way back."""
    if scan.error:
        show_error(scan.error)
    elif scan.crash:
        st.error(
            "**Something went wrong in Rowcall itself.** The details are in the terminal it runs "
            "in. Try another picture.",
            icon=":material/bug_report:",
        )
    if scan.reading is None:
        st.button("Back to the photo", icon=":material/arrow_back:", on_click=forget_reading)
        return None
    return CardReview.of(scan.reading)


def go_on() -> None:
    """Callback: the contact goes to a batch, where it is compared with the store and saved."""
    review = card_session().review
    if review is None:
        return
    import_id = ensure_batch(CARD)
    add_contacts(open_store(), new_cursor(), import_id, [review.contact()], "Business card")
    next_card()


st.title("Business cards")
if saved_contact("Scan another card"):
    st.stop()
batch = current_batch(cursor)
if batch and count_captured(open_store(), cursor, batch.import_id)[0]:
    captured_form(batch)
    st.stop()
restore_card()
show_kept_error()
card = card_session()
if card.to_be_read:
    if not card.sides:
        st.markdown(
            "Take a photo of the card, or choose a picture of it: enough light, no glare, all four "
            "corners in the picture. It is read on this machine. The photo is deleted when the "
            "contact is ready to save, when you discard it, or after a day."
        )
    photo_step()
    keep_card()
    st.stop()
if card.review is None and card.scan is not None:
    if card.scan.running:
        reading(card.scan)
        st.stop()
    card.review = ended(card.scan)
if card.review is not None:
    review_step(card.review)
    with st.container(horizontal=True):
        st.button(
            "Next",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=go_on,
            disabled=not card.review.found,
        )
        st.button("Back to the photo", icon=":material/arrow_back:", on_click=back_to_photo)
        st.button("Another card", icon=":material/delete:", on_click=next_card)
keep_card()
