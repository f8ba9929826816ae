"""Which engine reads the card, and the button that starts it. Called by the step of the photos."""

import streamlit as st

from core.capture.cards import ENGINES, start_scan
from pages.parts.card_session import card_session

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
    st.button(
        "Read the card",
        type="primary",
        icon=":material/document_scanner:",
        on_click=_read,
        disabled=not (kind.installed and shaped),
    )


def _read() -> None:
    """Callback: reads in the background; the page shows how far it is."""
    card = card_session()
    card.scan = start_scan(card.to_read(), card.engine)
    card.scan.wait(_PATIENCE)
