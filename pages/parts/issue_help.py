"""What the page "Fix import errors" says about one kind of issue. Called by that page."""

import streamlit as st

from core.issues import EFFECTS, IssueKind, issue_examples
from pages.parts.plain import plain

# Effect -> the heading its kinds are under.
EFFECT_WORDS = {
    "cell": "The value is left out",
    "link": "The association is left out",
    "row": "The row fails",
    "skip": "The row is skipped",
}


def issue_help(kind: IssueKind, *, heading: bool = False) -> None:
    """Cause, effect, remedy and example, with the code to link to."""
    if heading:
        st.subheader(kind.title)
    st.markdown(
        f"**What is wrong.** {kind.description}\n\n"
        f"**What happens.** {EFFECTS[kind.effect]}\n\n"
        f"**What to do.** {kind.remedy}"
    )
    example = issue_examples().get(kind.code)
    if example:
        with st.container(border=True):
            st.markdown(
                f":material/table_rows: {plain(example.column)}\n\n"
                f":red[:material/close:] {plain(example.bad)}\n\n"
                f":material/lightbulb: {plain(example.why, 200)}\n\n"
                f":green[:material/check:] {plain(example.good)}"
            )
    st.caption(f"Code `{kind.code}` · link to it: `fix_errors?code={kind.code}`")
