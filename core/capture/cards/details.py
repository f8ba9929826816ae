"""What has a form of its own leaves the segments first: emails, websites, phone numbers. What is
left of the segments is names, titles, companies, addresses. Called by ``fields``.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from core.capture.cards import labels
from core.capture.cards.agreement import agree_domains
from core.capture.cards.countries import country_in, guess_region, region_by_postal_code
from core.capture.cards.domains import country_of, likely_ending, name_of
from core.capture.cards.emails import find_emails
from core.capture.cards.lost_at import with_lost_at
from core.capture.cards.phones import find_phones, is_mobile, region_of
from core.capture.cards.piece import Found, Segment
from core.capture.cards.websites import find_websites
from core.capture.cards.words import squeeze

# What lists and ornaments leave at the ends of a line. A comma or an & there says that a title goes
# on in the next line.
_RULE = re.compile(r"^[^\w&(\"“„'’]+|[\s|·•;:~*«»<>=+©®\[\](_]+$")
# "(she/her)" behind a name.
_PRONOUNS = re.compile(
    r"\s*[(\[]?\b(?:she|he|they)\s*/\s*(?:her|him|them|they)s?(?:\s*/\s*\w+)?[)\]]?", re.I
)
# What is left of "Emergency: 020 1234567".
_UNKNOWN_LABEL = re.compile(r"[^\W\d_]+\s?:[\s|]*")
_SPACED_OUT = re.compile(r"[^\W\d_](?:\s+[^\W\d_]){4,}")
# A name at a network.
_HANDLE = re.compile(
    r"^(?:(?:ig|insta(?:gram)?|fb|facebook|twitter|x|tiktok|linkedin|snapchat|telegram|line|"
    r"follow(?: me| us)?(?: on \w+)?)\W*)?@\w[\w.]*$",
    re.I,
)


@dataclass
class Details:
    """``phones`` by kind, in the order found; ``rest`` are the segments without all of it."""

    emails: list[Found] = field(default_factory=list)
    websites: list[Found] = field(default_factory=list)
    profiles: list[Found] = field(default_factory=list)
    phones: dict[str, list[Found]] = field(default_factory=dict)
    rest: list[Segment] = field(default_factory=list)
    region: str = ""


def find_details(segments: list[Segment]) -> Details:
    """Reads emails, websites and phones; ``region`` is the country that the numbers are of."""
    details = Details()
    segments = [_closed_up(segment) for segment in segments]
    whole = with_lost_at(_with_whole_emails(segments))
    left = [_take_emails(segment, details) for segment in whole]
    left = [_take_websites(segment, details) for segment in left]
    details.region = _region(left, details)
    left = _with_row_labels(left)
    details.rest = [rest for segment in left if (rest := _take_phones(segment, details))]
    _tell_mobiles(details)
    for email in details.emails:
        email.value = likely_ending(email.value, details.region)
    for website in details.websites:
        if "/" not in website.value.removeprefix("http://").removeprefix("https://"):
            website.value = likely_ending(website.value, details.region)
    agree_domains(details.emails, details.websites)
    return details


def _closed_up(segment: Segment) -> Segment:
    """``A D A  B E L L``, letters spaced out for looks, as words."""
    if not _SPACED_OUT.fullmatch(segment.text):
        return segment
    words = re.split(r"\s{2,}", segment.text)
    return replace(segment, text=" ".join(word.replace(" ", "") for word in words))


def _with_whole_emails(segments: list[Segment]) -> list[Segment]:
    """An address that goes on in the next line is joined with that line."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and _goes_on(joined[-1], segment):
            last = joined.pop()
            text = last.text.rstrip() + segment.text.lstrip()
            segment = replace(last, text=text, pieces=last.pieces + segment.pieces)
        joined.append(segment)
    return joined


# How the first line of a broken address ends, and what its second line is.
_OPEN_END = re.compile(r"[@._-]$")
_SECOND_LINE = re.compile(r"[\w@.-]+\.[A-Za-z]{2,}")


def _goes_on(first: Segment, second: Segment) -> bool:
    upper, lower = first.text.rstrip(), second.text.strip()
    if "@" not in upper + lower or first.side != second.side or find_emails(upper):
        return False
    near = 0 < second.middle - first.middle < 2.5 * max(first.height, second.height)
    if not near or not _SECOND_LINE.fullmatch(lower) or not find_emails(upper + lower):
        return False
    if find_emails(lower) and squeeze(upper) == squeeze(name_of(lower.rpartition("@")[2])):
        return False  # "acme." is the firm
    if "@" in upper:
        return bool(_OPEN_END.search(upper)) or not re.search(r"@\S+\.\w{2,}$", upper)
    # The upper line is the first part of an address and nothing else, but for a label.
    word = re.split(r"[\s:]+", upper)[-1]
    alone = word == upper or ":" in upper
    return alone and (lower.startswith("@") or bool(_OPEN_END.search(upper))) and word.islower()


def _take_emails(segment: Segment, details: Details) -> Segment:
    found = find_emails(segment.text)
    for email in found:
        sure = segment.confidence * (1.0 if email.sure else 0.7)
        details.emails.append(Found(email.address, sure, segment.pieces))
    return _without(segment, [email.span for email in found])


def _take_websites(segment: Segment, details: Details) -> Segment:
    domains = [email.value.rpartition("@")[2] for email in details.emails]
    found = find_websites(segment.text, domains)
    for website in found:
        kind = details.profiles if website.is_social else details.websites
        kind.append(Found(website.address, segment.confidence, segment.pieces))
    return _without(segment, [website.span for website in found])


def _take_phones(segment: Segment, details: Details) -> Segment | None:
    found = find_phones(segment.text, details.region)
    for phone in found:
        kinds = phone.kinds or ("",)
        if labels.NUMBER in kinds:
            continue
        for kind in kinds:
            value = Found(phone.number, segment.confidence, segment.pieces)
            details.phones.setdefault(kind, []).append(value)
    rest = _without(segment, [phone.span for phone in found])
    if found and _UNKNOWN_LABEL.fullmatch(rest.text):
        return None
    text = labels.without_labels(rest.text)
    if labels.only_label(text) or (found and len(text) < 3):
        return None
    if _HANDLE.match(text):
        return None
    text = _tidy(labels.without_role(_PRONOUNS.sub("", text)))
    return replace(rest, text=text) if sum(c.isalnum() for c in text) > 1 else None


def _tidy(text: str) -> str:
    return _RULE.sub("", text).strip()


def _without(segment: Segment, spans: list[tuple[int, int]]) -> Segment:
    """The segment without parts of its text; what stood around them is not joined."""
    text = segment.text
    for begin, end in sorted(set(spans), reverse=True):
        text = f"{text[:begin]} | {text[end:]}"
    return replace(segment, text=text.strip(" |")) if spans else segment


def _with_row_labels(segments: list[Segment]) -> list[Segment]:
    """A label that stands alone goes to the number beside it, else to the one below it."""
    out = list(segments)
    used: set[int] = set()
    for at, segment in enumerate(segments):
        if not labels.only_label(segment.text):
            continue
        near = [
            (distance, other)
            for other, target in enumerate(segments)
            if other not in used and (distance := _distance(segment, target)) is not None
        ]
        if near:
            other = min(near)[1]
            used.add(other)
            out[other] = replace(
                out[other],
                text=f"{segment.text.rstrip(' :.')}: {out[other].text}",
                pieces=segment.pieces + out[other].pieces,
            )
            out[at] = replace(segment, text="")
    return [segment for segment in out if segment.text]


def _distance(label: Segment, target: Segment) -> float | None:
    """How far a number is from its label; None where they cannot belong together."""
    if target.side != label.side or not re.match(r"^[\s:(+]*\d[\d\s()./+-]{5,}", target.text):
        return None
    size = max(label.height, target.height)
    if abs(label.middle - target.middle) < 0.6 * size:
        gap = target.left - label.right if target.left > label.left else label.left - target.right
        return gap / size + (0 if target.left > label.left else 2) if gap < 20 * size else None
    below = target.top - label.bottom
    if -0.3 * size < below < size and abs(target.left - label.left) < 2 * size:
        return 20 + below / size
    return None


def _region(segments: list[Segment], details: Details) -> str:
    """The card's country: of most international prefixes, of the address, of the domains."""
    numbers = [
        region_of(number)
        for s in segments
        for number in re.findall(r"\(?(?:\+|\b00)\s?\d[\d\s()./-]{6,}", s.text)
    ]
    prefixes = Counter(region for region in numbers if region)
    places = [country_in(s.text) for s in segments] + [
        region_by_postal_code(s.text) for s in segments
    ]
    found = [e.value.rpartition("@")[2] for e in details.emails]
    found += [re.sub(r"^https?://|/.*$", "", w.value) for w in details.websites]
    domains = [country_of(domain) for domain in found]
    if prefixes:
        return prefixes.most_common(1)[0][0]
    told = next((region for region in [*places, *domains] if region), "")
    return told or guess_region(" | ".join(s.text for s in segments))


def _tell_mobiles(details: Details) -> None:
    """A number whose label says only that it is one (Tel) is a mobile where the country's numbers
    say so; one without any label is a phone where they do not."""
    for kind in ("", labels.PHONE):
        for phone in details.phones.pop(kind, []):
            told = is_mobile(phone.value, details.region)
            where = labels.MOBILE if told else "_phone"
            sure = phone.confidence * (1.0 if kind or told else 0.8)
            found = Found(phone.value, sure, phone.pieces)
            details.phones.setdefault(where, []).append(found)
    if "_phone" in details.phones:
        details.phones[labels.PHONE] = details.phones.pop("_phone")
