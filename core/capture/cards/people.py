"""How much a text looks like a person's name, and its first and last name. Called by ``roles``.

Evidence: how many words, their capitals, known first names, titles and degrees, and above all the
part of the email address before the @.
"""

import re
from dataclasses import dataclass, replace
from itertools import product

from rapidfuzz import fuzz

from core.capture.cards.words import fold, legal_form, load_words, spellings, squeeze
from core.capture.names import PARTICLES, Name, split_name

_GENERIC = frozenset(
    "info contact sales office mail email hello hallo admin support service post kontakt welcome team "
    "marketing hr jobs reception enquiries inquiries enquiry general secretary secretariat reservations "
    "booking bookings shop order orders export import verkoop administratie direction accueil commercial "
    "ventas informacion amministrazione segreteria commerciale zentrale buero vertrieb me mijn studio".split()
)
_NICKNAME = re.compile(r"\s*[\"“„(][^\"”“)]{2,20}[\"”“)]\s*")
_DEGREE = re.compile(
    r"^(?:M|B|Dipl|Ph|LL|Ed|Psy|Dr)\.?\s?-?(?:Sc|A|D|Ing|Eng|B|M|Ed|Tech|Com|Arch|Phil|Jur)\b\.?",
    re.I,
)


@dataclass(frozen=True)
class PersonText:
    """A text without what is no name: ``words`` of the name; ``decorated`` says that a title or a
    degree stood there."""

    words: tuple[str, ...]
    decorated: bool


def bare_name(text: str) -> PersonText:
    """The words of a name without titles in front, degrees behind, and a nickname."""
    text = _NICKNAME.sub(" ", text)
    head, *behind = re.split(r"\s*[,|]\s*|\s+[–-]\s+", text)
    decorated = bool(behind) and all(is_degree(part) for part in behind)
    words = head.replace("Dipl.-", "Dipl-").split()
    if behind and not decorated:
        words = text.replace(",", " ").split()
    words = [piece for word in words for piece in _unglued(word)]
    honorifics = load_words("honorifics").whole
    while (
        len(words) > 1
        and _bare(words[0]) in honorifics
        and (words[0].endswith(".") or _bare(words[0]) not in _NAMES_TOO)
    ):
        words.pop(0)
        decorated = True
    while (
        len(words) > 2
        and is_degree(words[-1])
        and ("." in words[-1] or not words[-1][1:].islower())
    ):
        words.pop()
        decorated = True
    return PersonText(tuple(word.strip(",;:|") for word in words), decorated)


# Short titles that are first names or initials too, unless there is a stop behind them.
_NAMES_TOO = frozenset("ra m fr sr er ing mag don gen bc lic may med sig sir ca".split())


def _unglued(word: str) -> list[str]:
    """``Dr.Anna`` is two words; ``J.R.`` is one."""
    found = re.fullmatch(r"(Dr|Mr|Mrs|Ms|Prof|Ir|Ing|Drs|Mag|Dipl-Ing)\.(\w.+)", word)
    return [f"{found[1]}.", found[2]] if found else [word]


def _bare(word: str) -> str:
    return fold(word).replace(".", "").strip(",")


def is_degree(text: str) -> bool:
    """True for degrees and memberships alone: ``MBA``, ``Ph.D.``, ``CPA CFE``."""
    words = text.replace(",", " ").split()
    known = load_words("degrees").whole
    return bool(words) and all(
        fold(word).replace(".", "").strip("()") in known or bool(_DEGREE.match(word))
        for word in words
    )


def name_score(text: str, locals_: list[str]) -> float:
    """About 3 for a plain name, 5 and more with evidence of the email, below 0 for what is none.

    ``locals_`` are the parts of the email addresses before the @."""
    if any(c.isdigit() for c in text) or "@" in text or "&" in text or "/" in text:
        return -4.0
    text = spaced(text, locals_)
    person = bare_name(text.title() if _is_small(text) else text)
    words = [word for word in person.words if word]
    plain = [word for word in words if squeeze(word) and word.lower() not in PARTICLES]
    if not plain or len(words) > 7 or not all(_is_name_word(word) for word in words):
        return -4.0
    score = {1: -1.0, 2: 1.2, 3: 0.9, 4: 0.2}.get(len(plain), -1.2)
    score += 1.5 * _has_first_name(plain) + 1.0 * person.decorated
    score += 3.0 * email_match(words, locals_)
    score -= 3.0 * bool(legal_form().search(text))
    titles, companies = load_words("titles"), load_words("companies")
    score -= 2.0 * sum(titles.has(word) for word in plain)
    score -= 1.5 * sum(companies.has(word) for word in plain)
    weak = sum(fold(word) in titles.weak for word in plain)
    return score - 0.8 * weak - (0.6 if any(len(squeeze(w)) == 1 for w in plain[-1:]) else 0)


def spaced(text: str, locals_: list[str]) -> str:
    """A name whose space the engine lost, ``SELENASILVA``, where the address says where it was: it
    begins with a known first name, and the address has that or the rest."""
    if " " in text or not text.isalpha() or len(text) < 7:
        return text
    known = load_words("first_names").whole
    for cut in range(len(text) - 3, 2, -1):
        first, last = squeeze(text[:cut]), squeeze(text[cut:])
        if first in known and any(
            first in re.split(r"[._-]+", local) or (local.endswith(last) and len(last) > 3)
            for local in locals_
        ):
            return f"{text[:cut]} {text[cut:]}"
    return text


def _is_small(text: str) -> bool:
    """True for a name that is printed without capitals: its first word is a known first name."""
    return text.islower() and fold(text.split()[0]) in load_words("first_names").whole


def _is_name_word(word: str) -> bool:
    """Begins with a capital, or is a particle, or an initial; in letters of any script."""
    if word.lower().strip(".") in PARTICLES or word.lower() in ("di", "d'", "dell'"):
        return True
    letters = re.sub(r"[.'’´`ª-]", "", word)
    return letters.isalpha() and (letters[0].isupper() or letters.lower() == letters.upper())


def _has_first_name(words: list[str]) -> float:
    known = load_words("first_names").whole
    hits = [any(fold(part) in known for part in re.split(r"-", word)) for word in words]
    if hits[0]:
        return 1.0
    return 0.7 if any(hits) else 0.0


def email_match(words: list[str], locals_: list[str]) -> float:
    """How well a name fits the best of the addresses, 0 to 1."""
    return max((_match(words, local) for local in locals_), default=0.0)


def _match(words: list[str], local: str) -> float:
    target = squeeze(re.sub(r"\d+$", "", local))
    if not target or fold(local) in _GENERIC or len(target) < 2:
        return 0.0
    best = 0.0
    for form in product(*(sorted(spellings(word)) for word in words[:6])):
        parts = [part for part in form if part]
        if parts:
            best = max(best, _forms(parts, target))
    return best


def _forms(parts: list[str], target: str) -> float:
    """The usual ways of making an address of a name, the surest first."""
    first, last = parts[0], "".join(parts[1:])
    end = parts[-1]
    whole = {"".join(parts), last + first, first + end, end + first}
    if len(parts) == 1:
        return (
            0.75
            if first == target and len(first) > 2
            else 0.4 * (first in target and len(first) > 3)
        )
    if target in whole:
        return 1.0
    initials = "".join(part[0] for part in parts)
    if target in {
        first[0] + last,
        first[0] + end,
        initials[:-1] + end,
        last + first[0],
        end + first[0],
    }:
        return 0.95
    if (
        target
        in {
            first + last[0],
            first + end[0],
            first[:2] + end,
            first[:3] + end[:3],
            end[:3] + first[:2],
            last,
            end,
        }
        and len(target) > 2
    ):
        return 0.85
    if target == first and len(first) > 2:
        return 0.75
    if len(end) > 3 and end in target:
        return 0.7
    if fuzz.ratio(first + end, target) >= 88 or fuzz.ratio(first[0] + end, target) >= 88:
        return 0.7
    if len(first) > 3 and first in target:
        return 0.6
    return 0.45 if len(target) > 1 and target == initials else 0.0


_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]?\.-?)+")
# Where the last name stands first, also on cards in Latin letters.
_LAST_FIRST = frozenset("JP CN KR TW HK HU VN MO".split())
_TWO_SURNAMES = frozenset("BR PT ES MX AR CO CL PE UY VE EC".split())
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
    text = spaced(text, locals_)
    text = text.title() if _is_small(text) else text
    words = list(bare_name(text).words)
    if "," in text and not all(is_degree(part) for part in text.split(",")[1:]):
        return _cased(split_name(text))
    if len(words) == 3 and words[1] in ("Le", "La", "Lo", "LE", "LA", "LO"):
        return _cased(Name(words[0], " ".join(words[1:])))
    if len(words) > 1 and _INITIALS.fullmatch(words[0]):
        return _cased(_with_initials(words, text))
    if len(words) > 2 and (cut := _cut_by_email(words, locals_)):
        return _cased(Name(" ".join(words[:cut]), " ".join(words[cut:])))
    if region in _TWO_SURNAMES and len(words) > 2:
        return _cased(_spanish(words))
    if len(words) == 2 and _is_turned(words, locals_, region):
        words.reverse()
    return _cased(split_name(" ".join(words)))


def _with_initials(words: list[str], text: str) -> Name:
    """``M.J. (Marjan) de Wit``: the name that the person is called by, else the initials."""
    known = load_words("first_names").whole
    given = 2 if len(words) > 2 and fold(words[1]) in known else 1
    called = re.search(r"[\"“„(]([^\"”“)]{2,20})[\"”“)]", text)
    first = called[1] if called else " ".join(words[:given])
    return Name(first, " ".join(words[given:]))


def _cut_by_email(words: list[str], locals_: list[str]) -> int:
    """Where the last name begins, by an address such as ``vincent.tan`` or ``jan.vandenberg``; 0
    where no address tells."""
    for local in locals_:
        tokens = [squeeze(token) for token in re.split(r"[._-]+", local) if token]
        if len(tokens) != 2 or len(tokens[1]) < 3:
            continue
        first = squeeze(words[0])
        for cut in range(1, len(words)):
            begins = first == tokens[0] or tokens[0] == first[:1]
            if begins and tokens[1] in spellings("".join(words[cut:])):
                return _before_particles(words, cut)
        for cut in range(1, len(words)):
            if first == tokens[0] and tokens[1] in spellings(words[cut]):
                return _before_particles(words, cut)
    return 0


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
    return back and not front and words[0].isupper() and not words[1].isupper()


def _cased(name: Name) -> Name:
    return Name(_usual_case(name.first), _usual_case(name.last), name.salutation)


def _usual_case(text: str) -> str:
    """``VAN DER BERG`` -> ``van der Berg``, ``MCDONALD-O'NEIL`` -> ``McDonald-O'Neil``; what is
    not all in capitals stays."""
    words = text.split()
    return " ".join(_usual_word(word, len(words) > 1) for word in words)


def _usual_word(word: str, among_others: bool) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or not all(c.isupper() for c in letters):
        return word
    if "." in word or (len(letters) == 2 and not re.search(r"[AEIOUY]", word)):
        return word  # initials: J.R., JP
    lower = word.lower()
    if lower in ("'t", "’t"):
        return lower
    if (
        among_others
        and lower in PARTICLES
        and lower not in ("y", "st.", "san", "santa", "ben", "al", "mac", "do", "le", "la", "lo")
    ):
        return lower
    cased = re.sub(r"(^|[-'’])(\w)", lambda m: m[1] + m[2].upper(), lower)
    return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)
