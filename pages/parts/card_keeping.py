"""Keeps the card of this session on disk, under an id in the address (``?card=…``), and comes back
to it after a reload. Called by the page of business cards."""

import json
import secrets
from contextlib import suppress
from typing import Any

import streamlit as st

from core.capture.cards.kept_cards import KeptCards, photo_facts
from core.capture.cards.kept_reading import review_from_json, review_to_json
from core.errors import AppError
from pages.parts.capture_flow import keep_error
from pages.parts.card_session import (
    CardSession,
    SidePhoto,
    card_session,
    empty_session,
    put_card,
)
from pages.parts.database import open_store

_PARAMETER = "card"


def restore_card() -> None:
    """At the top of the page: the card that the address names, where this session has another or
    none. One that is no longer kept is said."""
    _kept().forget_old()
    card, named = card_session(), st.query_params.get(_PARAMETER, "")
    if not named or named == card.kept:
        return
    found = _read(named, card.round + 1)
    if found is None:
        del st.query_params[_PARAMETER]
        keep_error(
            AppError(
                "This card is no longer kept",
                "Its contact has been taken over, it was discarded, or a day has gone by.",
                "Take a new photo.",
            )
        )
    else:
        put_card(found)


def keep_card() -> None:
    """After drawing: what has changed is written. Without a photo nothing is kept; without room on
    the disk neither, and the card is scanned all the same."""
    card = card_session()
    if not card.sides:
        forget_card()
        return
    with suppress(OSError):
        _write(card)


def _write(card: CardSession) -> None:
    if not card.kept:
        card.kept = _kept().add()
    if st.query_params.get(_PARAMETER) != card.kept:
        st.query_params[_PARAMETER] = card.kept
    for side in card.sides.values():
        if not side.name:
            side.name = secrets.token_hex(4)
            _kept().keep_photo(card.kept, side.name, side.photo)
    state = _state(card)
    if (written := json.dumps(state)) != card.written:
        _kept().keep_state(card.kept, state)
        card.written = written


def forget_card() -> None:
    """Deletes the photos and the reading from the disk, and the id from the address."""
    card = card_session()
    if card.kept:
        _kept().forget(card.kept)
        card.kept = card.written = ""
    st.query_params.pop(_PARAMETER, None)


def next_card() -> None:
    """Callback: nothing is left of this card."""
    forget_card()
    empty_session()


def _kept() -> KeptCards:
    return KeptCards(open_store().cards)


def _state(card: CardSession) -> dict[str, Any]:
    return {
        "engine": card.engine,
        "at_photo": card.at_photo,
        "read_of": card.read_of,
        "review": review_to_json(card.review) if card.review else None,
        "sides": {
            str(number): {
                "name": side.name,
                "corners": side.corners,
                "version": side.version,
                **photo_facts(side.photo),
            }
            for number, side in card.sides.items()
        },
    }


def _read(kept: str, number: int) -> CardSession | None:
    """The card of the folder; None where it is not kept, or not by this version of Rowcall."""
    state = _kept().read_state(kept)
    if state is None:
        return None
    try:
        sides = {
            int(side): SidePhoto(
                _kept().read_photo(kept, facts["name"], facts),
                facts["corners"],
                facts["version"],
                facts["name"],
            )
            for side, facts in state["sides"].items()
        }
        return CardSession(
            sides,
            review=review_from_json(state["review"]) if state["review"] else None,
            engine=state["engine"],
            at_photo=state["at_photo"],
            read_of=state["read_of"],
            round=number,
            kept=kept,
        )
    except (KeyError, TypeError, ValueError, OSError):
        return None
