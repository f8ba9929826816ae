"""What the page "Fix import errors" says about one kind of issue. Called by that page."""

import streamlit as st

from core.issues import EFFECTS, IssueKind, issue_examples

# Effect -> the heading its kinds are under.
EFFECT_WORDS = {
    "cell": "The value is left out",
    "link": "The association is left out",
    "label": "The label is left out",
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
        with st.container(border=True, gap="xsmall"):
            _line(":gray[:material/table_rows:]", "Column", example.column)
            _line(":red[:material/close:]", "In the file", example.bad)
            _line(":orange[:material/lightbulb:]", "Why not", example.why)
            _line(":green[:material/check:]", "Better", example.good)
    st.caption(f"Code `{kind.code}` · link to it: `fix_errors?code={kind.code}`")


def _line(icon: str, label: str, text: str) -> None:
    """A labelled text as it is: Markdown would make a link of an address."""
    with st.container(horizontal=True, wrap=False, gap="small"):
        st.markdown(f"{icon} **{label}**", width=115)
        st.text(text, width="stretch")
