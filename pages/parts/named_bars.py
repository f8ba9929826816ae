"""Bars that lie, each under its name. Called by the charts of the history.

The names stand above the bars and not beside them: on an axis Vega cuts them at 180 pixels however
wide the page is, and more would leave nothing for the bars on a telephone."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

# Of a bar with its name, in pixels.
_STEP = 46
# By light and dark theme, as the text of .streamlit/config.toml.
_INK = {"light": "#1d2a2f", "dark": "#e4eaea"}


def named_bars(
    frame: pd.DataFrame, name: str, number: str, *, below: int, alt_text: str, **encoded: Any
) -> None:
    """A bar for each ``name`` of the frame, in its order, as long as ``number``. ``below`` are the
    pixels that the axis and a legend take; ``encoded`` are further channels of the bars."""
    names = frame[[name]].drop_duplicates()
    scale = alt.Scale(paddingInner=0.55, paddingOuter=0.5)
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X(f"{number}:Q", title=number, axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(f"{name}:N", sort=None, axis=None, scale=scale),
            **encoded,
        )
    )
    ink = _INK[st.context.theme.type or "light"]
    titles = (
        alt.Chart(names)
        .mark_text(
            align="left", baseline="bottom", dy=-3, color=ink, limit=alt.ExprRef("width"), size=13
        )
        .encode(
            x=alt.value(0),
            y=alt.Y(f"{name}:N", sort=None, axis=None, scale=scale, bandPosition=0),
            text=f"{name}:N",
        )
    )
    chart = alt.layer(bars, titles).properties(height=_STEP * len(names) + below)
    st.altair_chart(chart, width="stretch", alt=alt_text)
