"""An address whose @ the engine lost, or took for a letter, or a hyphen behind it: the website says
where it was.

    fiona.bellexample.com, www.example.com -> fiona.bell@example.com

Called by ``details``.
"""

import re
from dataclasses import replace

from core.capture.cards.agreement import host_of
from core.capture.cards.piece import Segment
from core.capture.cards.websites import find_websites

# What engines take an @ for where small letters are around it.
_TAKEN_FOR = r"[QGO©®&]?"
# A value that was put together is to be looked at.
_SURE = 0.6


def with_lost_at(segments: list[Segment]) -> list[Segment]:
    """The segments, each address that has lost its @ with it again."""
    hosts = {
        host_of(website.address)
        for segment in segments
        if "@" not in segment.text
        for website in find_websites(segment.text)
        if not website.is_social
    }
    for host in sorted(hosts, key=len):
        address = re.compile(rf"([\w.+-]*[a-zà-ÿ0-9]){_TAKEN_FOR}((?i:{re.escape(host)}))(?![\w-])")
        segments = [_mended(segment, address) for segment in segments]
        if "-" in host:
            segments = [_hyphenated(segment, host) for segment in segments]
    return segments


def _hyphenated(segment: Segment, host: str) -> Segment:
    """``ada@acme tools.com`` where the website is acme-tools.com."""
    spaced = re.compile("@" + "[ -]".join(map(re.escape, host.split("-"))), re.I)
    return replace(segment, text=spaced.sub(f"@{host}", segment.text))


def _mended(segment: Segment, address: re.Pattern[str]) -> Segment:
    found = address.search(segment.text)
    if "@" in segment.text or not found or re.match(r"www|http", found[1], re.I):
        return segment
    text = f"{segment.text[: found.start()]}{found[1]}@{found[2]}{segment.text[found.end() :]}"
    return replace(segment, text=text, confidence=_SURE * segment.confidence)
