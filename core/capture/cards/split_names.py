"""A person's name on a card becomes first and last name. Called by ``fields`` and ``review``.

The email, the country and the capitals say where the last name begins.
"""

import re
from dataclasses import replace

from core.capture.cards.bare_names import bare_name, is_degree, is_small
from core.capture.cards.lost_spaces import spaced_name
from core.capture.cards.name_case import cased
from core.capture.cards.words import fold, load_words, spellings, squeeze
from core.capture.names import PARTICLES, Name, split_name

_NICKNAME = re.compile(r"[\"“„(]([^\"”“)]{2,20})[\"”“)]")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]?\.-?)+")
# Where the last name stands first, also on cards in Latin letters.
_LAST_FIRST = frozenset("JP CN KR TW HK HU VN MO".split())
_TWO_SURNAMES = frozenset("BR PT ES MX AR CO CL PE UY VE EC".split())
_SAINTS = frozenset(("St.", "ST.", "Saint", "SAINT"))
# Where "van" and "de" begin with a small letter in the middle of a name.
_SMALL_PARTICLES = frozenset("NL DE AT CH FR IT ES PT BR DK SE NO".split())


def split_person(text: str, locals_: list[str], region: str = "") -> Name:
    """First and last name; capitals become usual ones. In countries that put the last name first
    an email such as ``taro.yamada`` tells that ``Yamada Taro`` has done so."""
    name = _split(text, locals_, region)
    if region and region not in _SMALL_PARTICLES and re.search(r"\b(?:VAN|DE) ", text):
        name = replace(name, last=re.sub(r"^(van|de)\b", lambda m: m[1].title(), name.last))
    return name


def _split(text: str, locals_: list[str], region: str) -> Name:
    text = spaced_name(text, locals_)
    text = text.title() if is_small(text) else text
    words = _without_letters(list(bare_name(text).words), locals_)
    before, _, behind = text.partition(",")
    if behind and [squeeze(behind), squeeze(before.split()[0])] in map(_tokens, locals_):
        return cased(Name(behind.strip(), before.split()[0]))  # "Koh Bee Leng, Serene"
    if "," in text and not all(is_degree(part) for part in text.split(",")[1:]):
        return cased(split_name(text))
    if len(words) == 3 and words[1] in ("Le", "La", "Lo", "LE", "LA", "LO"):
        return cased(Name(words[0], " ".join(words[1:])))
    if len(words) > 1 and _INITIALS.fullmatch(words[0]):
        return cased(_with_initials(words, text))
    if len(words) > 2 and _is_family_first(words, text, locals_):
        return cased(Name(_nickname(text) or " ".join(words[1:]), words[0]))
    if saint := next((at for at, word in enumerate(words[1:-1], 1) if word in _SAINTS), 0):
        return cased(Name(" ".join(words[:saint]), " ".join(words[saint:])))
    if len(words) > 2 and (cut := _cut_by_email(words, locals_)):
        return cased(Name(" ".join(words[:cut]), " ".join(words[cut:])))
    if region in _TWO_SURNAMES and len(words) > 2:
        return cased(_spanish(words))
    if len(words) == 2 and _is_turned(words, locals_, region):
        words.reverse()
    return cased(split_name(" ".join(words)))


def _without_letters(words: list[str], locals_: list[str]) -> list[str]:
    """Without letters of a membership that no list has, where the address ends before them:
    ``Rohan Cruz FNI``, rohan.cruz."""
    if len(words) < 3 or not words[-1].isupper() or len(words[-1]) > 5 or words[-2].isupper():
        return words
    if fold(words[-2]) in load_words("first_names").whole:
        return words
    last, letters = squeeze(words[-2]), squeeze(words[-1])
    plain = [squeeze(local) for local in locals_]
    told = any(local.endswith(last) and not local.endswith(letters) for local in plain)
    return words[:-1] if told else words


def _with_initials(words: list[str], text: str) -> Name:
    """``M.J. (Marjan) de Wit``: the name that the person is called by, else the initials."""
    known = load_words("first_names").whole
    given = 2 if len(words) > 2 and fold(words[1]) in known else 1
    first = _nickname(text) or " ".join(words[:given])
    return Name(first, " ".join(words[given:]))


def _nickname(text: str) -> str:
    called = _NICKNAME.search(text)
    return called[1] if called and not is_degree(called[1]) else ""


def _is_family_first(words: list[str], text: str, locals_: list[str]) -> bool:
    """True for ``Lim Wei Jie`` with weijie.lim, and ``Lim Wei Jie (Jack)`` with jack.lim."""
    given = {squeeze("".join(words[1:])), squeeze(_nickname(text))} - {""}
    return any(
        len(tokens) == 2 and tokens[0] in given and tokens[1] == squeeze(words[0])
        for tokens in map(_tokens, locals_)
    )


def _tokens(local: str) -> list[str]:
    return [squeeze(token) for token in re.split(r"[._-]+", local) if squeeze(token)]


def _cut_by_email(words: list[str], locals_: list[str]) -> int:
    """Where the last name begins, by an address such as ``vincent.tan``, ``jan.vandenberg`` or
    ``jlopez``; 0 where no address tells."""
    first = squeeze(words[0])
    for tokens in map(_tokens, locals_):
        if len(tokens) == 2 and len(tokens[1]) >= 3 and tokens[0] in (first, first[:1]):
            for cut in range(1, len(words)):
                if tokens[1] in spellings("".join(words[cut:])):
                    return _before_particles(words, cut)
            for cut in range(1, len(words)):
                if tokens[1] in spellings(words[cut]) and (
                    tokens[0] == first or not _may_be_given(words, cut)
                ):
                    return _before_particles(words, cut)
        if len(tokens) == 1:
            for cut in range(1, len(words)):
                forms = {front + w for w in spellings(words[cut]) for front in (first[:1], first)}
                if tokens[0] in forms and len(tokens[0]) > 3 and not _may_be_given(words, cut):
                    return _before_particles(words, cut)
    return 0


def _may_be_given(words: list[str], cut: int) -> bool:
    """True for a first name that is not the last word: ``jcarlos`` is Juan Carlos Ortega."""
    return cut < len(words) - 1 and fold(words[cut]) in load_words("first_names").whole


def _before_particles(words: list[str], cut: int) -> int:
    """``van der`` belongs to the last name, whether the address has it or not."""
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    return cut


def _spanish(words: list[str]) -> Name:
    """Two surnames, unless what stands second is a first name: José Luis Ortega."""
    known = load_words("first_names").whole
    plain = [word for word in words if fold(word) not in PARTICLES]
    given = 1 + (fold(words[1]) in known or (len(plain) > 3 and words[1] in plain))
    if len(words) == 3 and given == 1 and fold(words[1]) in PARTICLES:
        given = 1
    return Name(" ".join(words[:given]), " ".join(words[given:]))


def _is_turned(words: list[str], locals_: list[str], region: str) -> bool:
    known = load_words("first_names").whole
    front, back = (fold(word) in known for word in words)
    for local in locals_:
        tokens = [squeeze(token) for token in re.split(r"[._-]+", local) if token]
        if len(tokens) != 2:
            continue
        one, other = (spellings(word) for word in words)
        said = tokens[0] in other and tokens[1] in one
        said |= len(tokens[0]) == 1 and tokens[1] in one and any(o[:1] == tokens[0] for o in other)
        if said and (region in _LAST_FIRST or (back and not front)) and not (front and not back):
            return True
    if region == "HU" and not front:
        return True  # as all Hungarians write it, but for those who write for foreigners
    return back and not front and words[0].isupper() and not words[1].isupper()
