"""How much a text looks like the name of an organisation: legal form, words of companies, and
above all the domain of the email and the website. Called by ``role_scores``."""

import re

from rapidfuzz import fuzz

from core.capture.cards.bare_names import is_degree
from core.capture.cards.domains import name_of
from core.capture.cards.titles import DEPARTMENT, strong_words, title_score, weak_words
from core.capture.cards.words import (
    fold,
    is_kind,
    is_slogan,
    legal_form,
    load_words,
    spellings,
    squeeze,
)
from core.capture.contact import is_free_mail

_CAPITAL = re.compile(
    r"[\s,·–-]+(?:au capital|capital social|capitale sociale|cap\. soc|"
    r"registered (?:in|office))\b.*",
    re.I,
)
_PART_OF = re.compile(
    r"^an? (?:\w+ ){0,4}(?:company|corporation|brand|unit|division|member|subsidiary)(?: of .*)?$|"
    r"^(?:a |an )?(?:proud )?(?:member|part|division|unit|subsidiary) of\b|"
    r"^eine? .*(?:unternehmen|gesellschaft|marke) (?:der|des|von)\b|"
    r"^(?:mitglied|partner) (?:der|des|im)\b|^(?:lid|onderdeel|partner) van\b|"
    r"^(?:membre|une société|une marque|filiale) d\w+\b",
    re.I,
)
_FILLERS = frozenset(
    "the and und en et y e of de der die das van von du des la le les i & + a".split()
)
# How "&" is written in domains.
_AND = re.compile(r"\s*[&+]\s*")
_ANDS = ("and", "und", "en", "et", "y", "e")
_EASTERN_FORM = re.compile(r"株式会社|有限会社|合同会社|[(（]株[)）]|有限公司|주식회사|集团|公司")
# What domains have behind the name.
_COMMON_END = re.compile(
    r"(?<=..)(?:group|groep|gruppe|groupe|grupo|gruppo|company|inc|ltd|llc|gmbh|bv|nv|ag|nl|de|be|eu|uk|usa|us|"
    r"online|global|world|international|intl|holding|corp|consulting|law|legal)$"
)


def domain_names(emails: list[str], websites: list[str]) -> list[str]:
    """What the owners of the domains registered, squeezed, without providers of free mail."""
    hosts = [email.rpartition("@")[2] for email in emails]
    hosts += [re.sub(r"^https?://|/.*$", "", website) for website in websites]
    names = [name_of(host) for host in hosts if host and not is_free_mail(host)]
    return list(dict.fromkeys(name for name in names if name))


def company_score(text: str, domains: list[str]) -> float:
    """3 and more with a legal form or the name of the domain; about 0 for what might be one."""
    text = without_mark(_CAPITAL.sub("", text))
    words = text.split()
    if sum(c.isdigit() for c in text) > 4 or sum(c.isalpha() for c in text) < 2:
        return -3.0
    bare = without_form(text)
    has_form = bool(legal_form().search(text))
    score = (
        2.0 * bool(_EASTERN_FORM.search(text))
        + 3.0 * has_form * bool(squeeze(bare))
        + 3.2 * domain_match(text, domains)
    )
    said = sum(is_kind(part) for word in words for part in re.split(r"[-/]", word) if part)
    score += min(1.8, 1.2 * said)
    if not has_form and title_score(text) >= 2:
        # "Coldwater Banker Premier" has a word of titles, no more.
        told = strong_words(text) + weak_words(text)
        score -= 1.0 if told >= 0.5 * len(words) else 0.4
    sentence = len(words) > 2 and is_slogan(text)
    score -= 1.5 * sentence + 1.0 * (
        text.rstrip()[-1:] in "!?…" or (len(words) > 3 and text.endswith(".") and not has_form)
    )
    score -= 0.4 * max(0, len(words) - 6) + 1.2 * (is_department(text) and not has_form)
    # A plain name in capitals at the beginning of its words might be one.
    score += 0.45 * (
        len(words) <= 5
        and all(
            word[:1].isupper() or not word[:1].isalpha() or fold(word) in _FILLERS for word in words
        )
    )
    score -= 2.0 * belongs_to(text) + 3.0 * is_degree(text)
    # "Solicitors & Notaries" says what the firm is.
    score -= 0.8 * (len(words) > 1 and said >= len(words) - _fillers(words))
    score -= 0.8 * (text[:1].islower() and not domain_match(text, domains))
    return score


def _fillers(words: list[str]) -> int:
    return sum(fold(word) in _FILLERS or not squeeze(word) for word in words)


def belongs_to(text: str) -> bool:
    """True for "A Berkeley Company", "Member of the Voss Group": the firm stands elsewhere."""
    return bool(_PART_OF.search(text))


def without_form(text: str) -> str:
    """The name without its legal form: ``Example Tools GmbH`` -> ``Example Tools``."""
    return " ".join(legal_form().sub(" ", text).split()).strip(" ,&-")


def bare_company(text: str, domains: list[str]) -> str:
    """The name alone: without the letter of a logo that stands in front of it, and without what
    the law wants behind the legal form, ``Acme SAS au capital de 50 000 €``."""
    text = without_mark(_CAPITAL.sub("", text))
    if re.match(r"\w \w", text) and domain_match(text[2:], domains) > domain_match(text, domains):
        text = text[2:]
    return text


def without_mark(text: str) -> str:
    """Without the first letter of the name that stands in a logo before it: ``A Acme Tools``; of
    one word behind it the letter may be an initial."""
    letter = re.match(r"(\w) (?=(\w)\w+\W+\w)", text)
    return text[2:] if letter and fold(letter[1]) == fold(letter[2]) else text


def is_department(text: str) -> bool:
    """True for a part of a firm: ``Sales Department``, ``Afdeling Verkoop``."""
    return bool(DEPARTMENT.search(text))


def domain_match(text: str, domains: list[str]) -> float:
    """How well a text fits the best of the domains' names, 0 to 1."""
    text = without_mark(text)
    return max((_match(without_form(text) or text, domain) for domain in domains), default=0.0)


def _match(text: str, domain: str) -> float:
    target = squeeze(domain)
    words = [word for word in re.split(r"[\s&+/.,'’-]+", text) if squeeze(word)]
    if not words or len(target) < 2:
        return 0.0
    best = 0.0
    core = _COMMON_END.sub("", target)
    joined = {"".join(words), *("".join(_AND.sub(f" {word} ", text).split()) for word in _ANDS)}
    for whole in {form for one in joined for form in spellings(one)}:
        best = max(best, _compare(whole, target), 0.95 * _compare(whole, core))
    telling = [word for word in words if fold(word) not in _FILLERS]
    for chosen in (words, telling):
        initials = "".join(squeeze(word)[:1] for word in chosen)
        # Of "Banks Orwell Advisory": boa, boadvisory.
        last = min(spellings(chosen[-1])) if chosen else ""
        if len(initials) >= 2 and {initials, initials[:-1] + last} & {target, core}:
            best = max(best, 0.85)
    longest = max((min(spellings(word)) for word in telling), key=len, default="")
    if len(longest) >= 6 and len(words) <= 4 and longest in target:
        # "Water Board Orwell", wborwell
        best = max(best, 0.5 + 0.4 * len(longest) / len(target))
    tokens = [squeeze(token) for token in domain.split("-")]
    kinds = load_words("companies")
    own = {token for token in tokens if len(token) > 3 and not kinds.has(token)}
    if len(tokens) > 1 and own and own <= {min(spellings(word)) for word in telling}:
        # Without what kind of firm it is: "Dr. Sommer & Kollegen", kanzlei-sommer.
        best = max(best, 0.85)
    if len(tokens) > 1 and len(tokens[0]) > 2:
        initials = "".join(squeeze(word)[:1] for word in telling)
        best = max(best, 0.8 * (initials == tokens[0]))
    if (
        len(tokens) > 1
        and telling
        and all(
            any(form.startswith(token) for word in telling for form in spellings(word))
            for token in tokens
            if token
        )
    ):
        best = max(best, 0.9)
    rest = _made_of(target, [form for word in telling for form in [min(spellings(word))]])
    return max(best, rest)


def _compare(whole: str, target: str) -> float:
    if whole == target:
        return 1.0
    if len(whole) >= 4 and whole in target:
        return 0.55 + 0.45 * len(whole) / len(target)
    if len(target) >= 5 and whole.startswith(target):
        return 0.9
    if len(target) >= 3 and target in whole:
        return 0.6 + 0.35 * len(target) / len(whole)
    ratio = fuzz.ratio(whole, target)
    return 0.8 if ratio >= 86 and len(target) >= 5 else 0.0


def _made_of(target: str, words: list[str]) -> float:
    """A domain that is put together of beginnings of the words: ``acmetech`` of Acme Technology."""
    place = used = 0
    for word in words:
        length = 0
        while (
            length < len(word)
            and place + length < len(target)
            and word[length] == target[place + length]
        ):
            length += 1
        if length >= 2 or (length == 1 and used):
            place, used = place + length, used + 1
    return 0.8 if used >= 2 and place == len(target) and len(target) >= 4 else 0.0
