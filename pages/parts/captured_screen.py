"""What the form of a captured contact shows in this window, so that *Save* saves what is on the
screen: another window may have changed the same contact meanwhile. Called by that form."""

from dataclasses import dataclass, field

import streamlit as st

Values = dict[str, str | None]


@dataclass
class CapturedScreen:
    """``shown`` are the values as they were drawn, with what was typed since; ``news`` names those
    that changed elsewhere; ``round`` names the fields, so that those drawn anew are other ones."""

    shown: Values | None = None
    news: list[str] = field(default_factory=list)
    round: int = 0

    def draw(self, values: Values) -> None:
        """Says that these values are drawn now; what another window changed is news."""
        if self.shown is not None and self.shown != values:
            self.news = [name for name in values if values[name] != self.shown.get(name)]
            self.round += 1
        self.shown = dict(values)

    def typed(self, name: str, value: str | None) -> None:
        """Says that a person typed this here, having seen the news."""
        self.news = []
        if self.shown is not None:
            self.shown[name] = value

    def shows(self, values: Values) -> bool:
        """Whether these values are the ones on the screen."""
        return self.shown == values


def captured_screen(import_id: int) -> CapturedScreen:
    """The form of this import in this session."""
    found: CapturedScreen = st.session_state.setdefault(
        f"captured-screen-{import_id}", CapturedScreen()
    )
    return found
