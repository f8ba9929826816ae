"""The few rules of style that neither the theme nor an option of Streamlit can say. Called by the
frame, for every page."""

import streamlit as st

# A table's own download knows nothing of formulas (core/export.py), so it is not offered; pages
# have downloads of their own. The option client.disableDataExport would forbid copying a cell too.
_NO_TABLE_DOWNLOAD = 'button[aria-label^="Download as CSV"] { display: none; }'

# Streamlit leaves 80 pixels on either side, which on a laptop takes a column from every table.
_NARROW_MARGINS = """
@media (min-width: 800px) {
  [data-testid="stMainBlockContainer"] { padding-left: 2.5rem; padding-right: 2.5rem; }
}
"""

# Markdown makes a link of every address in a text. Those in people's data are values, not links.
_ADDRESSES_ARE_TEXT = """
[data-testid="stMarkdownContainer"] a[href^="mailto:"] {
  color: inherit;
  text-decoration: none;
  pointer-events: none;
}
"""

# On a touch screen the tools of a table are always there, over what is above it: it gets room for
# them. Those of a picture (a photo's part beside its field) would cover the field for nothing.
_ROOM_FOR_TOOLS = """
@media (hover: none) {
  [data-testid="stElementContainer"]:has(> * [data-testid="stDataFrame"]) {
    margin-top: 2rem;
  }
  [data-testid="stFullScreenFrame"]:has([data-testid="stImage"]) [data-testid="stElementToolbar"] {
    display: none;
  }
}
"""

# The kinds of files that an uploader takes are cut off where there is not room for all.
_WHOLE_LIST_OF_FORMATS = """
[data-testid="stFileUploaderDropzoneInstructions"] * { white-space: normal; overflow: visible; }
"""

# Streamlit writes white on the primary colour (buttons) and the primary colour on the background
# (selected pills, tabs): in the dark theme no colour has enough contrast with both. So these texts
# have the colour of links there.
_LIGHTER_TEXT_ON_DARK = """
[data-testid="stButtonGroup"] button[data-selected]:not([data-disabled]),
[data-testid="stTab"]:is([data-selected], [data-hovered], [data-focus-visible]),
button:is([kind="tertiary"], [kind="ghost"]):is(:hover, :focus-visible):not(:disabled) {
  color: #6cc5bb !important;
  border-color: #6cc5bb;
}
"""


def draw_style() -> None:
    """Adds the rules to the page; they take no room."""
    dark = st.context.theme.type == "dark"
    rules = _NO_TABLE_DOWNLOAD + _NARROW_MARGINS + _ADDRESSES_ARE_TEXT
    rules += _ROOM_FOR_TOOLS + _WHOLE_LIST_OF_FORMATS
    rules += _LIGHTER_TEXT_ON_DARK if dark else ""
    st.html(f"<style>{rules}</style>")
