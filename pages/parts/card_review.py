"""Second step of a business card: the recognised texts on the card and the properties they became.
A text is tapped and given to a property; values can be typed. Called by the page of business cards.
"""

import streamlit as st

from core.capture.cards import PROPERTIES, CardReview
from core.store.properties import read_object_type
from pages.parts.card_boxes import card_boxes
from pages.parts.card_crops import crop_of
from pages.parts.card_session import NAMES, card_session
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain

# What HubSpot's scanner takes (specification, 12.1), and the company; the others follow.
CORE = ("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "website")
_NOTHING = "nothing"


def review_step(review: CardReview) -> None:
    """The card with its texts, and the fields."""
    labels = {p.name: p.label for p in read_object_type(new_cursor(), "contacts").properties}
    for warning in review.reading.warnings:
        st.warning(plain(warning, 300), icon=":material/warning:")
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.subheader("What was read")
        st.caption(
            "Tap a text that stands in the wrong place, then the property it belongs to. Framed "
            "texts are used, dashed ones are not."
        )
        _cards(review, labels)
        _give(review, labels)
    with right:
        st.subheader("Fields")
        _fields(review, labels)


def _cards(review: CardReview, labels: dict[str, str]) -> None:
    card = card_session()
    for number, (photo, side) in enumerate(zip(card.photos(), review.reading.sides, strict=True)):
        if len(review.reading.sides) > 1:
            st.caption(NAMES[number].capitalize())
        key = f"card-boxes-{card.round}-{number}"
        tapped = card_boxes(photo.pixels, side, review, labels, card.chosen, key)
        if tapped is not None and tapped != card.chosen:
            card.chosen = tapped
            st.rerun()


def _give(review: CardReview, labels: dict[str, str]) -> None:
    """The chosen text, and the property that it is to go to."""
    card = card_session()
    pieces = review.reading.pieces
    if not pieces:
        return
    key = f"card-text-{card.round}-{card.chosen}"
    chosen = st.selectbox(
        "Text on the card",
        range(len(pieces)),
        index=card.chosen,
        format_func=lambda number: pieces[number].text,
        placeholder="Tap a text on the card, or choose it here",
        key=key,
    )
    if chosen != card.chosen:
        card.chosen = chosen
        st.rerun()
    if chosen is None:
        return
    used = review.property_of(chosen)
    options = [*PROPERTIES, _NOTHING]
    st.pills(
        f"“{plain(pieces[chosen].text, 80)}” is",
        options,
        format_func=lambda name: "Nothing" if name == _NOTHING else labels.get(name, name),
        default=used[0] if used else None,
        key=(give_key := f"card-give-{card.round}-{chosen}-{'-'.join(used)}"),
        on_change=_given,
        args=(chosen, give_key),
        wrap=True,
    )
    if used and (rest := _joinable(review, chosen)):
        st.button(
            f"Add the text below: “{plain(pieces[rest].text, 40)}”",
            icon=":material/add:",
            on_click=review.add,
            args=(rest, used[0]),
        )


def _joinable(review: CardReview, chosen: int) -> int | None:
    """The next text that nothing uses: a title may go on there."""
    after = range(chosen + 1, len(review.reading.pieces))
    return next((number for number in after if not review.property_of(number)), None)


def _given(piece: int, key: str) -> None:
    """Callback: the text goes to the property that was tapped."""
    card = card_session()
    if card.review is None:
        return
    name = st.session_state[key]
    card.review.give(piece, None if name in (None, _NOTHING) else name)


def _fields(review: CardReview, labels: dict[str, str]) -> None:
    found = [name for name in PROPERTIES if name not in CORE and name in review.found]
    for name in (*CORE, *found):
        _field(review, name, labels)
    more = [name for name in PROPERTIES if name not in CORE and name not in found]
    if more:
        with st.expander("More fields", icon=":material/add:"):
            for name in more:
                _field(review, name, labels)


def _field(review: CardReview, name: str, labels: dict[str, str]) -> None:
    """A value to change, how sure it is, and the part of the card it was read from."""
    card, value = card_session(), review.value(name)
    # A new key for a new value: what was given by a tap shows at once.
    key = f"card-field-{card.round}-{name}-{value}"
    label = labels.get(name, name)
    if name in review.found:
        sure = round(100 * review.found[name].confidence)
        label += (
            f"  :orange-badge[check it · {sure} %]"
            if review.is_unsure(name)
            else f"  :gray[{sure} %]"
        )
    left, right = st.columns([3, 2], vertical_alignment="bottom", gap="small")
    left.text_input(label, value, key=key, on_change=_typed, args=(name, key))
    if name not in review.found:
        return
    for photo, side in zip(card.photos(), review.reading.sides, strict=True):
        crop = crop_of(photo.pixels, side, review.found[name])
        if crop is not None:
            right.image(crop.pixels, alt=f"{labels.get(name, name)} on the card", width=crop.width)


def _typed(name: str, key: str) -> None:
    card = card_session()
    if card.review is not None:
        card.review.set(name, st.session_state[key])
