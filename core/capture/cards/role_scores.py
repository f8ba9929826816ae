"""How well a text fits each role by itself: name, title and company, by its words, its size and its
place among the other lines. Called by ``roles``, which chooses the three together.
"""

import math
import re

from core.capture.cards.addresses import is_street
from core.capture.cards.bare_names import bare_name
from core.capture.cards.candidates import Candidate, below
from core.capture.cards.companies import (
    belongs_to,
    company_score,
    domain_match,
    without_form,
)
from core.capture.cards.lost_spaces import spaced_title
from core.capture.cards.name_emails import email_match
from core.capture.cards.people import name_score
from core.capture.cards.piece import Segment
from core.capture.cards.titles import goes_on, strong_words, title_score, weak_words
from core.capture.cards.words import fold, is_slogan, legal_form, load_words, squeeze
from core.capture.names import PARTICLES

# What a first name and a last name have by themselves.
_PLAIN_NAME = 2.4
# How well the address must fit a name that is a street's, too: Anna Park.
_OWN_STREET = 0.7
# Between things that a firm does.
_LIST = re.compile(r"\s?[·•|]\s?")


def name_fit(
    c: Candidate, locals_: list[str], domains: list[str], lines: list[Segment], size: float
) -> float:
    """How likely a candidate is the person's name; ``size`` is the usual height of letters."""
    if c.how == "below" and not (_alike(c, lines) and _is_split_name(c, lines, locals_)):
        return -5.0
    score = name_score(c.text, locals_)
    if score < -3:
        return score
    words = [word for word in bare_name(c.text).words if word]
    match = domain_match(" ".join(words), domains)
    if match > 0.7:
        # Firms named after their owner have the last name alone; then, or where the email says so,
        # it is a person all the same.
        twice = len(words) > 1 and _is_said_twice(c, words, lines)
        owner = twice or (
            len(words) > 1 and domain_match(words[-1], domains) > domain_match(words[0], domains)
        )
        known = fold(words[0]) in load_words("first_names").whole
        person = owner or known or email_match(words, locals_) >= 0.7
        score += 0.3 if owner else -0.4 if person else -2.2 * match
    if len(words) == 1 and c.how == "line" and _stacked(c, lines):
        score -= 0.8
    if _is_shop(c.text, words, locals_, lines):
        score -= 2.5  # nearly all that the address said for it
    if c.how == "part" and is_street(c.text) and email_match(words, locals_) < _OWN_STREET:
        score -= 2.0
    return score + 0.7 * _bigger(c.segment, size) - (0.2 if c.how == "part" else 0)


def _is_shop(text: str, words: list[str], locals_: list[str], lines: list[Segment]) -> bool:
    """True where the mailbox is all of a text that begins with no first name, while another line
    does or has a title below: reformas_paco@hotmail.es, "Reformas Paco", "Francisco Ortega"."""
    if not words or fold(words[0]) in load_words("first_names").whole:
        return False
    said = squeeze("".join(words))
    if not any(squeeze(local).startswith(said) for local in locals_):
        return False
    return any(
        line.text != text and name_score(line.text, []) >= (0.9 if title else _PLAIN_NAME)
        for line, title in zip(lines, _has_title_below(lines), strict=True)
    )


def _has_title_below(lines: list[Segment]) -> list[bool]:
    """For each line, whether a title stands right below it."""
    lower = [below(number, lines) for number in range(len(lines))]
    return [other is not None and title_score(lines[other].text) > 0.5 for other in lower]


def _is_said_twice(c: Candidate, words: list[str], lines: list[Segment]) -> bool:
    """True where another line begins with the same words: one is the person, one the firm."""
    said = squeeze("".join(words))
    return any(
        number not in c.lines and squeeze(line.text).startswith(said)
        for number, line in enumerate(lines)
    )


def _stacked(c: Candidate, lines: list[Segment]) -> bool:
    """True for one word with another word of the same size below it."""
    other = below(c.lines[0], lines)
    if other is None or len(lines[other].text.split()) != 1:
        return False
    return _alike(Candidate(c.segment, (c.lines[0], other)), lines)


def _is_under_first_name(c: Candidate, lines: list[Segment]) -> bool:
    """True for the second line of a name: one word right below a first name of the same size."""
    if len(c.lines) != 1 or len(c.text.split()) != 1:
        return False
    return any(
        below(number, lines) == c.lines[0]
        and fold(line.text) in load_words("first_names").whole
        and _alike(Candidate(line, (number, c.lines[0])), lines)
        for number, line in enumerate(lines)
    )


def _is_split_name(c: Candidate, lines: list[Segment], locals_: list[str]) -> bool:
    if len(c.lines) > 2:
        return False
    upper, lower = (lines[number] for number in c.lines)
    words = [
        sum(word.lower() not in PARTICLES for word in bare_name(line.text).words)
        for line in (upper, lower)
    ]
    if min(words) != 1 or sum(words) > 4:
        return False
    return email_match(list(bare_name(c.text).words), locals_) >= max(
        0.0, *(email_match(list(bare_name(line.text).words), locals_) for line in (upper, lower))
    )


def title_fit(c: Candidate, domains: list[str], lines: list[Segment]) -> float:
    """How likely a candidate is the job title, wherever the name is."""
    text = spaced_title(c.text)
    score = title_score(text)
    if c.how == "below":
        texts = [lines[number].text for number in c.lines]
        likely = _goes_on(texts)
        if not likely or not _alike(c, lines):
            return -5.0
        if any(domain_match(line, domains) > 0.75 for line in texts[1:]):
            return -5.0  # the firm
        score += 0.6 * likely - 0.2
    if c.how == "part":
        whole = lines[c.lines[0]].text
        # "Director, Sales" is one title; "Anna Bell, Director" is not.
        score -= 0.5 if title_score(whole) > 2 and name_score(whole.split(",")[0], []) < 2 else 0.1
    if not strong_words(text) and not weak_words(text):
        # Nothing but its place speaks for it.
        score -= 1.0 * (name_score(c.text, []) > 0.5) + 1.5 * (len(_LIST.findall(text)) > 1)
    match = domain_match(c.text, domains)
    return score - (2.5 * match if match > 0.75 else 0) - max(0.0, name_score(c.text, []) - 1.5)


def _alike(c: Candidate, lines: list[Segment]) -> bool:
    """True where the letters of all its lines are of about the same size."""
    heights = [lines[number].height for number in c.lines]
    return max(heights) < 1.5 * min(heights)


def _goes_on(texts: list[str]) -> float:
    """How likely all of these lines are one title: as likely as the least likely step."""
    steps = [goes_on(" ".join(texts[:count]), texts[count]) for count in range(1, len(texts))]
    return min(steps)


def company_fit(
    c: Candidate, domains: list[str], locals_: list[str], lines: list[Segment], size: float
) -> float:
    """How likely a candidate is the firm; ``size`` is the usual height of letters."""
    score = company_score(c.text, domains)
    if c.how == "below":
        if len(c.lines) > 2:
            return -5.0
        upper, lower = (lines[number].text for number in c.lines)
        if not _is_split_company(upper, lower, c.text, domains):
            return -5.0
        score += 0.2
    score -= 0.4 * (c.how == "part")
    # A list of what the firm does, or one of it.
    listed = len(_LIST.findall(lines[c.lines[0]].text)) > 1
    score -= 1.0 * (listed and domain_match(c.text, domains) < 0.7)
    name = name_score(c.text, locals_)
    if not legal_form().search(c.text):
        score -= 0.5 * max(0.0, name - 1.5) if name > 1.5 else 0
    score -= 2.0 * _is_under_first_name(c, lines)
    score -= 1.5 * _is_owner(c.text, name, domains)
    # Providers of mail have no domain that tells the firm: adagiostudio@gmail.com.
    score += 2.0 * (
        name_score(c.text, []) < _PLAIN_NAME - 0.4
        and squeeze(c.text) in {squeeze(local) for local in locals_}
    )
    return score + 0.6 * _bigger(c.segment, size) + 0.15 * c.text.isupper()


def _is_owner(text: str, name: float, domains: list[str]) -> bool:
    """True for a person whose last name alone is the firm's domain: Anna Bell, bell.com."""
    words = text.split()
    if name < 1.2 or len(words) < 2 or legal_form().search(text):
        return False
    last = domain_match(words[-1], domains)
    return last > 0.99 and last > domain_match(text, domains)


def _is_split_company(upper: str, lower: str, both: str, domains: list[str]) -> bool:
    """Two lines are one company where the domain has words of both, or where the legal form
    stands in the second line and the first is no title and no name of a person."""
    if _LIST.search(lower) or belongs_to(lower):
        return False
    form = legal_form().search(lower)
    if form and not squeeze(without_form(lower)):
        return not legal_form().search(upper)
    alone = max(domain_match(upper, domains), domain_match(lower, domains))
    if domain_match(both, domains) > alone + 0.015:
        return not strong_words(both) or bool(form) or domain_match(both, domains) >= 0.95
    if not form and _is_trade_below(upper, lower, domains):
        return True
    return bool(form and domain_match(upper, domains) > 0.75 > 0.5 > domain_match(lower, domains))


def _is_trade_below(upper: str, lower: str, domains: list[str]) -> bool:
    """ "DELMAR" / "PLUMBING & HEATING": what the firm does belongs to its short name, unless the
    domain is that name alone."""
    kinds = load_words("companies")
    words = lower.split()
    trade = any(kinds.has(word) for word in words) and len(words) <= 3
    short = len(upper.split()) <= 2 and not any(kinds.has(word) for word in upper.split())
    return (
        trade
        and short
        and not is_slogan(lower)
        and domain_match(upper, domains) < 0.95
        and name_score(upper, []) < 2
    )


def _bigger(segment: Segment, size: float) -> float:
    """By how much the letters are larger than the card's usual ones: 1 for double the size."""
    return max(-1.0, min(1.0, math.log2(max(segment.height, 1e-6) / max(size, 1e-6))))
