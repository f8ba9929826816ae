"""The body of an activity as plain text: HTML, as other programs export it, loses its tags.
Called by the timeline of a record."""

import re
from html import unescape
from html.parser import HTMLParser

_LINES = frozenset("address blockquote br div h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split())
_INLINE = frozenset(
    "a abbr b body center cite code em font html i img s small span strike strong sub sup tbody td "
    "th thead u".split()
)
_UNSEEN = frozenset(("head", "script", "style", "title"))
_TAG = re.compile(rf"</?({'|'.join(_LINES | _INLINE | _UNSEEN)})(\s[^<>]*)?/?>", re.IGNORECASE)


class _Text(HTMLParser):
    """Collects what a reader of the page would see. What only looks like a tag, such as an email
    address in angle brackets, stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag not in _INLINE | _UNSEEN:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _LINES and tag not in ("br", "hr", "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def readable(text: str) -> str:
    """HTML as plain text, which bodies exported from HubSpot are; a text without tags keeps its
    lines."""
    if not _TAG.search(text):
        return unescape(text).strip()
    reader = _Text()
    reader.feed(text)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
