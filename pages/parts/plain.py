"""People's data in places that read Markdown (labels of buttons and links, headings). Called by the
records pages, the history and the owner settings."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+.!|~$:^=\-])")


def plain(text: str, length: int = 120) -> str:
    """The text as it is: one line, no formatting, no link, no icon; cut where it is too long."""
    line = " ".join(text.split())
    shown = line if len(line) <= length else f"{line[: length - 1]}…"
    return _SIGNS.sub(r"\\\1", shown)
