"""Which engine reads the card, and the button that starts it; after a reading, the way back to its
fields. Called by the step of the photos."""

import streamlit as st

from core.capture.cards import ENGINES, start_scan
from pages.parts.card_session import back_to_fields, card_session

# Short readings end within this, and the page goes on without drawing a progress bar.
_PATIENCE = 0.3


def start_reading() -> None:
    """The choice of the engine and the button; it waits for corners that go round the card."""
    card = card_session()
    engine = st.segmented_control(
        "Read with",
        list(ENGINES),
        format_func=lambda name: ENGINES[name].label,
        default=card.engine,
        required=True,
        key=f"card-engine-{card.round}",
    )
    card.engine = engine or card.engine
    kind = ENGINES[card.engine]
    if not kind.installed:
        st.info(f"**{kind.label} is not installed.** {kind.hint}", icon=":material/download:")
    shaped = all(side.is_shaped for side in card.sides.values())
    again = card.review is not None
    if again:
        _what_reading_again_does(card.is_as_read)
    with st.container(horizontal=True):
        if again:
            st.button(
                "Back to the fields",
                type="primary" if card.is_as_read else "secondary",
                icon=":material/arrow_forward:",
                on_click=back_to_fields,
            )
        st.button(
            "Read the card again" if again else "Read the card",
            type="secondary" if card.is_as_read else "primary",
            icon=":material/document_scanner:",
            on_click=_read,
            disabled=not (kind.installed and shaped),
        )


def _what_reading_again_does(as_read: bool) -> None:
    if as_read:
        st.caption("The fields are kept as you left them. Reading again begins with new ones.")
    else:
        st.info(
            "The corners or the engine are not those of the reading. The card has to be read again "
            "for them; the fields begin anew then, without what you corrected.",
            icon=":material/info:",
        )


def _read() -> None:
    """Callback: reads in the background; the page shows how far it is."""
    card = card_session()
    card.review, card.chosen, card.at_photo = None, None, False
    card.read_of = card.wanted()
    card.scan = start_scan(card.to_read(), card.engine)
    card.scan.wait(_PATIENCE)
